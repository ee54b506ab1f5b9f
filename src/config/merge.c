/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/build.h"
#include "config/expression.h"
#include "kk/areas.h"

#include <math.h>

/* Fewer make no difference, and more than a gemeente has make one area of it. */
enum { LEAST_INHABITANTS = 2, MOST_INHABITANTS = 1000000 };

static kk_place place_of(kk_builder *builder, size_t group, const char *key)
{
    return kk_document_place(builder->document, "areas.groups[%zu].merge.%s", group, key);
}

static kk_status build_level(kk_builder *builder, size_t group, kk_config_merge *out, kk_error *err)
{
    const kk_raw_merge *raw = builder->raw->areas.groups[group].merge;
    kk_level_kind kind = raw->level ? (kk_level_kind)*raw->level : KK_LEVEL_BUURT;
    out->level = kk_level_kind_name(kind);
    if (kind != KK_LEVEL_GEMEENTE) return KK_OK;
    return kk_fail_at(
        err, KK_ERR_PROJECT, place_of(builder, group, "level").mark,
        "gemeenten are not merged: write buurt (merged within their wijk) or wijk (within their gemeente)");
}

static kk_status build_until(kk_builder *builder, size_t group, kk_config_merge *out, kk_error *err)
{
    const double *until = builder->raw->areas.groups[group].merge->until;
    out->until = until ? *until : 0;
    if (out->until >= LEAST_INHABITANTS && out->until <= MOST_INHABITANTS) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, place_of(builder, group, "until").mark,
                      "'until' is the number of inhabitants that each area needs: %d … %d", LEAST_INHABITANTS,
                      MOST_INHABITANTS);
}

static kk_status build_population(kk_builder *builder, size_t group, kk_config_merge *out, kk_error *err)
{
    kk_config *config = builder->config;
    kk_scope scope = {
        .config = config,
        .arena = builder->arena,
        .what = "population",
        .place = place_of(builder, group, "population"),
        .own = KK_NO_TABLE,
        .population = KK_NO_TABLE,
    };
    kk_expression found = {0};
    kk_status status = kk_expression_parse(&scope, builder->raw->areas.groups[group].merge->population, &found, err);
    if (status) return status;
    if (found.count != 1 || found.terms[0].op != KK_OP_COLUMN)
        return kk_fail_at(err, KK_ERR_PROJECT, scope.place.mark,
                          "'population' is one column of inhabitants, such as kwb.a_inw");
    const kk_config_table *table = &config->tables[found.terms[0].table];
    if (!table->is_public)
        return kk_fail_at(err, KK_ERR_PROJECT, scope.place.mark,
                          "the table '%.60s' is not public: areas made by its figures would tell of them", table->name);
    out->table = found.terms[0].table;
    out->column = found.terms[0].column;
    return KK_OK;
}

kk_status kk_build_merges(kk_builder *builder, kk_error *err)
{
    kk_config *config = builder->config;
    kk_status status = KK_OK;
    for (size_t i = 0; i < config->areas.group_count && !status; i++) {
        if (!builder->raw->areas.groups[i].merge) continue;
        kk_config_merge *out = &config->areas.groups[i].merge;
        status = build_level(builder, i, out, err);
        if (!status) status = build_until(builder, i, out, err);
        if (!status) status = build_population(builder, i, out, err);
    }
    return status;
}
