/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sufficient statistics of a regression of one outcome on one predictor, and what follows from them. Pure kernels.
 *
 * Moments are centred, and updated and merged by the pairwise formulas of Chan, Golub & LeVeque (1979), with weights as
 * in West (1979): no sum of squares of what is not centred is ever made, so that a mean of 10⁶ beside a variance of 1,
 * or a predictor that varies by 10⁻³, loses nothing.
 */
#ifndef KK_MOMENTS_H
#define KK_MOMENTS_H

#include <stdbool.h>

typedef struct kk_moment {
    double n;      /* persons with the outcome */
    double weight; /* Σw; without weights = n */
    double mean_x, mean_y;
    double xx, xy, yy; /* Σw(x − x̄)², Σw(x − x̄)(y − ȳ), Σw(y − ȳ)² */
    double sum_y;      /* Σy without weights: of a binary outcome the persons who have it, exact */
} kk_moment;

/* A person with weight > 0; x is 0 where there is no predictor. Each addition rounds the mean: where that matters (a
   mean of 10⁶ with a variance of 1 loses 6 of 16 digits of the variance), kk_lanes_gather has two passes. */
void kk_moment_add(kk_moment *into, double x, double y, double weight);
/* The moments of both together. */
void kk_moment_merge(kk_moment *into, const kk_moment *from);

typedef struct kk_prediction {
    double est, lower, upper; /* NaN where undefined */
    double se;                /* standard error of est: (upper − lower) / 2 t */
    double leverage;          /* se² / s², s² the residual variance: 1/Σw + (at − x̄)²/Sxx */
    double rss;               /* residual sum of squares, ≥ 0 */
    double df;                /* its degrees of freedom */
} kk_prediction;

/*
 * The expectation at predictor value `at` by (weighted) least squares, with its 95% t interval, as R's
 * predict(lm(y ~ x, weights = w), data.frame(x = at), interval = "confidence"); `at` NaN: the mean, as lm(y ~ 1).
 *   est = ȳ + b (at − x̄),  b = Sxy/Sxx,  s² = (Syy − Sxy²/Sxx)/(n − 2),  se² = s² (1/Σw + (at − x̄)²/Sxx)
 * A constant predictor, √Sxx < 10⁻⁷ √(Σwx²) as in R's lm, leaves the slope out: the mean, n − 1 degrees of freedom.
 * Undefined: everything for n = 0, the interval for 0 degrees of freedom (as R's NaN). Cost: O(1).
 */
kk_prediction kk_moment_predict(const kk_moment *moment, double at);

/* t(0.975; df), df ≥ 1, to 1e-13 relative: infinite df gives 1.959963984540054. NaN below 1. Any thread. */
double kk_t_quantile(double df);

/*
 * The difference a − b of the estimates of two groups that share no person, with Welch's interval: se² = se_a² + se_b²,
 * degrees of freedom by Satterthwaite (1946): (se_a² + se_b²)² / (se_a⁴/df_a + se_b⁴/df_b). NaN where either is.
 */
kk_prediction kk_prediction_difference(const kk_prediction *a, const kk_prediction *b);

/*
 * KansenKaart's rule, with threshold 10: hidden are, for a binary outcome, est·n < 10 or (1 − est)·n < 10, else n < 10.
 * Beyond theirs: an estimate that is undefined is hidden; a binary one also where fewer than `threshold` persons have,
 * or lack, the outcome while it is weighted (the count of persons, not the weighted share, is what gives away). The
 * comparison is exact where est is a mean of 0s and 1s (est·n = Σy): 10 of 49 is 10, not 9.999999999999998.
 */
bool kk_estimate_is_hidden(const kk_moment *moment, const kk_prediction *prediction, bool is_binary, bool is_mean,
                           bool is_weighted, double threshold);

#endif
