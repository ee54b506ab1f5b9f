/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/bym2.h"

#include <math.h>

/* The posterior density of η of an area at equidistant nodes, each in the middle of a cell. */
typedef struct density {
    size_t count;
    double from, step;
    double *likelihood, *mass, *one;
} density;

/* Wide enough for the tails that few events make, and fine enough for the narrowest of the normal factors. */
static void place_nodes(const kk_bym2_lattice *lattice, size_t i, density *out)
{
    double mean = 0, variance = 0, narrowest = INFINITY;
    for (size_t p = 0; p < lattice->count; p++) {
        const kk_bym2_marginal *own = &lattice->point[p].marginal[i];
        mean += lattice->point[p].weight * own->mean;
        narrowest = fmin(narrowest, sqrt(own->variance));
    }
    for (size_t p = 0; p < lattice->count; p++) {
        const kk_bym2_marginal *own = &lattice->point[p].marginal[i];
        variance += lattice->point[p].weight * (own->variance + (own->mean - mean) * (own->mean - mean));
    }
    double spread = sqrt(variance);
    out->step = fmax(fmin(spread / 8, narrowest), 14 * spread / KK_BYM2_NODES_MAX);
    out->from = mean - 8 * spread;
    out->count = (size_t)fmin(14 * spread / out->step, KK_BYM2_NODES_MAX);
}

/* The area's likelihood itself in the place of its normal approximation, at each point of the lattice. */
static void fill(const kk_bym2_model *model, const kk_bym2_lattice *lattice, size_t i, density *out)
{
    double highest = -INFINITY;
    for (size_t k = 0; k < out->count; k++) {
        double at = out->from + ((double)k + 0.5) * out->step;
        out->likelihood[k] = kk_bym2_likelihood(model, i, at).log_likelihood;
        highest = fmax(highest, out->likelihood[k]);
        out->mass[k] = 0;
    }
    for (size_t p = 0; p < lattice->count; p++) {
        const kk_bym2_marginal *own = &lattice->point[p].marginal[i];
        double sum = 0;
        for (size_t k = 0; k < out->count; k++) {
            double off = out->from + ((double)k + 0.5) * out->step - own->cavity_mean;
            out->one[k] = exp(out->likelihood[k] - highest - off * off / (2 * own->cavity_variance));
            sum += out->one[k];
        }
        for (size_t k = 0; k < out->count && sum > 0; k++) out->mass[k] += lattice->point[p].weight * out->one[k] / sum;
    }
}

/* η below which a share `p` of the mass lies. */
static double quantile(const density *of, double p)
{
    double below = 0;
    for (size_t k = 0; k < of->count; k++) {
        if (below + of->mass[k] >= p) return of->from + ((double)k + (p - below) / of->mass[k]) * of->step;
        below += of->mass[k];
    }
    return of->from + (double)of->count * of->step;
}

static double above_zero(const density *of)
{
    double sum = 0;
    for (size_t k = 0; k < of->count; k++) {
        double end = of->from + ((double)k + 1) * of->step;
        sum += of->mass[k] * fmax(0, fmin(1, end / of->step));
    }
    return sum;
}

kk_smoothed_rate kk_bym2_area_rate(const kk_bym2_model *model, const kk_bym2_lattice *lattice, size_t i, double *room)
{
    density of = {.likelihood = room, .mass = room + KK_BYM2_NODES_MAX, .one = room + 2 * KK_BYM2_NODES_MAX};
    double mean = 0;
    place_nodes(lattice, i, &of);
    fill(model, lattice, i, &of);
    for (size_t k = 0; k < of.count; k++)
        mean += of.mass[k] * kk_bym2_rate(model, of.from + ((double)k + 0.5) * of.step);
    return (kk_smoothed_rate){
        .value = mean,
        .lower = kk_bym2_rate(model, quantile(&of, 0.025)),
        .upper = kk_bym2_rate(model, quantile(&of, 0.975)),
        .above = above_zero(&of),
    };
}
