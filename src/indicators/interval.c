/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/indicators.h"
#include "indicators/gamma.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

static const double z95 = 1.959963984540054;

static const kk_interval undefined = {NAN, NAN};

static double clamp01(double value)
{
    return value < 0 ? 0 : value > 1 ? 1 : value;
}

kk_interval kk_wilson(double x, double n)
{
    if (!(n > 0) || !(x >= 0) || !(x <= n) || isinf(n)) return undefined;
    double z2 = z95 * z95;
    double centre = (x + z2 / 2) / (n + z2);
    double half = z95 * sqrt(x * (n - x) / n + z2 / 4) / (n + z2);
    /* At the ends the bound is exact; rounding must not leave a trace of it. */
    return (kk_interval){x == 0 ? 0 : clamp01(centre - half), x == n ? 1 : clamp01(centre + half)};
}

static double cube(double value)
{
    return value * value * value;
}

static kk_interval poisson_exact(double x)
{
    return (kk_interval){
        .lower = x == 0 ? 0 : kk_gamma_quantile(0.025, x, 1),
        .upper = kk_gamma_quantile(0.975, x + 1, 1),
    };
}

static kk_interval poisson_byar(double x)
{
    double next = x + 1;
    return (kk_interval){
        .lower = x * cube(1 - 1 / (9 * x) - z95 / (3 * sqrt(x))),
        .upper = next * cube(1 - 1 / (9 * next) + z95 / (3 * sqrt(next))),
    };
}

kk_interval kk_poisson_interval(double x)
{
    if (!(x >= 0) || isinf(x)) return undefined;
    return x < 10 ? poisson_exact(x) : poisson_byar(x);
}

kk_interval kk_mean_interval(double sum, double sum_of_squares, double n)
{
    if (!(n >= 2) || isinf(n) || !isfinite(sum) || !isfinite(sum_of_squares)) return undefined;
    double mean = sum / n, spread = sum_of_squares - sum * mean;
    /* Of equal figures nothing is left but rounding, on either side of 0. */
    if (fabs(spread) <= 1e-12 * sum_of_squares) spread = 0;
    if (spread < 0) return undefined;
    double half = gsl_cdf_tdist_Pinv(0.975, n - 1) * sqrt(spread / (n - 1) / n);
    return (kk_interval){mean - half, mean + half};
}
