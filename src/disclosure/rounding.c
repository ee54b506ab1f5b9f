/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/rounding.h"
#include "aggregate/evaluate.h"
#include "disclosure/system_index.h"

#include <math.h>
#include <stdlib.h>

/* What lies beyond parts is rounded as the cells are of which it is the rest. */
static void round_facts(kk_publication *publication, const uint32_t *variable, const double *rounded)
{
    for (size_t f = 0; f < publication->fact_count; f++) {
        kk_fact *fact = &publication->fact[f];
        const kk_quantity *quantity = &publication->quantity[fact->quantity];
        if (variable[f] == KK_NONE || !kk_figure_has_value(fact->status)) continue;
        if (*fact->beyond != '\0' && quantity->is_count && !quantity->is_public) fact->value = rounded[variable[f]];
    }
}

/* ---- cells ---- */

static double count_at(const double *rounded, uint32_t block, size_t i)
{
    return block == KK_NONE ? NAN : rounded[block + i];
}

static kk_figure figure_of(double value)
{
    return isnan(value) ? kk_figure_missing(KK_FIGURE_NOT_APPLICABLE) : (kk_figure){value, KK_FIGURE_OK};
}

static void empty_cell(const kk_publication_column *column, size_t i)
{
    column->value[i] = column->lower[i] = column->upper[i] = column->numerator[i] = column->denominator[i] = NAN;
    column->status[i] = KK_FIGURE_SUPPRESSED;
}

static void evaluate_cell(const kk_publication_indicator *indicator, const kk_publication_column *column, size_t i)
{
    const kk_config_indicator kind = {.kind = indicator->kind};
    const kk_fraction fraction = {.numerator = figure_of(column->numerator[i]),
                                  .denominator = figure_of(column->denominator[i]),
                                  .squares = kk_figure_missing(KK_FIGURE_NOT_APPLICABLE)};
    kk_result result = kk_result_of(&kind, &fraction);
    column->value[i] = result.value.value * indicator->per;
    column->lower[i] = result.lower * indicator->per;
    column->upper[i] = result.upper * indicator->per;
    if (!kk_figure_has_value(result.value.status)) empty_cell(column, i);
}

static void round_value(const kk_publication_indicator *indicator, const kk_kind *kind,
                        const kk_publication_column *column, size_t i)
{
    if (kind != NULL && kind->is_count) column->value[i] = column->numerator[i] * indicator->per;
}

static void round_cells(const kk_system_index *index, size_t c, const double *rounded)
{
    const kk_publication_column *column = &index->publication->column[c];
    const kk_publication_indicator *indicator = kk_indicator_of_column(index, c);
    kk_parts block = kk_blocks_of_column(index, c);
    for (size_t i = 0; i < index->publication->level[column->level].count; i++) {
        if (!kk_figure_has_value(column->status[i])) continue;
        column->numerator[i] = count_at(rounded, block.numerator, i);
        column->denominator[i] = count_at(rounded, block.denominator, i);
        if (indicator->kind == KK_VALUE)
            round_value(indicator, kk_numerator_of_column(index, c), column, i);
        else if (indicator->kind != KK_ESTIMATE)
            evaluate_cell(indicator, column, i);
    }
}

/* ---- all ---- */

kk_status kk_publication_round(kk_publication *publication, kk_truth_finder *truth, const void *context, int threads,
                               kk_arena *arena, kk_rounding_counts *counts, kk_error *err)
{
    kk_system_index index;
    kk_system system;
    double *rounded = NULL;
    kk_status status = kk_system_index_make(publication, arena, &index, err);
    if (status == KK_OK) status = kk_system_make(publication, truth, context, threads, arena, &system, err);
    if (status != KK_OK) return status;
    rounded = calloc(system.knowledge.variable_count + 1, sizeof *rounded);
    if (rounded == NULL) return kk_fail_memory(err);
    status = kk_round_controlled(&system.knowledge, system.truth, publication->rules.rounding, threads, rounded, counts,
                                 err);
    for (size_t c = 0; c < publication->column_count && status == KK_OK; c++)
        if (!publication->indicator[publication->column[c].indicator].is_public) round_cells(&index, c, rounded);
    if (status == KK_OK) round_facts(publication, system.fact_variable, rounded);
    free(rounded);
    return status;
}
