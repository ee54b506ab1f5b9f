/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/part.h"

#include <math.h>

static const double over = 1.6;

/* ---- making ---- */

static bool room_for(kk_part *part, size_t term_count, kk_arena *arena)
{
    part->lower = kk_arena_alloc(arena, part->column_count, sizeof *part->lower);
    part->upper = kk_arena_alloc(arena, part->column_count, sizeof *part->upper);
    part->row_begin = kk_arena_alloc(arena, part->row_count + 1, sizeof *part->row_begin);
    part->row_column = kk_arena_alloc(arena, term_count, sizeof *part->row_column);
    part->row_coefficient = kk_arena_alloc(arena, term_count, sizeof *part->row_coefficient);
    part->row_lower = kk_arena_alloc(arena, part->row_count, sizeof *part->row_lower);
    part->row_upper = kk_arena_alloc(arena, part->row_count, sizeof *part->row_upper);
    part->column_begin = kk_arena_alloc(arena, part->column_count + 2, sizeof *part->column_begin);
    part->column_row = kk_arena_alloc(arena, term_count, sizeof *part->column_row);
    return part->lower != NULL && part->upper != NULL && part->row_begin != NULL && part->row_column != NULL &&
           part->row_coefficient != NULL && part->row_lower != NULL && part->row_upper != NULL &&
           part->column_begin != NULL && part->column_row != NULL;
}

/* `last`, by column: behind its last term; tells whether the row has it already. */
static void copy_row(const kk_knowledge *knowledge, const kk_components *components, uint32_t row, size_t to,
                     kk_part *part, uint32_t *last)
{
    uint32_t end = part->row_begin[to];
    double fixed = 0;
    for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1]; t++) {
        uint32_t j = knowledge->row_variable[t], column = components->place[j];
        double coefficient = knowledge->row_coefficient[t];
        if (components->of[j] == KK_NO_COMPONENT) {
            fixed += coefficient * knowledge->lower[j];
        } else if (last[column] > part->row_begin[to]) {
            part->row_coefficient[last[column] - 1] += coefficient;
        } else {
            part->row_column[end] = column;
            part->row_coefficient[end] = coefficient;
            last[column] = ++end;
        }
    }
    part->row_begin[to + 1] = end;
    part->row_lower[to] = knowledge->row_lower[row] - fixed;
    part->row_upper[to] = knowledge->row_upper[row] - fixed;
}

static void list_rows_of_columns(kk_part *part)
{
    for (uint32_t t = 0; t < part->row_begin[part->row_count]; t++) part->column_begin[part->row_column[t] + 2]++;
    for (size_t j = 0; j < part->column_count; j++) part->column_begin[j + 2] += part->column_begin[j + 1];
    for (uint32_t i = 0; i < part->row_count; i++)
        for (uint32_t t = part->row_begin[i]; t < part->row_begin[i + 1]; t++)
            part->column_row[part->column_begin[part->row_column[t] + 1]++] = i;
}

static size_t count_terms(const kk_knowledge *knowledge, const uint32_t *row, size_t row_count)
{
    size_t count = 0;
    for (size_t r = 0; r < row_count; r++) count += knowledge->row_begin[row[r] + 1] - knowledge->row_begin[row[r]];
    return count;
}

kk_status kk_part_make(const kk_knowledge *knowledge, const kk_components *components, size_t component,
                       kk_arena *arena, kk_part *out, kk_error *err)
{
    const uint32_t *row = components->row + components->row_begin[component];
    *out = (kk_part){
        .column_count = components->variable_begin[component + 1] - components->variable_begin[component],
        .row_count = components->row_begin[component + 1] - components->row_begin[component],
        .variable = components->variable + components->variable_begin[component],
    };
    size_t terms = count_terms(knowledge, row, out->row_count);
    uint32_t *last = kk_arena_alloc(arena, out->column_count, sizeof *last);
    if (terms > UINT32_MAX) return kk_fail(err, KK_ERR_INTERNAL, "too many figures hang together");
    if (last == NULL || !room_for(out, terms, arena)) return kk_fail_memory(err);
    for (size_t j = 0; j < out->column_count; j++) {
        out->lower[j] = knowledge->lower[out->variable[j]];
        out->upper[j] = knowledge->upper[out->variable[j]];
    }
    for (size_t i = 0; i < out->row_count; i++) copy_row(knowledge, components, row[i], i, out, last);
    list_rows_of_columns(out);
    return KK_OK;
}

/* ---- tables ---- */

static double clamp(double value, double lower, double upper)
{
    return value < lower ? lower : value > upper ? upper : value;
}

static double row_sum(const kk_part *part, size_t row, const double *table, double *largest)
{
    double sum = 0;
    *largest = 1;
    for (uint32_t t = part->row_begin[row]; t < part->row_begin[row + 1]; t++) {
        double term = part->row_coefficient[t] * table[part->row_column[t]];
        sum += term;
        if (fabs(term) > *largest) *largest = fabs(term);
    }
    return sum;
}

static double excess_of(const kk_part *part, size_t row, double sum)
{
    return sum - clamp(sum, part->row_lower[row], part->row_upper[row]);
}

double kk_part_row_sum(const kk_part *part, size_t row, const double *table)
{
    double largest;
    return row_sum(part, row, table, &largest);
}

bool kk_part_row_holds(const kk_part *part, size_t row, const double *table, double tolerance)
{
    double largest, sum = row_sum(part, row, table, &largest);
    return fabs(excess_of(part, row, sum)) <= tolerance * largest;
}

/* ---- relaxation ---- */

/* Σ coefficient² of the columns that a step against the excess does not push over a bound. */
static double room_to_move(const kk_part *part, size_t row, double excess, const double *table)
{
    double room = 0;
    for (uint32_t t = part->row_begin[row]; t < part->row_begin[row + 1]; t++) {
        uint32_t j = part->row_column[t];
        double a = part->row_coefficient[t];
        bool falls = a * excess > 0;
        if (falls ? table[j] > part->lower[j] : table[j] < part->upper[j]) room += a * a;
    }
    return room;
}

static bool project_on_row(const kk_part *part, size_t row, double tolerance, double *table)
{
    double largest, excess = excess_of(part, row, row_sum(part, row, table, &largest));
    if (fabs(excess) <= tolerance * largest) return true;
    double room = room_to_move(part, row, excess, table);
    if (room <= 0) return false;
    for (uint32_t t = part->row_begin[row]; t < part->row_begin[row + 1]; t++) {
        uint32_t j = part->row_column[t];
        double moved = table[j] - over * excess / room * part->row_coefficient[t];
        table[j] = clamp(moved, part->lower[j], part->upper[j]);
    }
    return false;
}

bool kk_part_relax(const kk_part *part, unsigned sweeps, double tolerance, double *table)
{
    for (size_t j = 0; j < part->column_count; j++) table[j] = clamp(table[j], part->lower[j], part->upper[j]);
    for (unsigned sweep = 0; sweep < sweeps; sweep++) {
        bool holds = true;
        for (size_t i = 0; i < part->row_count; i++) holds &= project_on_row(part, i, tolerance, table);
        if (holds) return true;
    }
    return false;
}
