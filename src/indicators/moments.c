/* SPDX-License-Identifier: EUPL-1.2 */
#include "indicators/moment_formulas.h"

static kk_prediction with_interval(kk_prediction p)
{
    double half = kk_t_quantile(p.df) * p.se;
    p.lower = p.est - half;
    p.upper = p.est + half;
    return p;
}

kk_prediction kk_moment_fit(const kk_moment *moment, double at)
{
    return moment_fitted(*moment, at, isnan(at), true);
}

kk_prediction kk_moment_predict(const kk_moment *moment, double at)
{
    return with_interval(kk_moment_fit(moment, at));
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

bool kk_estimate_is_hidden(const kk_moment *moment, const kk_prediction *prediction, const kk_hiding *hiding)
{
    return !(persons_behind(*moment, prediction->est, *hiding) >= hiding->threshold);
}
