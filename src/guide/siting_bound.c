/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/siting.h"
#include "kk/log.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 600, PATIENCE = 20, LANES = 8 };

static const double AGILITY = 1.5, AGILITY_LEAST = 1e-3; /* of Polyak's step */

typedef struct saving {
    double value;
    uint32_t candidate;
} saving;

typedef struct relaxing {
    const siting_model *model;
    double *multiplier; /* [demand] */
    double *lacking;    /* [demand] 1 − how many of the open would serve it */
    saving *saving;     /* [candidate], the most first */
    double value;
} relaxing;

/* ---- one evaluation ---- */

/* Σ weight · min(0, distance − multiplier), in lanes: their order is fixed, and they need not wait for each other. */
static double saving_of(const relaxing *r, const float *distance)
{
    size_t count = r->model->demand_count, whole = count - count % LANES;
    const double *weight = r->model->weight, *multiplier = r->multiplier;
    double lane[LANES] = {0}, sum = 0;
    for (size_t j = 0; j < whole; j += LANES)
        for (size_t l = 0; l < LANES; l++) {
            double left = (double)distance[j + l] - multiplier[j + l];
            lane[l] += weight[j + l] * (left < 0 ? left : 0);
        }
    for (size_t l = 0; l < LANES; l++) sum += lane[l];
    for (size_t j = whole; j < count; j++) sum += weight[j] * fmin(0, (double)distance[j] - multiplier[j]);
    return sum;
}

static int compare_savings(const void *a, const void *b)
{
    const saving *x = a, *y = b;
    if (x->value != y->value) return x->value < y->value ? -1 : 1;
    return (x->candidate > y->candidate) - (x->candidate < y->candidate);
}

static void evaluate(relaxing *r)
{
    const siting_model *model = r->model;
    for (uint32_t i = 0; i < model->candidate_count; i++)
        r->saving[i] = (saving){saving_of(r, siting_row(model, i)), i};
    qsort(r->saving, model->candidate_count, sizeof *r->saving, compare_savings);
    r->value = 0;
    for (size_t j = 0; j < model->demand_count; j++) r->value += model->weight[j] * r->multiplier[j];
    for (size_t s = 0; s < model->open_count; s++) r->value += r->saving[s].value;
}

/* ---- steps ---- */

/* Returns the squared length of the subgradient, in the measure where a demand weighs its weight. */
static double count_lacking(relaxing *r)
{
    const siting_model *model = r->model;
    double length = 0;
    for (size_t j = 0; j < model->demand_count; j++) r->lacking[j] = 1;
    for (size_t s = 0; s < model->open_count; s++) {
        const float *distance = siting_row(model, r->saving[s].candidate);
        for (size_t j = 0; j < model->demand_count; j++) r->lacking[j] -= (double)distance[j] < r->multiplier[j];
    }
    for (size_t j = 0; j < model->demand_count; j++) length += model->weight[j] * r->lacking[j] * r->lacking[j];
    return length;
}

static void step(relaxing *r, double size)
{
    for (size_t j = 0; j < r->model->demand_count; j++) {
        double moved = r->multiplier[j] + size * r->lacking[j];
        r->multiplier[j] = fmax(0, fmin((double)r->model->kept[j], moved));
    }
}

static void keep_best(const relaxing *r, siting_relaxation *out)
{
    out->bound = r->value;
    memcpy(out->multiplier, r->multiplier, r->model->demand_count * sizeof *out->multiplier);
    for (uint32_t s = 0; s < r->model->candidate_count; s++) {
        out->order[s] = r->saving[s].candidate;
        out->saving[out->order[s]] = r->saving[s].value;
    }
}

/* Subgradient steps (Held, Wolfe and Crowder 1974), half as bold whenever they do not help for a while. */
static void climb(relaxing *r, double target, siting_relaxation *out)
{
    double agility = AGILITY;
    out->bound = -INFINITY;
    for (int s = 0, idle = 0; s < STEPS && agility > AGILITY_LEAST && !kk_interrupted(); s++) {
        evaluate(r);
        idle = r->value > out->bound ? 0 : idle + 1;
        if (idle == 0) keep_best(r, out);
        if (idle == PATIENCE) {
            agility /= 2;
            idle = 0;
            memcpy(r->multiplier, out->multiplier, r->model->demand_count * sizeof *r->multiplier);
            evaluate(r);
        }
        double length = count_lacking(r), gap = target - r->value;
        if (length == 0 || gap <= 1e-9 * target) return;
        step(r, agility * gap / length);
    }
}

/* ---- together ---- */

/* Between the two nearest open places: where multipliers of a good choice lie. */
static void begin(relaxing *r, const siting_choice *choice)
{
    const siting_model *model = r->model;
    for (size_t j = 0; j < model->demand_count; j++) {
        float first = model->kept[j], second = first;
        for (size_t s = 0; s < model->open_count; s++) {
            float distance = siting_row(model, choice->place[s])[j];
            second = fminf(second, fmaxf(first, distance));
            first = fminf(first, distance);
        }
        r->multiplier[j] = ((double)first + (double)second) / 2;
    }
}

kk_status siting_relax(const siting_model *model, const siting_choice *choice, siting_relaxation *out, kk_error *err)
{
    relaxing r = {
        .model = model,
        .multiplier = malloc((model->demand_count + 1) * sizeof *r.multiplier),
        .lacking = malloc((model->demand_count + 1) * sizeof *r.lacking),
        .saving = malloc((model->candidate_count + 1) * sizeof *r.saving),
    };
    kk_status status = KK_OK;
    if (r.multiplier == NULL || r.lacking == NULL || r.saving == NULL) {
        status = kk_fail_memory(err);
    } else {
        begin(&r, choice);
        climb(&r, choice->cost, out);
        if (kk_interrupted()) status = kk_fail(err, KK_ERR_INTERRUPTED, "interrupted in siting");
    }
    free(r.multiplier);
    free(r.lacking);
    free(r.saving);
    return status;
}
