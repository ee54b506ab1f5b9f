/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The index of kk_locator: a tree of cells, each of 8 × 8 cells, over the box of all boundaries.
 *
 * A cell that no boundary touches holds its answer. Any other is divided until few edges are left; then it holds runs
 * of edges, area by area, and for each area whether it covers the cell's reference, its lower left corner moved by (ε²,
 * ε). A point is in the area when the path to the reference, level and then plumb, crosses the area's edges in the cell
 * an even number of times and the reference is in it, or odd and it is not (kk_is_left decides each crossing exactly).
 *
 * Coordinates in units of the box, 0 … 2^30 − 1, name the cells: three bits of each a level. Rounding is monotone, so
 * that a point is always in the cell of its units; edges are kept by every cell that they come within a unit of.
 */
#ifndef KK_GEO_LOCATOR_H
#define KK_GEO_LOCATOR_H

#include "geo/orient.h"
#include "kk/locate.h"

enum {
    KK_CELL_BITS = 3,
    KK_CELL_SIDE = 1 << KK_CELL_BITS,
    KK_CELL_COUNT = KK_CELL_SIDE * KK_CELL_SIDE,
    KK_UNIT_BITS = 30,
    KK_TOP_SHIFT = KK_UNIT_BITS - KK_CELL_BITS
};

/* What a cell holds: the index of its area + 1 (0: none), its first run, or its first cell. */
enum { KK_CELL_AREA = 0, KK_CELL_RUNS = 1 << 28, KK_CELL_CELLS = 2 << 28, KK_CELL_KIND = 3 << 28 };
#define KK_CELL_VALUE ((uint32_t)KK_CELL_RUNS - 1)

/* `edges` edges one after the other, from point `first` of the level's shape. No edges: the area covers the cell. */
typedef struct kk_run {
    uint32_t area, first;
    uint32_t edges;
    bool inside; /* whether the area covers the reference */
    bool last;   /* of the cell */
} kk_run;

/* The tree below one of the topmost cells. */
typedef struct kk_cell_tree {
    uint32_t root;
    uint32_t *cell;
    size_t cell_count, cell_capacity;
    kk_run *run;
    size_t run_count, run_capacity;
} kk_cell_tree;

struct kk_locator {
    const kk_polygons *shape;
    kk_point low, high;     /* the box of all points; low > high: there are none */
    kk_point origin, unit;  /* where the units begin, and their size */
    kk_point units_a_metre; /* 1 / unit */
    kk_cell_tree tree[KK_CELL_COUNT];
};

typedef struct kk_units {
    uint32_t x, y;
} kk_units;

static inline kk_units kk_units_of(const kk_locator *locator, kk_point p)
{
    return (kk_units){(uint32_t)(int32_t)((p.x - locator->origin.x) * locator->units_a_metre.x),
                      (uint32_t)(int32_t)((p.y - locator->origin.y) * locator->units_a_metre.y)};
}

static inline kk_point kk_point_of(const kk_locator *locator, uint32_t x, uint32_t y)
{
    return (kk_point){locator->origin.x + x * locator->unit.x, locator->origin.y + y * locator->unit.y};
}

static inline kk_point kk_shape_point(const kk_polygons *shape, size_t q)
{
    return (kk_point){shape->xy[2 * q], shape->xy[2 * q + 1]};
}

/* Which of the 8 × 8 cells of 2^shift units. */
static inline uint32_t kk_cell_of(kk_units at, int shift)
{
    return (at.y >> shift) % KK_CELL_SIDE * KK_CELL_SIDE + (at.x >> shift) % KK_CELL_SIDE;
}

/* Divides the box into cells, on `threads` threads; the same at any number. Errors: out of memory. */
kk_status kk_locator_divide(kk_locator *locator, int threads, kk_error *err) KK_MUST_USE;

#endif
