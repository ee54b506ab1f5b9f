/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The edges of the shapes of a level in a grid of square cells: edges that come near each other share a cell.
 */
#ifndef KK_GEO_SEGMENT_GRID_H
#define KK_GEO_SEGMENT_GRID_H

#include "geo/orient.h"
#include "kk/areas.h"
#include "kk/error.h"

typedef struct kk_segment {
    kk_point end[2];
    uint32_t area;
} kk_segment;

/* Cell c has the segments member[begin[c]] … member[begin[c + 1] − 1]. */
typedef struct kk_segment_grid {
    size_t segment_count, cell_count;
    kk_segment *segment;
    uint32_t *begin;  /* cell_count + 1 */
    uint32_t *member; /* indices of segments, ascending within a cell */
    double left, low, side, reach;
    size_t columns, rows;
} kk_segment_grid;

/*
 * Of the land areas of the level. Two segments of which some points are no further than `reach` (metres) apart have a
 * cell in common. Edges with coordinates that are not finite are left out. To be cleared, also after a failure. Cost:
 * O(points).
 */
kk_status kk_segment_grid_init(kk_segment_grid *grid, const kk_level *level, double reach, kk_error *err) KK_MUST_USE;
void kk_segment_grid_clear(kk_segment_grid *grid);

#endif
