/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/estimates.h"
#include "config/names.h"

#include <stdio.h>
#include <string.h>

/* `group:` or `versus:` of a map while it is read: texts such as "income=Low". */
typedef struct selection {
    kk_builder *builder;
    char at[60]; /* where it stands */
    char **text;
    size_t count;
} selection;

static kk_mark mark_of(const selection *from, size_t index)
{
    return kk_document_place(from->builder->document, "%s[%zu]", from->at, index).mark;
}

static const char *trimmed(kk_arena *arena, const char *from, const char *to)
{
    while (from < to && *from == ' ') from++;
    while (from < to && to[-1] == ' ') to--;
    return kk_arena_text(arena, from, (size_t)(to - from));
}

/* ---- one group ---- */

static kk_status find_dimension(const selection *from, size_t index, const char *name, size_t *dimension, kk_error *err)
{
    const kk_config_estimates *estimates = &from->builder->config->estimates;
    const char *names[KK_DIMENSIONS_MAX];
    size_t count = kk_estimate_dimensions(estimates);
    for (size_t d = 0; d < count; d++) names[d] = kk_estimate_dimension_name(estimates, d);
    const kk_names known = {names, sizeof *names, count};
    return kk_names_need(known, "dimension", name, mark_of(from, index), dimension, err);
}

/* Groups that are found in the data are not known yet. */
static kk_status check_group(const selection *from, size_t index, size_t dimension, const char *name, kk_error *err)
{
    const kk_config_estimates *estimates = &from->builder->config->estimates;
    const kk_config_dimension *plain = kk_estimate_dimension(estimates, dimension);
    if (plain && plain->category_count == 0) return KK_OK;
    kk_names known = plain ? KK_NAMES(plain->category, name, plain->category_count)
                           : KK_NAMES(estimates->predictor.window, name, estimates->predictor.window_count);
    size_t at;
    return kk_names_need(known, "group", name, mark_of(from, index), &at, err);
}

static kk_status read_group(const selection *from, size_t index, const char **groups, unsigned *seen, kk_error *err)
{
    kk_arena *arena = from->builder->arena;
    const char *text = from->text[index], *sign = strchr(text, '=');
    if (!sign) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(from, index),
                          "'%.60s' is no group; write dimension=group, such as income=Low", text);
    }
    const char *dimension = trimmed(arena, text, sign), *name = trimmed(arena, sign + 1, text + strlen(text));
    if (!dimension || !name) return kk_fail_memory(err);
    size_t d = 0;
    kk_status status = find_dimension(from, index, dimension, &d, err);
    if (status) return status;
    if (*seen & 1u << d) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(from, index), "the dimension '%s' is there twice", dimension);
    }
    *seen |= 1u << d;
    bool is_all = strcmp(name, "all") == 0;
    groups[d] = is_all ? NULL : name;
    return is_all ? KK_OK : check_group(from, index, d, name, err);
}

static kk_status read_groups(const selection *from, const char **groups, kk_error *err)
{
    unsigned seen = 0;
    kk_status status = KK_OK;
    for (size_t i = 0; i < from->count && !status; i++) status = read_group(from, i, groups, &seen, err);
    return status;
}

/* ---- what it is compared with ---- */

static bool may_exclude(const kk_config_estimate_map *map)
{
    for (size_t d = 0; d < KK_DIMENSIONS_MAX; d++)
        if (map->group[d] && map->versus[d] && strcmp(map->group[d], map->versus[d]) != 0) return true;
    return false;
}

/* A dimension that it does not name is as in `group`. */
static kk_status build_versus(const selection *from, kk_config_estimate_map *map, kk_error *err)
{
    if (from->count == 0) return KK_OK;
    map->has_versus = true;
    memcpy(map->versus, map->group, sizeof map->versus);
    kk_status status = read_groups(from, map->versus, err);
    if (status || may_exclude(map)) return status;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(from, 0),
                      "'versus' must be other persons than 'group': two groups of one dimension, such as income=Low "
                      "versus income=High");
}

/* ---- maps ---- */

static kk_status find_outcome(kk_builder *builder, size_t index, size_t *outcome, kk_error *err)
{
    const kk_config_estimates *estimates = &builder->config->estimates;
    kk_mark mark = kk_document_place(builder->document, "estimates.maps[%zu].outcome", index).mark;
    return kk_names_need(KK_NAMES(estimates->outcome, name, estimates->outcome_count), "outcome",
                         builder->raw->estimates->maps[index].outcome, mark, outcome, err);
}

static kk_status build_map(kk_builder *builder, size_t index, kk_error *err)
{
    const kk_raw_estimate_map *raw = &builder->raw->estimates->maps[index];
    kk_config_estimate_map *out = &builder->config->estimates.map[index];
    *out = (kk_config_estimate_map){
        .name = raw->name,
        .label_nl = raw->label_nl,
        .label_en = raw->label_en,
        .versus_nl = raw->versus_nl,
        .versus_en = raw->versus_en,
        .description = raw->description,
        .question = raw->question,
        .mark = kk_document_place(builder->document, "estimates.maps[%zu]", index).mark,
    };
    selection group = {.builder = builder, .text = raw->group, .count = raw->group_count};
    selection versus = {.builder = builder, .text = raw->versus, .count = raw->versus_count};
    snprintf(group.at, sizeof group.at, "estimates.maps[%zu].group", index);
    snprintf(versus.at, sizeof versus.at, "estimates.maps[%zu].versus", index);
    kk_status status = find_outcome(builder, index, &out->outcome, err);
    if (!status) status = read_groups(&group, out->group, err);
    return status ? status : build_versus(&versus, out, err);
}

kk_status kk_build_estimate_maps(kk_builder *builder, kk_error *err)
{
    kk_config_estimates *out = &builder->config->estimates;
    size_t count = builder->raw->estimates->maps_count;
    out->map_count = count;
    out->map = kk_arena_alloc(builder->arena, count, sizeof *out->map);
    if (!out->map) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < count && !status; i++) status = build_map(builder, i, err);
    return status;
}
