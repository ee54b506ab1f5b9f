/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/gate.h"
#include "disclosure/rounding.h"
#include "kk/log.h"

#include <math.h>

static kk_figure_status status_of(const kk_gate *gate, const kk_indicator_column *raw, size_t i, bool is_rounded)
{
    kk_figure_status status = raw->status[i];
    if (!kk_figure_has_value(status)) return status;
    double living = raw->is_public ? INFINITY : kk_inhabitants_of(&gate->inhabitants, raw->level, i, raw->period);
    kk_figure_status primary = kk_primary_status(raw, i, &gate->config->disclosure, living, is_rounded);
    if (primary != KK_FIGURE_OK) return primary;
    /* `per` makes it too large for a number */
    return isinf(raw->value[i] * raw->config->per) ? KK_FIGURE_UNKNOWN : status;
}

kk_status kk_gate_apply_rules(kk_gate *gate, kk_error *err)
{
    const kk_indicator_table *raw = gate->raw;
    gate->inhabitants = kk_inhabitants_find(gate->config, raw);
    gate->status = kk_arena_alloc(gate->arena, raw->column_count, sizeof *gate->status);
    if (gate->status == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < raw->column_count; c++) {
        size_t count = raw->areas->level[raw->column[c].level].count;
        gate->status[c] = kk_arena_alloc(gate->arena, count, 1);
        if (gate->status[c] == NULL) return kk_fail_memory(err);
        for (size_t i = 0; i < count; i++) gate->status[c][i] = (uint8_t)status_of(gate, &raw->column[c], i, false);
    }
    return KK_OK;
}

/* ---- rounding ---- */

static bool counts_only(const kk_gate *gate, const kk_quantity_sum *sum)
{
    for (size_t i = 0; i < sum->count; i++) {
        const kk_quantity *quantity = &gate->publication.quantity[sum->quantity[i]];
        if (!quantity->is_public && !quantity->is_count) return false;
    }
    return true;
}

static bool is_rounded(const kk_gate *gate, const kk_publication_indicator *indicator)
{
    bool is_of_counts = counts_only(gate, &indicator->numerator) && counts_only(gate, &indicator->denominator);
    return is_of_counts && indicator->kind != KK_ESTIMATE; /* that is more than its count */
}

/* What is rounded need not be hidden for being few. */
static void spare_rounded(kk_gate *gate)
{
    for (size_t c = 0; c < gate->publication.column_count; c++) {
        kk_publication_column *column = &gate->publication.column[c];
        if (!is_rounded(gate, &gate->publication.indicator[column->indicator])) continue;
        for (size_t i = 0; i < gate->publication.level[column->level].count; i++)
            column->status[i] = (uint8_t)status_of(gate, gate->source[c], gate->land[column->level][i], true);
    }
}

static void take_statuses(kk_gate *gate)
{
    for (size_t c = 0; c < gate->publication.column_count; c++) {
        const kk_publication_column *column = &gate->publication.column[c];
        uint8_t *status = gate->status[gate->source[c] - gate->raw->column];
        for (size_t i = 0; i < gate->publication.level[column->level].count; i++)
            status[gate->land[column->level][i]] = column->status[i];
    }
}

static void tell_rounding(const kk_rounding_counts *counts, double base)
{
    if (counts->rows_failing > 0)
        kk_warn("rounded to %g, %zu of %zu sums do not add up: nothing that does was found near enough", base,
                counts->rows_failing, counts->rows);
    if (counts->farthest >= base) kk_warn("some counts had to be rounded by up to %g to keep sums", counts->farthest);
}

kk_status kk_gate_round(kk_gate *gate, kk_error *err)
{
    kk_rounding_counts counts;
    kk_publication *publication = &gate->publication;
    spare_rounded(gate);
    kk_status status = kk_publication_round(publication, kk_gate_truth, gate, gate->threads, gate->arena, &counts, err);
    if (status != KK_OK) return status;
    tell_rounding(&counts, publication->rules.rounding);
    /* What an attacker is told of how near the truth is must hold. */
    publication->rules.rounding = fmax(publication->rules.rounding, floor(counts.farthest) + 1);
    take_statuses(gate);
    return KK_OK;
}
