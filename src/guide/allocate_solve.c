/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/allocate.h"

#include <float.h>

enum { STEPS_MAX = 300 };

/* Units: what rounding of the sum hides. */
static double near_enough(const kk_allocation_bounds *bounds)
{
    return allocate_more(1e-7, 4e-16 * (double)bounds->budget);
}

double allocate_floor(const kk_allocation_bounds *bounds, size_t area)
{
    return bounds->floor != NULL ? (double)bounds->floor[area] : 0;
}

double allocate_ceiling(const kk_allocation_bounds *bounds, size_t area)
{
    return (double)(bounds->ceiling != NULL ? bounds->ceiling[area] : bounds->budget);
}

static double demand_at(const allocate_problem *problem, const kk_allocation_bounds *bounds, size_t area, double level)
{
    double amount = problem->demand(problem->context, area, level);
    return allocate_less(allocate_more(amount, allocate_floor(bounds, area)), allocate_ceiling(bounds, area));
}

/* What is demanded beyond the budget, by Neumaier's sum: cents of 10¹³ of them count. */
static double excess_at(const allocate_problem *problem, const kk_allocation_bounds *bounds, double level)
{
    double sum = -(double)bounds->budget, lost = 0;
    for (size_t i = 0; i < bounds->count; i++) {
        double amount = demand_at(problem, bounds, i, level), next = sum + amount;
        lost += __builtin_fabs(sum) >= __builtin_fabs(amount) ? (sum - next) + amount : (amount - next) + sum;
        sum = next;
    }
    return sum + lost;
}

/* Levels with too little and enough demand, and by how much. */
typedef struct bracket {
    double low, high, lacking, excess;
} bracket;

static bracket enclose(const allocate_problem *problem, const kk_allocation_bounds *bounds)
{
    bracket b = {.low = problem->from, .lacking = excess_at(problem, bounds, problem->from)};
    double step = problem->step;
    b.high = b.low + step;
    while ((b.excess = excess_at(problem, bounds, b.high)) < 0) {
        b.low = b.high;
        b.lacking = b.excess;
        step *= 4;
        b.high = allocate_less(b.low + step, DBL_MAX);
    }
    return b;
}

/* Illinois: an end that stays twice counts half in the line between the two. */
static void narrow(const allocate_problem *problem, const kk_allocation_bounds *bounds, bracket *b)
{
    double low_weight = b->lacking, high_weight = b->excess, before = 0, enough = near_enough(bounds);
    for (int step = 1; step <= STEPS_MAX && -b->lacking > enough && b->excess > enough; step++) {
        double part = step % 4 == 0 ? 0.5 : low_weight / (low_weight - high_weight);
        double level = b->low + part * (b->high - b->low);
        if (level <= b->low || level >= b->high) level = b->low + 0.5 * (b->high - b->low);
        if (level <= b->low || level >= b->high) break;
        double excess = excess_at(problem, bounds, level);
        if (excess < 0) {
            b->low = level;
            low_weight = b->lacking = excess;
            if (before < 0) high_weight /= 2;
        } else {
            b->high = level;
            high_weight = b->excess = excess;
            if (before > 0) low_weight /= 2;
        }
        before = excess;
    }
}

/* Where between low and high the budget is spent: at an end that is near enough (between them areas may reach a bound),
   else on the line between them, which by then is short, or straight for all, or a jump of one of them. */
static double part_between(const bracket *b, double enough)
{
    if (-b->lacking <= enough) return 0;
    if (b->excess <= enough) return 1;
    return b->lacking / (b->lacking - b->excess);
}

bool allocate_solve(const allocate_problem *problem, const kk_allocation_bounds *bounds, double *exact)
{
    if (excess_at(problem, bounds, DBL_MAX) < 0) return false;
    bracket b = enclose(problem, bounds);
    narrow(problem, bounds, &b);
    double part = part_between(&b, near_enough(bounds));
    for (size_t i = 0; i < bounds->count; i++) {
        double low = demand_at(problem, bounds, i, b.low), high = demand_at(problem, bounds, i, b.high);
        exact[i] = low + part * (high - low);
    }
    return true;
}
