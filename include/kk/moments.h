/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sufficient statistics of a regression of one outcome on one predictor, and what follows from them. Pure kernels.
 *
 * Moments are centred, and merged by the pairwise formulas of Chan, Golub & LeVeque (1979), with weights as in West
 * (1979): no sum of squares of what is not centred is ever made, so that a mean of 10⁶ beside a variance of 1, or a
 * predictor that varies by 10⁻³, loses nothing. kk/moment_lanes.h makes them of persons.
 */
#ifndef KK_MOMENTS_H
#define KK_MOMENTS_H

#include "kk/estimate_frame.h"

typedef struct kk_moment {
    double n;               /* persons with the outcome */
    double weight, squares; /* Σw, Σw²; without weights = n */
    double mean_x, mean_y;  /* mean_y of whole numbers without weights: as Σy/n, rounded once */
    double xx, xy, yy;      /* Σw(x − x̄)², Σw(x − x̄)(y − ȳ), Σw(y − ȳ)² */
    double sum_y;           /* Σy without weights: of a binary outcome the persons who have it, exact */
} kk_moment;

typedef struct kk_prediction {
    double est, lower, upper; /* NaN where undefined */
    double se;                /* standard error of est: (upper − lower) / 2 t */
    double leverage;          /* se² / s² */
    double rss;               /* s² · df, s² the variance of persons around the line, ≥ 0 */
    double df;                /* its degrees of freedom */
} kk_prediction;

/*
 * The expectation at predictor value `at` by (weighted) least squares, with its 95% t interval; `at` NaN: the mean.
 *   est = ȳ + b (at − x̄),  b = Sxy/Sxx,  h = 1/Σw + (at − x̄)²/Sxx
 *   s² = (Syy − Sxy²/Sxx)/Σw · n_eff/(n_eff − 2) (of a mean − 1),  se²
 * = s² · Σw·h / n_eff,  n_eff = (Σw)²/Σw²
 * Without weights, and with equal ones of whatever size, that is R's predict(lm(y ~ x), data.frame(x = at), interval =
 * "confidence"), or lm(y ~ 1). A weight is how many persons one stands for: n_eff (Kish 1965, Survey Sampling) is the
 * number of equally weighted persons who would tell as much. That holds where weights are unrelated to predictor and
 * residuals, and else is an approximation: too narrow where those with large weights differ most from the line. R's
 * lm(weights = w) is narrower, by √(n_eff/n) or more: it takes weights for inverse variances, a large one for a sure
 * figure. s² is on the scale of y whatever the scale of the weights: that of several regions is Σ rss / Σ df.
 *
 * A constant predictor, √Sxx < 10⁻⁷ √(Σwx²) as in R's lm (or < 10⁻¹⁰⁰, whose square is lost), leaves the slope out: the
 * mean, n − 1 degrees of freedom.
 * Undefined: everything for n = 0 or where a sum overflows, the interval for 0 degrees of freedom (as R's NaN) or an
 * n_eff of no more than 2 (of a mean 1). O(1).
 */
kk_prediction kk_moment_predict(const kk_moment *moment, double at);

/* The same without `lower` and `upper` (NaN), whose quantile costs most. */
kk_prediction kk_moment_fit(const kk_moment *moment, double at);

/* t(0.975; df), df ≥ 1, to 1e-13 relative: infinite df gives 1.959963984540054. NaN below 1. Any thread. */
double kk_t_quantile(double df);

/*
 * The difference a − b of the estimates of two groups that share no person, with Welch's interval: se² = se_a² + se_b²,
 * degrees of freedom by Satterthwaite (1946): (se_a² + se_b²)² / (se_a⁴/df_a + se_b⁴/df_b). NaN where either is.
 */
kk_prediction kk_prediction_difference(const kk_prediction *a, const kk_prediction *b);

/* What an estimate is hidden by. */
typedef struct kk_hiding {
    kk_estimate_rule rule;
    double threshold; /* persons */
    bool is_binary, is_weighted;
} kk_hiding;

/*
 * Shown is an estimate that is finite and has at least `threshold` persons behind it:
 *   KK_RULE_PERSONS      n
 *   KK_RULE_KANSENKAART  of a binary outcome the smaller of est·n and n − est·n, else n; and est is not 0
 *   KK_RULE_STRICT       as KansenKaart, and of a binary outcome the smaller of those who have it and who lack it
 * KansenKaart's own rule looks at what is estimated: at a window's predictor value 10 of 45 may have the outcome by the
 * line while 5 do. With weights its rule is the strict one: it is the count of persons that gives away, not their
 * weighted share; and for n stands n_eff where that is less, as one who has nearly all the weight is nearly all that is
 * told. Where est is a mean of 0s and 1s, est·n is Σy itself: 10 of 49 is 10, not 9.999999999999998.
 */
bool kk_estimate_is_hidden(const kk_moment *moment, const kk_prediction *prediction, const kk_hiding *hiding);

#endif
