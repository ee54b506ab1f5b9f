/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A map of rates by a spatial model, BYM2 (Riebler, Sørbye, Simpson and Rue 2016, eq. 7). Of area i there are e_i
 * events among b_i exposed, η_i is its rate on the scale of the link, 0 the mean of the map (Σe/Σb): Poisson:  e_i ~
 * Poisson(b_i exp η_i),   binomial: e_i ~ Binomial(b_i, logit⁻¹ η_i) η_i = β + σ (√(1 − φ) v_i + √φ u_i) v is noise of
 * each area by itself, N(0, 1); u is what neighbours share: an intrinsic autoregression with precision R = D − W, that
 * sums to 0 over each connected part of the map, and is scaled such that the geometric mean of its variances is 1 in
 * each of them. An island has u ~ N(0, 1) (Freni-Sterrantino, Ventrucci and Rue 2018). So σ is how much areas differ,
 * and φ how much of that neighbours share.
 *
 * Priors: β flat; σ exponential with P(σ > 1) = 0.01 (Simpson, Rue, Riebler, Martins and Sørbye 2017); φ uniform. The
 * prior of φ of these authors, exponential in its distance from φ = 0, depends on the map, and of one of thousands
 * of areas puts a mass where φ is 1 but for rounding.
 *
 * Fit: nested Laplace (Rue, Martino and Chopin 2009). Of each (σ, φ) the mode of all η by Newton's steps, with a sparse
 * Cholesky factor of as many rows as areas, since v can be integrated out by hand; the Laplace approximation of its
 * posterior density, with a second-order correction; and the marginals of η. These are the Gaussian ones, of which the
 * area's own Gaussian factor makes place for its true likelihood, after a shift of the mean by the third derivatives at
 * the other areas. (σ, φ) is integrated over a lattice along the principal axes at its mode.
 */
#ifndef KK_BYM2_H
#define KK_BYM2_H

#include "kk/indicators.h"
#include "kk/smoothing.h"

/* A one-way link (of the k nearest) counts both ways. */
typedef struct kk_bym2_data {
    kk_rates rates; /* events finite, ≥ 0 and for a binomial ≤ exposure; exposure > 0 */
    const kk_neighbours *neighbours;
    kk_rate_family family;
} kk_bym2_data;

/* Of the whole map. NaN where it is not fitted, and of φ where nobody has neighbours. */
typedef struct kk_bym2 {
    bool fitted;       /* false: fewer than two areas, no event, nothing but events, or no mode found */
    kk_estimate sigma; /* posterior mean, 95% interval */
    kk_estimate phi;
    double effective; /* number of parameters, Σ variance/chance: 1 all areas alike … as many as areas */
    size_t components, islands;
    unsigned points; /* of the lattice */
    unsigned steps;  /* the most that Newton took at one of them */
    unsigned failed; /* of the lattice, where no mode was found */
} kk_bym2;

/*
 * Of each area the posterior mean of its rate, its 95% interval with equal tails, and the chance that it is above
 * Σe/Σb. Not fitted: all NaN. On `threads` threads, the same at any number. Cost: about a hundred modes, of some five
 * factors of the neighbourhood graph each: about a second for 3,400 areas on two cores.
 */
kk_status kk_bym2_fit(const kk_bym2_data *data, int threads, kk_smoothed_rate *rate, kk_bym2 *out,
                      kk_error *err) KK_MUST_USE;

#endif
