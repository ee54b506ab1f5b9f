/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/gamma.h"
#include "kk/indicators.h"
#include "kk/smoothing.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>

/* The mean of Gamma(m²/A + e, m/A + b), which at A = 0 is m. */
static double shrink(const kk_rate_prior *prior, double events, double exposure)
{
    if (prior->mean == 0) return 0;
    return (prior->mean * prior->mean + prior->variance * events) / (prior->mean + prior->variance * exposure);
}

typedef struct posterior {
    double mean, square_error; /* E[λ | e], E[(λ − centre)² | e] */
} posterior;

/* Over the nodes; of each the variance of its gamma, what the uncertainty of its mean adds, and the distance. */
static posterior integrate(const kk_rate_prior *prior, double events, double exposure, double centre)
{
    posterior out = {0, 0};
    for (int j = 0; j < KK_PRIOR_NODES; j++) {
        const kk_prior_node *node = &prior->node[j];
        double own = node->shape / node->mean, rate = own + exposure, mean = (node->shape + events) / rate;
        double by_log_mean = mean * own / rate, off = mean - centre;
        out.mean += node->weight * mean;
        out.square_error += node->weight * (mean / rate + by_log_mean * by_log_mean * node->log_variance + off * off);
    }
    return out;
}

static kk_smoothed_rate smooth_alone(double value, double events, double exposure)
{
    kk_interval count = kk_poisson_interval(events);
    return (kk_smoothed_rate){value, count.lower / exposure, count.upper / exposure, NAN};
}

kk_smoothed_rate kk_rate_smooth(const kk_rate_prior *prior, double events, double exposure)
{
    double value = shrink(prior, events, exposure);
    if (!prior->has_nodes) return smooth_alone(value, events, exposure);
    posterior rate = integrate(prior, events, exposure, value);
    double shape = rate.mean * rate.mean / rate.square_error, scale = rate.square_error / rate.mean;
    return (kk_smoothed_rate){
        .value = value,
        .lower = fmin(kk_gamma_quantile(0.025, shape, scale), value),
        .upper = fmax(kk_gamma_quantile(0.975, shape, scale), value),
        .above = kk_gamma_above(prior->mean, shape, scale),
    };
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

kk_status kk_rates_smooth_local(const kk_rates *rates, const kk_neighbours *neighbours, int threads,
                                kk_smoothed_rate *out, kk_error *err)
{
    size_t room = largest_neighbourhood(neighbours);
    uint32_t *lists = calloc(room * (size_t)threads, sizeof *lists);
    if (lists == NULL) return kk_fail_memory(err);
#pragma omp parallel for num_threads(threads) schedule(dynamic, 64)
    for (size_t i = 0; i < neighbours->count; i++) {
        uint32_t *list = lists + room * (size_t)omp_get_thread_num();
        kk_rate_prior prior = kk_rate_prior_fit(rates, list, list_neighbourhood(neighbours, i, list));
        out[i] = kk_rate_smooth(&prior, rates->events[i], rates->exposure[i]);
    }
    free(lists);
    return KK_OK;
}
