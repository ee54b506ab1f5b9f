/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The formulas of kk/moments.h, once for a single moment and for vectors of them: without branches, so that compilers
 * make vectors of them.
 */
#ifndef KK_MOMENT_FORMULAS_H
#define KK_MOMENT_FORMULAS_H

#include "kk/moments.h"

#include <math.h>

static inline __attribute__((always_inline)) kk_moment moment_merged(kk_moment a, kk_moment b)
{
    double weight = a.weight + b.weight, share = b.weight / (weight > 0 ? weight : 1), cross = a.weight * share;
    double dx = b.mean_x - a.mean_x, dy = b.mean_y - a.mean_y;
    return (kk_moment){.n = a.n + b.n,
                       .weight = weight,
                       .mean_x = a.mean_x + dx * share,
                       .mean_y = a.mean_y + dy * share,
                       .xx = a.xx + b.xx + dx * dx * cross,
                       .xy = a.xy + b.xy + dx * dy * cross,
                       .yy = a.yy + b.yy + dy * dy * cross,
                       .sum_y = a.sum_y + b.sum_y};
}

/* As kk_prediction, but without the interval. */
static inline __attribute__((always_inline)) kk_prediction moment_fitted(kk_moment m, double at, bool is_mean)
{
    double around_zero = m.xx + m.weight * m.mean_x * m.mean_x;
    bool is_sloped = is_mean ? false : m.xx > 1e-14 * around_zero, is_there = m.n > 0;
    double xx = is_sloped ? m.xx : 1, slope = (is_sloped ? m.xy : 0) / xx, dx = is_sloped ? at - m.mean_x : 0;
    double rss = m.yy - slope * m.xy, df = m.n - (is_sloped ? 2 : 1);
    double leverage = 1 / (is_there ? m.weight : 1) + dx * dx / xx;
    rss = rss > 0 ? rss : 0;
    double se = sqrt(rss / (df > 0 ? df : 1) * leverage), est = m.mean_y + slope * dx;
    return (kk_prediction){.est = is_there ? est : NAN,
                           .se = df > 0 ? se : NAN,
                           .leverage = is_there ? leverage : NAN,
                           .rss = is_there ? rss : NAN,
                           .df = is_there ? df : NAN};
}

/*
 * What is hidden where it is below the threshold: persons, or of a binary outcome the smallest of those who have and
 * who lack it. est · n of a plain mean is Σy itself, without a rounding in between. −∞ where there is no estimate.
 */
static inline __attribute__((always_inline)) double estimate_support(kk_moment m, double est, bool is_binary,
                                                                     bool is_mean, bool is_weighted)
{
    double have = m.sum_y, lack = m.n - m.sum_y, share = est * m.n, rest = (1 - est) * m.n;
    double persons = have < lack ? have : lack, estimated = share < rest ? share : rest;
    double both = persons < estimated ? persons : estimated;
    double side = is_weighted ? both : is_mean ? persons : estimated, support = is_binary ? side : m.n;
    return m.n > 0 ? support : -INFINITY;
}

#endif
