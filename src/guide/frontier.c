/* SPDX-License-Identifier: EUPL-1.2 */
/* What a division comes to: equally distributed equivalent, Gini, and the frontier over the aversion. */
#include "guide/allocate.h"

#include "guide/sort.h"
#include "kk/elementary.h"

#include <math.h>

static double mean_of(const double *x, const double *weight, size_t count)
{
    double sum = 0, all = 0;
    for (size_t i = 0; i < count; i++) {
        sum += weight[i] * x[i];
        all += weight[i];
    }
    return sum / all;
}

/* The power or log of x / scale, so that nothing overflows. */
static double atkinson(const double *x, const double *weight, size_t count, double epsilon)
{
    double scale = x[0], sum = 0, all = 0, power = 1 - epsilon;
    for (size_t i = 1; i < count; i++) scale = power > 0 ? fmax(scale, x[i]) : fmin(scale, x[i]);
    if (!(scale > 0)) return 0;
    for (size_t i = 0; i < count; i++) {
        double ratio = x[i] / scale;
        sum += weight[i] * (power == 0 ? kk_log(ratio) : kk_power(ratio, power));
        all += weight[i];
    }
    return scale * (power == 0 ? kk_exp(sum / all) : kk_power(sum / all, 1 / power));
}

static double kolm_pollak(const double *x, const double *weight, size_t count, double kappa)
{
    double least = x[0], sum = 0, all = 0;
    for (size_t i = 1; i < count; i++) least = fmin(least, x[i]);
    for (size_t i = 0; i < count; i++) {
        sum += weight[i] * kk_exp(-kappa * (x[i] - least));
        all += weight[i];
    }
    return least - kk_log(sum / all) / kappa;
}

/* `aversion` is ε, or κ. */
static double equivalent(const double *x, const double *weight, size_t count, kk_aversion kind, double aversion)
{
    if (!(aversion > 0)) return mean_of(x, weight, count);
    return (kind == KK_ATKINSON ? atkinson : kolm_pollak)(x, weight, count, aversion);
}

double kk_equal_equivalent(const double *x, const double *weight, size_t count, kk_aversion aversion, double epsilon)
{
    return equivalent(x, weight, count, aversion,
                      aversion == KK_ATKINSON ? epsilon : allocate_kappa(x, weight, count, epsilon));
}

/* As KK_GINI of kk/inequality.h. */
static double gini_of(const double *x, const double *weight, size_t count, uint32_t *order)
{
    double mean = mean_of(x, weight, count), all = 0, below = 0, sum = 0;
    guide_sort(x, order, count);
    if (!(mean > 0) || x[order[0]] < 0) return NAN;
    for (size_t i = 0; i < count; i++) all += weight[i];
    for (size_t k = 0; k < count; k++) {
        double p = weight[order[k]] / all;
        sum += p * (x[order[k]] / mean) * (2 * below + p - 1);
        below += p;
    }
    return fmax(sum, 0);
}

static kk_frontier_point point_of(const kk_allocation_task *task, const double *exact, double common_aversion,
                                  const kk_allocation_room *room)
{
    size_t count = task->bounds.count;
    double *outcome = room->key;
    kk_frontier_point point = {.epsilon = task->epsilon};
    for (size_t i = 0; i < count; i++) {
        double effect = allocate_effect(task, i, exact[i]);
        point.effect += task->youths[i] * effect;
        outcome[i] = task->state[i] + effect;
    }
    point.equal_equivalent = equivalent(outcome, task->youths, count, task->aversion, common_aversion);
    point.gini = gini_of(outcome, task->youths, count, room->order);
    return point;
}

kk_allocation_flaw kk_frontier(const kk_allocation_task *task, const double *epsilon, size_t points,
                               const kk_allocation_room *room, double *exact, kk_frontier_point *out)
{
    kk_allocation_flaw flaw = allocate_check(&task->bounds);
    if (flaw != KK_ALLOCATION_FINE || points == 0) return flaw;
    double common = allocate_aversion(task, epsilon[points - 1]);
    for (size_t k = 0; k < points; k++) {
        kk_allocation_task at = *task;
        at.epsilon = epsilon[k];
        if (!allocate_by_welfare(&at, exact)) return KK_ALLOCATION_NO_TAKERS;
        out[k] = point_of(&at, exact, common, room);
    }
    return KK_ALLOCATION_FINE;
}
