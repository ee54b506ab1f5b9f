/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Does away with variables of which nothing is asked, where that costs nothing (Fourier–Motzkin elimination without new
 * rows): a variable that is in one row only is slack of that row, and rows that a variable without an end satisfies by
 * itself tell nothing of others. What is left has the same values in the feasible set as before.
 */
#ifndef KK_PROTECTION_PROJECT_H
#define KK_PROTECTION_PROJECT_H

#include "protection/presolve.h"

/*
 * Variables done away with are fixed at 0; rows take in their range, and those that tell nothing are closed. `gained`:
 * whether any were. Cost: O(variables + terms). Errors: KK_ERR_INTERNAL (memory).
 */
kk_status kk_presolved_project(kk_presolved *presolved, const bool *is_asked, bool *gained, kk_error *err) KK_MUST_USE;

#endif
