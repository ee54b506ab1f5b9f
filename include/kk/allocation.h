/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Dividing means over areas by a principle. Pure, freestanding kernels on the caller's buffers (a browser runs the
 * same). Amounts are whole units (a cent, half a post) that add up to the budget.
 *
 * Notation: area i has p_i youths, need per youth n_i and present means b_i, and gets a_i; B is the budget. P, N and S
 * are Σ p, Σ p n and Σ b. Areas without youths, or whose need is not known, take no part: the caller leaves them out.
 */
#ifndef KK_ALLOCATION_H
#define KK_ALLOCATION_H

#include "kk/guide_types.h"

#include <stddef.h>
#include <stdint.h>

/* Σ floor ≤ budget ≤ Σ ceiling; budget, floors and ceilings 0 … 10¹⁵ units. */
typedef struct kk_allocation_bounds {
    size_t count;                   /* areas, < 2³² */
    const int64_t *floor, *ceiling; /* NULL: 0, the budget */
    int64_t budget;
} kk_allocation_bounds;

typedef struct kk_allocation_task {
    kk_allocation_bounds bounds;
    const double *youths; /* p > 0 */
    const double *need; /* n ≥ 0, a rate or an index brought above 0; WELFARE: the most that means can add to w. NULL of
                           PRESENT, EQUAL and LEVELLING: not needed */
    const double *state; /* LEVELLING: x, units per youth (present means, or −need in euro per youth); WELFARE: w, in
                            the unit of n, > 0 of ATKINSON and of KOLM_POLLAK with Σ p w > 0. NULL otherwise */
    const int64_t *present; /* b ≥ 0, of PRESENT and CLOSING; NULL: nothing */
    kk_principle principle;
    double share;   /* PROPORTIONATE: 0 … 1 */
    unsigned years; /* CLOSING: ≥ 1 */
    kk_aversion aversion;
    double epsilon;     /* WELFARE: ≥ 0; 0 counts only the sum of effects, and is then PROPORTIONAL */
    double half_effect; /* WELFARE: h > 0, units per youth in need that bring half of what can be brought:
                           e(a) = n (1 − 2^(−a/(p n h))) */
} kk_allocation_task;

/* The caller's, for kernels to work in. */
typedef struct kk_allocation_room {
    double *key;     /* [area] */
    uint32_t *order; /* [area] */
} kk_allocation_room;

typedef enum kk_allocation_flaw {
    KK_ALLOCATION_FINE,
    KK_ALLOCATION_BELOW_FLOORS,   /* budget < Σ floor, or a ceiling below its floor */
    KK_ALLOCATION_ABOVE_CEILINGS, /* budget > Σ ceiling */
    KK_ALLOCATION_NO_TAKERS       /* nobody in need, nothing present, or ceilings of all who would get something */
} kk_allocation_flaw;

/*
 * exact[i] before rounding: a_i by the principle at one λ, or one scale of s, for all, cut off at floor and ceiling
 * where that makes Σ = B. units[i] after it: largest remainder (Hamilton), so that Σ units = budget exactly, floors and
 * ceilings are kept and |units − exact| < 1; of equal remainders the lower index first (callers sort by code).
 *
 * Without bounds: equal need gives equal exact means per head, and more need never less. PRESENT and CLOSING: of two
 * areas with the same youths and present means. LEVELLING and WELFARE: by the state, a worse one never getting less at
 * equal need; of WELFARE more need gets more where the state is what need leaves of some full well-being (w = top − n).
 * Within bounds: a higher budget lowers nobody's exact means; it may lower units by one (the Alabama paradox of largest
 * remainders).
 *
 * Cost O(n log n); WELFARE O(n) times some 10 to 20 steps. Of a flaw nothing is written.
 */
kk_allocation_flaw kk_allocate(const kk_allocation_task *task, const kk_allocation_room *room, double *exact,
                               int64_t *units);

/* ---- what comes of it ---- */

/*
 * Equally distributed equivalent: what, had by all, would be as good as x by weights p. ATKINSON: (Σ p x^(1−ε) /
 * Σp)^(1/(1−ε)), the geometric mean of ε = 1, x ≥ 0; KOLM_POLLAK: −ln(Σ p e^(−κx) / Σp)/κ with κ = ε Σ p x / Σ p x²:
 * [1 2 3 4], ε = 1 → 2.2948561. ε = 0: the mean. `count` ≥ 1.
 */
double kk_equal_equivalent(const double *x, const double *weight, size_t count, kk_aversion aversion, double epsilon);

/* A point of the frontier between total effect and equality, of exact means. */
typedef struct kk_frontier_point {
    double epsilon;
    double effect;           /* Σ p e */
    double equal_equivalent; /* of w + e, by the last ε of the frontier (and κ of w), so that points compare */
    double gini;             /* of w + e by youths; NaN where one is below 0 or all are 0 */
} kk_frontier_point;

/*
 * The price of equity: one division by WELFARE (whatever the task's principle) for each of `points` ε, ascending.
 * Effect does not rise with ε, and the last point has the greatest equal_equivalent. `exact` is left with the last
 * division. Cost: `points` times kk_allocate.
 */
kk_allocation_flaw kk_frontier(const kk_allocation_task *task, const double *epsilon, size_t points,
                               const kk_allocation_room *room, double *exact, kk_frontier_point *out);

/* ---- beweging naar de voorkant ---- */

/*
 * Of each year × area, year 0 … rule->years, of which 0 is the present: front, back, and freed (what the return is
 * assumed to take away that year; not spent again). front + back + freed is the same every year, to the unit; what is
 * moved or freed is rounded down. Moving goes before freeing within yearly_most. Units 0 … 10¹⁵. O(years · n).
 */
typedef struct kk_shift_path {
    int64_t *front, *back, *freed;
} kk_shift_path;

void kk_shift(const int64_t *front, const int64_t *back, size_t count, const kk_shift_rule *rule,
              const kk_shift_path *out);

#endif
