/* SPDX-License-Identifier: EUPL-1.2 */
/* Vertices in a grid of square cells, to find those in a box. */
#ifndef KK_GEO_VERTEX_GRID_H
#define KK_GEO_VERTEX_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct kk_box {
    double left, low, right, high;
} kk_box;

typedef struct kk_vertex_grid {
    const double *xy;
    double left, low, per_m; /* of the first cell; cells to a metre */
    size_t columns, rows;
    uint32_t *head; /* of each cell the last vertex that was added, + 1; 0: none */
    uint32_t *next; /* of each vertex the one that was added to its cell before, + 1 */
} kk_vertex_grid;

/* For some `expected` of the `count` vertices xy. False when memory runs out; to be cleared then too. */
bool kk_vertex_grid_init(kk_vertex_grid *grid, const double *xy, size_t count, size_t expected, int threads);
/* An empty one for the same vertices, of cells so many times as wide. */
bool kk_vertex_grid_like(kk_vertex_grid *grid, const kk_vertex_grid *other, size_t count, size_t wider);
void kk_vertex_grid_clear(kk_vertex_grid *grid);
/* From any thread; in a cell they are in any order. */
void kk_vertex_grid_add(kk_vertex_grid *grid, uint32_t vertex);
/* Takes out what shares a cell with the vertex. */
void kk_vertex_grid_empty(kk_vertex_grid *grid, uint32_t vertex);

/* Calls `visit` for each vertex in the box, its edge included, until it says true; whether it did. */
typedef bool kk_vertex_visit(const void *context, uint32_t vertex);
bool kk_vertex_grid_find(const kk_vertex_grid *grid, kk_box box, kk_vertex_visit *visit, const void *context);

#endif
