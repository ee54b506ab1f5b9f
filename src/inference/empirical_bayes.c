/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/beta.h"
#include "indicators/gamma.h"
#include "inference/rate_family.h"
#include "kk/indicators.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>

/* Of a beta whose mean is next to 0 or 1, or which is all at both. */
static const double least_shape = 1e-6;

static double shrink(const kk_rate_prior *prior, double events, double exposure)
{
    double all = prior->chance + prior->variance * exposure;
    return all > 0 ? (prior->mean * prior->chance + prior->variance * events) / all : prior->mean;
}

typedef struct belief {
    double mean, square_error; /* E[λ | e], E[(λ − centre)² | e] */
} belief;

static belief integrate(const kk_rate_prior *prior, double events, double exposure, double centre)
{
    belief out = {0, 0};
    for (int j = 0; j < KK_PRIOR_NODES; j++) {
        const kk_prior_node *node = &prior->node[j];
        kk_rate_posterior of = prior->family == KK_RATE_BINOMIAL ? kk_beta_node_posterior(node, events, exposure)
                                                                 : kk_gamma_node_posterior(node, events, exposure);
        double off = of.mean - centre;
        out.mean += node->weight * of.mean;
        out.square_error += node->weight * (of.variance + off * off);
    }
    return out;
}

static kk_smoothed_rate smooth_alone(kk_rate_family family, double value, double events, double exposure)
{
    if (family == KK_RATE_BINOMIAL) {
        kk_interval share = kk_wilson(events, exposure);
        return (kk_smoothed_rate){value, fmin(share.lower, value), fmax(share.upper, value), NAN};
    }
    kk_interval count = kk_poisson_interval(events);
    return (kk_smoothed_rate){value, count.lower / exposure, count.upper / exposure, NAN};
}

static kk_smoothed_rate gamma_of(belief rate, double mean)
{
    double shape = rate.mean * rate.mean / rate.square_error, scale = rate.square_error / rate.mean;
    return (kk_smoothed_rate){
        .lower = kk_gamma_quantile(0.025, shape, scale),
        .upper = kk_gamma_quantile(0.975, shape, scale),
        .above = kk_gamma_above(mean, shape, scale),
    };
}

static kk_smoothed_rate beta_of(belief rate, double mean)
{
    double precision = rate.mean * (1 - rate.mean) / rate.square_error - 1;
    double first = fmax(precision * rate.mean, least_shape), second = fmax(precision * (1 - rate.mean), least_shape);
    return (kk_smoothed_rate){
        .lower = kk_beta_quantile(0.025, first, second),
        .upper = kk_beta_quantile(0.975, first, second),
        .above = kk_beta_above(mean, first, second),
    };
}

kk_smoothed_rate kk_rate_smooth(const kk_rate_prior *prior, double events, double exposure)
{
    double value = shrink(prior, events, exposure);
    if (!prior->has_nodes) return smooth_alone(prior->family, value, events, exposure);
    belief rate = integrate(prior, events, exposure, value);
    kk_smoothed_rate out = prior->family == KK_RATE_BINOMIAL ? beta_of(rate, prior->mean) : gamma_of(rate, prior->mean);
    out.value = value;
    out.lower = fmin(out.lower, value);
    out.upper = fmax(out.upper, value);
    return out;
}

void kk_rates_smooth(const kk_rates *rates, const uint32_t *member, size_t count, const kk_rate_prior *prior,
                     int threads, kk_smoothed_rate *out)
{
#pragma omp parallel for num_threads(threads) schedule(static)
    for (size_t k = 0; k < count; k++)
        out[member[k]] = kk_rate_smooth(prior, rates->events[member[k]], rates->exposure[member[k]]);
}

/* The area and its neighbours. */
static size_t list_neighbourhood(const kk_neighbours *neighbours, size_t area, uint32_t *list)
{
    size_t count = 0;
    list[count++] = (uint32_t)area;
    for (uint32_t k = neighbours->begin[area]; k < neighbours->begin[area + 1]; k++)
        list[count++] = neighbours->neighbour[k];
    return count;
}

static size_t largest_neighbourhood(const kk_neighbours *neighbours)
{
    size_t largest = 0;
    for (size_t i = 0; i < neighbours->count; i++) {
        size_t size = neighbours->begin[i + 1] - neighbours->begin[i];
        if (size > largest) largest = size;
    }
    return largest + 1;
}

kk_status kk_rates_smooth_local(const kk_rates *rates, kk_rate_family family, const kk_neighbours *neighbours,
                                int threads, kk_smoothed_rate *out, kk_error *err)
{
    size_t room = largest_neighbourhood(neighbours);
    uint32_t *lists = calloc(room * (size_t)threads, sizeof *lists);
    if (lists == NULL) return kk_fail_memory(err);
#pragma omp parallel for num_threads(threads) schedule(dynamic, 64)
    for (size_t i = 0; i < neighbours->count; i++) {
        uint32_t *list = lists + room * (size_t)omp_get_thread_num();
        kk_rate_prior prior = kk_rate_prior_fit(rates, family, list, list_neighbourhood(neighbours, i, list));
        out[i] = kk_rate_smooth(&prior, rates->events[i], rates->exposure[i]);
    }
    free(lists);
    return KK_OK;
}
