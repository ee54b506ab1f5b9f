/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/outline.h"

#include "kk/arena.h"
#include "publish/number.h"

#include <stdlib.h>
#include <string.h>

/* "[-180.123456,-90.123456]," and room to spare. */
enum { POINT_BYTES = 28, BOX_BYTES = 64, RING_POINTS_MIN = 4 };

kk_micro_box kk_micro_box_empty(void)
{
    return (kk_micro_box){INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
}

bool kk_micro_box_is_empty(const kk_micro_box *box)
{
    return box->west > box->east;
}

void kk_micro_box_merge(kk_micro_box *box, const kk_micro_box *other)
{
    if (other->west < box->west) box->west = other->west;
    if (other->south < box->south) box->south = other->south;
    if (other->east > box->east) box->east = other->east;
    if (other->north > box->north) box->north = other->north;
}

void kk_micro_box_write(kk_text *text, const kk_micro_box *box)
{
    char *at = kk_text_reserve(text, BOX_BYTES);
    if (at == NULL) return;
    *at++ = '[';
    at = kk_millionths_write(at, box->west);
    *at++ = ',';
    at = kk_millionths_write(at, box->south);
    *at++ = ',';
    at = kk_millionths_write(at, box->east);
    *at++ = ',';
    at = kk_millionths_write(at, box->north);
    *at++ = ']';
    text->length = (size_t)(at - text->bytes);
}

size_t kk_outline_first_point(const kk_polygons *polygons, size_t area)
{
    return polygons->point_begin[polygons->ring_begin[polygons->part_begin[area]]];
}

void kk_outline_clear(kk_outline *outline)
{
    free(outline->points);
    free(outline->rings);
    *outline = (kk_outline){0};
}

/* Copies `count` points to `out`, equal ones in a row once; returns how many are left. */
static size_t copy_ring(kk_micro_point *out, const kk_micro_point *points, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool repeats = kept > 0 && points[i].lon == out[kept - 1].lon && points[i].lat == out[kept - 1].lat;
        if (!repeats) out[kept++] = points[i];
    }
    return kept;
}

/*
 * Twice the signed area (shoelace), counter-clockwise positive. Exact: sums may pass the range of 64 bits and come back
 * (modulo 2⁶⁴), the result, at most that of the whole earth, is within it.
 */
static int64_t ring_area(const kk_micro_point *points, size_t count)
{
    uint64_t sum = 0;
    for (size_t i = 0; i + 1 < count; i++)
        sum += (uint64_t)((int64_t)points[i].lon * points[i + 1].lat) -
               (uint64_t)((int64_t)points[i + 1].lon * points[i].lat);
    return (int64_t)sum;
}

static void extend_box(kk_micro_box *box, const kk_micro_point *points, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        kk_micro_box point = {points[i].lon, points[i].lat, points[i].lon, points[i].lat};
        kk_micro_box_merge(box, &point);
    }
}

static bool make_room(kk_outline *outline, size_t points, size_t rings)
{
    return kk_grow(&outline->points, &outline->point_capacity, points, sizeof *outline->points) == 0 &&
           kk_grow(&outline->rings, &outline->ring_capacity, rings, sizeof *outline->rings) == 0;
}

/* An area must not vanish from the map because it is smaller than a millionth of a degree. */
static void keep_first_exterior(kk_outline *outline, const kk_micro_point *points, size_t count)
{
    memcpy(outline->points, points, count * sizeof *points);
    outline->rings[0] = (kk_outline_ring){.begin = 0, .count = count, .is_exterior = true};
    outline->ring_count = outline->part_count = 1;
    extend_box(&outline->box, outline->points, count);
}

/* An area's points: `projected` holds those from `first_point` on. */
typedef struct source {
    const kk_polygons *polygons;
    const kk_micro_point *projected;
    size_t first_point;
} source;

/* False when it collapses. */
static bool add_ring(kk_outline *outline, const source *from, uint32_t ring, bool is_exterior)
{
    size_t begin = from->polygons->point_begin[ring], count = from->polygons->point_begin[ring + 1] - begin;
    kk_micro_point *points = outline->points + outline->point_count;
    count = copy_ring(points, from->projected + (begin - from->first_point), count);
    int64_t area = ring_area(points, count);
    if (count < RING_POINTS_MIN || area == 0) return false;
    if (is_exterior) extend_box(&outline->box, points, count);
    outline->rings[outline->ring_count++] = (kk_outline_ring){
        .begin = outline->point_count,
        .count = count,
        .is_exterior = is_exterior,
        .reverse = is_exterior ? area < 0 : area > 0,
    };
    outline->point_count += count;
    return true;
}

static void add_part(kk_outline *outline, const source *from, uint32_t part)
{
    uint32_t exterior = from->polygons->ring_begin[part], end = from->polygons->ring_begin[part + 1];
    if (!add_ring(outline, from, exterior, true)) return;
    outline->part_count++;
    for (uint32_t hole = exterior + 1; hole < end; hole++) (void)add_ring(outline, from, hole, false);
}

bool kk_outline_read(kk_outline *outline, const kk_polygons *polygons, size_t area, const kk_micro_point *projected)
{
    uint32_t part = polygons->part_begin[area], part_end = polygons->part_begin[area + 1];
    uint32_t ring = polygons->ring_begin[part], ring_end = polygons->ring_begin[part_end];
    source from = {polygons, projected, polygons->point_begin[ring]};
    if (!make_room(outline, polygons->point_begin[ring_end] - from.first_point, ring_end - ring)) return false;
    outline->point_count = outline->ring_count = outline->part_count = 0;
    outline->box = kk_micro_box_empty();
    for (; part < part_end; part++) add_part(outline, &from, part);
    if (outline->part_count == 0 && ring_end > ring)
        keep_first_exterior(outline, projected, polygons->point_begin[ring + 1] - from.first_point);
    return true;
}

static char *write_point(char *at, kk_micro_point point)
{
    *at++ = '[';
    at = kk_millionths_write(at, point.lon);
    *at++ = ',';
    at = kk_millionths_write(at, point.lat);
    *at++ = ']';
    *at++ = ',';
    return at;
}

static void write_ring(const kk_outline *outline, const kk_outline_ring *ring, kk_text *text)
{
    char *at = kk_text_reserve(text, ring->count * POINT_BYTES + 2);
    if (at == NULL) return;
    const kk_micro_point *points = outline->points + ring->begin;
    *at++ = '[';
    for (size_t i = 0; i < ring->count; i++)
        at = write_point(at, ring->reverse ? points[ring->count - 1 - i] : points[i]);
    at[-1] = ']';
    text->length = (size_t)(at - text->bytes);
}

void kk_outline_write(const kk_outline *outline, kk_text *text)
{
    if (outline->part_count == 0) {
        kk_text_string(text, "null");
        return;
    }
    bool is_multi = outline->part_count > 1;
    kk_text_string(text, is_multi ? "{\"type\":\"MultiPolygon\",\"coordinates\":[["
                                  : "{\"type\":\"Polygon\",\"coordinates\":[");
    for (size_t r = 0; r < outline->ring_count; r++) {
        if (r > 0) kk_text_string(text, outline->rings[r].is_exterior ? "],[" : ",");
        write_ring(outline, &outline->rings[r], text);
    }
    kk_text_string(text, is_multi ? "]]}" : "]}");
}
