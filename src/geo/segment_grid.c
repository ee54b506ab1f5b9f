/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/segment_grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS_PER_SEGMENT = 2, COLUMNS_MAX = 1 << 14 };

typedef struct span {
    size_t low, high;
} span;

/* ---- the segments ---- */

static void add_ring(kk_segment_grid *grid, const double *xy, size_t points, uint32_t area)
{
    for (size_t q = 0; q + 1 < points; q++, xy += 2) {
        bool is_finite = isfinite(xy[0]) && isfinite(xy[1]) && isfinite(xy[2]) && isfinite(xy[3]);
        if (is_finite) grid->segment[grid->segment_count++] = (kk_segment){{{xy[0], xy[1]}, {xy[2], xy[3]}}, area};
    }
}

static void add_area(kk_segment_grid *grid, const kk_polygons *shape, uint32_t area)
{
    for (uint32_t part = shape->part_begin[area]; part < shape->part_begin[area + 1]; part++) {
        for (uint32_t ring = shape->ring_begin[part]; ring < shape->ring_begin[part + 1]; ring++) {
            uint32_t begin = shape->point_begin[ring], end = shape->point_begin[ring + 1];
            add_ring(grid, shape->xy + 2 * (size_t)begin, end - begin, area);
        }
    }
}

/* ---- the cells ---- */

static size_t lines_of(double extent, double side)
{
    return (size_t)fmin(floor(extent / side) + 1, COLUMNS_MAX);
}

/* Cells are never narrower than the reach, lest one segment lie in a great many. */
static void lay_out(kk_segment_grid *grid, double reach)
{
    double left = INFINITY, low = INFINITY, right = -INFINITY, high = -INFINITY;
    for (size_t s = 0; s < grid->segment_count; s++) {
        kk_point begin = grid->segment[s].end[0]; /* each end is where another segment begins */
        left = fmin(left, begin.x);
        right = fmax(right, begin.x);
        low = fmin(low, begin.y);
        high = fmax(high, begin.y);
    }
    if (grid->segment_count == 0) left = right = low = high = 0;
    double width = right - left, height = high - low, cells = CELLS_PER_SEGMENT * (double)(grid->segment_count + 1);
    double side = fmax(sqrt(width * height / cells), fmax(width, height) / COLUMNS_MAX);
    grid->side = fmax(fmax(side, 2 * reach), 1e-3);
    grid->left = left;
    grid->low = low;
    grid->columns = lines_of(width, grid->side);
    grid->rows = lines_of(height, grid->side);
    grid->cell_count = grid->columns * grid->rows;
    /* Half of it on either side; the remainder is for rounding. */
    grid->reach = reach / 2 + 1e-6 * grid->side;
}

static size_t clamped(double place, size_t count)
{
    return place < 0 ? 0 : place >= (double)count ? count - 1 : (size_t)place;
}

static span span_of(const kk_segment_grid *grid, double a, double b, double begin, size_t count)
{
    double low = fmin(a, b) - grid->reach, high = fmax(a, b) + grid->reach;
    return (span){clamped((low - begin) / grid->side, count), clamped((high - begin) / grid->side, count)};
}

/* The rows that the segment comes near within a column. */
static span rows_in_column(const kk_segment_grid *grid, const kk_segment *segment, size_t column)
{
    kk_point a = segment->end[0], b = segment->end[1];
    double dx = b.x - a.x, dy = b.y - a.y;
    double from = grid->left + (double)column * grid->side - grid->reach, to = from + grid->side + 2 * grid->reach;
    double t = dx == 0 ? 0 : (from - a.x) / dx, u = dx == 0 ? 1 : (to - a.x) / dx;
    t = fmin(fmax(t, 0), 1);
    u = fmin(fmax(u, 0), 1);
    return span_of(grid, a.y + t * dy, a.y + u * dy, grid->low, grid->rows);
}

/* Counts the cells of a segment, or where `member` is there, files it in them: counts go down again. */
static void visit_cells(kk_segment_grid *grid, uint32_t s)
{
    const kk_segment *segment = &grid->segment[s];
    span columns = span_of(grid, segment->end[0].x, segment->end[1].x, grid->left, grid->columns);
    for (size_t column = columns.low; column <= columns.high; column++) {
        span rows = rows_in_column(grid, segment, column);
        uint32_t *count = grid->begin + column * grid->rows;
        for (size_t row = rows.low; row <= rows.high; row++) {
            if (grid->member == NULL)
                count[row]++;
            else
                grid->member[--count[row]] = s;
        }
    }
}

static bool fill_cells(kk_segment_grid *grid)
{
    grid->begin = calloc(grid->cell_count + 1, sizeof *grid->begin);
    if (grid->begin == NULL) return false;
    for (size_t s = 0; s < grid->segment_count; s++) visit_cells(grid, (uint32_t)s);
    uint32_t sum = 0;
    for (size_t cell = 0; cell < grid->cell_count; cell++) grid->begin[cell] = sum += grid->begin[cell];
    grid->begin[grid->cell_count] = sum;
    grid->member = malloc(((size_t)sum + 1) * sizeof *grid->member);
    if (grid->member == NULL) return false;
    for (size_t s = grid->segment_count; s-- > 0;) visit_cells(grid, (uint32_t)s);
    return true;
}

kk_status kk_segment_grid_init(kk_segment_grid *grid, const kk_level *level, double reach, kk_error *err)
{
    *grid = (kk_segment_grid){.segment = malloc((level->shape.point_count + 1) * sizeof *grid->segment)};
    if (grid->segment == NULL) return kk_fail_memory(err);
    for (uint32_t area = 0; area < level->count; area++)
        if (!level->water[area]) add_area(grid, &level->shape, area);
    lay_out(grid, reach);
    return fill_cells(grid) ? KK_OK : kk_fail_memory(err);
}

void kk_segment_grid_clear(kk_segment_grid *grid)
{
    free(grid->segment);
    free(grid->begin);
    free(grid->member);
    *grid = (kk_segment_grid){0};
}
