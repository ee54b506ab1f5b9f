/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is to be computed in one region, the same for every block of outcomes: moments of runs of persons of one class
 * (leaves), pairs of moments to merge, estimates to fit, and of which of these each cell with persons is. What has the
 * same persons is made once.
 */
#ifndef KK_CUBE_PROGRAM_H
#define KK_CUBE_PROGRAM_H

#include "aggregate/cube_order.h"
#include "aggregate/cube_plan.h"
#include "aggregate/pair_map.h"

enum { KK_LEAF_PERSONS = 2048 }; /* their rows are still near in the second pass */

typedef struct kk_program {
    uint32_t *leaf_end; /* position behind it, from kk_ordered.first[region]: moments[i] are of leaf i … */
    kk_lane_pair *pair; /* … moments[leaf_count + i] of this pair */
    kk_lane_fit *fit;
    uint16_t *combination, *cell_fit; /* [cell]; combinations ascending */
    size_t leaf_count, pair_count, fit_count, cell_count;
} kk_program;

/* Room for making programs one after another; of one thread. */
typedef struct kk_programmer {
    const kk_cohort *cohort;
    const kk_plan *plan;
    const double *at;         /* [combination] kk_combination_at */
    const uint16_t *at_place; /* [combination] the first combination that is made at the same value */
    struct entry *entry, *other;
    kk_program made;
    size_t entry_room, other_room, leaf_room, pair_room, fit_room, combination_room, cell_room;
    kk_pair_map pairs, fits;
} kk_programmer;

/* The program of persons `begin` … `end` − 1 of `ordered`, in memory of its own. −1 when out of memory. */
int kk_program_make(kk_programmer *programmer, const kk_ordered *ordered, size_t begin, size_t end, kk_program *out);
void kk_program_clear(kk_program *program);
void kk_programmer_clear(kk_programmer *programmer);

#endif
