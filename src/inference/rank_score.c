/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/ranks.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

static const double far = 6, near = 2, step = 0.25; /* standard errors */
static const double most_events = 1e5;              /* more than this the distribution functions do not take */

/* A count on the scale of its score: P(X ≤ x) or P(X < x) is the upper tail of a gamma or beta distribution. */
typedef struct tail {
    bool of_share;
    double size;            /* persons or exposure */
    double a, b;            /* its shapes; b of a share alone */
    double estimate, error; /* on the scale */
} tail;

static double scale_of_share(double share)
{
    return asin(sqrt(fmin(share, 1)));
}

/* The standard normal number that stands for the count when `truth` is. */
static double number_at(const tail *count, double truth)
{
    double p;
    if (count->a <= 0) return -INFINITY;
    if (count->of_share && count->b <= 0) return INFINITY;
    if (count->of_share)
        p = gsl_cdf_beta_Q(sin(truth) * sin(truth), count->a, count->b);
    else
        p = gsl_cdf_gamma_Q(count->size * truth * truth, count->a, 1);
    if (p <= 0) return -INFINITY;
    return p >= 1 ? INFINITY : gsl_cdf_ugaussian_Pinv(p);
}

/* The highest (sign 1) or lowest (−1) truth + error · number where that number is from `least` to `most`, going from
   the estimate in one direction; numbers fall as the truth rises. */
static double walk(const tail *count, double by, double least, double most, double sign)
{
    double best = -INFINITY, greatest = count->of_share ? M_PI_2 : INFINITY;
    for (double truth = count->estimate; truth >= 0 && truth <= greatest; truth += by * count->error) {
        double number = number_at(count, truth);
        if (by > 0 ? number < least : number > most) break;
        if (number >= least && number <= most) best = fmax(best, sign * (truth + count->error * number));
    }
    return best;
}

/* How far the bound lies from the estimate, in standard errors; ∞ where the count can say nothing. */
static double reach(const tail *count, double sign)
{
    double least = sign > 0 ? -far : -near, most = sign > 0 ? near : far;
    double best = fmax(walk(count, step, least, most, sign), walk(count, -step, least, most, sign));
    return isinf(best) ? INFINITY : fmax(0, (best - sign * count->estimate) / count->error);
}

static kk_rank_score score_of(const tail *at_most, const tail *below, double centre, double error)
{
    double estimate = at_most->estimate;
    return (kk_rank_score){
        .estimate = estimate,
        .error = error,
        .low = estimate - error * reach(below, -1),
        .high = estimate + error * reach(at_most, 1),
        .centre = centre,
    };
}

kk_rank_score kk_rank_score_of_share(double events, double persons)
{
    double part = fmin(1, most_events / fmax(1, fmin(events, persons - events))), x = part * events, n = part * persons;
    const tail at_most = {true, n, x + 1, n - x, scale_of_share(events / persons), 0.5 / sqrt(n)};
    tail below = at_most;
    below.a = x;
    below.b = n - x + 1;
    double centre = scale_of_share((events + 0.375) / (persons + 0.75));
    return score_of(&at_most, &below, centre, 0.5 / sqrt(persons));
}

kk_rank_score kk_rank_score_of_rate(double events, double exposure)
{
    double part = fmin(1, most_events / fmax(1, events)), x = part * events, size = part * exposure;
    const tail at_most = {false, size, x + 1, 0, sqrt(events / exposure), 0.5 / sqrt(size)};
    tail below = at_most;
    below.a = x;
    return score_of(&at_most, &below, sqrt((events + 0.375) / exposure), 0.5 / sqrt(exposure));
}
