/* SPDX-License-Identifier: EUPL-1.2 */
#include "indicators/moment_formulas.h"

void kk_moment_add(kk_moment *into, double x, double y, double weight)
{
    kk_moment person = {.n = 1, .weight = weight, .mean_x = x, .mean_y = y, .sum_y = y};
    *into = moment_merged(*into, person);
}

void kk_moment_merge(kk_moment *into, const kk_moment *from)
{
    *into = moment_merged(*into, *from);
}

static kk_prediction with_interval(kk_prediction p)
{
    double half = kk_t_quantile(p.df) * p.se;
    p.lower = p.est - half;
    p.upper = p.est + half;
    return p;
}

kk_prediction kk_moment_predict(const kk_moment *moment, double at)
{
    return with_interval(moment_fitted(*moment, at, isnan(at)));
}

kk_prediction kk_prediction_difference(const kk_prediction *a, const kk_prediction *b)
{
    double va = a->se * a->se, vb = b->se * b->se, variance = va + vb;
    /* relative to the sum, so that small errors do not underflow when squared */
    double share = variance > 0 ? va / variance : 0.5;
    kk_prediction difference = {.est = a->est - b->est,
                                .se = sqrt(variance),
                                .leverage = a->leverage + b->leverage,
                                .rss = a->rss + b->rss,
                                .df = 1 / (share * share / a->df + (1 - share) * (1 - share) / b->df)};
    return with_interval(difference);
}

bool kk_estimate_is_hidden(const kk_moment *moment, const kk_prediction *prediction, bool is_binary, bool is_mean,
                           bool is_weighted, double threshold)
{
    double support = estimate_support(*moment, prediction->est, is_binary, is_mean, is_weighted);
    return isnan(prediction->est) || support < threshold;
}
