/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What sums tell of counts that are not shown, line by line: from the bounds of all others in a sum follow those of
 * each, and so on until nothing changes. Buzzigoli and Giusti (1999), "An algorithm to calculate the lower and upper
 * bounds of the elements of an array given its marginals" (the shuttle algorithm), for all lines at once. Bounds are
 * right, but need not be the tightest: kk_cells_attack finds those.
 */
#ifndef KK_ESTIMATE_BOUNDS_H
#define KK_ESTIMATE_BOUNDS_H

#include "disclosure/estimate_sums.h"

enum { KK_COUNT_UNBOUNDED = INT32_MAX };

/* Counts of all cells: of persons, or (`of_means` alone) of those among them who have an outcome. */
typedef struct kk_cell_counts {
    const kk_estimate_sums *sums;
    bool of_means;
    const int32_t *truth;   /* [cell], in the gate; NULL in an audit */
    int32_t *lower, *upper; /* [cell] what is known: ≥ 0, upper KK_COUNT_UNBOUNDED where nothing is */
} kk_cell_counts;

/* A line with the bounds of its slots; room for slots_max each. */
typedef struct kk_bounded_line {
    kk_estimate_line line;
    int64_t *lower, *upper;
} kk_bounded_line;

kk_status kk_bounded_line_init(const kk_estimate_sums *sums, kk_bounded_line *out, kk_error *err) KK_MUST_USE;
void kk_bounded_line_clear(kk_bounded_line *line); /* also of a zeroed struct */

/* Whether a line of groups, or a combination, is of these counts. */
bool kk_counts_have_dimension(const kk_cell_counts *counts, size_t d);
bool kk_counts_have(const kk_cell_counts *counts, size_t combination);

/*
 * Takes the bounds of the cells of bounded->line, finds those of its auxiliary slots, and tightens all. In the gate
 * what is beyond the parts counts as known, as it often is (nobody). Whether anything became tighter.
 */
bool kk_bounded_line_tighten(const kk_cell_counts *counts, kk_bounded_line *bounded);

/* Tightens all bounds. Ends after some rounds even if a bound would still move. Cost: O(rounds × lines × slots). */
kk_status kk_counts_tighten(const kk_cell_counts *counts, int threads, kk_error *err) KK_MUST_USE;

#endif
