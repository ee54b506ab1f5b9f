/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/locator_cells.h"

#include <math.h>

static const kk_cells first_column = 0x0101010101010101, first_row = 0xFF;

void kk_square_init(kk_square *square, const kk_locator *locator, kk_units corner, int shift)
{
    *square = (kk_square){.locator = locator, .corner = corner, .shift = shift};
    for (uint32_t i = 0; i <= KK_CELL_SIDE; i++) {
        kk_point p = kk_point_of(locator, corner.x + (i << shift), corner.y + (i << shift));
        square->x[i] = p.x;
        square->y[i] = p.y;
    }
}

/* Columns, or rows, from `low` to `high`. */
typedef struct span {
    int low, high;
} span;

static int clamped(int64_t units, uint32_t begin, int shift)
{
    int64_t index = (units - begin) >> shift;
    return index < 0 ? 0 : index >= KK_CELL_SIDE ? KK_CELL_SIDE - 1 : (int)index;
}

static span span_of(uint32_t a, uint32_t b, uint32_t begin, int shift)
{
    int64_t low = a < b ? a : b, high = a < b ? b : a;
    return (span){clamped(low - 1, begin, shift), clamped(high + 1, begin, shift)};
}

static kk_cells rows_of_column(int column, span rows)
{
    kk_cells all = (first_column << column) >> (8 * (KK_CELL_SIDE - 1 - (rows.high - rows.low)));
    return (all & (first_column << column)) << (8 * rows.low);
}

static kk_cells rectangle(span columns, span rows)
{
    kk_cells row = (first_row >> (KK_CELL_SIDE - 1 - (columns.high - columns.low))) << columns.low, cells = 0;
    for (int r = rows.low; r <= rows.high; r++) cells |= row << (8 * r);
    return cells;
}

/* Rows that the edge meets between two plumb lines. Rounding stays far below the unit by which they are widened. */
static span rows_between(const kk_square *square, kk_point a, kk_point b, double left, double right)
{
    double slope = (b.y - a.y) / (b.x - a.x), low = fmin(a.y, b.y), high = fmax(a.y, b.y);
    double from = fmin(fmax(a.y + (left - a.x) * slope, low), high);
    double to = fmin(fmax(a.y + (right - a.x) * slope, low), high);
    kk_units units_from = kk_units_of(square->locator, (kk_point){a.x, from});
    kk_units units_to = kk_units_of(square->locator, (kk_point){a.x, to});
    return span_of(units_from.y, units_to.y, square->corner.y, square->shift);
}

static kk_cells near_cells(const kk_square *square, kk_point a, kk_point b, span columns, span rows)
{
    if (columns.low == columns.high || rows.low == rows.high) return rectangle(columns, rows);
    kk_cells cells = 0;
    double unit = square->locator->unit.x;
    for (int c = columns.low; c <= columns.high; c++)
        cells |= rows_of_column(c, rows_between(square, a, b, square->x[c] - 2 * unit, square->x[c + 1] + 2 * unit));
    return cells;
}

static bool is_left_of_line(const kk_square *square, kk_point a, kk_point b, int column, int row)
{
    return kk_is_left(a, b, (kk_point){square->x[column], square->y[row]});
}

static kk_cells flipped_cells(const kk_square *square, kk_point a, kk_point b, span columns)
{
    kk_cells flips = 0;
    if ((a.y > square->y[0]) != (b.y > square->y[0])) {
        bool from = is_left_of_line(square, a, b, 0, 0);
        for (int c = 1; c < KK_CELL_SIDE; c++)
            if (is_left_of_line(square, a, b, c, 0) != from) flips ^= first_column << c;
    }
    for (int c = columns.low; c <= columns.high; c++) {
        if ((a.x > square->x[c]) == (b.x > square->x[c])) continue;
        bool from = is_left_of_line(square, a, b, c, 0);
        for (int r = 1; r < KK_CELL_SIDE; r++)
            if (is_left_of_line(square, a, b, c, r) != from) flips ^= (kk_cells)1 << (8 * r + c);
    }
    return flips;
}

kk_edge_cells kk_square_edge(const kk_square *square, kk_point a, kk_point b)
{
    kk_units at_a = kk_units_of(square->locator, a), at_b = kk_units_of(square->locator, b);
    span columns = span_of(at_a.x, at_b.x, square->corner.x, square->shift);
    span rows = span_of(at_a.y, at_b.y, square->corner.y, square->shift);
    /* Only of the first column and row are references on the lines that such an edge can cross. */
    if (columns.low == columns.high && rows.low == rows.high && columns.low > 0 && rows.low > 0)
        return (kk_edge_cells){(kk_cells)1 << (8 * rows.low + columns.low), 0};
    return (kk_edge_cells){near_cells(square, a, b, columns, rows), flipped_cells(square, a, b, columns)};
}
