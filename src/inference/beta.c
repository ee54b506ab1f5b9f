/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/beta.h"

#include "indicators/gamma.h"

#include <math.h>
#include <stdbool.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

enum { STEPS_MAX = 200 };

/* From here on GSL's continued fraction gives up at places. */
static const double large_sum = 1e5, skew_shape = 1000;

typedef struct shapes {
    double first, second;
} shapes;

static double mean_of(shapes of)
{
    return of.first / (of.first + of.second);
}

/* Variance over mean. */
static double gamma_scale(shapes of)
{
    double sum = of.first + of.second;
    return of.second / sum / (sum + 1);
}

static double cubes_above(double x, shapes of)
{
    double a = 1 / (9 * of.first), b = 1 / (9 * of.second);
    double own = cbrt(of.second * x), other = cbrt(of.first * (1 - x));
    return gsl_cdf_ugaussian_Q((own * (1 - b) - other * (1 - a)) / sqrt(own * own * b + other * other * a));
}

double kk_beta_above(double x, double first, double second)
{
    const shapes of = {first, second};
    if (x <= 0 || x >= 1) return x <= 0 ? 1 : 0;
    if (first + second <= large_sum) return gsl_cdf_beta_Q(x, first, second);
    if (second < skew_shape) return 1 - kk_beta_above(1 - x, second, first);
    if (first >= skew_shape) return cubes_above(x, of);
    double scale = gamma_scale(of);
    return kk_gamma_above(x, mean_of(of) / scale, scale);
}

static double density(double x, shapes of)
{
    double sum = of.first + of.second, mean = mean_of(of);
    if (sum <= large_sum) return gsl_ran_beta_pdf(x, of.first, of.second);
    return gsl_ran_gaussian_pdf(x - mean, sqrt(mean * gamma_scale(of)));
}

/* Newton's steps within a bracket: GSL's own inverse does not converge for many shapes. */
static double solve(double p, shapes of)
{
    double x = mean_of(of), low = 0, high = 1;
    for (int step = 0; step < STEPS_MAX && x > 0 && x < 1; step++) {
        double off = 1 - p - kk_beta_above(x, of.first, of.second);
        *(off < 0 ? &low : &high) = x;
        double next = x - off / density(x, of);
        if (!(next > low && next < high)) next = (low + high) / 2;
        if (fabs(next - x) <= 1e-12 * fmin(x, 1 - x)) return next;
        x = next;
    }
    return x;
}

double kk_beta_quantile(double p, double first, double second)
{
    const shapes of = {first, second};
    bool is_large = first + second > large_sum;
    if (is_large && second < skew_shape) return 1 - kk_beta_quantile(1 - p, second, first);
    if (!is_large || first >= skew_shape) return solve(p, of);
    double scale = gamma_scale(of);
    return kk_gamma_quantile(p, mean_of(of) / scale, scale);
}
