/* SPDX-License-Identifier: EUPL-1.2 */
#include "indicators/gamma.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>

enum { STEPS_MAX = 200 };

/* From here on GSL's incomplete gamma gives up at places, and the cube is as good as any. */
static const double large_shape = 1e5;

/* Of a small shape the first term of the series, x^a / Γ(a + 1). */
static double guess(double p, double shape)
{
    double cube = 1 - 1 / (9 * shape) + gsl_cdf_ugaussian_Pinv(p) / (3 * sqrt(shape));
    if (shape > 1 && cube > 0.1) return shape * cube * cube * cube;
    return exp((log(p) + gsl_sf_lngamma(shape + 1)) / shape);
}

/* Newton's steps within a bracket: GSL's own inverse does not converge for many shapes below 0.1 and above 3000. */
double kk_gamma_quantile(double p, double shape, double scale)
{
    double x = guess(p, shape), low = 0, high = INFINITY;
    if (shape > large_shape) return x * scale;
    for (int step = 0; step < STEPS_MAX && x > 0; step++) {
        double off = gsl_cdf_gamma_P(x, shape, 1) - p;
        *(off < 0 ? &low : &high) = x;
        double next = x - off / gsl_ran_gamma_pdf(x, shape, 1);
        if (!(next > low && next < high)) next = isinf(high) ? 2 * low : (low + high) / 2;
        if (fabs(next - x) <= 1e-11 * x) return next * scale;
        x = next;
    }
    return x * scale;
}

double kk_gamma_above(double x, double shape, double scale)
{
    if (shape <= large_shape) return gsl_cdf_gamma_Q(x, shape, scale);
    return gsl_cdf_ugaussian_Q((cbrt(x / scale / shape) - 1 + 1 / (9 * shape)) * 3 * sqrt(shape));
}
