/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/system_bounds.h"
#include "disclosure/system_cells.h"

#include <math.h>

static void tighten(kk_knowledge *knowledge, uint32_t variable, kk_interval range)
{
    knowledge->lower[variable] = fmax(knowledge->lower[variable], range.lower);
    knowledge->upper[variable] = fmin(knowledge->upper[variable], range.upper);
}

/* ---- before anything is told ---- */

static void describe(kk_system *system, uint32_t variable, const kk_variable *as, const kk_kind *kind)
{
    system->variable[variable] = *as;
    system->knowledge.is_whole[variable] = kind->is_count;
    system->knowledge.lower[variable] = kind->is_not_negative ? 0 : -INFINITY;
    system->knowledge.upper[variable] = INFINITY;
}

static void begin_block(const kk_system_index *index, uint32_t k, uint32_t level, uint32_t period, kk_system *system)
{
    const kk_kind *kind = &index->kind[k];
    uint32_t block = kk_block_of(index, k, level, period);
    if (block == KK_NONE) return;
    kk_variable as = {kind->quantity, kind->indicator, level, 0, index->period[period]};
    for (size_t i = 0; i < index->publication->level[level].count; i++) {
        as.area = (uint32_t)i;
        describe(system, block + as.area, &as, kind);
    }
}

static void begin_rests(const kk_system_index *index, size_t c, kk_system *system)
{
    const kk_publication_column *column = &index->publication->column[c];
    const kk_kind *numerator = kk_numerator_of_column(index, c), *denominator = kk_denominator_of_column(index, c);
    uint32_t rest = index->column_rest[c];
    kk_variable as = {KK_NONE, column->indicator, column->level, 0, column->period};
    for (; rest < index->column_rest[c + 1]; as.area++) {
        if (!kk_cell_has_rest(index, c, as.area)) continue;
        const kk_kind kind = {.is_count = numerator->is_count && denominator->is_count};
        describe(system, rest++, &as, &kind);
    }
}

static void begin_all(const kk_system_index *index, int threads, kk_system *system)
{
    const kk_publication *from = index->publication;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1)
    for (uint32_t k = 0; k < index->kind_count; k++)
        for (uint32_t l = 0; l < from->level_count; l++)
            for (uint32_t p = 0; p < index->period_count; p++) begin_block(index, k, l, p, system);
    for (size_t c = 0; c < from->column_count; c++) begin_rests(index, c, system);
}

/* ---- by facts ---- */

static kk_interval range_of_fact(const kk_system_index *index, const kk_fact *fact)
{
    const kk_publication_rules *rules = &index->publication->rules;
    if (fact->status == KK_FIGURE_SUPPRESSED_COUNT && rules->minimum > 1)
        return (kk_interval){1, ceil(rules->minimum) - 1};
    if (!kk_figure_has_value(fact->status)) return (kk_interval){-INFINITY, INFINITY};
    double slack = kk_kind_is_rounded(index, &index->kind[fact->quantity]) ? rules->rounding - 1 : 0;
    return (kk_interval){fact->value - slack, fact->value + slack};
}

static void apply_facts(const kk_system_index *index, kk_system *system)
{
    const kk_publication *from = index->publication;
    for (size_t f = 0; f < from->fact_count; f++) {
        const kk_fact *fact = &from->fact[f];
        uint32_t variable = index->fact_variable[f];
        if (variable == KK_NONE) continue;
        if (*fact->beyond != '\0') {
            const kk_variable as = {fact->quantity, KK_NONE, fact->level, fact->area, fact->period};
            kk_kind kind = index->kind[fact->quantity];
            kind.is_not_negative = false;
            describe(system, variable, &as, &kind);
        }
        tighten(&system->knowledge, variable, range_of_fact(index, fact));
    }
}

/* A sum of what is public is public itself. */
static void add_up_public(const kk_system_index *index, uint32_t k, uint32_t level, uint32_t period,
                          kk_knowledge *knowledge)
{
    const kk_kind *kind = &index->kind[k];
    uint32_t block = kk_block_of(index, k, level, period);
    if (block == KK_NONE || !kind->is_public || kind->quantity != KK_NONE) return;
    for (uint32_t i = 0; i < index->publication->level[level].count; i++) {
        kk_interval range = {0, 0};
        for (size_t t = 0; t < kind->sum.count; t++) {
            uint32_t term = kk_block_of(index, kind->sum.quantity[t], level, period) + i;
            double coefficient = kind->sum.coefficient[t];
            double low = coefficient * knowledge->lower[term], high = coefficient * knowledge->upper[term];
            range.lower += fmin(low, high);
            range.upper += fmax(low, high);
        }
        tighten(knowledge, block + i, range);
    }
}

/* ---- by cells ---- */

static kk_interval public_base(const kk_system_index *index, size_t column, size_t area, const kk_knowledge *knowledge)
{
    const kk_kind *kind = kk_denominator_of_column(index, column);
    if (kind == NULL || !kind->is_public) return (kk_interval){-INFINITY, INFINITY};
    size_t variable = kk_blocks_of_column(index, column).denominator + area;
    return (kk_interval){knowledge->lower[variable], knowledge->upper[variable]};
}

/* What a candidate shows may be hidden; but not what is rounded: that is told, and bounded by the base. */
static kk_cell_range told_by(const kk_cell *cell, bool is_candidate)
{
    const kk_interval anything = {-INFINITY, INFINITY};
    const kk_kind *numerator = kk_numerator_of_column(cell->index, cell->column);
    const kk_kind *denominator = kk_denominator_of_column(cell->index, cell->column);
    kk_cell_range told = kk_cell_told(cell);
    if (!is_candidate) return told;
    if (numerator != NULL && !kk_kind_is_rounded(cell->index, numerator)) told.numerator = anything;
    if (denominator != NULL && !kk_kind_is_rounded(cell->index, denominator)) told.denominator = anything;
    return told;
}

static void apply_cell(const kk_cell *cell, kk_parts block, kk_knowledge *knowledge)
{
    const kk_system_index *index = cell->index;
    kk_figure_status status = kk_cell_status(cell);
    bool is_candidate = cell->is_raw && kk_figure_has_value(status);
    kk_interval base = public_base(index, cell->column, cell->area, knowledge);
    kk_cell_range claims = kk_cell_claims(cell, is_candidate ? KK_FIGURE_SUPPRESSED_SECONDARY : status, base);
    kk_cell_range told = told_by(cell, is_candidate);
    uint32_t area = (uint32_t)cell->area;
    if (block.numerator != KK_NONE) {
        tighten(knowledge, block.numerator + area, claims.numerator);
        tighten(knowledge, block.numerator + area, told.numerator);
    }
    if (block.denominator != KK_NONE) {
        tighten(knowledge, block.denominator + area, claims.denominator);
        tighten(knowledge, block.denominator + area, told.denominator);
    }
}

static void apply_rests(const kk_system_index *index, size_t column, bool is_gate, kk_knowledge *knowledge)
{
    uint32_t rest = index->column_rest[column];
    kk_cell cell = kk_cell_of(index, column, 0, is_gate);
    for (; rest < index->column_rest[column + 1]; cell.area++) {
        if (!kk_cell_has_rest(index, column, cell.area)) continue;
        const kk_interval anything = {-INFINITY, INFINITY};
        tighten(knowledge, rest++, kk_cell_claims(&cell, kk_cell_status(&cell), anything).rest);
    }
}

static void apply_column(const kk_system_index *index, size_t c, bool is_gate, int threads, kk_knowledge *knowledge)
{
    kk_parts block = kk_blocks_of_column(index, c);
    size_t count = index->publication->level[index->publication->column[c].level].count;
#pragma omp parallel for num_threads(threads) schedule(static)
    for (size_t i = 0; i < count; i++) {
        const kk_cell cell = kk_cell_of(index, c, i, is_gate);
        apply_cell(&cell, block, knowledge);
    }
    apply_rests(index, c, is_gate, knowledge);
}

void kk_system_bounds_fill(const kk_system_index *index, bool is_gate, int threads, kk_system *system)
{
    const kk_publication *from = index->publication;
    begin_all(index, threads, system);
    apply_facts(index, system);
    for (uint32_t k = (uint32_t)from->quantity_count; k < index->kind_count; k++)
        for (uint32_t l = 0; l < from->level_count; l++)
            for (uint32_t p = 0; p < index->period_count; p++) add_up_public(index, k, l, p, &system->knowledge);
    for (size_t c = 0; c < from->column_count; c++) apply_column(index, c, is_gate, threads, &system->knowledge);
}

/* ---- zeros ---- */

/* The greatest that the sum of a row can be, or the least (sign −1, of its negative). */
static double greatest(const kk_knowledge *knowledge, size_t row, double sign)
{
    double total = 0;
    for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1]; t++) {
        uint32_t variable = knowledge->row_variable[t];
        double coefficient = sign * knowledge->row_coefficient[t];
        total += coefficient * (coefficient > 0 ? knowledge->upper[variable] : knowledge->lower[variable]);
    }
    return total;
}

/* Where even the greatest is no more than is asked for, all variables are at the bound that makes it so. */
static bool spread_row(kk_knowledge *knowledge, size_t row, double sign)
{
    double asked = sign > 0 ? knowledge->row_lower[row] : -knowledge->row_upper[row];
    if (asked != 0 || greatest(knowledge, row, sign) != 0) return false;
    bool any = false;
    for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1]; t++) {
        uint32_t variable = knowledge->row_variable[t];
        bool is_at_lower = sign * knowledge->row_coefficient[t] < 0;
        if (!is_at_lower || knowledge->lower[variable] != 0 || knowledge->upper[variable] <= 0) continue;
        knowledge->upper[variable] = 0;
        any = true;
    }
    return any;
}

void kk_system_zeros_spread(kk_knowledge *knowledge)
{
    bool any = true;
    while (any) {
        any = false;
        for (size_t row = 0; row < knowledge->row_count; row++) {
            bool falls = spread_row(knowledge, row, 1), rises = spread_row(knowledge, row, -1);
            any = any || falls || rises;
        }
    }
}
