/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Controlled rounding: counts become multiples of a base so that sums still hold. A pure kernel over a system of sums
 * (kk/protection.h).
 */
#ifndef KK_ROUNDING_H
#define KK_ROUNDING_H

#include "kk/protection.h"

typedef struct kk_rounding_counts {
    size_t components; /* of variables that hang together and are rounded together */
    size_t relaxed;    /* … of which no multiples right above and below the truth add up */
    size_t nearest;    /* … of which nothing that adds up was found: each variable is at its nearest multiple */
    size_t rows, rows_failing; /* sums that are to hold, and those that do not */
    double distance, farthest; /* Σ |rounded − truth|, and the largest */
} kk_rounding_counts;

/*
 * rounded[j] of each variable that is whole, not fixed and of known truth: a multiple of `base`; of any other variable
 * the truth. The sums that are to hold are the core rows with row_lower = row_upper of which all truth is known and the
 * coefficients are whole: Σ a r over the rounded variables is then the rest (what the others leave) or, where that is
 * no multiple itself, a multiple next to it. Bounds of variables, and links, are not looked at.
 *
 * - Zero-restricted (Cox 1987): r is the multiple right below or above the truth, and a multiple stays; so
 *   |r − truth| < base. Σ |r − truth| is the least possible in a component of which the linear program has whole
 *   solutions (tables of two crossing hierarchies: Salazar-González 2005), and in any of up to 200 variables (integer
 *   program). Else it is what a dive from the linear program comes to: a variable that is broken goes to its nearest
 *   multiple, or else to the other, and so on; where neither can be, all is dived for again from there, up to 12 times.
 * - Where that has no solution, or a dive finds none, multiples further off may be taken, at the least distance that
 *   is found. Nothing becomes of 0 but 0, and nothing negative of what is not.
 * - Where nothing is found either, or an integer program takes 20 s: the nearest multiple, whatever becomes of the
 *   sums.
 *
 * The same at any number of threads. Errors: KK_ERR_INTERNAL (memory, the solver gives up), KK_ERR_INTERRUPTED. Cost:
 * of a component of n variables that of a linear program of n columns.
 */
kk_status kk_round_controlled(const kk_knowledge *sums, const double *truth, double base, int threads, double *rounded,
                              kk_rounding_counts *counts, kk_error *err) KK_MUST_USE;

#endif
