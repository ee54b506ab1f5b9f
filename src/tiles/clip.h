/* SPDX-License-Identifier: EUPL-1.2 */
/* Polygons in whole numbers, cut along lines of a grid. */
#ifndef KK_TILES_CLIP_H
#define KK_TILES_CLIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct kk_grid_point {
    int32_t x, y;
} kk_grid_point;

/* Rings without their last point, which is the first: ring r has point[begin[r]] … point[begin[r + 1] − 1]. Exteriors
   have a positive area (kk_ring_area2), holes a negative one. Start zeroed; the room is used again. */
typedef struct kk_grid_polygon {
    kk_grid_point *point;
    size_t *begin;          /* ring_count + 1, once there is a ring */
    size_t ring_count, end; /* points, those of the ring that is being made too */
    size_t point_capacity, begin_capacity;
} kk_grid_polygon;

void kk_grid_clear(kk_grid_polygon *polygon);
void kk_grid_empty(kk_grid_polygon *polygon);

/* One point after the other, then the end; equal points in a row become one, and a ring with fewer than three points or
   without an area is none. False when memory runs out. */
bool kk_grid_add(kk_grid_polygon *polygon, kk_grid_point point);
bool kk_grid_end_ring(kk_grid_polygon *polygon);

/* Twice the area, by the surveyor's formula. */
int64_t kk_ring_area2(const kk_grid_point *point, size_t count);

/*
 * What of `in` lies at or below `at` (`low`) or at or above it, along x or y. Rings are cut apart where the line parts
 * them; where a polygon crosses itself, so that this cannot be told, they stay joined along the line. False when memory
 * runs out. O(points + crossings log crossings).
 */
typedef struct kk_cut_room kk_cut_room; /* to work in; serves one thread */
kk_cut_room *kk_cut_room_new(void);
void kk_cut_room_free(kk_cut_room *room);
bool kk_grid_cut(const kk_grid_polygon *in, bool along_x, int32_t at, bool low, kk_cut_room *room,
                 kk_grid_polygon *out);

#endif
