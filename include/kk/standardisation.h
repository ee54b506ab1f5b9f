/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Standardisation: areas whose inhabitants differ in age and sex, made comparable. Persons and events of an area, and
 * of a standard, are known by stratum (age × sex). Pure kernels: no allocation, cost O(strata).
 */
#ifndef KK_STANDARDISATION_H
#define KK_STANDARDISATION_H

#include "kk/indicators.h"

/*
 * The events that an area would have with the rates of the standard: Σ rate_s · persons_s. A stratum without persons
 * needs no rate (NaN there is no matter); any other NaN makes the sum NaN.
 */
double kk_expected_events(const double *rate, const double *persons, size_t strata);

/*
 * Indirect standardisation: observed / expected with the 95% interval of the observed Poisson count
 * (kk_poisson_interval: exact below 10, else Byar), the expected taken as known (Breslow & Day 1987, ch. 2.3).
 * observed ≥ 0, expected > 0, both finite; otherwise NaN. Ratios of areas with different strata are each comparable
 * with the standard, and not strictly with each other.
 */
kk_estimate kk_standardised_ratio(double observed, double expected);

/*
 * Direct standardisation: y = Σ W_s x_s / n_s with W the share of the standard's persons, and the 95% interval of Fay &
 * Feuer (1997), which treats y as a gamma: with w_s = W_s / n_s, v = Σ w_s² x_s and w* the largest w_s,
 *   lower = v/(2y) χ²(0.025; 2y²/v),   upper = (v + w*²)/(2(y + w*)) χ²(0.975; 2(y + w*)²/(v + w*²))
 * and lower 0 without events. At least nominal in their simulations and ours, wide where weights differ much; with one
 * stratum it is the exact interval of a Poisson count. `weight` ≥ 0 need not add up to 1. NaN where a stratum of weight
 * has no persons, weights are all 0, or anything is negative or NaN. Strata without weight are left out.
 */
kk_estimate kk_standardised_rate(const double *events, const double *persons, const double *weight, size_t strata);

#endif
