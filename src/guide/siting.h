/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Inside siting: every goal as a p-median problem. Places that stay are no part of it, but for `kept`: what is nearest
 * of them. Distances are cut off at `kept`, so that a candidate that is farther serves nobody.
 */
#ifndef KK_GUIDE_SITING_H
#define KK_GUIDE_SITING_H

#include "kk/siting.h"

typedef struct siting_model {
    size_t demand_count, candidate_count;
    size_t open_count;    /* of the candidates, to be chosen */
    const double *weight; /* [demand] */
    float *distance;      /* [candidate × demand], at most kept; of COVERING: 0 within the radius, else 1 */
    float *kept;          /* [demand] to the nearest place that stays, at most `beyond` */
    uint32_t *candidate;  /* [candidate] its number in the task */
    uint64_t seed;
    int threads;
} siting_model;

/* What is chosen among the candidates of a model. */
typedef struct siting_choice {
    uint32_t *place; /* [open_count], in no order */
    double cost;     /* Σ weight · distance */
} siting_choice;

/* Multipliers are in metres: a demand pays at most so much to be served. */
typedef struct siting_relaxation {
    double bound;       /* cost of any choice is at least this */
    double *multiplier; /* [demand], between 0 and kept */
    double *saving;     /* [candidate] ≤ 0: what opening it saves beyond what demands pay */
    uint32_t *order;    /* [candidate] by saving, most first */
} siting_relaxation;

static inline const float *siting_row(const siting_model *model, size_t candidate)
{
    return model->distance + candidate * model->demand_count;
}

/* A distance as the objective counts it; `limit`, that of nobody's. */
static inline float siting_counted(const kk_siting_task *task, float distance)
{
    if (task->goal == KK_SITING_COVERING) return (double)distance <= task->radius ? 0 : 1;
    return (double)distance < task->beyond ? distance : (float)task->beyond;
}

static inline float siting_limit(const kk_siting_task *task)
{
    return task->goal == KK_SITING_COVERING ? 1 : (float)task->beyond;
}

/* The best of several starts of greedy choice and interchange. */
kk_status siting_search(const siting_model *model, siting_choice *best, kk_error *err) KK_MUST_USE;

/* Interchange from the places that `choice` has; kept in it where that is better than its cost. */
kk_status siting_improve(const siting_model *model, const uint32_t *from, siting_choice *choice,
                         kk_error *err) KK_MUST_USE;

/* `choice`: a good one, at whose cost the steps aim. */
kk_status siting_relax(const siting_model *model, const siting_choice *choice, siting_relaxation *out,
                       kk_error *err) KK_MUST_USE;

/* Puts a better choice into `choice`, where there is one, and the bound that was reached into `bound`. */
kk_status siting_exact(const siting_model *model, const siting_relaxation *relaxation, siting_choice *choice,
                       double *bound, kk_error *err) KK_MUST_USE;

/* With capacity: demands to open places with room; then exchanges places that `is_free` marks while that helps. */
kk_status siting_fill(const kk_siting_task *task, const bool *is_free, bool *is_open, uint32_t *serves,
                      kk_error *err) KK_MUST_USE;

#endif
