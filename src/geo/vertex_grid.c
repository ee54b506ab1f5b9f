/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/vertex_grid.h"
#include "kk/arena.h"

#include <math.h>
#include <stdlib.h>

enum { EACH = 2 }; /* vertices to a cell */

static size_t cells_along(double length, double per_m)
{
    return (size_t)(length * per_m) + 1;
}

static kk_box box_of(const double *xy, size_t count, int threads)
{
    double left = INFINITY, low = INFINITY, right = -INFINITY, high = -INFINITY;
#pragma omp parallel for num_threads(threads) reduction(min : left, low) reduction(max : right, high)
    for (size_t i = 0; i < count; i++) {
        double x = xy[2 * i], y = xy[2 * i + 1];
        left = x < left ? x : left;
        low = y < low ? y : low;
        right = x > right ? x : right;
        high = y > high ? y : high;
    }
    return (kk_box){left, low, right, high};
}

static bool allocate(kk_vertex_grid *grid, size_t count)
{
    grid->head = kk_zeroed(grid->columns * grid->rows, sizeof *grid->head);
    grid->next = calloc(count + 1, sizeof *grid->next);
    return grid->head != NULL && grid->next != NULL;
}

bool kk_vertex_grid_init(kk_vertex_grid *grid, const double *xy, size_t count, size_t expected, int threads)
{
    kk_box all = box_of(xy, count, threads);
    double width = count == 0 ? 0 : all.right - all.left, height = count == 0 ? 0 : all.high - all.low;
    double side = sqrt(width * height * EACH / ((double)expected + 1));
    side = fmax(side, fmax(width, height) / ((double)expected + 1));
    *grid = (kk_vertex_grid){.xy = xy, .left = all.left, .low = all.low, .per_m = side > 0 ? 1 / side : 1};
    grid->columns = cells_along(width, grid->per_m);
    grid->rows = cells_along(height, grid->per_m);
    return allocate(grid, count);
}

bool kk_vertex_grid_like(kk_vertex_grid *grid, const kk_vertex_grid *other, size_t count, size_t wider)
{
    *grid = *other;
    grid->per_m /= (double)wider;
    grid->columns = (grid->columns + wider - 1) / wider;
    grid->rows = (grid->rows + wider - 1) / wider;
    return allocate(grid, count);
}

void kk_vertex_grid_clear(kk_vertex_grid *grid)
{
    free(grid->head);
    free(grid->next);
    *grid = (kk_vertex_grid){0};
}

static size_t cell_at(double at, double begin, double per_m, size_t cells)
{
    double cell = (at - begin) * per_m;
    return cell <= 0 ? 0 : cell >= (double)(cells - 1) ? cells - 1 : (size_t)cell;
}

static size_t cell_of(const kk_vertex_grid *grid, uint32_t vertex)
{
    const double *p = &grid->xy[2 * (size_t)vertex];
    return cell_at(p[1], grid->low, grid->per_m, grid->rows) * grid->columns +
           cell_at(p[0], grid->left, grid->per_m, grid->columns);
}

void kk_vertex_grid_add(kk_vertex_grid *grid, uint32_t vertex)
{
    uint32_t *head = &grid->head[cell_of(grid, vertex)], before;
#pragma omp atomic capture
    {
        before = *head;
        *head = vertex + 1;
    }
    grid->next[vertex] = before;
}

void kk_vertex_grid_empty(kk_vertex_grid *grid, uint32_t vertex)
{
    grid->head[cell_of(grid, vertex)] = 0;
}

static bool find_in_cell(const kk_vertex_grid *grid, size_t cell, kk_box box, kk_vertex_visit *visit,
                         const void *context)
{
    for (uint32_t v = grid->head[cell]; v != 0; v = grid->next[v - 1]) {
        const double *p = &grid->xy[2 * (size_t)(v - 1)];
        if (p[0] < box.left || p[0] > box.right || p[1] < box.low || p[1] > box.high) continue;
        if (visit(context, v - 1)) return true;
    }
    return false;
}

bool kk_vertex_grid_find(const kk_vertex_grid *grid, kk_box box, kk_vertex_visit *visit, const void *context)
{
    size_t left = cell_at(box.left, grid->left, grid->per_m, grid->columns);
    size_t right = cell_at(box.right, grid->left, grid->per_m, grid->columns);
    size_t low = cell_at(box.low, grid->low, grid->per_m, grid->rows);
    size_t high = cell_at(box.high, grid->low, grid->per_m, grid->rows);
    for (size_t row = low; row <= high; row++)
        for (size_t column = left; column <= right; column++)
            if (find_in_cell(grid, row * grid->columns + column, box, visit, context)) return true;
    return false;
}
