/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/names.h"
#include "kk/estimates.h"

static kk_status find_group(const kk_config_estimate_map *map, const kk_dimension *dimension, const char *name,
                            size_t *group, kk_error *err)
{
    const kk_names groups = {dimension->group, sizeof *dimension->group, dimension->group_count};
    *group = 0;
    return name == NULL ? KK_OK : kk_names_need(groups, "group", name, map->mark, group, err);
}

static kk_status find_combination(const kk_estimate_frame *frame, const kk_config_estimate_map *map,
                                  const char *const *names, size_t *combination, kk_error *err)
{
    size_t groups[KK_DIMENSIONS_MAX];
    kk_status status = KK_OK;
    for (size_t d = 0; d < frame->dimension_count && status == KK_OK; d++)
        status = find_group(map, &frame->dimension[d], names[d], &groups[d], err);
    if (status == KK_OK) *combination = kk_combination_of(frame, groups);
    return status;
}

/* The group of a map, and that with which it is compared. */
static kk_status want_map(const kk_estimate_frame *frame, const kk_config_estimate_map *map, kk_wanted *wanted,
                          size_t *count, kk_error *err)
{
    kk_wanted *group = &wanted[(*count)++];
    group->outcome = map->outcome;
    kk_status status = find_combination(frame, map, map->group, &group->combination, err);
    if (status != KK_OK || !map->has_versus) return status;
    kk_wanted *versus = &wanted[(*count)++];
    versus->outcome = map->outcome;
    status = find_combination(frame, map, map->versus, &versus->combination, err);
    if (status != KK_OK || kk_combinations_exclude(frame, group->combination, versus->combination)) return status;
    return kk_fail_at(err, KK_ERR_PROJECT, map->mark,
                      "map '%s': `versus` shares persons with the group that it is compared with, so that their "
                      "difference has no interval; compare groups of which nobody can be in both, as Low and High",
                      map->name);
}

kk_status kk_chosen_wanted(const kk_config *config, const kk_estimate_frame *frame, kk_arena *arena, kk_wanted **out,
                           size_t *count, kk_error *err)
{
    const kk_config_estimates *estimates = &config->estimates;
    kk_wanted *wanted = kk_arena_alloc(arena, frame->outcome_count + 2 * estimates->map_count, sizeof *wanted);
    if (wanted == NULL) return kk_fail_memory(err);
    *out = wanted;
    *count = frame->outcome_count;
    for (size_t o = 0; o < frame->outcome_count; o++) wanted[o].outcome = o;
    kk_status status = KK_OK;
    for (size_t m = 0; m < estimates->map_count && status == KK_OK; m++)
        status = want_map(frame, &estimates->map[m], wanted, count, err);
    return status;
}
