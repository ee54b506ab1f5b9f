/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/rate_family.h"

#include <math.h>

#include <gsl/gsl_sf_gamma.h>

/* The best linear estimate, each share by the inverse of its variance (Kleinman 1973). At the mode itself, which takes
   many ψ functions to find, the likelihood is next to no higher. */
static void estimate_mean(const kk_rate_group *of, kk_prior_node *node)
{
    double weights = 0, sum = 0;
    for (size_t k = 0; k < of->count; k++) {
        double exposure = of->rates->exposure[of->member[k]];
        double weight = (node->precision + 1) / (node->precision + exposure);
        weights += weight * exposure;
        sum += weight * of->rates->events[of->member[k]];
    }
    node->mean = sum / weights;
    node->mean_variance = 1 / (weights * node->mean * (1 - node->mean));
}

double kk_beta_node_fit(const kk_rate_group *of, kk_prior_node *node)
{
    estimate_mean(of, node);
    double first = node->precision * node->mean, second = node->precision - first;
    double whole = gsl_sf_lngamma(node->precision) - gsl_sf_lngamma(first) - gsl_sf_lngamma(second);
    double sum = (double)of->count * whole;
    for (size_t k = 0; k < of->count; k++) {
        double events = of->rates->events[of->member[k]], exposure = of->rates->exposure[of->member[k]];
        sum += gsl_sf_lngamma(first + events) + gsl_sf_lngamma(second + exposure - events);
        sum -= gsl_sf_lngamma(node->precision + exposure);
    }
    return sum;
}

kk_rate_posterior kk_beta_node_posterior(const kk_prior_node *node, double events, double exposure)
{
    double all = node->precision + exposure, mean = (node->precision * node->mean + events) / all;
    double by_logit_mean = node->precision * node->mean * (1 - node->mean) / all;
    double chance = mean * (1 - mean) / (all + 1);
    return (kk_rate_posterior){mean, chance + by_logit_mean * by_logit_mean * node->mean_variance};
}
