/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/system_gate.h"
#include "disclosure/system_cells.h"

#include <math.h>
#include <stdlib.h>

/* The blocks of the variables that a column could hide; KK_NONE: none, or public, or told already. */
static kk_parts hidden_with(const kk_system_index *index, size_t column)
{
    const kk_kind *numerator = kk_numerator_of_column(index, column);
    const kk_kind *denominator = kk_denominator_of_column(index, column);
    kk_parts block = kk_blocks_of_column(index, column);
    bool is_told = index->publication->column[column].is_earlier;
    if (is_told || numerator == NULL || numerator->is_public) block.numerator = KK_NONE;
    if (is_told || denominator == NULL || denominator->is_public) block.denominator = KK_NONE;
    return block;
}

/* √ of the number of those it tells of; of a value √ of that. An amount tells of no number, and may be in cents. */
static double weight_of(const kk_system_index *index, size_t c, size_t area)
{
    const kk_publication_column *column = &index->publication->column[c];
    bool is_value = kk_indicator_of_column(index, c)->kind == KK_VALUE;
    const kk_kind *of = is_value ? kk_numerator_of_column(index, c) : kk_denominator_of_column(index, c);
    double size = is_value ? fabs(column->value[area]) : column->denominator[area];
    if (!(size > 1)) return 1;
    return of != NULL && !of->is_count && !of->is_public ? 1 + log2(size) : sqrt(size);
}

/* ---- weights ---- */

static void weigh_cell(double weight, uint32_t variable, bool is_stuck, kk_system *system)
{
    if (variable == KK_NONE) return;
    system->weight[variable] += is_stuck ? INFINITY : weight;
    system->shown_begin[variable + 1]++;
}

static void weigh_column(const kk_system_index *index, size_t c, kk_system *system)
{
    const kk_publication_column *column = &index->publication->column[c];
    kk_parts block = hidden_with(index, c);
    for (uint32_t i = 0; i < index->publication->level[column->level].count; i++) {
        if (!kk_figure_has_value(column->status[i])) continue;
        uint32_t numerator = block.numerator == KK_NONE ? KK_NONE : block.numerator + i;
        uint32_t denominator = block.denominator == KK_NONE ? KK_NONE : block.denominator + i;
        double weight = weight_of(index, c, i);
        bool is_zero = numerator != KK_NONE && system->truth[numerator] == 0;
        weigh_cell(weight, numerator, is_zero && denominator == KK_NONE, system);
        weigh_cell(weight, denominator, false, system);
    }
}

static void fix_variable(const kk_system_index *index, kk_system *system, size_t v)
{
    kk_knowledge *knowledge = &system->knowledge;
    double *truth = &system->truth[v], *weight = &system->weight[v];
    bool is_rounded = index->publication->rules.rounding > 0 && knowledge->is_whole[v];
    bool is_tight = knowledge->lower[v] == knowledge->upper[v];
    if (isnan(*truth) && is_tight) *truth = knowledge->lower[v];
    if (isnan(*truth) || is_rounded) *weight = 0;
    if (is_tight) *weight = INFINITY;
    if (*weight > 0 && (*truth < knowledge->lower[v] || *truth > knowledge->upper[v])) *weight = INFINITY;
    if (isinf(*weight)) knowledge->lower[v] = knowledge->upper[v] = *truth;
}

/* ---- the cells that show a variable ---- */

static void note_cell(kk_system *system, size_t *next, uint32_t variable, size_t column, uint32_t area)
{
    system->shown_by[next[variable]++] = (struct kk_shown_cell){(uint32_t)column, area};
}

static void note_column(const kk_system_index *index, size_t c, size_t *next, kk_system *system)
{
    const kk_publication_column *column = &index->publication->column[c];
    kk_parts block = hidden_with(index, c);
    for (uint32_t i = 0; i < index->publication->level[column->level].count; i++) {
        if (!kk_figure_has_value(column->status[i])) continue;
        if (block.numerator != KK_NONE) note_cell(system, next, block.numerator + i, c, i);
        if (block.denominator != KK_NONE) note_cell(system, next, block.denominator + i, c, i);
    }
}

static kk_status note_cells(const kk_system_index *index, kk_arena *arena, kk_system *system, kk_error *err)
{
    size_t variables = index->variable_count;
    for (size_t v = 0; v < variables; v++) system->shown_begin[v + 1] += system->shown_begin[v];
    system->shown_by = kk_arena_alloc(arena, system->shown_begin[variables], sizeof *system->shown_by);
    size_t *next = malloc((variables + 1) * sizeof *next);
    bool failed = system->shown_by == NULL || next == NULL;
    for (size_t v = 0; v < variables && !failed; v++) next[v] = system->shown_begin[v];
    for (size_t c = 0; c < index->publication->column_count && !failed; c++) note_column(index, c, next, system);
    free(next);
    return failed ? kk_fail_memory(err) : KK_OK;
}

kk_status kk_system_weights_make(const kk_system_index *index, kk_arena *arena, kk_system *system, kk_error *err)
{
    system->weight = kk_arena_alloc(arena, index->variable_count, sizeof *system->weight);
    system->shown_begin = kk_arena_alloc(arena, index->variable_count + 1, sizeof *system->shown_begin);
    if (system->weight == NULL || system->shown_begin == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < index->publication->column_count; c++) weigh_column(index, c, system);
    for (size_t v = 0; v < index->variable_count; v++) fix_variable(index, system, v);
    return note_cells(index, arena, system, err);
}
