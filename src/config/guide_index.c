/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/guide.h"
#include "config/names.h"

#include <string.h>

static const double least_default = 0.6;

static kk_mark mark_of(kk_builder *builder, const char *key)
{
    return kk_document_place(builder->document, "guide.index.%s", key).mark;
}

static kk_status take_name(kk_builder *builder, kk_error *err)
{
    const kk_raw_index *raw = builder->raw->guide->index;
    kk_config *config = builder->config;
    kk_config_index *out = &config->guide.index;
    kk_mark mark = mark_of(builder, "name");
    out->name = raw->name;
    out->label_nl = raw->label_nl ? raw->label_nl : raw->name;
    out->label_en = raw->label_en ? raw->label_en : raw->name;
    kk_status status = kk_check_name("index", raw->name, mark, err);
    if (status || kk_names_find(KK_NAMES(config->indicators, name, config->indicator_count), raw->name) < 0)
        return status;
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "there is an indicator '%s' already; give the index another name",
                      raw->name);
}

static kk_status take_level(kk_builder *builder, size_t index, kk_error *err)
{
    char *const *levels = builder->raw->guide->index->levels;
    kk_mark mark = kk_document_place(builder->document, "guide.index.levels[%zu]", index).mark;
    for (size_t i = 0; i < index; i++) {
        if (strcmp(levels[i], levels[index]) == 0)
            return kk_fail_at(err, KK_ERR_PROJECT, mark, "the level '%.60s' is there twice", levels[index]);
    }
    return kk_check_level(builder, levels[index], mark, err);
}

static kk_status take_levels(kk_builder *builder, kk_error *err)
{
    static const char *by_default[] = {"wijk"};
    const kk_raw_index *raw = builder->raw->guide->index;
    kk_config_index *out = &builder->config->guide.index;
    out->levels = raw->levels ? (const char **)raw->levels : by_default;
    out->level_count = raw->levels ? raw->levels_count : 1;
    kk_status status = KK_OK;
    for (size_t i = 0; i < raw->levels_count && !status; i++) status = take_level(builder, i, err);
    return status;
}

static kk_status take_rule(kk_builder *builder, kk_error *err)
{
    const kk_raw_index *raw = builder->raw->guide->index;
    const kk_raw_missing *missing = raw->missing;
    kk_need_rule *rule = &builder->config->guide.index.rule;
    rule->scale = raw->scale ? (kk_need_scale)*raw->scale : KK_SCALE_PERCENTILE;
    rule->join = raw->join ? (kk_need_join)*raw->join : KK_JOIN_ARITHMETIC;
    rule->gap = missing && missing->rule ? (kk_need_gap)*missing->rule : KK_GAP_LEAVE;
    rule->least = missing && missing->least ? *missing->least : least_default;
    if (missing && missing->least && rule->gap != KK_GAP_LEAVE) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "missing.least"),
                          "'least' goes with 'rule: leave' only; leave it out");
    }
    if (rule->join == KK_JOIN_GEOMETRIC && rule->scale == KK_SCALE_ROBUST_Z) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "join"),
                          "'join: geometric' does not go with 'scale: robust_z'; use z, percentile or another scale");
    }
    if (rule->least >= 0 && rule->least <= 1) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "missing.least"),
                      "'least' must be 0 to 1, a share of the weights such as 0.6");
}

kk_status kk_build_guide_index(kk_builder *builder, kk_error *err)
{
    kk_config_index *out = &builder->config->guide.index;
    if (!builder->raw->guide->index) return KK_OK;
    out->given = true;
    out->mark = mark_of(builder, "name");
    kk_status status = take_name(builder, err);
    if (!status) status = take_levels(builder, err);
    if (!status) status = take_rule(builder, err);
    if (!status) status = kk_build_guide_themes(builder, err);
    return status ? status : kk_build_guide_sensitivity(builder, err);
}
