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
    free(of->entering);
    *of = (kk_tableau){0};
}

/* ---- pivots ---- */

static double *column_of(const kk_tableau *of, size_t column)
{
    return of->cell + column * of->stride;
}

static void add_multiple(double *restrict to, const double *restrict from, double factor, size_t count)
{
#pragma omp simd
    for (size_t i = 0; i < count; i++) to[i] += factor * from[i];
}

static void swap_names(kk_tableau *of, size_t row, size_t column)
{
    uint32_t leaving = of->basic[row], entering = of->free[column];
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
        double **const numbers[] = {&of->lower, &of->upper, &of->value, &of->scale, &of->step, &of->entering};
        uint32_t **const names[] = {&of->basic, &of->free, &of->place};
        bool ready = (of->is_basic = realloc(of->is_basic, variables)) != NULL;
        for (size_t a = 0; a < 6; a++)
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

static void load_columns(kk_tableau *of, const kk_region *region, const double *table)
{
    for (size_t k = 0; k < of->column_count; k++) {
        double scale = of->scale[k] = scale_for(fabs(table[region->column[k]]));
        kk_region_room_of_column(region, k, table, &of->lower[k], &of->upper[k]);
        of->lower[k] /= scale;
        of->upper[k] /= scale;
        of->free[k] = of->place[k] = (uint32_t)k;
        of->is_basic[k] = false;
    }
}

static double largest_term(const kk_tableau *of, const kk_region *region, uint32_t row)
{
    const kk_part *part = region->part;
    double largest = 0;
    for (uint32_t t = part->row_begin[row]; t < part->row_begin[row + 1]; t++) {
        uint32_t place = region->place_of_column[part->row_column[t]];
        if (place != 0) largest = fmax(largest, fabs(part->row_coefficient[t]) * of->scale[place - 1]);
    }
    return largest;
}

static void load_row(kk_tableau *of, const kk_region *region, kk_region_view view, size_t i, const double *table)
{
    const kk_part *part = region->part;
    uint32_t row = region->row[i];
    size_t sum = of->column_count + i;
    double scale = of->scale[sum] = scale_for(largest_term(of, region, row) * LARGE);
    for (uint32_t t = part->row_begin[row]; t < part->row_begin[row + 1]; t++) {
        uint32_t place = region->place_of_column[part->row_column[t]];
        if (place == 0) continue;
        column_of(of, place - 1)[i] = part->row_coefficient[t] * of->scale[place - 1] / scale;
    }
    kk_region_room_of_row(region, view, i, table, &of->lower[sum], &of->upper[sum]);
    of->lower[sum] /= scale;
    of->upper[sum] /= scale;
    of->basic[i] = (uint32_t)sum;
    of->place[sum] = (uint32_t)i;
    of->is_basic[sum] = true;
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

kk_status kk_tableau_load(kk_tableau *of, const kk_region *region, kk_region_view view, const double *table,
                          kk_error *err)
{
    size_t variables = region->column_count + region->row_count;
    size_t stride = (region->row_count + LANES - 1) / LANES * LANES, cells = region->column_count * stride;
    if (!has_room(of, variables + 1, cells + 1)) return kk_fail_memory(err);
    of->column_count = region->column_count;
    of->row_count = region->row_count;
    of->stride = stride;
    memset(of->cell, 0, cells * sizeof *of->cell);
    memset(of->value, 0, variables * sizeof *of->value);
    load_columns(of, region, table);
    for (size_t i = 0; i < of->row_count; i++) load_row(of, region, view, i, table);
    drop_equations(of);
    return KK_OK;
}

/* ---- steps ---- */

typedef struct exchange {
    size_t column, row; /* row_count: the column goes to its other bound */
    double way, step;
} exchange;

/* How far each basic variable lets the column go. */
static void list_steps(const kk_tableau *of, const double *restrict cell, double way)
{
    double *restrict step = of->step;
    for (size_t i = 0; i < of->row_count; i++) {
        double rate = way * cell[i];
        uint32_t variable = of->basic[i];
        double bound = rate > 0 ? of->upper[variable] : of->lower[variable];
        step[i] = fabs(rate) > nothing ? (bound - of->value[variable]) / rate : INFINITY;
    }
}

/* The least step; where steps are the same, by the largest cell, or by the
 * least variable. */
static exchange try_column(const kk_tableau *of, size_t column, double way, bool by_index)
{
    uint32_t entering = of->free[column];
    const double *cell = column_of(of, column);
    double room = way > 0 ? of->upper[entering] - of->value[entering] : of->value[entering] - of->lower[entering];
    exchange found = {column, of->row_count, way, room};
    list_steps(of, cell, way);
    for (size_t i = 0; i < of->row_count; i++) {
        double step = of->step[i] > 0 ? of->step[i] : 0;
        if (step > found.step || isinf(step)) continue;
        bool same = step == found.step && found.row < of->row_count;
        if (step == found.step && found.row == of->row_count) continue;
        bool better = by_index ? of->basic[i] < of->basic[found.row] : fabs(cell[i]) > fabs(cell[found.row]);
        if (!same || better) found.row = i;
        found.step = step;
    }
    return found;
}

static void take(kk_tableau *of, const exchange *chosen)
{
    const double *cell = column_of(of, chosen->column);
    double moved = chosen->way * chosen->step;
    uint32_t entering = of->free[chosen->column];
    if (moved != 0)
        for (size_t i = 0; i < of->row_count; i++) of->value[of->basic[i]] += moved * cell[i];
    of->value[entering] += moved;
    if (chosen->row == of->row_count) {
        of->value[entering] = chosen->way > 0 ? of->upper[entering] : of->lower[entering];
        return;
    }
    uint32_t leaving = of->basic[chosen->row];
    of->value[leaving] = chosen->way * cell[chosen->row] > 0 ? of->upper[leaving] : of->lower[leaving];
    pivot(of, chosen->row, chosen->column);
}

static bool can_move(const kk_tableau *of, uint32_t variable, double way)
{
    double value = of->value[variable];
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
    return of->value[column] * of->scale[column];
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
