/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/names.h"
#include "kk/estimates.h"
#include "kk/log.h"

/* Whether the project itself names the groups; else they are values of the cohort, which no message may tell. */
static bool project_names_groups(const kk_config_estimates *config, size_t d)
{
    size_t windows = config->predictor.name == NULL ? 0 : 1;
    return d < windows || config->dimension[d - windows].category_count > 0;
}

static kk_status find_group(const kk_config_estimates *config, const kk_config_estimate_map *map, size_t d,
                            const kk_dimension *dimension, const char *name, size_t *group, kk_error *err)
{
    const kk_names groups = {dimension->group, sizeof *dimension->group, dimension->group_count};
    *group = 0;
    if (name == NULL) return KK_OK;
    if (project_names_groups(config, d)) return kk_names_need(groups, "group", name, map->mark, group, err);
    ptrdiff_t found = kk_names_find(groups, name);
    if (found < 0)
        return kk_fail_at(err, KK_ERR_PROJECT, map->mark,
                          "unknown group '%s'; the groups of '%s' are the values of its column, as they stand there",
                          name, dimension->name);
    *group = (size_t)found;
    return KK_OK;
}

static kk_status find_combination(const kk_config_estimates *config, const kk_estimate_frame *frame,
                                  const kk_config_estimate_map *map, const char *const *names, size_t *combination,
                                  kk_error *err)
{
    size_t groups[KK_DIMENSIONS_MAX];
    kk_status status = KK_OK;
    for (size_t d = 0; d < frame->dimension_count && status == KK_OK; d++)
        status = find_group(config, map, d, &frame->dimension[d], names[d], &groups[d], err);
    if (status == KK_OK) *combination = kk_combination_of(frame, groups);
    return status;
}

static size_t want(kk_choice *choice, size_t outcome, size_t combination)
{
    choice->wanted[choice->count] = (kk_wanted){outcome, combination};
    return choice->count++;
}

/* The group of a map, and that with which it is compared. */
static kk_status want_map(const kk_estimate_frame *frame, size_t m, kk_choice *out, kk_error *err)
{
    const kk_config_estimate_map *map = &out->config->map[m];
    size_t group, versus;
    kk_status status = find_combination(out->config, frame, map, map->group, &group, err);
    if (status != KK_OK) return status;
    out->group[m] = want(out, map->outcome, group);
    if (!map->has_versus) return KK_OK;
    status = find_combination(out->config, frame, map, map->versus, &versus, err);
    if (status != KK_OK) return status;
    out->versus[m] = want(out, map->outcome, versus);
    if (kk_combinations_exclude(frame, group, versus)) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, map->mark,
                      "map '%s': `versus` shares persons with the group that it is compared with, so that their "
                      "difference has no interval; compare groups of which nobody can be in both, as Low and High",
                      map->name);
}

static void warn_of_twins(const kk_estimate_frame *frame)
{
    for (size_t t = 1; t < frame->type_count; t++) {
        size_t first = 0;
        while (frame->type[first].level != frame->type[t].level) first++;
        if (frame->type[t].level >= 0 && first < t)
            kk_warn("estimates: regions of '%s' and of '%s' have the codes of the same areas; maps show those of '%s', "
                    "which comes first",
                    frame->type[first].name, frame->type[t].name, frame->type[first].name);
    }
}

kk_status kk_chosen_wanted(const kk_config *config, const kk_estimate_frame *frame, kk_arena *arena, kk_choice *out,
                           kk_error *err)
{
    size_t outcomes = frame->outcome_count, maps = config->estimates.map_count;
    *out = (kk_choice){
        .config = &config->estimates,
        .wanted = kk_arena_alloc(arena, outcomes + 2 * maps, sizeof *out->wanted),
        .group = kk_arena_alloc(arena, maps, sizeof *out->group),
        .versus = kk_arena_alloc(arena, maps, sizeof *out->versus),
    };
    if (out->wanted == NULL || out->group == NULL || out->versus == NULL) return kk_fail_memory(err);
    for (size_t o = 0; o < outcomes; o++) want(out, o, 0);
    kk_status status = KK_OK;
    for (size_t m = 0; m < maps && status == KK_OK; m++) status = want_map(frame, m, out, err);
    if (status == KK_OK && maps > 0) warn_of_twins(frame);
    return status;
}
