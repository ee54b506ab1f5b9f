/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The primary rules: which figures may not be told for their own sake, and by which rule. Whether they follow from
 * others is another question. docs/disclosure.md tells the rules in words.
 */
#ifndef KK_DISCLOSURE_PRIMARY_H
#define KK_DISCLOSURE_PRIMARY_H

#include "kk/aggregate.h"

/* Where the inhabitants of the areas stand, for the rule of minimum_population. */
typedef struct kk_inhabitants {
    const kk_indicator_table *raw; /* NULL: there is no such rule */
    size_t table, column;
} kk_inhabitants;

/* Those of `population:`, or of the first public table of a file that has them; kk_aggregate_check found one. */
kk_inhabitants kk_inhabitants_find(const kk_config *config, const kk_indicator_table *raw);

/* In the period, or, where their table does not have that, in its last. NaN: not known. INFINITY without the rule. */
double kk_inhabitants_of(const kk_inhabitants *inhabitants, uint32_t level, size_t area, const char *period);

/*
 * The status of cell `i`, which has a value: KK_FIGURE_OK where it may be told, else that of the first rule that hides
 * it, in this order:
 *
 *   suppressed_population  inhabitants < minimum_population, or not known
 *   suppressed_base        share, rate, one_in, and mean, ratio and weighed value of a private file: the denominator is
 *                          1 … minimum − 1
 *   suppressed_count       the same kinds: the numerator is; of a value without weight the value
 *   suppressed_rest        share, rate, one_in: denominator − numerator is
 *   suppressed_persons     small_count; and what is few in another way (below 0, not whole); estimates: the base is
 * below the minimum suppressed_group       share, one_in, of persons: numerator ≥ group_share × denominator
 *   suppressed_dominance   dominated
 *   suppressed             maps of `estimates:`, which have a rule of their own: hidden, few or nobody
 *
 * With counts that are rounded (`is_rounded`: all that are not public in the column) nothing is hidden for being few.
 * Cells of a public column are always told. Cost: O(1).
 */
kk_figure_status kk_primary_status(const kk_indicator_column *raw, size_t i, const kk_config_disclosure *rules,
                                   double inhabitants, bool is_rounded);

#endif
