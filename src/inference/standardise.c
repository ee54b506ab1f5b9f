/* SPDX-License-Identifier: EUPL-1.2 */
#include "indicators/gamma.h"
#include "kk/standardisation.h"

#include <math.h>

static const kk_estimate undefined = {NAN, NAN, NAN};

double kk_expected_events(const double *rate, const double *persons, size_t strata)
{
    double sum = 0;
    for (size_t s = 0; s < strata; s++)
        if (persons[s] != 0) sum += rate[s] * persons[s];
    return sum;
}

kk_estimate kk_standardised_ratio(double observed, double expected)
{
    if (!(expected > 0) || isinf(expected)) return undefined;
    kk_interval count = kk_poisson_interval(observed);
    if (isnan(count.lower)) return undefined;
    return (kk_estimate){observed / expected, count.lower / expected, count.upper / expected};
}

/* The gamma with that mean and variance. */
static double gamma_quantile(double p, double mean, double variance)
{
    return kk_gamma_quantile(p, mean * mean / variance, variance / mean);
}

kk_estimate kk_standardised_rate(const double *events, const double *persons, const double *weight, size_t strata)
{
    double total = 0, mean = 0, variance = 0, largest = 0;
    for (size_t s = 0; s < strata; s++) total += weight[s];
    if (!(total > 0)) return undefined;
    for (size_t s = 0; s < strata; s++) {
        if (weight[s] == 0) continue;
        if (!(weight[s] > 0) || !(persons[s] > 0) || !(events[s] >= 0)) return undefined;
        double own = weight[s] / total / persons[s];
        mean += own * events[s];
        variance += own * own * events[s];
        largest = fmax(largest, own);
    }
    return (kk_estimate){
        .value = mean,
        .lower = mean == 0 ? 0 : gamma_quantile(0.025, mean, variance),
        .upper = gamma_quantile(0.975, mean + largest, variance + largest * largest),
    };
}
