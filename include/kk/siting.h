/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where to place help: p-median and maximal covering over need-weighted youths, by greedy choice and interchange (Teitz
 * and Bart 1968; Resende and Werneck 2007 for the fast swap), with a bound by Lagrangian relaxation (Cornuejols, Fisher
 * and Nemhauser 1977; Beasley 1993), and exactly by an integer program of levels of
 * distance (Cornuejols, Nemhauser and Wolsey 1980; García, Labbé and Marín 2011) where it is small. Pure kernels:
 * distances in, places out.
 */
#ifndef KK_SITING_H
#define KK_SITING_H

#include "kk/error.h"
#include "kk/guide_types.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A distance of `beyond` or more is not served, and counts as `beyond` in the objective: so serving one more always
   beats leaving it out, and the objective is finite. */
typedef struct kk_siting_task {
    kk_siting_goal goal;
    size_t demand_count, candidate_count;
    const double *weight;   /* [demand] ≥ 0: youths × need */
    const float *distance;  /* [candidate × demand] metres, ≥ 0; INFINITY: not to be reached */
    const bool *is_present; /* [candidate] open already, and stays (but of REMOVING); NULL: none */
    const double *capacity; /* [candidate] weight that it can serve; NULL: no limits */
    size_t p;               /* to be opened besides (closed, of REMOVING); more than there are: all */
    double beyond;          /* metres, > 0 and finite, of MEDIAN and REMOVING */
    double radius;          /* metres, ≥ 0, of COVERING */
    uint64_t seed;
    int threads;
} kk_siting_task;

typedef struct kk_siting_result {
    bool *is_open;           /* [candidate] */
    uint32_t *serves;        /* [demand] the nearest open candidate (with room), UINT32_MAX: none can */
    double objective, bound; /* weight · metres, bound ≤ objective; of COVERING weight covered, bound ≥ objective */
    bool is_optimal;         /* they are equal but for rounding */
    double unserved;         /* weight for which there is no room, or no place near enough */
} kk_siting_result;

typedef enum kk_siting_effort { KK_SITING_BOUNDED, KK_SITING_EXACT } kk_siting_effort;

/*
 * `out` has the caller's arrays. BOUNDED: 16 starts of greedy choice and interchange, one more from the relaxation, and
 * the bound: O(demands · candidates) for each round of interchange and each step of the relaxation. EXACT goes on with
 * GLPK over the candidates that the bound leaves open; when these are too many (beyond some 60,000 pairs of demand and
 * candidate), or it does not end within its budget of nodes, the best found with its bound. A demand is served by one
 * place. With capacity: nearest with room in order of regret, improved by exchange of demands and of places; the bound
 * leaves capacity aside, and is_optimal is then true only where it is met. The same at any number of threads.
 * 3,400 × 400, p = 40: < 10 s and within 1% of the bound.
 * Errors: KK_ERR_USAGE (a task outside its domain), KK_ERR_INTERNAL (memory), KK_ERR_INTERRUPTED.
 */
kk_status kk_siting_solve(const kk_siting_task *task, kk_siting_effort effort, kk_siting_result *out,
                          kk_error *err) KK_MUST_USE;

/* ---- under one roof ---- */

/* Kinds of help are bits: JGZ 1, local team 2, youth help 4 … */
typedef struct kk_roof_task {
    size_t demand_count, place_count;
    const double *weight;  /* [demand] youths, ≥ 0 */
    const float *distance; /* [place × demand] metres */
    const uint32_t *kinds; /* [place] */
    uint32_t wanted;       /* the kinds that ought to be together, one at least */
    double radius;         /* metres */
    size_t moves;          /* how many moves to propose at most: a kind moves in at an existing place */
} kk_roof_task;

typedef struct kk_roof_move {
    uint32_t place, kind, from; /* kind (one bit) moves in at place, from the place that has it, UINT32_MAX: new */
    double share_after;         /* share of youths with all wanted kinds under one roof within the radius */
} kk_roof_move;

/*
 * share[0] = near under one roof; share[1] = all near, but not under one roof; share[2] = the rest: of the weight, at
 * the start; NaN where there is no weight. `move` has room for `moves`. Greedy: again and again the place that raises
 * share[0] most for each kind that it lacks gets those kinds; the share after the last of them is the higher one. A
 * kind comes from the place with most youths in common from which it can go without loss: such a place has not all
 * wanted kinds, and everybody near it keeps the kind within the radius. From nowhere if there is none: it is new.
 * Cost: O(places · demands) a move. Errors: KK_ERR_USAGE, KK_ERR_INTERNAL (memory).
 */
kk_status kk_roof_find(const kk_roof_task *task, double share[3], kk_roof_move *move, size_t *move_count,
                       kk_error *err) KK_MUST_USE;

#endif
