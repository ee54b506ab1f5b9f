/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The parts of kk_allocate: what areas demand at a level, the level at which that is the budget, whole units. And what
 * stands before it: from figures and rules to a task. All of it freestanding.
 */
#ifndef KK_GUIDE_ALLOCATE_H
#define KK_GUIDE_ALLOCATE_H

#include "kk/allocation.h"

#include <stdbool.h>

/* What an area would get at a level, without bounds: not falling in the level, finite or +∞. */
typedef double allocate_demand(const void *context, size_t area, double level);

typedef struct allocate_problem {
    allocate_demand *demand;
    const void *context;
    double from; /* level at which nobody demands anything */
    double step; /* of the order of how much higher the solution may be, > 0 */
} allocate_problem;

/*
 * Demand at one level, cut off at the bounds, such that Σ exact = budget. Solves max Σ f_i(a_i) within bounds for any
 * concave f, where the level falls as the multiplier λ rises and demand is the a_i at which f_i′ = λ (any of them where
 * f_i is straight). Illinois false position, every fourth step a bisection; then the point between the two ends of the
 * bracket that spends the budget. False: even at the highest level less than the budget is demanded.
 */
bool allocate_solve(const allocate_problem *problem, const kk_allocation_bounds *bounds, double *exact);

/* Largest remainder. Σ units = budget also where exact is off by rounding. */
void allocate_round(const double *exact, const kk_allocation_bounds *bounds, const kk_allocation_room *room,
                    int64_t *units);

double allocate_floor(const kk_allocation_bounds *bounds, size_t area);
double allocate_ceiling(const kk_allocation_bounds *bounds, size_t area);

/* The one of two that is less, more; not fmin and fmax, which leave open which zero that is, and need a libm. */
static inline double allocate_less(double a, double b)
{
    return a < b ? a : b;
}
static inline double allocate_more(double a, double b)
{
    return a > b ? a : b;
}

/* By the principle of the task; false as of allocate_solve, or where there is nothing to divide by. */
bool allocate_by_shares(const kk_allocation_task *task, double *exact);
bool allocate_by_level(const kk_allocation_task *task, double *exact);
bool allocate_by_welfare(const kk_allocation_task *task, double *exact);

/* ---- a task ---- */

/* A figure with a zero as need per youth, of which `per` is 1: nobody is in less need than none. */
double allocate_need(double figure, double per);

/* state[area] of LEVELLING: present means per youth, 0 where `present` is NULL. Of WELFARE: what need leaves of a full
   well-being, half of it where need is greatest. */
void allocate_state(kk_principle principle, const double *need, const double *youths, const int64_t *present,
                    size_t count, double *state);

/* So much per youth (≥ 0, of which `units` units are 1) as a floor, up to whole units, or as a ceiling, down to them; a
   product such as 30.000000000000004 is whole. */
int64_t allocate_bound(double per_youth, double youths, double units, bool is_floor);

/* ---- flaws and effects ---- */

/* Flaws of the bounds alone. */
kk_allocation_flaw allocate_check(const kk_allocation_bounds *bounds);

/* e(amount) of an area, per youth. */
double allocate_effect(const kk_allocation_task *task, size_t area, double amount);

/* κ of x by weights; and ε, or κ of the state, of a task's kind of aversion. */
double allocate_kappa(const double *x, const double *weight, size_t count, double epsilon);
double allocate_aversion(const kk_allocation_task *task, double epsilon);

#endif
