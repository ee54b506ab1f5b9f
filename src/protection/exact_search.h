/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The least loss of one part: first the relaxation, with all cuts that it breaks; then integer programs, each with the
 * cuts that the one before broke, until attackers find nothing. What would cost too much to turn over, by its reduced
 * cost, stays as it is in the relaxation.
 */
#ifndef KK_PROTECTION_EXACT_SEARCH_H
#define KK_PROTECTION_EXACT_SEARCH_H

#include "protection/exact_separate.h"

typedef struct kk_exact_task {
    kk_master *master;
    kk_attacker *attacker;
    const kk_required *required;
    size_t required_count;
    bool bound_only; /* no integer programs */
} kk_exact_task;

typedef struct kk_exact_result {
    double loss;  /* before: of a choice that is known; after: of the best */
    double bound; /* no choice loses less */
    bool found;   /* master->hidden is a choice that loses less than what was known: the best there is */
} kk_exact_result;

/* It stops after so much work, not time, so that it ends the same everywhere. Errors: KK_ERR_INTERNAL (memory, the
   solver gives up: `bound` is what was reached), KK_ERR_INTERRUPTED. */
kk_status kk_exact_search(const kk_exact_task *task, kk_exact_result *result, kk_error *err) KK_MUST_USE;

#endif
