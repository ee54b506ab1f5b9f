/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/gate.h"

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
    kk_gate *gate;
    const kk_publication *attacked;
    kk_system system;
    kk_finding *finding;
    bool *is_near; /* [variable] in a sum with one that is laid bare, or is one */
    size_t leaks;
} blur;

static void cover(kk_gate *gate, uint32_t column, uint32_t area)
{
    if (column >= gate->publication.column_count) return;
    uint8_t *status = &gate->publication.column[column].status[area];
    if (!kk_figure_has_value(*status) && !kk_figure_is_suppressed(*status)) return;
    const kk_indicator_column *source = gate->source[column];
    *status = KK_FIGURE_SUPPRESSED;
    gate->status[source - gate->raw->column][gate->land[source->level][area]] = *status;
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
                           work->gate->threads, work->finding, &counts, err);
    if (status == KK_OK) work->leaks = counts.leaks;
    free(known.lower);
    free(known.upper);
    return status;
}

static void mark_near(blur *work)
{
    const kk_knowledge *knowledge = &work->system.knowledge;
    bool *is_bare = work->is_near + knowledge->variable_count;
    for (size_t d = 0; d < work->system.demand_count; d++)
        if (work->finding[d].verdict == KK_VERDICT_LEAK)
            is_bare[work->system.demand[d].variable] = work->is_near[work->system.demand[d].variable] = true;
    for (size_t row = 0; row < knowledge->row_count; row++) {
        bool touches = false;
        for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1]; t++)
            touches |= is_bare[knowledge->row_variable[t]];
        for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1] && touches; t++)
            work->is_near[knowledge->row_variable[t]] = true;
    }
}

static void cover_near(blur *work)
{
    const kk_system *system = &work->system;
    for (size_t d = 0; d < system->demand_count; d++)
        if (work->is_near[system->demand[d].variable] && system->knowledge.is_whole[system->demand[d].variable])
            cover(work->gate, system->demanded[d].column, system->demanded[d].area);
    for (size_t v = 0; v < system->knowledge.variable_count; v++) {
        if (!work->is_near[v]) continue;
        for (size_t s = system->shown_begin[v]; s < system->shown_begin[v + 1]; s++)
            cover(work->gate, system->shown_by[s].column, system->shown_by[s].area);
    }
}

static kk_status blur_once(blur *work, kk_error *err)
{
    kk_gate *gate = work->gate;
    kk_status status =
        kk_system_make(work->attacked, kk_gate_truth, gate, gate->threads, gate->arena, &work->system, err);
    if (status != KK_OK) return status;
    work->is_near = calloc(2 * work->system.knowledge.variable_count + 1, sizeof *work->is_near);
    status = work->is_near == NULL ? kk_fail_memory(err) : attack(work, err);
    if (status == KK_OK && work->leaks > 0) {
        mark_near(work);
        cover_near(work);
    }
    free(work->is_near);
    free(work->finding);
    work->is_near = NULL;
    work->finding = NULL;
    return status;
}

kk_status kk_gate_blur(kk_gate *gate, const kk_publication *attacked, kk_error *err)
{
    blur work = {.gate = gate, .attacked = attacked, .leaks = 1};
    kk_status status = KK_OK;
    for (int round = 0; round < ROUNDS && work.leaks > 0 && status == KK_OK; round++) status = blur_once(&work, err);
    return status;
}
