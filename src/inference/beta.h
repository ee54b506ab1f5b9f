/* SPDX-License-Identifier: EUPL-1.2 */
/* The beta distribution for every two shapes > 0. Where these add up to more than 100,000, by Paulson's (1942) cubes,
   or by the gamma of the same mean and variance if the smaller is below 1,000. */
#ifndef KK_INFERENCE_BETA_H
#define KK_INFERENCE_BETA_H

/* The x that is not exceeded with chance 0 < p < 1. */
double kk_beta_quantile(double p, double first, double second);

/* The chance of more than 0 ≤ x ≤ 1. */
double kk_beta_above(double x, double first, double second);

#endif
