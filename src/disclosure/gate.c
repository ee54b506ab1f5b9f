/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/gate.h"
#include "kk/publication_files.h"

#include <math.h>
#include <stdlib.h>

static void hide_cell(kk_gate *gate, uint32_t column, uint32_t area)
{
    uint8_t *status = &gate->publication.column[column].status[area];
    if (!kk_figure_has_value(*status)) return;
    const kk_indicator_column *source = gate->source[column];
    *status = KK_FIGURE_SUPPRESSED_SECONDARY;
    gate->status[source - gate->raw->column][gate->land[source->level][area]] = *status;
}

static void hide_cells(kk_gate *gate, const kk_system *system, const bool *hide)
{
    for (size_t v = 0; v < system->knowledge.variable_count; v++) {
        if (!hide[v]) continue;
        for (size_t s = system->shown_begin[v]; s < system->shown_begin[v + 1]; s++)
            hide_cell(gate, system->shown_by[s].column, system->shown_by[s].area);
    }
}

/* The publication with what earlier releases told. Its own columns come first, and are those of the gate. */
static kk_status join_earlier(const kk_gate *gate, kk_publication *attacked, kk_error *err)
{
    const kk_config_disclosure *config = &gate->config->disclosure;
    kk_status status = KK_OK;
    *attacked = gate->publication;
    for (size_t e = 0; e < config->earlier_count && status == KK_OK; e++) {
        kk_publication *earlier = kk_arena_alloc(gate->arena, 1, sizeof *earlier);
        kk_publication_terms terms;
        if (earlier == NULL) return kk_fail_memory(err);
        status = kk_publication_read(config->earlier[e].path, gate->arena, earlier, &terms, err);
        if (status == KK_OK)
            status = kk_publication_join(attacked, earlier, config->earlier[e].given, gate->arena, err);
    }
    return status;
}

kk_status kk_gate_protect(kk_gate *gate, kk_protection_result *result, kk_error *err)
{
    kk_publication attacked;
    kk_system system;
    *result = (kk_protection_result){.loss = 0};
    kk_status status = join_earlier(gate, &attacked, err);
    if (status == KK_OK)
        status = kk_system_make(&attacked, kk_gate_truth, gate, gate->threads, gate->arena, &system, err);
    if (status != KK_OK) return status;
    bool *hide = calloc(system.knowledge.variable_count + 1, sizeof *hide);
    if (hide == NULL) return kk_fail_memory(err);
    const kk_protection_task task = {&system.knowledge, system.truth, system.weight, system.demand,
                                     system.demand_count};
    kk_protection_effort effort = gate->config->disclosure.optimum ? KK_EFFORT_OPTIMAL : KK_EFFORT_QUICK;
    status = kk_protect(&task, effort, gate->threads, hide, result, err);
    if (status == KK_OK) hide_cells(gate, &system, hide);
    free(hide);
    return status == KK_OK && result->unmet > 0 ? kk_gate_blur(gate, &attacked, err) : status;
}

void kk_gate_forget(kk_gate *gate)
{
    for (size_t c = 0; c < gate->publication.column_count; c++) {
        const kk_publication_column *column = &gate->publication.column[c];
        for (size_t i = 0; i < gate->publication.level[column->level].count; i++) {
            if (kk_figure_has_value(column->status[i])) continue;
            column->value[i] = column->lower[i] = column->upper[i] = NAN;
            column->numerator[i] = column->denominator[i] = NAN;
        }
    }
}
