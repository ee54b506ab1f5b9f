/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/change.h"

#include <math.h>
#include <stdbool.h>

#include <gsl/gsl_cdf.h>

/* ---- funnel ---- */

typedef struct count_law {
    double target, exposure;
    bool is_share;
} count_law;

/* P(Y ≤ count); the exposure of a share need not be whole. */
static double chance_up_to(const count_law *law, double count)
{
    if (count < 0) return 0;
    if (!law->is_share) return gsl_cdf_gamma_Q(law->target * law->exposure, count + 1, 1);
    return count >= law->exposure ? 1 : gsl_cdf_beta_Q(law->target, count + 1, law->exposure - count);
}

static double most_count(const count_law *law)
{
    return law->is_share ? ceil(law->exposure) : INFINITY;
}

static double mean_of(const count_law *law)
{
    return law->target * law->exposure;
}

static double variance_of(const count_law *law)
{
    return mean_of(law) * (law->is_share ? 1 - law->target : 1);
}

/* What a normal law has for the count that is not exceeded with chance p. */
static double normal_count(const count_law *law, double p)
{
    double count = mean_of(law) + gsl_cdf_ugaussian_Pinv(p) * sqrt(variance_of(law));
    return fmin(fmax(count, 0), most_count(law));
}

enum { STEPS_MAX = 1000 };

/* The smallest count with P(Y ≤ count) ≥ p, looked for from where a normal law has it. */
static double quantile(const count_law *law, double p)
{
    double count = floor(normal_count(law, p));
    int steps = 0;
    while (count > 0 && chance_up_to(law, count - 1) >= p && steps++ < STEPS_MAX) count--;
    while (count < most_count(law) && chance_up_to(law, count) < p && steps++ < STEPS_MAX) count++;
    return count;
}

/* Of so many the law is normal to within a thousandth of its spread, and the sums that make it up lose their digits. */
static bool is_large(const count_law *law)
{
    return variance_of(law) > 1e5 || (law->is_share && law->exposure > 1e8);
}

static double limit(const count_law *law, double p)
{
    if (is_large(law)) return normal_count(law, p) / law->exposure;
    double count = quantile(law, p), up_to = chance_up_to(law, count), own = up_to - chance_up_to(law, count - 1);
    double above = own > 0 ? (up_to - p) / own : 0;
    return fmax(count - above, 0) / law->exposure;
}

kk_funnel kk_funnel_limits(double target, double exposure, bool is_share)
{
    const count_law law = {target, exposure, is_share};
    if (!(exposure > 0) || !(target >= 0) || isinf(exposure) || isinf(target) || (is_share && target > 1))
        return (kk_funnel){NAN, NAN, NAN, NAN};
    if (target == 0 || (is_share && target == 1)) return (kk_funnel){target, target, target, target};
    return (kk_funnel){limit(&law, 0.001), limit(&law, 0.025), limit(&law, 0.975), limit(&law, 0.999)};
}

int kk_funnel_place(const kk_funnel *funnel, double value)
{
    int above = (value > funnel->upper_95) + (value > funnel->upper_998);
    int below = (value < funnel->lower_95) + (value < funnel->lower_998);
    return above - below;
}

kk_dispersion kk_dispersion_of(const double *events, const double *exposure, size_t n, bool is_share)
{
    double sum_of_events = 0, sum_of_exposure = 0, squares = 0;
    for (size_t i = 0; i < n; i++) {
        sum_of_events += events[i];
        sum_of_exposure += exposure[i];
    }
    double target = sum_of_events / sum_of_exposure, spread = is_share ? 1 - target : 1;
    kk_dispersion found = {target, NAN, NAN};
    if (n < 2 || !(target > 0) || !(spread > 0)) return found;
    for (size_t i = 0; i < n; i++) {
        double expected = target * exposure[i], off = events[i] - expected;
        squares += off * off / (expected * spread);
    }
    found.phi = squares / (double)(n - 1);
    found.p = gsl_cdf_chisq_Q(squares, (double)(n - 1));
    return found;
}

/* ---- individuals and moving ranges ---- */

enum { RUN_FIGURES = 8, NEAR_WINDOW = 4, NEAR_ENOUGH = 3 };

typedef struct chart {
    double mean, reach; /* limits: mean ± reach */
} chart;

static chart chart_of(const double *value, size_t n)
{
    chart found = {value[0] / (double)n, 0};
    for (size_t i = 1; i < n; i++) {
        found.mean += value[i] / (double)n;
        found.reach += 2.66 * fabs(value[i] - value[i - 1]) / (double)(n - 1);
    }
    return found;
}

/* Of the last `window` figures, how many lie further than `beyond` on the side of the last. */
static size_t count_beyond(const double *value, size_t n, size_t window, const chart *of, double beyond)
{
    size_t count = 0;
    double side = value[n - 1] > of->mean ? 1 : -1;
    for (size_t i = n > window ? n - window : 0; i < n; i++) count += side * (value[i] - of->mean) > beyond ? 1 : 0;
    return count;
}

int kk_xmr_signal(const double *value, size_t n)
{
    if (n < KK_SIGNAL_FIGURES) return 0;
    const chart of = chart_of(value, n);
    double off = value[n - 1] - of.mean, rounding = 1e-12 * (fabs(of.mean) + of.reach);
    bool outside = fabs(off) > of.reach + rounding;
    bool run = count_beyond(value, n, RUN_FIGURES, &of, rounding) == RUN_FIGURES;
    bool near_limit = fabs(off) > of.reach / 2 + rounding &&
                      count_beyond(value, n, NEAR_WINDOW, &of, of.reach / 2 + rounding) >= NEAR_ENOUGH;
    if (!outside && !run && !near_limit) return 0;
    return off > 0 ? 1 : -1;
}
