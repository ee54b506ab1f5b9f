/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/bym2.h"

#include <math.h>

static const double sigma_rate = 4.605170185988091; /* P(σ > 1) = 0.01 */

/* log(1 + exp x) */
static double log_one_plus_exp(double x)
{
    return fmax(x, 0) + log1p(exp(-fabs(x)));
}

kk_bym2_terms kk_bym2_likelihood(const kk_bym2_model *model, size_t i, double eta)
{
    double events = model->data.rates.events[i], exposure = model->data.rates.exposure[i], x = model->centre + eta;
    double rate = kk_bym2_rate(model, eta), mean = exposure * rate;
    if (model->data.family == KK_RATE_POISSON) return (kk_bym2_terms){events * x - mean, events - mean, mean, -mean};
    double variance = mean * (1 - rate);
    return (kk_bym2_terms){events * x - exposure * log_one_plus_exp(x), events - mean, variance,
                           -variance * (1 - 2 * rate)};
}

double kk_bym2_rate(const kk_bym2_model *model, double eta)
{
    double x = model->centre + eta;
    return model->data.family == KK_RATE_POISSON ? exp(x) : 1 / (1 + exp(-x));
}

double kk_bym2_log_prior(kk_bym2_hyper at)
{
    double of_sigma = at.log_sigma - sigma_rate * exp(at.log_sigma);
    if (isinf(at.logit_phi)) return of_sigma;
    return of_sigma - log_one_plus_exp(at.logit_phi) - log_one_plus_exp(-at.logit_phi);
}
