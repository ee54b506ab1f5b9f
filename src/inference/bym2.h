/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The parts of kk_bym2_fit: the structure of the map, likelihood and priors, the latent field at one (σ, φ), the search
 * over these, and what it all says of an area. Notation as in kk/bym2.h; R is the scaled precision of u, 1 for an
 * island.
 */
#ifndef KK_INFERENCE_BYM2_H
#define KK_INFERENCE_BYM2_H

#include "inference/ldl.h"
#include "kk/bym2.h"

/* ---- structure ---- */

enum { KK_BYM2_ISLAND = -1 };

typedef struct kk_bym2_map {
    kk_symmetric below; /* R below its diagonal */
    double *diagonal;   /* of R */
    int32_t *component; /* of each area: 0 … components − 1, or KK_BYM2_ISLAND */
    size_t components, islands;
} kk_bym2_map;

kk_status kk_bym2_map_make(const kk_neighbours *neighbours, kk_bym2_map *out, kk_error *err) KK_MUST_USE;
void kk_bym2_map_clear(kk_bym2_map *map);

/* ---- hyperparameters ---- */

typedef struct kk_bym2_hyper {
    double log_sigma, logit_phi; /* without neighbours φ = 0: −∞ */
} kk_bym2_hyper;

/* Log of the prior density of (log σ, logit φ), but for a constant. */
double kk_bym2_log_prior(kk_bym2_hyper at);

/* ---- the likelihood of one area ---- */

typedef struct kk_bym2_model {
    kk_bym2_data data;
    kk_bym2_map map;
    size_t count;
    double centre; /* link of Σe/Σb: η = 0 */
} kk_bym2_model;

/* log p(e_i | η), the gradient, minus the second derivative (≥ 0), and the third derivative. */
typedef struct kk_bym2_terms {
    double log_likelihood, gradient, curvature, third;
} kk_bym2_terms;

kk_bym2_terms kk_bym2_likelihood(const kk_bym2_model *model, size_t i, double eta);
double kk_bym2_rate(const kk_bym2_model *model, double eta);

/* ---- the latent field at one (σ, φ) ---- */

typedef struct kk_latent_field {
    double *eta, *u, *pull; /* pull: (η − β − share u)/noise */
} kk_latent_field;

/* Of one thread; all arrays by area but the last two. */
typedef struct kk_latent {
    const kk_bym2_model *model;
    kk_ldl ldl;
    double share, noise;        /* σ√φ, the scale of u; σ²(1 − φ), the variance of v */
    kk_latent_field now, next;  /* now: in the end the mode */
    double *curvature, *target; /* c of the likelihood, and c η + gradient */
    double *weight;             /* c/(1 + noise c): v integrated out */
    double *diagonal, *level;   /* of S; S⁻¹ 1 over areas with neighbours */
    double *lean;               /* C (share weight): how u bends when β rises */
    double beta_precision;      /* u integrated out */
    unsigned steps;
    double *level_sum, *part; /* [component] */
    double *memory;
} kk_latent;

/* What is known of η of an area: its Gaussian approximation, and that without the area's own factor. */
typedef struct kk_bym2_marginal {
    double mean, variance, cavity_mean, cavity_variance;
} kk_bym2_marginal;

kk_status kk_latent_init(kk_latent *latent, const kk_bym2_model *model, kk_error *err) KK_MUST_USE;
void kk_latent_clear(kk_latent *latent);
/* Finds the mode from `start`; the log of the posterior density of `at`, or −∞ where no mode is found. */
double kk_latent_fit(kk_latent *latent, kk_bym2_hyper at, const double *start);
/*
 * At the mode. `effective`: Σ curvature × variance. `correction`: what the log density of kk_latent_fit lacks by its
 * expansion to the second order (Shun and McCullagh 1995), the part of each area by itself integrated in full, and
 * cubes of covariances between areas left out:
 *   Σ_i log E[exp(l_i − its quadratic approximation)] + Σ_{i≠j} t_i V_i Σ_ij t_j V_j / 8,   t the third derivatives
 * False: no memory.
 */
bool kk_latent_marginals(kk_latent *latent, kk_bym2_marginal *out, double *effective, double *correction);

/* ---- all (σ, φ) that count ---- */

typedef struct kk_bym2_point {
    kk_bym2_hyper at;
    double weight; /* Σ = 1 */
    double effective;
    unsigned steps;
    kk_bym2_marginal *marginal; /* [area] */
} kk_bym2_point;

typedef struct kk_bym2_lattice {
    kk_bym2_point *point;
    size_t count;
    unsigned failed; /* points without a mode */
} kk_bym2_lattice;

/* An empty lattice: there is no mode. */
kk_status kk_bym2_lattice_make(const kk_bym2_model *model, int threads, kk_bym2_lattice *out,
                               kk_error *err) KK_MUST_USE;
void kk_bym2_lattice_clear(kk_bym2_lattice *lattice);

/* ---- what it says ---- */

/* The rate of area i: its marginals over the lattice. `room`: KK_BYM2_ROOM doubles. */
enum { KK_BYM2_NODES_MAX = 600, KK_BYM2_ROOM = 3 * KK_BYM2_NODES_MAX };
kk_smoothed_rate kk_bym2_area_rate(const kk_bym2_model *model, const kk_bym2_lattice *lattice, size_t i, double *room);

#endif
