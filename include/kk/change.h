/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What changes over time, and what merely fluctuates: pure kernels over the figures of one area.
 */
#ifndef KK_CHANGE_H
#define KK_CHANGE_H

#include "kk/indicators.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The difference `later` − `earlier` of two independent figures, with the interval recovered from theirs (MOVER; Zou
 * and Donner 2008, eq. 2):
 *   lower = d − √((a − l_a)² + (u_b − b)²),  upper = d + √((u_a − a)² + (b − l_b)²),  d = a − b
 * From Wilson's intervals of two shares this is method 10 of Newcombe (1998): 56/70 − 48/80 → 0.2 (0.0524 to 0.3339).
 * Bounds are NaN where a figure has none. Figures of the same persons go up and down together: then it is too wide.
 */
kk_estimate kk_difference(kk_estimate later, kk_estimate earlier);

enum { KK_TREND_FIGURES = 5 }; /* from so many figures on a slope has an interval */

/* So many slopes have n figures. */
size_t kk_slope_count(size_t n);

/*
 * Slope of `value` against `time` (all different): the median of the slopes between every two figures (Theil 1950),
 * with the 95% interval of Sen (1968), from the exact distribution of Kendall's S for n figures that all differ. It is
 * undefined for fewer than 2 figures, its bounds for fewer than KK_TREND_FIGURES: then no slopes lie far enough apart.
 * `slopes` is room for kk_slope_count(n). Up to a quarter of the figures (29% of many) may be wild. Cost: O(n² log n +
 * n³).
 */
kk_estimate kk_theil_sen(const double *time, const double *value, size_t n, double *slopes);

/* ---- control limits ---- */

/*
 * Limits within which a figure of `exposure` > 0 falls by chance alone when its true share (binomial) or rate (Poisson)
 * is `target`: exact, interpolated between counts (Spiegelhalter 2005, appendix A.1.1): (r − α)/n, with r the smallest
 * count with P(Y ≤ r) ≥ p and α = (P(Y ≤ r) − p)/P(Y = r); not below 0. At p = 0.001, 0.025, 0.975, 0.999.
 */
typedef struct kk_funnel {
    double lower_998, lower_95, upper_95, upper_998;
} kk_funnel;
kk_funnel kk_funnel_limits(double target, double exposure, bool is_share);

/* −2 below the 99.8% limits, −1 below the 95% limits, 0 within, 1 above the 95%, 2 above the 99.8% limits. */
int kk_funnel_place(const kk_funnel *funnel, double value);

/*
 * Overdispersion of n areas about their common rate Σe/Σb: φ = Σz²/(n − 1), z² = (e − θb)²/v with v = θb of a rate and
 * θ(1 − θ)b of a share. 1: chance explains the differences; more: there is more to them, and funnel limits are too
 * narrow for "as usual". `p`: chance of as much when all are the same (χ²). NaN for n < 2 and where nothing, or
 * everything, is an event.
 */
typedef struct kk_dispersion {
    double target, phi, p;
} kk_dispersion;
kk_dispersion kk_dispersion_of(const double *events, const double *exposure, size_t n, bool is_share);

enum { KK_SIGNAL_FIGURES = 6 }; /* from so many figures on there are limits */

/*
 * Whether the last of n figures in order of time is a signal on a chart of individuals and moving ranges (XmR; Wheeler
 * 2000): 1 higher, −1 lower, 0 not. Limits: mean ± 2.66 × mean moving range. It is one when it lies outside a limit; is
 * the eighth in a row on one side of the mean; or is one of three out of four that lie nearer to a limit than to the
 * mean. 0 for n < KK_SIGNAL_FIGURES.
 */
int kk_xmr_signal(const double *value, size_t n);

#endif
