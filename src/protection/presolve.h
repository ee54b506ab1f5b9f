/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What rows tell of single variables, without a program: each row, with the bounds of all its variables but one, bounds
 * that one (bound propagation, as in Savelsbergh 1994, on continuous variables). Nothing becomes less than certain:
 * what satisfies the knowledge satisfies the tightened bounds and the open rows, and the other way round.
 */
#ifndef KK_PROTECTION_PRESOLVE_H
#define KK_PROTECTION_PRESOLVE_H

#include "kk/protection.h"

typedef struct kk_presolved {
    kk_knowledge knowledge; /* with bounds of its own, also of rows; all else is the caller's */
    bool *row_is_open;      /* not implied by the bounds */
    bool *is_contradicted;  /* variables of a row, or with bounds, that nothing satisfies; bounds stay apart */
    bool any_contradicted;
} kk_presolved;

/* Cost: O(terms) a round, at most ten rounds. Clear it also after an error: KK_ERR_INTERNAL (memory). */
kk_status kk_presolved_init(kk_presolved *presolved, const kk_knowledge *knowledge, kk_error *err) KK_MUST_USE;

/* Goes on where something else changed bounds or rows since. Cost and errors as above. */
kk_status kk_presolved_propagate(kk_presolved *presolved, kk_error *err) KK_MUST_USE;
void kk_presolved_clear(kk_presolved *presolved);

#endif
