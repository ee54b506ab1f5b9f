/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists of target areas, while columns and sheets are made of them. */
#ifndef KK_GUIDE_GUIDE_TARGETS_H
#define KK_GUIDE_GUIDE_TARGETS_H

#include "guide/work.h"

/* What it takes of one indicator to bring an area on or off the list. */
typedef struct guide_change {
    const kk_config_indicator *indicator; /* NULL: no indicator does, within the figures of the other areas */
    double by;                            /* published units */
} guide_change;

/* A list, and the land areas group by group: first those on the list, then the others, by rank; without one last. */
typedef struct guide_list {
    kk_guide_targets *targets;
    kk_target *target; /* those of targets */
    const kk_config_target *config;
    const kk_guide_lists *known; /* of today, of an earlier run */
    const kk_level *areas;
    const kk_level *within; /* NULL: all areas are one group */
    size_t group_count;
    uint32_t *begin;  /* [group + 1] */
    uint32_t *chosen; /* [group]: so many are on the list */
    uint32_t *area;
    uint32_t *group;      /* [area]; UINT32_MAX of water, and of what lies in no group */
    double *in_need;      /* [area] youths in need; NaN: not known */
    guide_change *change; /* [area] */
    bool hides_ranks;
} guide_list;

static inline size_t guide_group_size(const guide_list *list, size_t group)
{
    return list->begin[group + 1] - list->begin[group];
}

/* "GM0001", "" of a list that is one group. */
static inline const char *guide_group_code(const guide_list *list, size_t group)
{
    return list->within == NULL ? "" : list->within->code[group];
}

/*
 * Of each area the indicator that has to change least, in standard deviations between areas, to bring the index over
 * its margin; all else stays as it is: the other areas, and mean, spread and range of a scale. By bisection, between
 * its own figure and the most extreme one of all areas. Cost: at most 40 · indicators · areas · (indicators · themes +
 * log areas). Errors: KK_ERR_INTERRUPTED, memory.
 */
kk_status guide_changes_find(const kk_guide_index *index, const kk_target *target, int threads, guide_change *change,
                             kk_error *err) KK_MUST_USE;

/* What would take the area on or off the list, a Dutch sentence in the arena; NULL: no memory. */
const char *guide_margin_nl(const kk_target *target, const guide_change *change, kk_arena *arena);

/* ---- the sheets, of all lists together ---- */

kk_status guide_targets_sheet(kk_guide_work *work, const guide_list *list, size_t count, kk_error *err) KK_MUST_USE;
kk_status guide_reach_sheet(kk_guide_work *work, const guide_list *list, size_t count, kk_error *err) KK_MUST_USE;
kk_status guide_elsewhere_sheet(kk_guide_work *work, const guide_list *list, size_t count, kk_error *err) KK_MUST_USE;
kk_status guide_peers_sheet(kk_guide_work *work, const guide_list *list, size_t count, kk_error *err) KK_MUST_USE;

#endif
