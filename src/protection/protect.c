/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/protection.h"
#include "protection/exact.h"
#include "protection/protect_bounds.h"
#include "protection/protect_parts.h"
#include "protection/protect_quick.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct job {
    const kk_protection_task *task;
    int threads;
    kk_leeway leeway;
    kk_proof proof;
    kk_parts parts; /* over core rows */
};

/* ---- the parts that can be done at the same time ---- */

static kk_status prepare(struct job *job, kk_error *err)
{
    const kk_knowledge *k = job->task->knowledge;
    kk_status status = kk_leeway_open(&job->leeway, job->task, err);
    if (status == KK_OK) status = kk_proof_open(&job->proof, k->variable_count, err);
    return status == KK_OK ? kk_parts_open(&job->parts, &job->leeway, k->core_row_count, err) : status;
}

static kk_quick_part part_at(const kk_parts *parts, uint32_t c)
{
    size_t demands = parts->demand_begin[c], variables = parts->components.variable_begin[c];
    return (kk_quick_part){
        .demand = &parts->demand[demands],
        .demand_count = parts->demand_begin[c + 1] - demands,
        .variable = &parts->components.variable[variables],
        .variable_count = parts->components.variable_begin[c + 1] - variables,
    };
}

/* The first error of any thread is the one that is reported; a component is one
 * thread's from first to last. */
static kk_status protect_components(struct job *job, kk_error *err)
{
    kk_status outcome = KK_OK;
#pragma omp parallel num_threads(job->threads)
    {
        kk_quick quick;
        kk_error own = {0};
        kk_status status = kk_quick_open(&quick, &job->leeway, &job->proof, job->parts.components.of, &own);
#pragma omp for schedule(dynamic, 1)
        for (size_t i = 0; i < job->parts.components.count; i++) {
            const kk_quick_part part = part_at(&job->parts, job->parts.order[i]);
            if (status == KK_OK && part.demand_count > 0) status = kk_quick_run(&quick, &part, &own);
        }
        kk_quick_close(&quick);
        kk_lp_end_thread();
#pragma omp critical
        if (status != KK_OK && outcome == KK_OK) {
            outcome = status;
            *err = own;
        }
    }
    return outcome;
}

/* ---- what is left: demands that need moves through links, or more than was
 * looked at ---- */

struct rest {
    size_t count;
    kk_demand *demand;
    kk_finding *finding;
};

static kk_status list_rest(struct job *job, const kk_quick *quick, struct rest *rest, size_t *unmet, kk_error *err)
{
    const kk_protection_task *task = job->task;
    rest->demand = malloc((task->demand_count + 1) * sizeof *rest->demand);
    rest->finding = malloc((task->demand_count + 1) * sizeof *rest->finding);
    if (rest->demand == NULL || rest->finding == NULL) return kk_fail_memory(err);
    for (size_t d = 0; d < task->demand_count; d++)
        if (!kk_leeway_allows(&job->leeway, &task->demand[d]))
            ++*unmet;
        else if (!kk_quick_is_met(quick, &task->demand[d]))
            rest->demand[rest->count++] = task->demand[d];
    return KK_OK;
}

static kk_status attack(struct job *job, struct rest *rest, bool all_hidden, kk_error *err)
{
    kk_bounds bounds;
    kk_attack_counts counts;
    if (rest->count == 0) return KK_OK;
    kk_status status = kk_bounds_open(&bounds, &job->leeway, all_hidden, err);
    if (status == KK_OK)
        status = kk_attack(&bounds.knowledge, rest->demand, rest->count, job->task->truth, KK_ATTACK_QUICK,
                           job->threads, rest->finding, &counts, err);
    kk_bounds_close(&bounds);
    return status;
}

static bool is_safe(const kk_finding *finding)
{
    return finding->verdict == KK_VERDICT_TABLES || finding->verdict == KK_VERDICT_PROGRAMS;
}

/* Keeps those of which the attack knows too much, or that it may know the truth
 * to be an end of. */
static void drop_met(const struct job *job, struct rest *rest)
{
    size_t kept = 0;
    for (size_t r = 0; r < rest->count; r++) {
        double truth = job->leeway.truth[rest->demand[r].variable];
        const kk_finding *f = &rest->finding[r];
        if (!is_safe(f) || !kk_leeway_suffices(&job->leeway, &rest->demand[r], truth - f->lower, f->upper - truth))
            rest->demand[kept++] = rest->demand[r];
    }
    rest->count = kept;
}

static void drop_safe(struct rest *rest)
{
    size_t kept = 0;
    for (size_t r = 0; r < rest->count; r++)
        if (!is_safe(&rest->finding[r])) rest->demand[kept++] = rest->demand[r];
    rest->count = kept;
}

static size_t drop_impossible(struct rest *rest)
{
    size_t kept = 0, dropped;
    for (size_t r = 0; r < rest->count; r++)
        if (is_safe(&rest->finding[r])) rest->demand[kept++] = rest->demand[r];
    dropped = rest->count - kept;
    rest->count = kept;
    return dropped;
}

static kk_status meet_rest(kk_quick *quick, struct rest *rest, kk_error *err)
{
    enum { FIRST_LIMIT = 1600 };
    kk_status status = KK_OK;
    size_t kept = 0;
    for (size_t r = 0; r < rest->count && status == KK_OK; r++) {
        const kk_demand *demand = &rest->demand[r];
        status = kk_quick_look(quick, demand, err);
        if (status == KK_OK && !kk_quick_is_met(quick, demand))
            status = kk_quick_meet(quick, demand, FIRST_LIMIT, INFINITY, err);
        if (status == KK_OK && !kk_quick_is_met(quick, demand))
            status = kk_quick_meet(quick, demand, SIZE_MAX, INFINITY, err);
        if (!kk_quick_is_met(quick, demand)) rest->demand[kept++] = *demand;
    }
    rest->count = kept;
    return status;
}

/* ---- the last resort: all around is hidden, a sum further at a time ---- */

static void spread(const kk_knowledge *knowledge, bool *is_near, bool *was_near)
{
    memcpy(was_near, is_near, knowledge->variable_count * sizeof *is_near);
    for (size_t row = 0; row < knowledge->row_count; row++) {
        bool touches = false;
        for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1]; t++)
            touches |= was_near[knowledge->row_variable[t]];
        for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1] && touches; t++)
            is_near[knowledge->row_variable[t]] = true;
    }
}

static void hide_near(struct job *job, const bool *is_near)
{
    for (size_t j = 0; j < job->task->knowledge->variable_count; j++)
        if (is_near[j] && job->leeway.cell[j] == KK_CELL_SHOWN) job->leeway.cell[j] = KK_CELL_HIDDEN;
}

static kk_status hide_around(struct job *job, struct rest *rest, kk_error *err)
{
    enum { STEPS = 16 };
    size_t count = job->task->knowledge->variable_count;
    bool *is_near = calloc(2 * count + 1, sizeof *is_near);
    if (is_near == NULL) return kk_fail_memory(err);
    kk_status status = attack(job, rest, false, err);
    if (status == KK_OK) drop_safe(rest);
    for (int step = 0; step < STEPS && rest->count > 0 && status == KK_OK; step++) {
        memset(is_near, 0, count * sizeof *is_near);
        for (size_t r = 0; r < rest->count; r++) is_near[rest->demand[r].variable] = true;
        for (int s = 0; s <= step; s++) spread(job->task->knowledge, is_near, is_near + count);
        hide_near(job, is_near);
        status = attack(job, rest, false, err);
        if (status == KK_OK) drop_safe(rest);
    }
    free(is_near);
    return status;
}

static kk_status protect_rest(struct job *job, size_t *unmet, kk_error *err)
{
    kk_quick quick;
    struct rest rest = {0};
    kk_status status = kk_quick_open(&quick, &job->leeway, &job->proof, NULL, err);
    if (status == KK_OK) status = list_rest(job, &quick, &rest, unmet, err);
    if (status == KK_OK) status = attack(job, &rest, false, err);
    if (status == KK_OK) drop_met(job, &rest);
    if (status == KK_OK) status = attack(job, &rest, true, err);
    if (status == KK_OK) *unmet += drop_impossible(&rest);
    if (status == KK_OK) status = meet_rest(&quick, &rest, err);
    if (status == KK_OK) status = hide_around(job, &rest, err);
    if (status == KK_OK) *unmet += rest.count;
    free(rest.demand);
    free(rest.finding);
    kk_quick_close(&quick);
    kk_lp_end_thread();
    return status;
}

/* ---- all of it ---- */

static void report(const struct job *job, bool *hide, kk_protection_result *result)
{
    const kk_protection_task *task = job->task;
    for (size_t j = 0; j < task->knowledge->variable_count; j++) {
        hide[j] = job->leeway.cell[j] == KK_CELL_HIDDEN && task->weight[j] > 0 && isfinite(task->weight[j]);
        if (!hide[j]) continue;
        result->hidden++;
        result->loss += task->weight[j];
    }
    result->is_optimal = result->loss <= result->bound + 1e-9 * fmax(1, result->loss);
    if (result->is_optimal) result->bound = result->loss;
}

kk_status kk_protect(const kk_protection_task *task, kk_protection_effort effort, int threads, bool *hide,
                     kk_protection_result *result, kk_error *err)
{
    struct job job = {.task = task, .threads = threads};
    *result = (kk_protection_result){.bound = NAN};
    kk_status status = prepare(&job, err);
    if (status == KK_OK) status = protect_components(&job, err);
    if (status == KK_OK) status = protect_rest(&job, &result->unmet, err);
    double bound = NAN;
    if (status == KK_OK) status = kk_exact_improve(&job.leeway, &job.proof, effort, threads, &bound, err);
    if (effort != KK_EFFORT_QUICK) result->bound = bound;
    if (status == KK_OK) report(&job, hide, result);
    kk_leeway_close(&job.leeway);
    kk_proof_close(&job.proof);
    kk_parts_close(&job.parts);
    return status;
}
