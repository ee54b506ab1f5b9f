/* SPDX-License-Identifier: EUPL-1.2 */
/* The areas that an evaluation compares, and what each weighs in it. */
#ifndef KK_GUIDE_EVALUATE_H
#define KK_GUIDE_EVALUATE_H

#include "kk/evaluation.h"

typedef struct guide_area {
    double place[2];           /* by which areas are alike: posterior mean of the baseline; trend, or 0 */
    double change;             /* later − that posterior mean */
    double variance;           /* of change, without what areas differ in it */
    double by_mean, by_within; /* derivatives of the posterior mean to μ and τ² */
    double raw_change;         /* later − baseline */
    double weight;             /* in a contrast */
    bool is_treated;
} guide_area;

/* Weighs treated areas against those like them: 1 and −1 in all, or 0 where there are none. How many treated areas
   have others like them. */
size_t guide_weigh_matches(guide_area *area, size_t count, const kk_evaluation_options *options);

#endif
