/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The shape of an area as a GeoJSON geometry (RFC 7946): six decimals, closed rings, exteriors counter-clockwise, holes
 * clockwise. Equal points in a row (after rounding) become one; a ring that collapses (fewer than 4 points, or no area)
 * is left out, and with an exterior its holes. When nothing would be left, the first exterior stays as rounded.
 */
#ifndef KK_PUBLISH_OUTLINE_H
#define KK_PUBLISH_OUTLINE_H

#include "kk/geo.h"
#include "publish/text.h"

/* west > east while nothing is in it. */
typedef struct kk_micro_box {
    int32_t west, south, east, north;
} kk_micro_box;

kk_micro_box kk_micro_box_empty(void);
void kk_micro_box_merge(kk_micro_box *box, const kk_micro_box *other);
bool kk_micro_box_is_empty(const kk_micro_box *box);

/* "[west,south,east,north]" of a box that is not empty. */
void kk_micro_box_write(kk_text *text, const kk_micro_box *box);

typedef struct kk_outline_ring {
    size_t begin, count; /* points */
    bool is_exterior, reverse;
} kk_outline_ring;

/* Index of the first point of an area; for `area` = count the number of points. */
size_t kk_outline_first_point(const kk_polygons *polygons, size_t area);

/* One area's rings, made ready by kk_outline_read; the room is used again for the next one. */
typedef struct kk_outline {
    kk_micro_point *points;
    size_t point_count, point_capacity;
    kk_outline_ring *rings;
    size_t ring_count, ring_capacity;
    size_t part_count; /* that are written */
    kk_micro_box box;
} kk_outline;

void kk_outline_clear(kk_outline *outline);

/* Area `area` of `polygons`; `projected` holds its points, from its first on. Cost: O(points). False when out of
 * memory. */
bool kk_outline_read(kk_outline *outline, const kk_polygons *polygons, size_t area, const kk_micro_point *projected);

/* The geometry: "null" for an empty one, else a Polygon or MultiPolygon. */
void kk_outline_write(const kk_outline *outline, kk_text *text);

#endif
