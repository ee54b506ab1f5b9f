/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The least loss, by an integer program over what is hidden (x_j = 0 or 1) that learns capacity cuts from attackers
 * until none finds a demand unmet (Benders' decomposition, as in Fischetti and Salazar 2001). Its relaxation bounds the
 * loss of any choice.
 */
#ifndef KK_PROTECTION_EXACT_H
#define KK_PROTECTION_EXACT_H

#include "protection/protect_proof.h"

/*
 * Improves on the choice in leeway->cell, whose demands that are met stay met. With KK_EFFORT_OPTIMAL parts of up to
 * KK_OPTIMAL_MAX variables, which no row connects, are solved, as far as a budget of work allows: after that the choice
 * stands, with the bound reached, and where the solver gives up likewise. Of larger ones the attackers know the rows
 * around a variable alone, which leaves the bound a bound. `bound`: no choice loses less. With KK_EFFORT_QUICK only
 * parts of up to KK_OPTIMAL_ALWAYS variables are solved, and the bound is of these.
 */
kk_status kk_exact_improve(kk_leeway *leeway, const kk_proof *proof, kk_protection_effort effort, int threads,
                           double *bound, kk_error *err) KK_MUST_USE;

#endif
