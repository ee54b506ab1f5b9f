/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/tableau.h"

#include "kk/arena.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LANES = 8, LARGE = 4096, TRIED_MAX = 8 };
static const double nothing = 1e-9, pivot_share = 0.3;

void kk_tableau_free(kk_tableau *of)
{
    free(of->cell);
    free(of->lower);
    free(of->upper);
    free(of->value);
    free(of->scale);
    free(of->basic);
    free(of->free);
    free(of->place);
    free(of->is_basic);
    free(of->step);
    free(of->row_lower);
    free(of->row_upper);
    free(of->row_value);
    free(of->entering);
    *of = (kk_tableau){0};
}

/* ---- pivots ---- */

static double *column_of(const kk_tableau *of, size_t column)
{
    return of->cell + column * of->stride;
}

#define KERNEL __attribute__((target_clones("avx512f", "avx2", "default")))

KERNEL static void add_multiple(double *restrict to, const double *restrict from, double factor, size_t count)
{
#pragma omp simd
    for (size_t i = 0; i < count; i++) to[i] += factor * from[i];
}

static void swap_names(kk_tableau *of, size_t row, size_t column)
{
    uint32_t leaving = of->basic[row], entering = of->free[column];
    of->value[leaving] = of->row_value[row];
    of->row_value[row] = of->value[entering];
    of->row_lower[row] = of->lower[entering];
    of->row_upper[row] = of->upper[entering];
    of->basic[row] = entering;
    of->free[column] = leaving;
    of->place[entering] = (uint32_t)row;
    of->place[leaving] = (uint32_t)column;
    of->is_basic[entering] = true;
    of->is_basic[leaving] = false;
}

/* Values stay as they are: what changes is which of them follow from the
 * others. */
static void pivot(kk_tableau *of, size_t row, size_t column)
{
    double *entering = column_of(of, column), *old = of->entering;
    double inverse = 1 / entering[row];
    memcpy(old, entering, of->row_count * sizeof *old);
    for (size_t k = 0; k < of->column_count; k++) {
        double *cell = column_of(of, k), factor = -cell[row] * inverse;
        if (factor == 0 || k == column) continue;
        add_multiple(cell, old, factor, of->row_count);
        cell[row] = factor;
    }
    for (size_t i = 0; i < of->row_count; i++) entering[i] = old[i] * inverse;
    entering[row] = inverse;
    swap_names(of, row, column);
}

/* ---- loading ---- */

static bool has_room(kk_tableau *of, size_t variables, size_t cells)
{
    if (cells > of->cell_capacity) {
        free(of->cell);
        of->cell = malloc(cells * sizeof *of->cell);
        of->cell_capacity = of->cell == NULL ? 0 : cells;
    }
    if (variables > of->variable_capacity) {
        double **const numbers[] = {&of->lower,    &of->upper,     &of->value,     &of->scale,    &of->step,
                                    &of->entering, &of->row_lower, &of->row_upper, &of->row_value};
        uint32_t **const names[] = {&of->basic, &of->free, &of->place};
        bool ready = (of->is_basic = realloc(of->is_basic, variables)) != NULL;
        for (size_t a = 0; a < sizeof numbers / sizeof *numbers; a++)
            ready &= (*numbers[a] = realloc(*numbers[a], variables * sizeof(double))) != NULL;
        for (size_t a = 0; a < 3; a++) ready &= (*names[a] = realloc(*names[a], variables * sizeof(uint32_t))) != NULL;
        of->variable_capacity = ready ? variables : 0;
    }
    return of->cell != NULL && of->variable_capacity > 0;
}

/* Powers of two, so that nothing is rounded. */
static double scale_for(double size)
{
    int power;
    if (!(size > LARGE)) return 1;
    (void)frexp(size / LARGE, &power);
    return ldexp(1, power);
}

void kk_tableau_set_column(kk_tableau *of, size_t k, double lower, double upper, double size)
{
    double scale = of->scale[k] = scale_for(size);
    of->lower[k] = lower / scale;
    of->upper[k] = upper / scale;
}

void kk_tableau_set_term(kk_tableau *of, size_t row, size_t column, double coefficient)
{
    double *largest = &of->scale[of->column_count + row], *cell = &column_of(of, column)[row];
    *cell = coefficient * of->scale[column];
    *largest = fmax(*largest, fabs(*cell));
}

void kk_tableau_set_row(kk_tableau *of, size_t row, double lower, double upper)
{
    size_t sum = of->column_count + row;
    double scale = of->scale[sum] = scale_for(of->scale[sum] * LARGE);
    for (size_t k = 0; k < of->column_count && scale > 1; k++) column_of(of, k)[row] /= scale;
    of->row_lower[row] = of->lower[sum] = lower / scale;
    of->row_upper[row] = of->upper[sum] = upper / scale;
}

/* Of the cells of a row that are not small beside others, the one whose
   variable has most room: that stops others least. column_count where there is
   none. */
static size_t roomiest(const kk_tableau *of, size_t row)
{
    double largest = nothing, room = -1;
    size_t found = of->column_count;
    for (size_t k = 0; k < of->column_count; k++)
        if (fabs(column_of(of, k)[row]) > largest) largest = fabs(column_of(of, k)[row]);
    double least = fmax(pivot_share * largest, 2 * nothing);
    for (size_t k = 0; k < of->column_count; k++) {
        double has = of->upper[of->free[k]] - of->lower[of->free[k]];
        if (!(fabs(column_of(of, k)[row]) >= least) || !(has > room)) continue;
        room = has;
        found = k;
    }
    return found;
}

static void drop_column(kk_tableau *of, size_t column)
{
    size_t last = --of->column_count;
    if (column == last) return;
    memcpy(column_of(of, column), column_of(of, last), of->row_count * sizeof *of->cell);
    of->free[column] = of->free[last];
    of->place[of->free[column]] = (uint32_t)column;
}

/* The sum of an equation does not move: out of the basis it is a column of no
 * use. */
static void drop_equations(kk_tableau *of)
{
    for (size_t i = 0; i < of->row_count; i++) {
        uint32_t sum = of->basic[i];
        if (of->lower[sum] < 0 || of->upper[sum] > 0) continue;
        size_t column = roomiest(of, i);
        if (column == of->column_count) continue;
        pivot(of, i, column);
        drop_column(of, column);
    }
}

kk_status kk_tableau_begin(kk_tableau *of, size_t columns, size_t rows, kk_error *err)
{
    size_t variables = columns + rows, stride = (rows + LANES - 1) / LANES * LANES, cells = columns * stride;
    if (!has_room(of, variables + 1, cells + 1)) return kk_fail_memory(err);
    of->column_count = columns;
    of->row_count = rows;
    of->variable_count = variables;
    of->stride = stride;
    memset(of->cell, 0, cells * sizeof *of->cell);
    memset(of->value, 0, variables * sizeof *of->value);
    memset(of->row_value, 0, rows * sizeof *of->row_value);
    memset(of->scale, 0, variables * sizeof *of->scale);
    for (size_t k = 0; k < variables; k++) {
        of->is_basic[k] = k >= columns;
        of->place[k] = (uint32_t)(k < columns ? k : k - columns);
        (k < columns ? of->free : of->basic)[of->place[k]] = (uint32_t)k;
    }
    return KK_OK;
}

void kk_tableau_ready(kk_tableau *of)
{
    drop_equations(of);
}

void kk_tableau_bound_column(kk_tableau *of, size_t column, double lower, double upper)
{
    of->lower[column] = lower / of->scale[column];
    of->upper[column] = upper / of->scale[column];
    if (!of->is_basic[column]) return;
    of->row_lower[of->place[column]] = of->lower[column];
    of->row_upper[of->place[column]] = of->upper[column];
}

void kk_tableau_copy(kk_tableau *to, const kk_tableau *from)
{
    size_t variables = from->variable_count;
    to->column_count = from->column_count;
    to->row_count = from->row_count;
    to->variable_count = variables;
    to->stride = from->stride;
    memcpy(to->cell, from->cell, from->column_count * from->stride * sizeof *to->cell);
    memcpy(to->lower, from->lower, variables * sizeof *to->lower);
    memcpy(to->upper, from->upper, variables * sizeof *to->upper);
    memcpy(to->value, from->value, variables * sizeof *to->value);
    memcpy(to->scale, from->scale, variables * sizeof *to->scale);
    memcpy(to->row_lower, from->row_lower, from->row_count * sizeof *to->row_lower);
    memcpy(to->row_upper, from->row_upper, from->row_count * sizeof *to->row_upper);
    memcpy(to->row_value, from->row_value, from->row_count * sizeof *to->row_value);
    memcpy(to->basic, from->basic, from->row_count * sizeof *to->basic);
    memcpy(to->free, from->free, from->column_count * sizeof *to->free);
    memcpy(to->place, from->place, variables * sizeof *to->place);
    memcpy(to->is_basic, from->is_basic, variables * sizeof *to->is_basic);
}

/* ---- steps ---- */

typedef struct exchange {
    size_t column, row; /* row_count: the column goes to its other bound */
    double way, step;
} exchange;

/* How far each basic variable lets the column go; the least of it. */
KERNEL static double list_steps(const kk_tableau *of, const double *restrict cell, double way)
{
    const double *restrict lower = of->row_lower, *restrict upper = of->row_upper, *restrict value = of->row_value;
    double *restrict step = of->step, least = INFINITY;
#pragma omp simd reduction(min : least)
    for (size_t i = 0; i < of->row_count; i++) {
        double rate = way * cell[i], bound = rate > 0 ? upper[i] : lower[i];
        double far = (bound - value[i]) / rate;
        far = far > 0 ? far : 0;
        step[i] = fabs(rate) > nothing ? far : INFINITY;
        least = step[i] < least ? step[i] : least;
    }
    return least;
}

/* The least step; where steps are the same, by the largest cell, or by the
 * least variable. */
static exchange try_column(const kk_tableau *of, size_t column, double way, bool by_index)
{
    uint32_t entering = of->free[column];
    const double *cell = column_of(of, column);
    double room = way > 0 ? of->upper[entering] - of->value[entering] : of->value[entering] - of->lower[entering];
    double least = list_steps(of, cell, way);
    exchange found = {column, of->row_count, way, least < room ? least : room};
    for (size_t i = 0; i < of->row_count && least < room; i++) {
        if (of->step[i] > least) continue;
        bool is_first = found.row == of->row_count;
        if (is_first || (by_index ? of->basic[i] < of->basic[found.row] : fabs(cell[i]) > fabs(cell[found.row])))
            found.row = i;
    }
    return found;
}

static void take(kk_tableau *of, const exchange *chosen)
{
    const double *cell = column_of(of, chosen->column);
    double moved = chosen->way * chosen->step;
    uint32_t entering = of->free[chosen->column];
    if (moved != 0) add_multiple(of->row_value, cell, moved, of->row_count);
    of->value[entering] += moved;
    if (chosen->row == of->row_count) {
        of->value[entering] = chosen->way > 0 ? of->upper[entering] : of->lower[entering];
        return;
    }
    uint32_t leaving = of->basic[chosen->row];
    of->row_value[chosen->row] = chosen->way * cell[chosen->row] > 0 ? of->upper[leaving] : of->lower[leaving];
    pivot(of, chosen->row, chosen->column);
}

static double value_of(const kk_tableau *of, uint32_t variable)
{
    return of->is_basic[variable] ? of->row_value[of->place[variable]] : of->value[variable];
}

static bool can_move(const kk_tableau *of, uint32_t variable, double way)
{
    double value = value_of(of, variable);
    return way > 0 ? value < of->upper[variable] - nothing : value > of->lower[variable] + nothing;
}

/* Of the columns that push the row that way, the one that pushes it most. */
static bool choose(const kk_tableau *of, size_t row, int way, bool stalled, exchange *chosen)
{
    double most = -1;
    uint32_t least = UINT32_MAX;
    unsigned tried = 0;
    for (size_t k = 0; k < of->column_count && tried < TRIED_MAX; k++) {
        double rate = column_of(of, k)[row], sign = way * rate > 0 ? 1 : -1;
        if (fabs(rate) <= nothing || !can_move(of, of->free[k], sign) || (stalled && of->free[k] > least)) continue;
        exchange next = try_column(of, k, sign, stalled);
        double gain = fabs(rate) * next.step;
        tried += !stalled && next.step > 0;
        if (!stalled && gain <= most) continue;
        most = gain;
        least = of->free[k];
        *chosen = next;
    }
    return most >= 0;
}

kk_tableau_move kk_tableau_push(kk_tableau *of, size_t column, int way, bool stalled)
{
    exchange chosen = {0};
    uint32_t variable = (uint32_t)column;
    if (!can_move(of, variable, way)) return KK_TABLEAU_END;
    if (!of->is_basic[variable])
        chosen = try_column(of, of->place[variable], way, stalled);
    else if (!choose(of, of->place[variable], way, stalled, &chosen))
        return KK_TABLEAU_END;
    if (isinf(chosen.step)) return KK_TABLEAU_RAY;
    take(of, &chosen);
    return KK_TABLEAU_MOVED;
}

double kk_tableau_difference(const kk_tableau *of, size_t column)
{
    return value_of(of, (uint32_t)column) * of->scale[column];
}

double kk_tableau_limit(const kk_tableau *of, size_t column, int way)
{
    const double *end = way > 0 ? of->upper : of->lower;
    if (!of->is_basic[column]) return end[column] * of->scale[column];
    double sum = 0;
    for (size_t k = 0; k < of->column_count; k++) {
        double rate = column_of(of, k)[of->place[column]];
        double bound = way * rate > 0 ? of->upper[of->free[k]] : of->lower[of->free[k]];
        if (isfinite(bound) || fabs(rate) > nothing) sum += rate == 0 ? 0 : rate * bound;
    }
    return (way > 0 ? fmin(sum, end[column]) : fmax(sum, end[column])) * of->scale[column];
}
