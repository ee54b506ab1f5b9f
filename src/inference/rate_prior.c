/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/rate_family.h"

#include <math.h>

enum { PASSES = 3 };

static const double negligible = 1e-5;

static double scatter_of(const kk_rate_group *of, double mean)
{
    double scatter = 0;
    for (size_t k = 0; k < of->count; k++) {
        double own = of->rates->exposure[of->member[k]];
        double off = of->rates->events[of->member[k]] / own - mean;
        scatter += own * off * off;
    }
    return scatter;
}

static void fit_moments(const kk_rate_group *of, kk_rate_prior *prior)
{
    double events = 0, exposure = 0;
    for (size_t k = 0; k < of->count; k++) {
        events += of->rates->events[of->member[k]];
        exposure += of->rates->exposure[of->member[k]];
    }
    bool binomial = prior->family == KK_RATE_BINOMIAL;
    double mean = events / exposure, average = exposure / (double)of->count;
    double chance = binomial ? mean * (1 - mean) : mean;
    double variance = fmax(scatter_of(of, mean) / exposure - chance / average, 0);
    if (binomial) variance = average > 1 ? fmin(variance * average / (average - 1), chance) : 0;
    prior->mean = mean;
    prior->variance = variance;
    prior->chance = binomial ? chance - variance : chance;
    prior->exposure = average;
}

static double harmonic_exposure(const kk_rate_group *of)
{
    double sum = 0;
    for (size_t k = 0; k < of->count; k++) sum += 1 / of->rates->exposure[of->member[k]];
    return (double)of->count / sum;
}

/* Nodes in the middle of as many cells of the shrinkages from … to. */
static void fit_nodes(const kk_rate_group *of, double typical_count, double from, double to, kk_rate_prior *prior)
{
    bool binomial = prior->family == KK_RATE_BINOMIAL;
    double highest = -INFINITY, sum = 0, mean = prior->mean;
    for (int j = 0; j < KK_PRIOR_NODES; j++) {
        double shrinkage = from + (to - from) * (j + 0.5) / KK_PRIOR_NODES;
        kk_prior_node *node = &prior->node[j];
        *node = (kk_prior_node){.precision = typical_count * shrinkage / (1 - shrinkage), .mean = mean};
        double likelihood = binomial ? kk_beta_node_fit(of, node) : kk_gamma_node_fit(of, node);
        mean = node->mean;
        node->weight = likelihood + log(node->mean_variance) / 2 - log(node->precision);
        highest = fmax(highest, node->weight);
    }
    for (int j = 0; j < KK_PRIOR_NODES; j++) sum += prior->node[j].weight = exp(prior->node[j].weight - highest);
    for (int j = 0; j < KK_PRIOR_NODES; j++) prior->node[j].weight /= sum;
}

/* The more areas, the narrower the range of shrinkages that count: each pass looks where the last one found any. */
static void integrate(const kk_rate_group *of, kk_rate_prior *prior)
{
    double typical_count = harmonic_exposure(of) * (prior->family == KK_RATE_BINOMIAL ? 1 : prior->mean);
    double from = 0, to = 1;
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

kk_rate_prior kk_rate_prior_fit(const kk_rates *rates, kk_rate_family family, const uint32_t *member, size_t count)
{
    const kk_rate_group of = {rates, member, count};
    kk_rate_prior prior = {
        .family = family, .mean = NAN, .variance = NAN, .chance = NAN, .exposure = NAN, .areas = count};
    if (count > 0) fit_moments(&of, &prior);
    bool all = family == KK_RATE_BINOMIAL && !(prior.mean < 1);
    if (count >= 2 && prior.mean > 0 && !all) integrate(&of, &prior);
    return prior;
}

double kk_rate_prior_reliability(const kk_rate_prior *prior)
{
    return prior->variance / (prior->variance + prior->chance / prior->exposure);
}
