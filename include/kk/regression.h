/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Log-linear regression of counts on characteristics of areas, with the exposure as offset:
 *   E(e_i) = μ_i = b_i exp(β₀ + Σ_j β_j z_ij),  z_ij = (x_ij − mean_j) / sd_j
 * What comes out is an association between areas. It is no cause, and tells nothing of persons.
 */
#ifndef KK_REGRESSION_H
#define KK_REGRESSION_H

#include "kk/arena.h"
#include "kk/config_statistics.h"
#include "kk/indicators.h"

typedef struct kk_regression_data {
    size_t count, terms;
    const double *events;             /* [count] ≥ 0; need not be whole */
    const double *exposure;           /* [count] > 0 */
    const double *const *determinant; /* [term][count], finite */
} kk_regression_data;

/* Areas beyond the number of coefficients that a fit takes: degrees of freedom. With fewer its errors mean nothing. */
enum { KK_REGRESSION_FREE = 5 };

typedef enum kk_regression_outcome {
    KK_REGRESSION_FITTED,
    KK_REGRESSION_TOO_FEW,      /* areas < terms + 1 + KK_REGRESSION_FREE */
    KK_REGRESSION_NO_EVENTS,    /* not one */
    KK_REGRESSION_ALIASED,      /* a determinant is the same everywhere, or a combination of the ones before it */
    KK_REGRESSION_NOT_CONVERGED /* some rates tend to 0: the determinants part areas with events from areas without */
} kk_regression_outcome;

typedef struct kk_regression {
    kk_regression_outcome outcome; /* unless fitted, only `aliased` is there besides */
    size_t aliased;                /* the term that is aliased; else `terms` */
    size_t count, terms;
    double *coefficient; /* [terms + 1] β, β₀ first */
    double *covariance;  /* [terms + 1][terms + 1] of β, robust; NaN where an area has leverage 1 */
    double *sd;          /* [term] over the areas, with count − 1 */
    double *vif;         /* [term] variance inflation factor, ≥ 1 */
    double *rate;        /* [count] μ_i / b_i */
    double *log_error;   /* [count] robust standard error of its logarithm */
    double *leverage;    /* [count] 0 … 1: how much of its own count is in its μ_i */
    double dispersion;   /* φ: Pearson's χ² / (count − terms − 1) */
    double explained; /* D² = 1 − deviance / deviance without determinants (and the same θ); NaN where that is 0 */
    double theta;     /* variance μ + μ²/θ; ∞: Poisson */
    double theta_error;  /* standard error of θ, by the observed information; NaN for ∞ */
    double aic;          /* −2 log-likelihood + 2 (terms + 2); of the negative binomial, else NaN */
    unsigned iterations; /* of the reweighted least squares, all together */
} kk_regression;

/*
 * KK_QUASIPOISSON: variance φμ. KK_NEGATIVE_BINOMIAL: variance μ + μ²/θ (NB2), β and θ where the likelihood is
 * highest, as MASS::glm.nb (Venables & Ripley 2002, §7.4); θ = ∞ where the counts scatter no more than Poisson's do, or
 * so little more that their variance is within 10⁻⁴ of it.
 *
 * β by Newton's steps, each a weighted least squares by Householder's QR of the standardised determinants (McCullagh &
 * Nelder 1989, §2.5), until no log μ moves by 10⁻¹⁰; θ at the root of the slope of the profile likelihood. Errors by
 * the sandwich HC3 (MacKinnon & White 1985):
 *   V = B [Σ x_i x_iᵀ (w_i r_i / (1 − h_i))²] B,  B = (XᵀWX)⁻¹,  w = μ/(1 + μ/θ),  r = e/μ − 1,  h_i = w_i x_iᵀB x_i
 * which hold whatever the true variances are, and of the sandwiches keep best in few areas (Long & Ervin 2000). Areas
 * are taken as independent. VIF of term j: B_jj Σ w (z_j − z̄_j)², that of Fox & Monette (1992) for one coefficient.
 *
 * Of quine's absences (Venables & Ripley) θ = 1.275, its error 0.161. In the arena. Cost: O(count · terms²) for
 * each of some ten iterations, of the negative binomial some fifty.
 */
kk_status kk_regression_fit(const kk_regression_data *data, kk_regression_family family, kk_arena *arena,
                            kk_regression *out, kk_error *err) KK_MUST_USE;

/* Below, bounds are 95%, by Student's t with count − terms − 1 degrees of freedom on the scale of the logarithm. */

/* The expected rate of area i. */
kk_estimate kk_regression_rate(const kk_regression *fit, size_t area);

/* The expected rate where every determinant has its mean. */
kk_estimate kk_regression_mean_rate(const kk_regression *fit);

/* How many times as high the expected rate is where the term is `steps` standard deviations higher. */
kk_estimate kk_regression_ratio(const kk_regression *fit, size_t term, double steps);

/* That a ratio is 1: p of the two-sided t test. */
double kk_regression_p(const kk_regression *fit, size_t term);

/*
 * a − b of two estimates with asymmetric bounds by MOVER (Zou & Donner 2008, eq. 9):
 *   (a − b) − √((a − a_lower)² + (b_upper − b)²),  (a − b) + √((a_upper − a)² + (b − b_lower)²)
 * as if they were independent. NaN where a part is.
 */
kk_estimate kk_estimate_difference(kk_estimate a, kk_estimate b);

#endif
