/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/rate_family.h"

#include <math.h>

#include <gsl/gsl_sf_gamma.h>

enum { STEPS_MAX = 50 };

/* Newton's steps to the mean at which the marginal likelihood is highest; it is concave in the mean's logarithm. */
static void solve_mean(const kk_rate_group *of, kk_prior_node *node)
{
    for (int step = 0; step < STEPS_MAX; step++) {
        double slope = 0, information = 0;
        for (size_t k = 0; k < of->count; k++) {
            double events = of->rates->events[of->member[k]];
            double expected = of->rates->exposure[of->member[k]] * node->mean;
            double pull = node->precision / (node->precision + expected);
            slope += (events - expected) * pull;
            information += (events + node->precision) * (1 - pull) * pull;
        }
        double move = fmax(-1, fmin(1, slope / information));
        node->mean *= exp(move);
        node->mean_variance = 1 / information;
        if (fabs(move) < 1e-9) break;
    }
}

double kk_gamma_node_fit(const kk_rate_group *of, kk_prior_node *node)
{
    solve_mean(of, node);
    double shape = node->precision, sum = -(double)of->count * gsl_sf_lngamma(shape);
    for (size_t k = 0; k < of->count; k++) {
        double events = of->rates->events[of->member[k]];
        double expected = of->rates->exposure[of->member[k]] * node->mean;
        sum += gsl_sf_lngamma(shape + events) - shape * log1p(expected / shape);
        if (events > 0) sum += events * log(expected / (shape + expected));
    }
    return sum;
}

kk_rate_posterior kk_gamma_node_posterior(const kk_prior_node *node, double events, double exposure)
{
    double own = node->precision / node->mean, rate = own + exposure, mean = (node->precision + events) / rate;
    double by_log_mean = mean * own / rate;
    return (kk_rate_posterior){mean, mean / rate + by_log_mean * by_log_mean * node->mean_variance};
}
