/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What one edge means to the 8 × 8 cells of a square of the box: which it comes near, and which references lie on the
 * other side of it than that of the square itself.
 */
#ifndef KK_GEO_LOCATOR_CELLS_H
#define KK_GEO_LOCATOR_CELLS_H

#include "geo/locator.h"

/* A set of cells: bit 8·row + column. */
typedef uint64_t kk_cells;
_Static_assert(KK_CELL_COUNT == 64, "a set of cells is one word");

/* A square of cells of 2^shift units each, its lower left corner at `corner`. */
typedef struct kk_square {
    const kk_locator *locator;
    kk_units corner;
    int shift;
    double x[KK_CELL_SIDE + 1], y[KK_CELL_SIDE + 1]; /* the lines between the columns, between the rows */
} kk_square;

void kk_square_init(kk_square *square, const kk_locator *locator, kk_units corner, int shift);

typedef struct kk_edge_cells {
    kk_cells near;  /* the edge comes within a unit: points in these cells have to mind it */
    kk_cells flips; /* the path from the square's reference to the cell's, level and then plumb, crosses the edge */
} kk_edge_cells;

/* Cost: O(1) for an edge within a cell, O(8) for any other. */
kk_edge_cells kk_square_edge(const kk_square *square, kk_point a, kk_point b);

#endif
