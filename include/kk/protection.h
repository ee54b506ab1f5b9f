/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What can be deduced of figures that are not told, and which more to hide so that nothing can: pure kernels over a
 * system of linear knowledge, which know nothing of areas or indicators.
 *
 * The attacker knows of variables x (the counts and amounts behind a release)
 *   lower_j ≤ x_j ≤ upper_j            (what is shown: lower_j = upper_j)
 *   row_lower_i ≤ Σ_j a_ij x_j ≤ row_upper_i
 * The feasible interval of a hidden variable is the least and the greatest value that it has in any x that satisfies
 * all of it (Fischetti and Salazar 2001; Hundepool et al. 2012, ch. 4). Programs are linear: whole numbers are looked
 * at after, so that the interval of a count is that of the relaxation, rounded inward.
 */
#ifndef KK_PROTECTION_H
#define KK_PROTECTION_H

#include "kk/arena.h"
#include "kk/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Struct of arrays; row i has the terms row_begin[i] … row_begin[i + 1] − 1. Rows 0 … core_row_count − 1 are those by
 * which variables hang together (sums); the others are links (a part is at most its whole), of which there are many
 * and few matter: attacks take them into account as bounds first, and as rows where that does not settle a demand.
 */
typedef struct kk_knowledge {
    size_t variable_count;
    double *lower, *upper; /* ±INFINITY: nothing is known */
    bool *is_whole;        /* a count */
    size_t row_count, core_row_count;
    size_t *row_begin; /* row_count + 1 */
    uint32_t *row_variable;
    double *row_coefficient;
    double *row_lower, *row_upper;
} kk_knowledge;

/* Of a variable that is to stay hidden: its feasible interval must be at least `width` wide, and at least `share` of
   its upper end (a count: 5 and 0; an amount: 0 and 0.2). */
typedef struct kk_demand {
    uint32_t variable;
    double width, share;
} kk_demand;

/* ---- the attack ---- */

typedef enum kk_verdict {
    KK_VERDICT_TABLES,       /* safe: two tables that agree with all that is known differ enough at it; lower and upper
                                are what they have there, the interval may be wider */
    KK_VERDICT_PROGRAMS,     /* safe: by linear programs; lower and upper are the interval */
    KK_VERDICT_LEAK,         /* the interval is narrower than demanded */
    KK_VERDICT_CONTRADICTION /* nothing satisfies what is known of it: figures contradict each other */
} kk_verdict;

typedef struct kk_finding {
    double lower, upper; /* ±INFINITY where there is no end; NaN in a contradiction */
    kk_verdict verdict;
} kk_finding;

typedef struct kk_attack_counts {
    size_t by_tables, by_programs, leaks, contradictions; /* demands; together as many as there are */
    size_t components, largest_component;                 /* of variables that are not fixed, over core rows */
    size_t programs;                                      /* linear programs that were solved */
} kk_attack_counts;

typedef enum kk_attack_effort {
    KK_ATTACK_EXACT,
    KK_ATTACK_QUICK /* a demand of a component of more than 1,000 variables that small programs leave open counts as a
                       leak, between what was reached: not less safe, for who protects */
} kk_attack_effort;

/* Whether an interval meets a demand: of a count it is rounded inward first. */
bool kk_demand_is_met(const kk_demand *demand, double lower, double upper, bool is_whole);

/*
 * The verdict on each demand, in finding[demand_count]. `known_table`, where not NULL, is an x that satisfies all (the
 * truth, in a run; NaN for variables of which it is not known): it saves the search for a first table, and changes no
 * verdict but that of which table certified. The same at any number of threads. Errors: KK_ERR_INTERNAL (memory, the
 * solver gives up), KK_ERR_INTERRUPTED.
 */
kk_status kk_attack(const kk_knowledge *knowledge, const kk_demand *demand, size_t demand_count,
                    const double *known_table, kk_attack_effort effort, int threads, kk_finding *finding,
                    kk_attack_counts *counts, kk_error *err) KK_MUST_USE;

/* ---- protection ---- */

/*
 * What may be hidden. `knowledge` has the bounds of each variable as they are known once it is hidden; a variable that
 * is shown counts as fixed at its truth.
 */
typedef struct kk_protection_task {
    const kk_knowledge *knowledge;
    const double *truth;  /* NaN: not known, of variables that help to write down the rows (weight 0) */
    const double *weight; /* of hiding it: > 0; 0: it is hidden already; INFINITY: it cannot be hidden */
    const kk_demand *demand;
    size_t demand_count;
} kk_protection_task;

typedef struct kk_protection_result {
    double loss;     /* Σ weight of what was hidden for the others' sake */
    double bound;    /* no choice loses less than this; 0 ≤ bound ≤ loss; NaN: not asked for */
    size_t hidden;   /* how many */
    size_t unmet;    /* demands that nothing can meet: not even all hidden */
    bool is_optimal; /* loss = bound */
} kk_protection_result;

typedef enum kk_protection_effort {
    KK_EFFORT_QUICK,   /* the heuristic, and the least loss of components of up to KK_OPTIMAL_ALWAYS variables */
    KK_EFFORT_BOUNDED, /* and a lower bound of the loss, by the relaxation of the integer program */
    KK_EFFORT_OPTIMAL /* the least loss: integer program with capacity cuts (Fischetti and Salazar 2001), for components
                         of up to KK_OPTIMAL_MAX variables; of larger ones as BOUNDED */
} kk_protection_effort;

enum { KK_OPTIMAL_ALWAYS = 40, KK_OPTIMAL_MAX = 1000 };

/*
 * Sets hide[j] for the variables with 0 < weight < ∞ that must be hidden so that kk_attack finds every demand met, as
 * far as that can be. hide[] of others is false. The same at any number of threads.
 */
kk_status kk_protect(const kk_protection_task *task, kk_protection_effort effort, int threads, bool *hide,
                     kk_protection_result *result, kk_error *err) KK_MUST_USE;

#endif
