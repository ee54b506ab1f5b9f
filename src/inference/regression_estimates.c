/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/moments.h"
#include "kk/regression.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

static double degrees_of_freedom(const kk_regression *fit)
{
    return (double)(fit->count - fit->terms - 1);
}

static kk_estimate from_log(const kk_regression *fit, double log_value, double log_error)
{
    double half = kk_t_quantile(degrees_of_freedom(fit)) * log_error;
    return (kk_estimate){exp(log_value), exp(log_value - half), exp(log_value + half)};
}

/* Of the intercept 0. */
static double error_of(const kk_regression *fit, size_t column)
{
    return sqrt(fit->covariance[column * (fit->terms + 1) + column]);
}

kk_estimate kk_regression_rate(const kk_regression *fit, size_t area)
{
    return from_log(fit, log(fit->rate[area]), fit->log_error[area]);
}

kk_estimate kk_regression_mean_rate(const kk_regression *fit)
{
    return from_log(fit, fit->coefficient[0], error_of(fit, 0));
}

kk_estimate kk_regression_ratio(const kk_regression *fit, size_t term, double steps)
{
    return from_log(fit, fit->coefficient[term + 1] * steps, error_of(fit, term + 1) * fabs(steps));
}

double kk_regression_p(const kk_regression *fit, size_t term)
{
    double t = fabs(fit->coefficient[term + 1]) / error_of(fit, term + 1);
    return isnan(t) ? NAN : 2 * gsl_cdf_tdist_Q(t, degrees_of_freedom(fit));
}

kk_estimate kk_estimate_difference(kk_estimate a, kk_estimate b)
{
    double gap = a.value - b.value;
    return (kk_estimate){
        .value = gap,
        .lower = gap - hypot(a.value - a.lower, b.upper - b.value),
        .upper = gap + hypot(a.upper - a.value, b.value - b.lower),
    };
}
