/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/shrinkage.h"

#include <math.h>
#include <stdbool.h>

/* What is known exactly outweighs anything else by 1 over this, and the square of its weight is still a number. */
static const double least_variance = 1e-100;

enum { STEPS_MAX = 99 };

/* Estimates, each of which is in one group of the tier above it. */
typedef struct tier {
    const double *mean, *variance;
    const uint32_t *group; /* NULL: all are in group 0 */
    size_t count;
} tier;

/* What a tier says of the groups above it; NaN where it says nothing. */
typedef struct groups {
    double *mean, *variance;
    size_t count;
} groups;

static bool is_known(const tier *of, size_t i)
{
    return isfinite(of->mean[i]) && isfinite(of->variance[i]);
}

static size_t count_known(const tier *of)
{
    size_t known = 0;
    for (size_t i = 0; i < of->count; i++) known += is_known(of, i);
    return known;
}

static size_t group_of(const tier *of, size_t i)
{
    return of->group == NULL ? 0 : of->group[i];
}

static double weight_of(const tier *of, size_t i, double spread)
{
    return 1 / (fmax(of->variance[i], least_variance) + spread);
}

/* The weighted mean of each group, and its variance: 0 where one of its estimates is exact and there is no spread. */
static void pool(const tier *of, double spread, const groups *in)
{
    double *weight = in->variance;
    for (size_t g = 0; g < in->count; g++) in->mean[g] = weight[g] = 0;
    for (size_t i = 0; i < of->count; i++) {
        if (!is_known(of, i)) continue;
        size_t g = group_of(of, i);
        double own = weight_of(of, i, spread);
        weight[g] += own;
        in->mean[g] += own / weight[g] * (of->mean[i] - in->mean[g]);
    }
    for (size_t g = 0; g < in->count; g++) {
        if (weight[g] == 0) in->mean[g] = weight[g] = NAN;
        in->variance[g] = weight[g] >= 1 / least_variance ? 0 : 1 / weight[g];
    }
}

static size_t count_pooled(const groups *in)
{
    size_t pooled = 0;
    for (size_t g = 0; g < in->count; g++) pooled += isnan(in->mean[g]) ? 0 : 1;
    return pooled;
}

/* Q = Σw(y − ȳ)², and −dQ/dτ² = Σw²(y − ȳ)². */
typedef struct scatter {
    double sum, slope;
} scatter;

static scatter scatter_around(const tier *of, double spread, const groups *in)
{
    scatter out = {0, 0};
    for (size_t i = 0; i < of->count; i++) {
        if (!is_known(of, i)) continue;
        double weight = weight_of(of, i, spread), off = of->mean[i] - in->mean[group_of(of, i)];
        out.sum += weight * off * off;
        out.slope += weight * off * (weight * off);
    }
    return out;
}

/*
 * The variance of a tier around its groups: Q = k − number of groups. Q is a sum of terms a/(λ + τ²), so 1/Q is concave
 * and Newton's steps on it, begun at 0, never pass the root. The groups are left pooled with it.
 */
static double solve_spread(const tier *of, const groups *in)
{
    double spread = 0;
    pool(of, spread, in);
    double freedom = (double)(count_known(of) - count_pooled(in));
    for (int step = 0; step < STEPS_MAX; step++) {
        scatter now = scatter_around(of, spread, in);
        double next = spread + (now.sum - freedom) / freedom * (now.sum / now.slope);
        if (!(next > spread * (1 + 1e-14))) break;
        spread = next;
        pool(of, spread, in);
    }
    return spread;
}

/* Posterior of a tier, given that of its groups. */
static void descend(const tier *of, double spread, const groups *above, double *mean, double *variance)
{
    for (size_t i = 0; i < of->count; i++) {
        size_t g = group_of(of, i);
        mean[i] = above->mean[g];
        variance[i] = above->variance[g] + spread;
        if (!is_known(of, i)) continue;
        double pull = of->variance[i] * weight_of(of, i, spread);
        mean[i] = of->mean[i] + pull * (above->mean[g] - of->mean[i]);
        variance[i] = pull * spread + pull * pull * above->variance[g];
    }
}

static double reliability_of(const tier *regions, size_t known, double signal)
{
    double sum = 0;
    if (known < 2) return NAN;
    for (size_t i = 0; i < regions->count; i++)
        if (is_known(regions, i)) sum += regions->variance[i];
    return signal / (signal + sum / (double)known);
}

static void shrink_to_land(const tier *regions, const groups *land, const kk_shrunk *to, kk_shrinkage *out)
{
    out->within = solve_spread(regions, land);
    descend(regions, out->within, land, to->mean, to->variance);
}

static void shrink_to_parents(const tier *regions, size_t parents, const groups *land, const kk_shrunk *to,
                              kk_shrinkage *out)
{
    groups pooled = {to->scratch, to->scratch + parents, parents};
    groups settled = {pooled.variance + parents, pooled.variance + 2 * parents, parents};
    const tier of_parents = {pooled.mean, pooled.variance, NULL, parents};
    out->within = solve_spread(regions, &pooled);
    out->between = solve_spread(&of_parents, land);
    descend(&of_parents, out->between, land, settled.mean, settled.variance);
    descend(regions, out->within, &settled, to->mean, to->variance);
}

kk_shrinkage kk_shrink(const kk_shrinkable *of, const kk_shrunk *to)
{
    const tier regions = {of->estimate, of->variance, of->parent, of->count};
    double *room = to->scratch + 4 * of->parent_count;
    const groups land = {room, room + 1, 1};
    kk_shrinkage out = {.regions = count_known(&regions)};
    if (of->parent == NULL)
        shrink_to_land(&regions, &land, to, &out);
    else
        shrink_to_parents(&regions, of->parent_count, &land, to, &out);
    if (out.regions == 0) out.within = out.between = NAN;
    out.mean = land.mean[0];
    out.reliability = reliability_of(&regions, out.regions, out.within + out.between);
    return out;
}
