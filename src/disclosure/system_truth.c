/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/system_truth.h"

#include <math.h>

/* ---- of cells ---- */

/* Cells no longer tell the truth of what is rounded. */
static void take_numbers(const kk_system_index *index, const kk_kind *kind, const double *number, size_t count,
                         uint32_t block, double *truth)
{
    if (kind == NULL || kk_kind_is_rounded(index, kind)) return;
    for (size_t i = 0; i < count; i++)
        if (isnan(truth[block + i])) truth[block + i] = number[i];
}

static void take_columns(const kk_system_index *index, double *truth)
{
    for (size_t c = 0; c < index->publication->column_count; c++) {
        const kk_publication_column *column = &index->publication->column[c];
        size_t count = index->publication->level[column->level].count;
        kk_parts block = kk_blocks_of_column(index, c);
        take_numbers(index, kk_numerator_of_column(index, c), column->numerator, count, block.numerator, truth);
        take_numbers(index, kk_denominator_of_column(index, c), column->denominator, count, block.denominator, truth);
    }
}

/* ---- of quantities and sums, block by block ---- */

typedef struct place {
    uint32_t kind, level, period, block;
} place;

static void find_quantity(const kk_system_index *index, const kk_truth_source *source, const place *at, double *truth)
{
    const kk_quantity *quantity = &index->publication->quantity[at->kind];
    size_t count = index->publication->level[at->level].count;
#pragma omp parallel for num_threads(source->threads) schedule(static)
    for (size_t i = 0; i < count; i++) {
        if (!isnan(truth[at->block + i])) continue;
        kk_figure figure = source->find(source->context, quantity, at->level, (uint32_t)i, index->period[at->period]);
        if (kk_figure_has_value(figure.status)) truth[at->block + i] = figure.value;
    }
}

static void add_up(const kk_system_index *index, const place *at, double *truth)
{
    const kk_quantity_sum *sum = &index->kind[at->kind].sum;
    size_t count = index->publication->level[at->level].count;
    for (size_t i = 0; i < count; i++) {
        if (!isnan(truth[at->block + i])) continue;
        double total = 0;
        for (size_t t = 0; t < sum->count; t++)
            total += sum->coefficient[t] * truth[kk_block_of(index, sum->quantity[t], at->level, at->period) + i];
        truth[at->block + i] = total;
    }
}

kk_status kk_system_truth_make(const kk_system_index *index, const kk_truth_source *source, kk_arena *arena,
                               double **out, kk_error *err)
{
    double *truth = *out = kk_arena_alloc(arena, index->variable_count, sizeof *truth);
    if (truth == NULL) return kk_fail_memory(err);
    for (size_t v = 0; v < index->variable_count; v++) truth[v] = NAN;
    take_columns(index, truth);
    place at;
    for (at.kind = 0; at.kind < index->kind_count; at.kind++)
        for (at.level = 0; at.level < index->publication->level_count; at.level++)
            for (at.period = 0; at.period < index->period_count; at.period++) {
                at.block = kk_block_of(index, at.kind, at.level, at.period);
                if (at.block == KK_NONE) continue;
                if (index->kind[at.kind].quantity != KK_NONE)
                    find_quantity(index, source, &at, truth);
                else
                    add_up(index, &at, truth);
            }
    return KK_OK;
}

/* ---- of what is left ---- */

static void complete_row(const kk_knowledge *knowledge, size_t row, double *truth)
{
    double total = 0, coefficient = 0;
    uint32_t unknown = KK_NONE;
    for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1]; t++) {
        uint32_t variable = knowledge->row_variable[t];
        if (!isnan(truth[variable])) {
            total += knowledge->row_coefficient[t] * truth[variable];
        } else if (unknown == KK_NONE) {
            unknown = variable;
            coefficient = knowledge->row_coefficient[t];
        } else {
            return;
        }
    }
    if (unknown != KK_NONE) truth[unknown] = (knowledge->row_lower[row] - total) / coefficient;
}

void kk_system_truth_complete(const kk_knowledge *knowledge, double *truth)
{
    for (size_t row = 0; row < knowledge->core_row_count; row++)
        if (knowledge->row_lower[row] == knowledge->row_upper[row]) complete_row(knowledge, row, truth);
}
