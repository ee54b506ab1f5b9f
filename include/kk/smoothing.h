/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Empirical Bayes smoothing of rates (Marshall 1991) and shares (Martuzzi & Elliott 1996). Of area i there are e_i ≥ 0
 * events among b_i > 0 exposed:
 *   e_i | λ_i ~ Poisson(b_i λ_i) or Binomial(b_i, λ_i)        chance, given the true rate λ_i
 *   λ_i       ~ Gamma or Beta, mean m, variance A             the prior: how true rates differ between the areas
 * A rate of few is drawn to the mean of its group, one of many stays where it is.
 */
#ifndef KK_SMOOTHING_H
#define KK_SMOOTHING_H

#include "kk/neighbours.h"

/* Arrays by area, both finite. */
typedef struct kk_rates {
    const double *events, *exposure;
} kk_rates;

/* Of a share (events ≤ exposure, each of the exposed has one or none) binomial; of any other rate Poisson. */
typedef enum kk_rate_family { KK_RATE_POISSON, KK_RATE_BINOMIAL } kk_rate_family;

enum { KK_PRIOR_NODES = 16 };

/*
 * Of a prior that is known but in part: Gamma(precision, precision/mean) or Beta(precision · mean, precision · (1 −
 * mean)) with a weight (Σ = 1), and what is not known of log(mean) or logit(mean).
 */
typedef struct kk_prior_node {
    double weight, precision, mean, mean_variance;
} kk_prior_node;

/*
 * The prior of a group of areas.
 *
 * Mean and variance by moments: with r = e/b, b̄ the mean exposure, s² = Σb(r − m)²/Σb,
 *   m = Σe/Σb,   Poisson A = s² − m/b̄,   binomial A = (s² − m(1 − m)/b̄) b̄/(b̄ − 1),   at least 0.
 * Eight areas with 25.1899 events a hundred that differ no more than chance makes them: Poisson A = −0.00037336 → 0.
 *
 * How sure these are: the posterior of (m, precision) under the marginal likelihood, negative binomial or
 * beta-binomial, at nodes of the shrinkage B = precision / (precision + n), n = m b* or b*, b* the harmonic mean
 * exposure; over log m or logit m, flat, by Laplace (binomial: around the estimate of Kleinman 1973). The prior of B is
 * (1 − B)/B: uniform in B (Christiansen & Morris 1997) leaves the intervals of small groups too narrow, and flat in A
 * (Morris 1983), 1/B², has no posterior where one area alone has events. docs/statistics/smoothing.md has the coverage.
 */
typedef struct kk_rate_prior {
    kk_rate_family family;
    double mean, variance; /* m, A; NaN of no areas */
    double chance;         /* c, what chance adds is c/b: m, binomial m(1 − m) − A */
    double exposure;       /* b̄ */
    size_t areas;
    bool has_nodes; /* false for fewer than two areas, and without any event (binomial: or with nothing else) */
    kk_prior_node node[KK_PRIOR_NODES];
} kk_rate_prior;

/* Of the areas member[0 … count − 1]. Cost: O(count), some hundred logarithms of Γ for each. */
kk_rate_prior kk_rate_prior_fit(const kk_rates *rates, kk_rate_family family, const uint32_t *member, size_t count);

/* Of the differences between areas of mean exposure, the share that is no chance: A / (A + c/b̄). NaN where c and A
   are 0. */
double kk_rate_prior_reliability(const kk_rate_prior *prior);

/*
 * The rate of an area, given the prior of its group.
 *   value         θ = m + w (r − m),  w = A / (A + c/b); between r and m. c = A = 0 → m
 *   lower, upper  95%, equal tails, of the gamma or beta with the mean E[λ | e] and the variance E[(λ − θ)² | e] of the
 *                 posteriors over the nodes. They hold θ, and are as wide as not knowing m and A makes them, at A = 0
 *                 too. Without nodes: of the count alone (kk_poisson_interval, kk_wilson).
 *   above         chance that λ > m, by the same distribution. NaN without nodes.
 */
typedef struct kk_smoothed_rate {
    double value, lower, upper, above;
} kk_smoothed_rate;

kk_smoothed_rate kk_rate_smooth(const kk_rate_prior *prior, double events, double exposure);

/* That of the areas member[0 … count − 1], out[area]; on `threads` threads. */
void kk_rates_smooth(const kk_rates *rates, const uint32_t *member, size_t count, const kk_rate_prior *prior,
                     int threads, kk_smoothed_rate *out);

/*
 * Every area with the prior of its own neighbourhood, itself included (local empirical Bayes; Poisson as spdep's
 * EBlocal with geoda = TRUE). An island is its own neighbourhood: its rate stays as it is. On `threads` threads, the
 * same at any number. Cost: that of kk_rate_prior_fit for each neighbourhood.
 */
kk_status kk_rates_smooth_local(const kk_rates *rates, kk_rate_family family, const kk_neighbours *neighbours,
                                int threads, kk_smoothed_rate *out, kk_error *err) KK_MUST_USE;

#endif
