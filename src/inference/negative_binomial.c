/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/loglinear.h"

#include <math.h>

#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_log.h>
#include <gsl/gsl_sf_psi.h>

enum { STEPS_MAX = 60 };

static const double settled = 1e-9;

typedef struct point {
    double log_theta, slope;
} point;

/* Both ψ and log are large beside their difference, and that of two such differences is smaller still. */
static double digamma_minus_log(double x)
{
    if (x < 100) return gsl_sf_psi(x) - log(x);
    double inverse = 1 / (x * x);
    return -1 / (2 * x) - inverse * (1 / 12.0 - inverse * (1 / 120.0 - inverse / 252.0));
}

/* Slope in log θ of the log-likelihood, each θ with the β that is most likely then; NaN where there is none. */
static double slope_at(kk_loglinear *fit, const kk_design *design, double log_theta)
{
    fit->theta = exp(log_theta);
    kk_loglinear_fit(fit, design);
    if (!fit->converged) return NAN;
    double theta = fit->theta, own = digamma_minus_log(theta), sum = 0;
    for (size_t i = 0; i < design->count; i++) {
        double events = design->events[i], mean = fit->mean[i];
        sum += digamma_minus_log(theta + events) - own + gsl_sf_log_1plusx_mx((events - mean) / (theta + mean));
    }
    return theta * sum;
}

/* The root between two points with slopes of either sign, by the Illinois rule (Dowell & Jarratt 1971). */
static void find_root(kk_loglinear *fit, const kk_design *design, point low, point high)
{
    double before = NAN;
    for (int step = 0, side = 0; step < STEPS_MAX && fit->converged; step++) {
        point at = {.log_theta = (low.log_theta * high.slope - high.log_theta * low.slope) / (high.slope - low.slope)};
        at.slope = slope_at(fit, design, at.log_theta);
        if (at.slope == 0 || fabs(at.log_theta - before) < settled) return;
        before = at.log_theta;
        if (at.slope > 0) {
            low = at;
            if (side > 0) high.slope /= 2;
            side = 1;
        } else {
            high = at;
            if (side < 0) low.slope /= 2;
            side = -1;
        }
    }
    fit->converged = false;
}

static double mean_of(const double *figures, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += figures[i];
    return sum / (double)count;
}

void kk_loglinear_fit_theta(kk_loglinear *fit, const kk_design *design)
{
    point high, low = {.log_theta = log(1e4 * mean_of(design->events, design->count))};
    low.slope = slope_at(fit, design, low.log_theta);
    if (!fit->converged) return;
    if (low.slope >= 0) {
        fit->theta = INFINITY;
        kk_loglinear_fit(fit, design);
        return;
    }
    for (high = low; low.slope < 0; low.slope = slope_at(fit, design, low.log_theta)) {
        high = low;
        low.log_theta -= 2;
    }
    find_root(fit, design, low, high);
}

double kk_loglinear_log_likelihood(const kk_loglinear *fit, const kk_design *design)
{
    double sum = 0, theta = fit->theta;
    for (size_t i = 0; i < design->count; i++) {
        double events = design->events[i], mean = fit->mean[i];
        sum -= gsl_sf_lngamma(events + 1);
        if (isinf(theta)) {
            sum += events * log(mean) - mean;
        } else {
            sum += gsl_sf_lngamma(theta + events) - gsl_sf_lngamma(theta) - theta * log1p(mean / theta);
            if (events > 0) sum += events * log(mean / (theta + mean));
        }
    }
    return sum;
}

double kk_loglinear_theta_error(const kk_loglinear *fit, const kk_design *design)
{
    double theta = fit->theta, own = gsl_sf_psi_1(theta), information = 0;
    for (size_t i = 0; i < design->count; i++) {
        double events = design->events[i], whole = theta + fit->mean[i];
        information += own - gsl_sf_psi_1(theta + events) - 1 / theta + 2 / whole - (events + theta) / (whole * whole);
    }
    return sqrt(1 / information);
}
