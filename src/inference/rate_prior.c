/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/smoothing.h"

#include <math.h>

#include <gsl/gsl_sf_gamma.h>

enum { PASSES = 3, STEPS_MAX = 50 };

static const double negligible = 1e-5;

typedef struct group {
    const kk_rates *rates;
    const uint32_t *member;
    size_t count;
} group;

static void fit_moments(const group *of, kk_rate_prior *prior)
{
    double events = 0, exposure = 0, scatter = 0;
    for (size_t k = 0; k < of->count; k++) {
        events += of->rates->events[of->member[k]];
        exposure += of->rates->exposure[of->member[k]];
    }
    prior->mean = events / exposure;
    prior->exposure = exposure / (double)of->count;
    for (size_t k = 0; k < of->count; k++) {
        double own = of->rates->exposure[of->member[k]];
        double off = of->rates->events[of->member[k]] / own - prior->mean;
        scatter += own * off * off;
    }
    prior->variance = fmax(scatter / exposure - prior->mean / prior->exposure, 0);
}

static double harmonic_exposure(const group *of)
{
    double sum = 0;
    for (size_t k = 0; k < of->count; k++) sum += 1 / of->rates->exposure[of->member[k]];
    return (double)of->count / sum;
}

/* Newton's steps to the mean at which the marginal likelihood is highest; it is concave in the mean's logarithm. */
static void solve_mean(const group *of, kk_prior_node *node)
{
    for (int step = 0; step < STEPS_MAX; step++) {
        double slope = 0, information = 0;
        for (size_t k = 0; k < of->count; k++) {
            double events = of->rates->events[of->member[k]];
            double expected = of->rates->exposure[of->member[k]] * node->mean;
            double pull = node->shape / (node->shape + expected);
            slope += (events - expected) * pull;
            information += (events + node->shape) * (1 - pull) * pull;
        }
        double move = fmax(-1, fmin(1, slope / information));
        node->mean *= exp(move);
        node->log_variance = 1 / information;
        if (fabs(move) < 1e-9) break;
    }
}

static double log_likelihood(const group *of, const kk_prior_node *node)
{
    double sum = -(double)of->count * gsl_sf_lngamma(node->shape);
    for (size_t k = 0; k < of->count; k++) {
        double events = of->rates->events[of->member[k]];
        double expected = of->rates->exposure[of->member[k]] * node->mean;
        sum += gsl_sf_lngamma(node->shape + events) - node->shape * log1p(expected / node->shape);
        if (events > 0) sum += events * log(expected / (node->shape + expected));
    }
    return sum;
}

/* Nodes in the middle of as many cells of the shrinkages from … to. */
static void fit_nodes(const group *of, double typical_count, double from, double to, kk_rate_prior *prior)
{
    double highest = -INFINITY, sum = 0, mean = prior->mean;
    for (int j = 0; j < KK_PRIOR_NODES; j++) {
        double shrinkage = from + (to - from) * (j + 0.5) / KK_PRIOR_NODES;
        kk_prior_node *node = &prior->node[j];
        *node = (kk_prior_node){.shape = typical_count * shrinkage / (1 - shrinkage), .mean = mean};
        solve_mean(of, node);
        mean = node->mean;
        node->weight = log_likelihood(of, node) + log(node->log_variance) / 2 - log(node->shape);
        highest = fmax(highest, node->weight);
    }
    for (int j = 0; j < KK_PRIOR_NODES; j++) sum += prior->node[j].weight = exp(prior->node[j].weight - highest);
    for (int j = 0; j < KK_PRIOR_NODES; j++) prior->node[j].weight /= sum;
}

/* The more areas, the narrower the range of shrinkages that count: each pass looks where the last one found any. */
static void integrate(const group *of, kk_rate_prior *prior)
{
    double typical_count = prior->mean * harmonic_exposure(of), from = 0, to = 1;
    for (int pass = 0; pass < PASSES; pass++) {
        fit_nodes(of, typical_count, from, to, prior);
        int first = 0, last = KK_PRIOR_NODES - 1;
        while (prior->node[first].weight < negligible) first++;
        while (prior->node[last].weight < negligible) last--;
        double cell = (to - from) / KK_PRIOR_NODES;
        to = fmin(from + (last + 2) * cell, to);
        from = fmax(from + (first - 1) * cell, from);
    }
    prior->has_nodes = true;
}

kk_rate_prior kk_rate_prior_fit(const kk_rates *rates, const uint32_t *member, size_t count)
{
    const group of = {rates, member, count};
    kk_rate_prior prior = {.mean = NAN, .variance = NAN, .exposure = NAN, .areas = count};
    if (count > 0) fit_moments(&of, &prior);
    if (count >= 2 && prior.mean > 0) integrate(&of, &prior);
    return prior;
}

double kk_rate_prior_reliability(const kk_rate_prior *prior)
{
    return prior->variance / (prior->variance + prior->mean / prior->exposure);
}
