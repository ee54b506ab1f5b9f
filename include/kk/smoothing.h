/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Empirical Bayes smoothing of rates (Marshall 1991). Of area i there are e_i ≥ 0 events among b_i > 0 exposed:
 *   e_i | λ_i ~ Poisson(b_i λ_i)        chance, given the true rate λ_i
 *   λ_i       ~ Gamma, mean m, variance A   the prior: how true rates differ between the areas of a group
 * A rate of few is drawn to the mean of its group, one of many stays where it is.
 */
#ifndef KK_SMOOTHING_H
#define KK_SMOOTHING_H

#include "kk/neighbours.h"

/* Arrays by area, both finite. */
typedef struct kk_rates {
    const double *events, *exposure;
} kk_rates;

enum { KK_PRIOR_NODES = 16 };

/* Of a rate prior that is known but in part: the gamma's with a weight (Σ = 1), and what is not known of log(mean). */
typedef struct kk_prior_node {
    double weight, shape, mean, log_variance;
} kk_prior_node;

/*
 * The prior of a group of areas.
 *
 * Mean and variance by moments (Marshall 1991): with r = e/b, b̄ the mean exposure,
 *   m = Σe/Σb,   A = Σb(r − m)²/Σb − m/b̄,   at least 0.
 * Eight areas with 25.1899 events a hundred that differ no more than chance makes them: A = −0.00037336 → 0.
 *
 * How sure these are: the posterior of (m, shape) under the marginal likelihood, which is negative binomial, at nodes
 * of the shrinkage B = shape / (shape + m b*), b* the harmonic mean exposure; over log m, flat, by Laplace. The prior
 * of B is (1 − B)/B: uniform in B (Christiansen & Morris 1997) leaves the intervals of small groups too narrow, and
 * flat in A (Morris 1983), 1/B², has no posterior where one area alone has events. docs/statistics.md has the coverage.
 */
typedef struct kk_rate_prior {
    double mean, variance; /* m, A; NaN of no areas */
    double exposure;       /* b̄ */
    size_t areas;
    bool has_nodes; /* false for fewer than two areas, and without any event */
    kk_prior_node node[KK_PRIOR_NODES];
} kk_rate_prior;

/* Of the areas member[0 … count − 1]. Cost: O(count), some hundred logarithms of Γ for each. */
kk_rate_prior kk_rate_prior_fit(const kk_rates *rates, const uint32_t *member, size_t count);

/* Of the differences between areas of mean exposure, the share that is no chance: A / (A + m/b̄). NaN where m is 0. */
double kk_rate_prior_reliability(const kk_rate_prior *prior);

/*
 * The rate of an area, given the prior of its group.
 *   value         θ = m + w (r − m),  w = A / (A + m/b); between r and m. m = 0 → 0
 *   lower, upper  95%, equal tails, of the gamma with the mean E[λ | e] and the variance E[(λ − θ)² | e] of the
 *                 posteriors Gamma(shape + e, shape/m + b) over the nodes. They hold θ, and are as wide as not knowing
 *                 m and A makes them, at A = 0 too. Without nodes: of the Poisson count alone (kk_poisson_interval).
 *   above         chance that λ > m, by the same gamma. NaN without nodes.
 */
typedef struct kk_smoothed_rate {
    double value, lower, upper, above;
} kk_smoothed_rate;

kk_smoothed_rate kk_rate_smooth(const kk_rate_prior *prior, double events, double exposure);

/* That of the areas member[0 … count − 1], out[area]; on `threads` threads. */
void kk_rates_smooth(const kk_rates *rates, const uint32_t *member, size_t count, const kk_rate_prior *prior,
                     int threads, kk_smoothed_rate *out);

/*
 * Every area with the prior of its own neighbourhood, itself included (local empirical Bayes; as spdep's EBlocal with
 * geoda = TRUE). An island is its own neighbourhood: its rate stays as it is. On `threads` threads, the same at any
 * number. Cost: that of kk_rate_prior_fit for each neighbourhood.
 */
kk_status kk_rates_smooth_local(const kk_rates *rates, const kk_neighbours *neighbours, int threads,
                                kk_smoothed_rate *out, kk_error *err) KK_MUST_USE;

#endif
