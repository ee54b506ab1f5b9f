/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/bym2.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * With the likelihood of area i as that of a measurement z of η with precision c, v integrated out leaves a measurement
 * of β + σ√φ u with precision weight = c/(1 + noise c). The precision of u is then S = R + σ²φ diag(weight), on which
 * the zero sums are conditioned afterwards: C = S⁻¹ − Σ_k r r'/1'r, r = S⁻¹ 1 in component k.
 */

enum { STEPS_MAX = 60, HALVINGS_MAX = 12, ARRAYS = 12, SHORTFALL_FROM = -18, SHORTFALL_TO = 14 };

static const double tolerance = 1e-7;

kk_status kk_latent_init(kk_latent *latent, const kk_bym2_model *model, kk_error *err)
{
    size_t n = model->count;
    *latent = (kk_latent){.model = model};
    kk_status status = kk_ldl_init(&latent->ldl, &model->map.below, err);
    if (status != KK_OK) return status;
    double *at = latent->memory = calloc(ARRAYS * n + 2 * model->map.components, sizeof *at);
    if (at == NULL) return kk_fail_memory(err);
    double **array[ARRAYS] = {&latent->now.eta, &latent->now.u,     &latent->now.pull,  &latent->next.eta,
                              &latent->next.u,  &latent->next.pull, &latent->curvature, &latent->target,
                              &latent->weight,  &latent->diagonal,  &latent->level,     &latent->lean};
    for (size_t a = 0; a < ARRAYS; a++) *array[a] = at + a * n;
    latent->level_sum = at + ARRAYS * n;
    latent->part = latent->level_sum + model->map.components;
    return KK_OK;
}

void kk_latent_clear(kk_latent *latent)
{
    kk_ldl_clear(&latent->ldl);
    free(latent->memory);
    latent->memory = NULL;
}

/* x ← C x, where x ← S⁻¹ x was done: what it has of the sums is taken off. */
static void constrain(const kk_latent *latent, double *x)
{
    const kk_bym2_map *map = &latent->model->map;
    memset(latent->part, 0, map->components * sizeof *latent->part);
    for (size_t i = 0; i < latent->model->count; i++)
        if (map->component[i] != KK_BYM2_ISLAND) latent->part[map->component[i]] += x[i];
    for (size_t i = 0; i < latent->model->count; i++) {
        int32_t k = map->component[i];
        if (k != KK_BYM2_ISLAND) x[i] -= latent->level[i] * latent->part[k] / latent->level_sum[k];
    }
}

static bool solve(kk_latent *latent, double *x)
{
    if (!kk_ldl_solve(&latent->ldl, x)) return false;
    constrain(latent, x);
    return true;
}

/* The factor of S at η, and what belongs to it. */
static bool factorise(kk_latent *latent)
{
    const kk_bym2_model *model = latent->model;
    const kk_bym2_map *map = &model->map;
    for (size_t i = 0; i < model->count; i++) {
        kk_bym2_terms terms = kk_bym2_likelihood(model, i, latent->now.eta[i]);
        latent->curvature[i] = terms.curvature;
        latent->target[i] = terms.curvature * latent->now.eta[i] + terms.gradient;
        latent->weight[i] = terms.curvature / (1 + latent->noise * terms.curvature);
        latent->lean[i] = latent->share * latent->weight[i];
        latent->diagonal[i] = map->diagonal[i] + latent->share * latent->lean[i];
        latent->level[i] = map->component[i] != KK_BYM2_ISLAND;
    }
    if (!kk_ldl_factorise(&latent->ldl, latent->diagonal) || !kk_ldl_solve(&latent->ldl, latent->level)) return false;
    memset(latent->level_sum, 0, map->components * sizeof *latent->level_sum);
    for (size_t i = 0; i < model->count; i++)
        if (map->component[i] != KK_BYM2_ISLAND) latent->level_sum[map->component[i]] += latent->level[i];
    if (!solve(latent, latent->lean)) return false;
    latent->beta_precision = 0;
    for (size_t i = 0; i < model->count; i++)
        latent->beta_precision += latent->weight[i] * (1 - latent->share * latent->lean[i]);
    return latent->beta_precision > 0;
}

/* ---- the mode ---- */

static double log_joint(const kk_latent *latent, const kk_latent_field *field)
{
    const kk_bym2_model *model = latent->model;
    const kk_symmetric *below = &model->map.below;
    double likelihood = 0, penalty = 0;
    for (size_t i = 0; i < model->count; i++) {
        double of_links = 0;
        for (uint32_t k = below->begin[i]; k < below->begin[i + 1]; k++)
            of_links += below->value[k] * field->u[below->row[k]];
        likelihood += kk_bym2_likelihood(model, i, field->eta[i]).log_likelihood;
        penalty += field->u[i] * (model->map.diagonal[i] * field->u[i] + 2 * of_links) +
                   latent->noise * field->pull[i] * field->pull[i];
    }
    return likelihood - penalty / 2;
}

/* Newton's step: the mode, if the likelihood were what it is approximated by. */
static bool propose(kk_latent *latent)
{
    size_t count = latent->model->count;
    double beta = 0;
    for (size_t i = 0; i < count; i++)
        beta += latent->target[i] / (1 + latent->noise * latent->curvature[i]) * (1 - latent->share * latent->lean[i]);
    beta /= latent->beta_precision;
    for (size_t i = 0; i < count; i++)
        latent->next.u[i] =
            latent->share * (latent->target[i] / (1 + latent->noise * latent->curvature[i]) - beta * latent->weight[i]);
    if (!solve(latent, latent->next.u)) return false;
    for (size_t i = 0; i < count; i++) {
        double mean = beta + latent->share * latent->next.u[i], widened = 1 + latent->noise * latent->curvature[i];
        latent->next.eta[i] = (mean + latent->noise * latent->target[i]) / widened;
        latent->next.pull[i] = (latent->target[i] - latent->curvature[i] * mean) / widened;
    }
    return true;
}

static void halve(kk_latent *latent)
{
    for (size_t i = 0; i < latent->model->count; i++) {
        latent->next.eta[i] = (latent->next.eta[i] + latent->now.eta[i]) / 2;
        latent->next.u[i] = (latent->next.u[i] + latent->now.u[i]) / 2;
        latent->next.pull[i] = (latent->next.pull[i] + latent->now.pull[i]) / 2;
    }
}

/* How far the step went. */
static double accept(kk_latent *latent)
{
    double largest = 0;
    for (size_t i = 0; i < latent->model->count; i++)
        largest = fmax(largest, fabs(latent->next.eta[i] - latent->now.eta[i]));
    kk_latent_field before = latent->now;
    latent->now = latent->next;
    latent->next = before;
    return largest;
}

/* The log joint density at the mode; −∞ where none is found. The first step leads from a guess of η alone. */
static double find_mode(kk_latent *latent)
{
    double reached = -INFINITY;
    for (latent->steps = 1; latent->steps <= STEPS_MAX; latent->steps++) {
        if (!factorise(latent) || !propose(latent)) return -INFINITY;
        double proposed = log_joint(latent, &latent->next);
        bool whole = proposed >= reached - tolerance * (1 + fabs(reached));
        for (int halvings = 0; proposed < reached && !whole && halvings < HALVINGS_MAX; halvings++) {
            halve(latent);
            proposed = log_joint(latent, &latent->next);
        }
        reached = proposed;
        if (accept(latent) < tolerance && whole) return reached;
    }
    return -INFINITY;
}

double kk_latent_fit(kk_latent *latent, kk_bym2_hyper at, const double *start)
{
    double phi = 1 / (1 + exp(-at.logit_phi)), variance = exp(2 * at.log_sigma);
    latent->share = sqrt(variance * phi);
    latent->noise = variance / (1 + exp(at.logit_phi));
    memcpy(latent->now.eta, start, latent->model->count * sizeof *start);
    double density = find_mode(latent);
    if (density == -INFINITY) return density;
    double determinant = kk_ldl_log_determinant(&latent->ldl) + log(latent->beta_precision);
    for (size_t k = 0; k < latent->model->map.components; k++) determinant += log(latent->level_sum[k]);
    for (size_t i = 0; i < latent->model->count; i++) determinant += log1p(latent->noise * latent->curvature[i]);
    return density - determinant / 2 + kk_bym2_log_prior(at);
}

/* ---- marginals ---- */

/* Variances of η by the Gaussian approximation: what β and u leave, then v given these. */
static void put_variances(const kk_latent *latent, const double *inverse, kk_bym2_marginal *out)
{
    const kk_bym2_map *map = &latent->model->map;
    for (size_t i = 0; i < latent->model->count; i++) {
        int32_t k = map->component[i];
        double of_sum = k == KK_BYM2_ISLAND ? 0 : latent->level[i] * latent->level[i] / latent->level_sum[k];
        double by_beta = 1 - latent->share * latent->lean[i], widened = 1 + latent->noise * latent->curvature[i];
        double shared =
            latent->share * latent->share * (inverse[i] - of_sum) + by_beta * by_beta / latent->beta_precision;
        out[i].variance = (latent->noise + shared / widened) / widened;
    }
}

/* x ← Σ x, Σ the covariance of all η. */
static bool multiply_covariance(kk_latent *latent, double *x)
{
    size_t count = latent->model->count;
    double *shared = latent->next.u, by_beta = 0;
    for (size_t i = 0; i < count; i++) {
        double widened = 1 + latent->noise * latent->curvature[i];
        shared[i] = latent->share * x[i] / widened;
        by_beta += (1 - latent->share * latent->lean[i]) * x[i] / widened;
    }
    if (!solve(latent, shared)) return false;
    for (size_t i = 0; i < count; i++) {
        double of_beta = (1 - latent->share * latent->lean[i]) * by_beta / latent->beta_precision;
        double widened = 1 + latent->noise * latent->curvature[i];
        x[i] = (latent->noise * x[i] + latent->share * shared[i] + of_beta) / widened;
    }
    return true;
}

/* log E[exp(l(η) − its quadratic approximation)] by trapezia of half a standard deviation, which are all but exact for
   what is smooth: of the normal weights the sum is √(8π). Few events make a long tail below. */
static double log_shortfall(const kk_latent *latent, size_t i, double variance)
{
    kk_bym2_terms mode = kk_bym2_likelihood(latent->model, i, latent->now.eta[i]);
    double sum = 0;
    for (int k = SHORTFALL_FROM; k <= SHORTFALL_TO; k++) {
        double off = k * sqrt(variance) / 2;
        double likelihood = kk_bym2_likelihood(latent->model, i, latent->now.eta[i] + off).log_likelihood;
        double quadratic = mode.log_likelihood + mode.gradient * off - mode.curvature * off * off / 2;
        sum += exp(likelihood - quadratic - k * k / 8.0);
    }
    return log(sum / sqrt(8 * M_PI));
}

bool kk_latent_marginals(kk_latent *latent, kk_bym2_marginal *out, double *effective, double *correction)
{
    size_t count = latent->model->count;
    double *inverse = latent->next.pull, *shift = latent->next.eta;
    if (!kk_ldl_inverse_diagonal(&latent->ldl, inverse)) return false;
    put_variances(latent, inverse, out);
    for (size_t i = 0; i < count; i++)
        shift[i] = kk_bym2_likelihood(latent->model, i, latent->now.eta[i]).third * out[i].variance / 2;
    for (size_t i = 0; i < count; i++) out[i].mean = latent->now.eta[i] - out[i].variance * shift[i];
    if (!multiply_covariance(latent, shift)) return false;
    *effective = *correction = 0;
    for (size_t i = 0; i < count; i++) {
        kk_bym2_marginal *own = &out[i];
        double third = kk_bym2_likelihood(latent->model, i, latent->now.eta[i]).third;
        own->mean += shift[i];
        *correction +=
            log_shortfall(latent, i, own->variance) + third * own->variance / 4 * (own->mean - latent->now.eta[i]);
        double precision = fmax(1 / own->variance - latent->curvature[i], 1e-9 / own->variance);
        own->cavity_variance = 1 / precision;
        own->cavity_mean = (own->mean / own->variance - latent->target[i]) / precision;
        *effective += latent->curvature[i] * own->variance;
    }
    return true;
}
