/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/suppress.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * Statuses tell too much where nearly all is few or nothing: five wijken of 1–9 in a gemeente of 1–9 have at most 5
 * each, and who is shown to be 0 hides nobody. There the cells around a figure that is laid bare become `suppressed`,
 * which says nothing, zeros and totals among them, until it is open. Each round reaches a sum further.
 */
enum { ROUNDS = 12 };

typedef struct blur {
    const kk_suppression *task;
    kk_arena arena;
    kk_system system;
    kk_finding *finding;
    bool *is_near; /* [variable] a few sums away from one that is laid bare, or is one; and room for as many */
    size_t leaks;
} blur;

static void cover(const kk_suppression *task, uint32_t column, uint32_t area)
{
    if (column >= task->column_count) return;
    uint8_t *status = &task->publication->column[column].status[area];
    if (kk_figure_has_value(*status) || kk_figure_is_suppressed(*status)) *status = KK_FIGURE_SUPPRESSED;
}

/* What is shown is known: the bounds of shown variables are those that hold once they are hidden. */
static bool fix_shown(const kk_system *system, kk_knowledge *out)
{
    size_t count = system->knowledge.variable_count;
    *out = system->knowledge;
    out->lower = malloc((count + 1) * sizeof *out->lower);
    out->upper = malloc((count + 1) * sizeof *out->upper);
    if (out->lower == NULL || out->upper == NULL) return false;
    for (size_t v = 0; v < count; v++) {
        bool is_shown = system->weight[v] > 0 && !isnan(system->truth[v]);
        out->lower[v] = is_shown ? system->truth[v] : system->knowledge.lower[v];
        out->upper[v] = is_shown ? system->truth[v] : system->knowledge.upper[v];
    }
    return true;
}

static kk_status attack(blur *work, kk_error *err)
{
    const kk_system *system = &work->system;
    kk_attack_counts counts;
    kk_knowledge known = {0};
    kk_status status = fix_shown(system, &known) ? KK_OK : kk_fail_memory(err);
    work->finding = malloc((system->demand_count + 1) * sizeof *work->finding);
    if (work->finding == NULL) status = kk_fail_memory(err);
    if (status == KK_OK)
        status = kk_attack(&known, system->demand, system->demand_count, system->truth, KK_ATTACK_QUICK,
                           work->task->threads, work->finding, &counts, err);
    if (status == KK_OK) work->leaks = counts.leaks;
    free(known.lower);
    free(known.upper);
    return status;
}

/* From what is marked along all its sums. */
static void spread(blur *work)
{
    const kk_knowledge *knowledge = &work->system.knowledge;
    bool *was_near = work->is_near + knowledge->variable_count;
    memcpy(was_near, work->is_near, knowledge->variable_count * sizeof *was_near);
    for (size_t row = 0; row < knowledge->row_count; row++) {
        bool touches = false;
        for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1]; t++)
            touches |= was_near[knowledge->row_variable[t]];
        for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1] && touches; t++)
            work->is_near[knowledge->row_variable[t]] = true;
    }
}

static void mark_near(blur *work, int steps)
{
    for (size_t d = 0; d < work->system.demand_count; d++)
        if (work->finding[d].verdict == KK_VERDICT_LEAK) work->is_near[work->system.demand[d].variable] = true;
    for (int step = 0; step < steps; step++) spread(work);
}

static void cover_near(blur *work)
{
    const kk_system *system = &work->system;
    for (size_t d = 0; d < system->demand_count; d++)
        if (work->is_near[system->demand[d].variable] && system->knowledge.is_whole[system->demand[d].variable])
            cover(work->task, system->demanded[d].column, system->demanded[d].area);
    for (size_t v = 0; v < system->knowledge.variable_count; v++) {
        if (!work->is_near[v]) continue;
        for (size_t s = system->shown_begin[v]; s < system->shown_begin[v + 1]; s++)
            cover(work->task, system->shown_by[s].column, system->shown_by[s].area);
    }
}

static kk_status blur_once(blur *work, int round, kk_error *err)
{
    const kk_suppression *task = work->task;
    kk_arena_init(&work->arena);
    kk_status status =
        kk_system_make(task->publication, task->find, task->context, task->threads, &work->arena, &work->system, err);
    if (status == KK_OK) {
        work->is_near = calloc(2 * work->system.knowledge.variable_count + 1, sizeof *work->is_near);
        status = work->is_near == NULL ? kk_fail_memory(err) : attack(work, err);
    }
    if (status == KK_OK && work->leaks > 0) {
        mark_near(work, round + 1);
        cover_near(work);
    }
    free(work->is_near);
    free(work->finding);
    work->is_near = NULL;
    work->finding = NULL;
    kk_arena_clear(&work->arena);
    return status;
}

kk_status kk_suppress_blur(const kk_suppression *task, kk_error *err)
{
    blur work = {.task = task, .leaks = 1};
    kk_status status = KK_OK;
    for (int round = 0; round < ROUNDS && work.leaks > 0 && status == KK_OK; round++)
        status = blur_once(&work, round, err);
    return status;
}
