/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One indicator for one area: its expressions over the joined figures, and the result by kind.
 */
#ifndef KK_EVALUATE_H
#define KK_EVALUATE_H

#include "aggregate/joined.h"
#include "kk/config.h"
#include "kk/figure.h"

/* Where an indicator's figures come from, at one level and period. */
typedef struct kk_evaluation {
    const kk_config_indicator *indicator;
    const kk_config_table *tables;       /* of the project */
    const kk_joined_block *const *block; /* [table]; of the tables that the indicator uses */
    const kk_config_disclosure *rules;
} kk_evaluation;

/* The figure of a column for area `i`. */
kk_figure kk_figure_at(const kk_evaluation *here, const kk_term *term, size_t i);

/* The expressions of an indicator; missing with not_applicable where it has none. */
typedef struct kk_fraction {
    kk_figure numerator, denominator;
    bool small_count;       /* kk_indicator_column.small_count */
    bool dominated;         /* kk_indicator_column.dominated */
    kk_figure squares;      /* of a mean */
    kk_figure lower, upper; /* of an estimate */
} kk_fraction;

/*
 * The expressions for area `i`. A missing part makes the whole missing, with the combined status; a division by zero
 * gives no_population, a result that is not finite unknown.
 */
kk_fraction kk_evaluate_area(const kk_evaluation *here, size_t i);

/* The members of an own area, by index in the level of `at`. */
typedef struct kk_members {
    kk_evaluation at;
    const uint32_t *index;
    size_t count;
    const bool *water; /* members that are water do not count */
} kk_members;

/*
 * The same for own area `i`: numerator, denominator and squares each from the area's own row, where the tables of that
 * expression have one, and otherwise added over the members (a value: averaged with the denominator as weight). An
 * estimate comes from the own row or not at all.
 */
kk_fraction kk_evaluate_own_area(const kk_evaluation *here, size_t i, const kk_members *members);

/* Value (a fraction: not × per) with interval and status, by kind. */
typedef struct kk_result {
    kk_figure value;
    double lower, upper;
} kk_result;
kk_result kk_result_of(const kk_config_indicator *indicator, const kk_fraction *fraction);

#endif
