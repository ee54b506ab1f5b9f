/* SPDX-License-Identifier: EUPL-1.2 */
/* Controlled rounding of one component: between kk_round_controlled and the programs that it solves. */
#ifndef KK_PROTECTION_ROUNDING_H
#define KK_PROTECTION_ROUNDING_H

#include "protection/component.h"

/* Everything in units of the base. */
typedef struct kk_rounding_plan {
    kk_knowledge sums; /* lower < upper where a variable is to be rounded, and lower = upper where it is not */
    double *rest_lower, *rest_upper; /* [row] what Σ a r over the variables to be rounded may be */
    kk_components components;
} kk_rounding_plan;

typedef enum kk_rounding_way { KK_ROUNDED_NEXT, KK_ROUNDED_RELAXED, KK_ROUNDED_NEAREST } kk_rounding_way;

/* Sets rounded[] of the variables of a component, and tells how it was found. */
kk_status kk_round_component(const kk_rounding_plan *plan, size_t component, const double *truth, double *rounded,
                             kk_rounding_way *way, kk_error *err) KK_MUST_USE;

#endif
