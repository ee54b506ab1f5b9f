/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/gate.h"
#include "disclosure/suppress.h"
#include "kk/publication_files.h"

#include <math.h>
#include <stdlib.h>

/* What was hidden in the publication is hidden in the release. */
static void take_statuses(kk_gate *gate)
{
    for (size_t c = 0; c < gate->publication.column_count; c++) {
        const kk_indicator_column *source = gate->source[c];
        const uint8_t *status = gate->publication.column[c].status;
        for (size_t i = 0; i < gate->publication.level[gate->publication.column[c].level].count; i++)
            if (kk_figure_is_suppressed(status[i]))
                gate->status[source - gate->raw->column][gate->land[source->level][i]] = status[i];
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
    kk_status status = join_earlier(gate, &attacked, err);
    if (status != KK_OK) return status;
    const kk_suppression task = {
        .publication = &attacked,
        .column_count = gate->publication.column_count,
        .find = kk_gate_truth,
        .context = gate,
        .effort = gate->config->disclosure.optimum ? KK_EFFORT_OPTIMAL : KK_EFFORT_QUICK,
        .threads = gate->threads,
    };
    status = kk_suppress(&task, result, err);
    if (status == KK_OK) take_statuses(gate);
    return status;
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
