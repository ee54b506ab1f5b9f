/* SPDX-License-Identifier: EUPL-1.2 */
/* Tables of rows × columns with totals, as tasks of protection. Row and column 0 are the totals. */
#ifndef KK_TESTS_TWO_WAY_H
#define KK_TESTS_TWO_WAY_H

#include "unit/check.h"

#include "kk/protection.h"

enum { SIDE_MAX = 8, CELLS_MAX = SIDE_MAX * SIDE_MAX };

typedef struct two_way {
    uint32_t rows, columns; /* with the totals */
    double truth[CELLS_MAX], lower[CELLS_MAX], upper[CELLS_MAX], weight[CELLS_MAX];
    bool is_whole[CELLS_MAX];
    size_t row_begin[2 * SIDE_MAX + 1];
    uint32_t row_variable[2 * CELLS_MAX];
    double row_coefficient[2 * CELLS_MAX], zero[2 * SIDE_MAX];
    kk_demand demand[CELLS_MAX];
    kk_knowledge knowledge;
    kk_protection_task task;
} two_way;

static inline uint32_t two_way_cell(const two_way *t, uint32_t row, uint32_t column)
{
    return row * t->columns + column;
}

static inline void two_way_sum(two_way *t, uint32_t first, uint32_t step, uint32_t count)
{
    size_t end = t->row_begin[t->knowledge.row_count];
    for (uint32_t i = 0; i < count; i++) {
        t->row_variable[end] = first + i * step;
        t->row_coefficient[end++] = i == 0 ? -1 : 1;
    }
    t->row_begin[++t->knowledge.row_count] = end;
}

/* `inner` row by row, without totals; all may be hidden, at a weight of the value, and are known to be ≥ 0. */
static inline void two_way_make(two_way *t, uint32_t rows, uint32_t columns, const double *inner)
{
    *t = (two_way){.rows = rows + 1, .columns = columns + 1};
    for (uint32_t i = 0; i < rows * columns; i++) {
        uint32_t row = i / columns + 1, column = i % columns + 1;
        t->truth[two_way_cell(t, row, column)] = inner[i];
        t->truth[two_way_cell(t, row, 0)] += inner[i];
        t->truth[two_way_cell(t, 0, column)] += inner[i];
        t->truth[0] += inner[i];
    }
    for (uint32_t j = 0; j < t->rows * t->columns; j++) {
        t->upper[j] = INFINITY;
        t->is_whole[j] = true;
        t->weight[j] = t->truth[j];
    }
    for (uint32_t row = 0; row < t->rows; row++) two_way_sum(t, two_way_cell(t, row, 0), 1, t->columns);
    for (uint32_t column = 0; column < t->columns; column++) two_way_sum(t, column, t->columns, t->rows);
    t->knowledge.variable_count = t->rows * t->columns;
    t->knowledge.core_row_count = t->knowledge.row_count;
    t->knowledge.lower = t->lower;
    t->knowledge.upper = t->upper;
    t->knowledge.is_whole = t->is_whole;
    t->knowledge.row_begin = t->row_begin;
    t->knowledge.row_variable = t->row_variable;
    t->knowledge.row_coefficient = t->row_coefficient;
    t->knowledge.row_lower = t->knowledge.row_upper = t->zero;
    t->task = (kk_protection_task){&t->knowledge, t->truth, t->weight, t->demand, 0};
}

static inline void two_way_hide(two_way *t, uint32_t cell, double width)
{
    t->weight[cell] = 0;
    t->demand[t->task.demand_count++] = (kk_demand){cell, width, 0};
}

/* What is known when this is hidden; it points to `lower` and `upper`. */
static inline kk_knowledge two_way_released(const two_way *t, const bool *hide, double *lower, double *upper)
{
    kk_knowledge known = t->knowledge;
    for (size_t j = 0; j < known.variable_count; j++) {
        bool is_hidden = hide[j] || t->weight[j] == 0;
        lower[j] = is_hidden ? t->lower[j] : t->truth[j];
        upper[j] = is_hidden ? t->upper[j] : t->truth[j];
    }
    known.lower = lower;
    known.upper = upper;
    return known;
}

#endif
