/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One indicator for one area: its expressions over the joined figures, and the result by kind.
 */
#ifndef KK_EVALUATE_H
#define KK_EVALUATE_H

#include "aggregate/joined.h"
#include "kk/config.h"
#include "kk/figure.h"

/* Where an indicator's figures come from, at one level and period: for table t (index in config.tables) its block. */
typedef struct kk_evaluation {
    const kk_config_indicator *indicator;
    const kk_joined_block *const *block; /* [table]; NULL for tables the indicator does not use */
} kk_evaluation;

/* Numerator and denominator (missing with not_applicable where the indicator has none). */
typedef struct kk_fraction {
    kk_figure numerator, denominator;
} kk_fraction;

/*
 * The expressions for area `i`. A missing part makes the whole missing, with the combined status; a division by zero
 * gives no_population.
 */
kk_fraction kk_evaluate_area(const kk_evaluation *evaluation, size_t i);

/* True when any figure the expressions ask for is there, or missing for another reason than an absent row. */
bool kk_evaluate_has_row(const kk_evaluation *evaluation, size_t i);

/* Sums over the members of an own area; begin with kk_fraction_sum_init. A value is weighted with its denominator. */
kk_fraction kk_fraction_sum_init(void);
void kk_fraction_sum_add(const kk_config_indicator *indicator, kk_fraction *sum, const kk_fraction *member);
/* Undoes the weighting, so that the sum reads like one area. */
kk_fraction kk_fraction_sum_finish(const kk_config_indicator *indicator, const kk_fraction *sum);

/* Value (a fraction: not × per) with interval and status, by kind. */
typedef struct kk_result {
    kk_figure value;
    double lower, upper;
} kk_result;
kk_result kk_result_of(const kk_config_indicator *indicator, const kk_fraction *fraction);

#endif
