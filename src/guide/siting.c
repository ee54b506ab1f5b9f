/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/siting.h"

#include <math.h>
#include <stdlib.h>

static const double TOLERANCE = 1e-9; /* of the cost: the rounding of sums in another order */

static kk_status check(const kk_siting_task *task, kk_error *err)
{
    bool has_reach = task->goal == KK_SITING_COVERING ? task->radius >= 0 : task->beyond > 0 && isfinite(task->beyond);
    if (!has_reach) return kk_fail(err, KK_ERR_USAGE, "siting takes a radius, or a distance beyond which nobody goes");
    for (size_t j = 0; j < task->demand_count; j++)
        if (!(task->weight[j] >= 0 && isfinite(task->weight[j])))
            return kk_fail(err, KK_ERR_USAGE, "weight %zu of siting is not a number from 0 on", j);
    for (size_t e = 0; e < task->candidate_count * task->demand_count; e++)
        if (!(task->distance[e] >= 0)) return kk_fail(err, KK_ERR_USAGE, "distance %zu of siting is not from 0 on", e);
    for (size_t i = 0; i < task->candidate_count && task->capacity != NULL; i++)
        if (!(task->capacity[i] >= 0)) return kk_fail(err, KK_ERR_USAGE, "capacity %zu of siting is not from 0 on", i);
    return KK_OK;
}

/* ---- task to model ---- */

static bool is_present(const kk_siting_task *task, size_t candidate)
{
    return task->is_present != NULL && task->is_present[candidate];
}

/* Of REMOVING the present ones are chosen anew, fewer of them; else the absent ones. */
static bool is_free(const kk_siting_task *task, size_t candidate)
{
    return is_present(task, candidate) == (task->goal == KK_SITING_REMOVING);
}

static void fill_kept(const kk_siting_task *task, siting_model *model)
{
    for (size_t j = 0; j < task->demand_count; j++) model->kept[j] = siting_limit(task);
    for (size_t i = 0; i < task->candidate_count; i++) {
        if (is_free(task, i) || !is_present(task, i)) continue;
        const float *distance = task->distance + i * task->demand_count;
        for (size_t j = 0; j < task->demand_count; j++)
            model->kept[j] = fminf(model->kept[j], siting_counted(task, distance[j]));
    }
}

static void fill_candidates(const kk_siting_task *task, siting_model *model)
{
    for (uint32_t i = 0; i < task->candidate_count; i++) {
        if (!is_free(task, i)) continue;
        const float *from = task->distance + i * task->demand_count;
        float *to = model->distance + model->candidate_count * task->demand_count;
        for (size_t j = 0; j < task->demand_count; j++) to[j] = fminf(model->kept[j], siting_counted(task, from[j]));
        model->candidate[model->candidate_count++] = i;
    }
    size_t p = task->p < model->candidate_count ? task->p : model->candidate_count;
    model->open_count = task->goal == KK_SITING_REMOVING ? model->candidate_count - p : p;
}

static kk_status make_model(const kk_siting_task *task, siting_model *model, kk_error *err)
{
    size_t demands = task->demand_count;
    *model = (siting_model){
        .demand_count = demands,
        .weight = task->weight,
        .distance = malloc((task->candidate_count * demands + 1) * sizeof *model->distance),
        .kept = malloc((demands + 1) * sizeof *model->kept),
        .candidate = malloc((task->candidate_count + 1) * sizeof *model->candidate),
        .seed = task->seed,
        .threads = task->threads > 0 ? task->threads : 1,
    };
    if (model->distance == NULL || model->kept == NULL || model->candidate == NULL) return kk_fail_memory(err);
    fill_kept(task, model);
    fill_candidates(task, model);
    return KK_OK;
}

static void clear_model(siting_model *model)
{
    free(model->distance);
    free(model->kept);
    free(model->candidate);
}

/* ---- choosing ---- */

static bool is_met(double cost, double bound)
{
    return cost - bound <= TOLERANCE * cost;
}

static kk_status bound_and_improve(const siting_model *model, kk_siting_effort effort, siting_relaxation *relaxation,
                                   siting_choice *choice, kk_error *err)
{
    kk_status status = siting_relax(model, choice, relaxation, err);
    if (status == KK_OK) status = siting_improve(model, relaxation->order, choice, err);
    if (status != KK_OK || effort == KK_SITING_BOUNDED || is_met(choice->cost, relaxation->bound)) return status;
    return siting_exact(model, relaxation, choice, &relaxation->bound, err);
}

static kk_status choose(const siting_model *model, kk_siting_effort effort, siting_choice *choice, double *bound,
                        kk_error *err)
{
    siting_relaxation relaxation = {
        .multiplier = malloc((model->demand_count + 1) * sizeof *relaxation.multiplier),
        .saving = malloc((model->candidate_count + 1) * sizeof *relaxation.saving),
        .order = malloc((model->candidate_count + 1) * sizeof *relaxation.order),
    };
    bool has_room = relaxation.multiplier != NULL && relaxation.saving != NULL && relaxation.order != NULL;
    kk_status status = has_room ? siting_search(model, choice, err) : kk_fail_memory(err);
    relaxation.bound = choice->cost;
    bool is_decided = model->open_count == 0 || model->open_count == model->candidate_count;
    if (status == KK_OK && !is_decided) status = bound_and_improve(model, effort, &relaxation, choice, err);
    *bound = fmin(relaxation.bound, choice->cost);
    free(relaxation.multiplier);
    free(relaxation.saving);
    free(relaxation.order);
    return status;
}

/* ---- model to result ---- */

static void open_places(const kk_siting_task *task, const siting_model *model, const siting_choice *choice,
                        bool *is_open)
{
    for (size_t i = 0; i < task->candidate_count; i++) is_open[i] = is_present(task, i) && !is_free(task, i);
    for (size_t s = 0; s < model->open_count; s++) is_open[model->candidate[choice->place[s]]] = true;
}

static void serve_nearest(const kk_siting_task *task, kk_siting_result *out)
{
    for (size_t j = 0; j < task->demand_count; j++) {
        float nearest = INFINITY;
        out->serves[j] = UINT32_MAX;
        for (uint32_t i = 0; i < task->candidate_count; i++) {
            float distance = task->distance[i * task->demand_count + j];
            if (!out->is_open[i] || !(distance < nearest) || siting_counted(task, distance) >= siting_limit(task))
                continue;
            nearest = distance;
            out->serves[j] = i;
        }
    }
}

static kk_status serve_with_room(const kk_siting_task *task, kk_siting_result *out, kk_error *err)
{
    bool *marks = malloc(task->candidate_count + 1);
    if (marks == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < task->candidate_count; i++) marks[i] = is_free(task, i);
    kk_status status = siting_fill(task, marks, out->is_open, out->serves, err);
    free(marks);
    return status;
}

static void sum_up(const kk_siting_task *task, double bound, kk_siting_result *out)
{
    double cost = 0, total = 0;
    out->unserved = 0;
    for (size_t j = 0; j < task->demand_count; j++) {
        uint32_t by = out->serves[j];
        float distance = by == UINT32_MAX ? INFINITY : task->distance[by * task->demand_count + j];
        cost += task->weight[j] * (double)siting_counted(task, distance);
        if (by == UINT32_MAX) out->unserved += task->weight[j];
        total += task->weight[j];
    }
    bool is_covering = task->goal == KK_SITING_COVERING;
    out->is_optimal = is_met(cost, bound);
    bound = out->is_optimal ? cost : bound;
    out->objective = is_covering ? total - cost : cost;
    out->bound = is_covering ? total - bound : bound;
}

kk_status kk_siting_solve(const kk_siting_task *task, kk_siting_effort effort, kk_siting_result *out, kk_error *err)
{
    siting_model model = {0};
    siting_choice choice = {0};
    double bound = 0;
    kk_status status = check(task, err);
    if (status == KK_OK) status = make_model(task, &model, err);
    if (status != KK_OK) goto done;
    choice = (siting_choice){malloc((model.open_count + 1) * sizeof *choice.place), INFINITY};
    status = choice.place != NULL ? choose(&model, effort, &choice, &bound, err) : kk_fail_memory(err);
    if (status != KK_OK) goto done;
    open_places(task, &model, &choice, out->is_open);
    if (task->capacity == NULL)
        serve_nearest(task, out);
    else
        status = serve_with_room(task, out, err);
    if (status == KK_OK) sum_up(task, bound, out);
done:
    free(choice.place);
    clear_model(&model);
    return status;
}
