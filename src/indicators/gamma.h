/* SPDX-License-Identifier: EUPL-1.2 */
/* The gamma distribution for every shape > 0 and scale > 0. To 1e-9 of the result; above a shape of 100,000 by Wilson
   and Hilferty's (1931) cube. */
#ifndef KK_GAMMA_H
#define KK_GAMMA_H

/* The x that is not exceeded with chance 0 < p < 1. */
double kk_gamma_quantile(double p, double shape, double scale);

/* The chance of more than x ≥ 0. */
double kk_gamma_above(double x, double shape, double scale);

#endif
