/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Linear and integer programs: a thin wrapper of GLPK, which alone is called here. Columns and rows count from 0, in
 * the order in which they are added; bounds may be ±INFINITY. A program that was solved keeps its basis, so that the
 * next solution after a new objective, bound or row is near. One program is one thread's at a time.
 */
#ifndef KK_PROTECTION_LP_H
#define KK_PROTECTION_LP_H

#include "kk/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct kk_lp kk_lp;

typedef enum kk_lp_sense { KK_LP_MINIMUM, KK_LP_MAXIMUM } kk_lp_sense;

typedef enum kk_lp_outcome {
    KK_LP_OPTIMAL,
    KK_LP_INFEASIBLE,
    KK_LP_UNBOUNDED,
    KK_LP_FEASIBLE, /* an integer program out of time: a solution, perhaps not the best */
    KK_LP_UNDECIDED /* an integer program out of time: no solution yet */
} kk_lp_outcome;

/* Σ coefficient × column: each column once. */
typedef struct kk_lp_terms {
    size_t count;
    const uint32_t *column;
    const double *coefficient;
} kk_lp_terms;

kk_status kk_lp_new(kk_lp **out, kk_error *err) KK_MUST_USE;
void kk_lp_free(kk_lp *lp);

/* Gives back what GLPK keeps of the calling thread; all programs of this thread are freed before. */
void kk_lp_end_thread(void);

/* Errors of all that fail: KK_ERR_INTERNAL (memory, the solver gives up), KK_ERR_INTERRUPTED. */
kk_status kk_lp_add_columns(kk_lp *lp, size_t count, const double *lower, const double *upper,
                            kk_error *err) KK_MUST_USE;
kk_status kk_lp_add_row(kk_lp *lp, const kk_lp_terms *terms, double lower, double upper, kk_error *err) KK_MUST_USE;

void kk_lp_bound_column(kk_lp *lp, uint32_t column, double lower, double upper);
void kk_lp_bound_row(kk_lp *lp, size_t row, double lower, double upper);
void kk_lp_set_objective(kk_lp *lp, uint32_t column, double coefficient);

/* The next solution is by the dual simplex, although the objective is new: for one that suits the basis, such as costs
   ≥ 0 of columns that are at 0. */
void kk_lp_prefer_dual(kk_lp *lp);

/* KK_LP_OPTIMAL, _INFEASIBLE or _UNBOUNDED; by the dual simplex where only bounds and rows are new, else the primal. */
kk_status kk_lp_solve(kk_lp *lp, kk_lp_sense sense, kk_lp_outcome *outcome, kk_error *err) KK_MUST_USE;

/* Of the last kk_lp_solve that was optimal. The duals are those of the sense that was asked for. */
double kk_lp_objective(const kk_lp *lp);
double kk_lp_value(const kk_lp *lp, uint32_t column);
double kk_lp_reduced_cost(const kk_lp *lp, uint32_t column);
double kk_lp_row_dual(const kk_lp *lp, size_t row);

/* ---- integer programs ---- */

void kk_lp_mark_whole(kk_lp *lp, uint32_t column);

/* Branch and bound for at most so many seconds. `bound`: no solution is better (∓INFINITY where none is known). */
kk_status kk_lp_solve_whole(kk_lp *lp, kk_lp_sense sense, double seconds, kk_lp_outcome *outcome, double *bound,
                            kk_error *err) KK_MUST_USE;

/* The same for at most so many nodes of the tree, which are taken from `nodes`: it ends the same at any speed. */
kk_status kk_lp_solve_nodes(kk_lp *lp, kk_lp_sense sense, int *nodes, kk_lp_outcome *outcome, double *bound,
                            kk_error *err) KK_MUST_USE;

/* Of the last kk_lp_solve_whole that found a solution. */
double kk_lp_whole_objective(const kk_lp *lp);
double kk_lp_whole_value(const kk_lp *lp, uint32_t column);

#endif
