/* SPDX-License-Identifier: EUPL-1.2 */
/* What the two families of rates each have of their own: the marginal likelihood of a group, the posterior of an area.
 */
#ifndef KK_INFERENCE_RATE_FAMILY_H
#define KK_INFERENCE_RATE_FAMILY_H

#include "kk/smoothing.h"

typedef struct kk_rate_group {
    const kk_rates *rates;
    const uint32_t *member;
    size_t count;
} kk_rate_group;

/* Fills in the mean of a node (from the one it has) and how uncertain that is, given its precision. The logarithm of
   the marginal likelihood there, up to a constant. */
double kk_gamma_node_fit(const kk_rate_group *of, kk_prior_node *node);
double kk_beta_node_fit(const kk_rate_group *of, kk_prior_node *node);

typedef struct kk_rate_posterior {
    double mean, variance;
} kk_rate_posterior;

/* Given the node, with what the uncertainty of its mean adds. */
kk_rate_posterior kk_gamma_node_posterior(const kk_prior_node *node, double events, double exposure);
kk_rate_posterior kk_beta_node_posterior(const kk_prior_node *node, double events, double exposure);

#endif
