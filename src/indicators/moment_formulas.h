/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The formulas of kk/moments.h, once for a single moment and for vectors of them: without branches, so that compilers
 * make vectors of them.
 */
#ifndef KK_MOMENT_FORMULAS_H
#define KK_MOMENT_FORMULAS_H

#include "kk/moments.h"

#include <math.h>

/* As kk_moment_fit. `is_weighted` spares vectors two divisions: without weights it changes no bit. A residual sum that
   is not a number stays so: an overflow must not pass for certainty. */
static inline __attribute__((always_inline)) kk_prediction moment_fitted(kk_moment m, double at, bool is_mean,
                                                                         bool is_weighted)
{
    double around_zero = m.xx + m.weight * m.mean_x * m.mean_x, least = 1e-14 * around_zero + 1e-200;
    bool is_sloped = is_mean ? false : !(m.xx <= least), is_there = m.n > 0;
    double xx = is_sloped ? m.xx : 1, slope = (is_sloped ? m.xy : 0) / xx, dx = is_sloped ? at - m.mean_x : 0;
    double weight = is_there ? m.weight : 1, leverage = 1 / weight + dx * dx / xx;
    double rss = m.yy - slope * m.xy, df = m.n - (is_sloped ? 2 : 1);
    rss = rss < 0 ? 0 : rss;
    if (is_weighted) {
        double effective = weight * weight / m.squares, room = effective - (is_sloped ? 2 : 1);
        double scale = room > 0 ? effective * df / (room * weight) : NAN;
        rss *= df > 0 ? scale : m.n / weight;
        leverage *= m.squares / weight;
    }
    double se = sqrt(rss / (df > 0 ? df : 1) * leverage), est = m.mean_y + slope * dx;
    return (kk_prediction){.est = is_there ? est : NAN,
                           .lower = NAN,
                           .upper = NAN,
                           .se = df > 0 && se < INFINITY ? se : NAN,
                           .leverage = is_there ? leverage : NAN,
                           .rss = is_there ? rss : NAN,
                           .df = is_there ? df : NAN};
}

static inline __attribute__((always_inline)) double smaller_side(double have, double n)
{
    double lack = n - have;
    return have < lack ? have : lack;
}

/* The persons behind an estimate, of kk_estimate_is_hidden: hidden unless they are `threshold` or more. */
static inline __attribute__((always_inline)) double persons_behind(kk_moment m, double est, kk_hiding hiding)
{
    double effective = m.weight * m.weight / m.squares * (1 + 1e-9); /* of equal weights not a rounding below n */
    double n = hiding.is_weighted && effective < m.n ? effective : m.n;
    bool by_persons = hiding.rule == KK_RULE_PERSONS, counts = hiding.is_weighted | (hiding.rule == KK_RULE_STRICT);
    double have = est == m.mean_y ? m.sum_y : est * m.n, share = hiding.is_weighted ? est * m.n : have;
    double estimated = smaller_side(share, m.n), counted = smaller_side(m.sum_y, m.n);
    double both = counted >= estimated ? estimated : counted, side = counts ? both : estimated;
    double persons = hiding.is_binary ? side : n, shown = est == 0 ? -INFINITY : persons;
    return fabs(est) < INFINITY ? by_persons ? n : shown : -INFINITY;
}

#endif
