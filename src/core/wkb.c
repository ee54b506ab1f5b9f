/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/wkb.h"

#include <endian.h>
#include <string.h>

enum { POLYGON = 3, MULTIPOLYGON = 6, WITH_SRID = 0x20000000 };
enum { ORDER_SIZE = 1, INT_SIZE = 4, POINT_SIZE = 16 };
static const uint8_t BYTE_ORDER_MARK = __BYTE_ORDER == __LITTLE_ENDIAN;

size_t kk_wkb_size(const kk_polygons *polygons, size_t i, uint32_t srid)
{
    size_t first_part = polygons->part_begin[i], last_part = polygons->part_begin[i + 1];
    size_t first_ring = polygons->ring_begin[first_part], last_ring = polygons->ring_begin[last_part];
    size_t points = polygons->point_begin[last_ring] - polygons->point_begin[first_ring];
    size_t header = ORDER_SIZE + (srid == 0 ? 2 : 3) * INT_SIZE;
    return header + (last_part - first_part) * (ORDER_SIZE + 2 * INT_SIZE) + (last_ring - first_ring) * INT_SIZE +
           points * POINT_SIZE;
}

static uint8_t *put(uint8_t *to, size_t value)
{
    uint32_t number = (uint32_t)value;
    memcpy(to, &number, INT_SIZE);
    return to + INT_SIZE;
}

static uint8_t *put_ring(const kk_polygons *polygons, size_t ring, uint8_t *to)
{
    size_t first = polygons->point_begin[ring], count = polygons->point_begin[ring + 1] - first;
    to = put(to, count);
    memcpy(to, polygons->xy + 2 * first, count * POINT_SIZE);
    return to + count * POINT_SIZE;
}

static uint8_t *put_part(const kk_polygons *polygons, size_t part, uint8_t *to)
{
    size_t first = polygons->ring_begin[part], end = polygons->ring_begin[part + 1];
    *to++ = BYTE_ORDER_MARK;
    to = put(to, POLYGON);
    to = put(to, end - first);
    for (size_t ring = first; ring < end; ring++) to = put_ring(polygons, ring, to);
    return to;
}

void kk_wkb_write(const kk_polygons *polygons, size_t i, uint32_t srid, uint8_t *to)
{
    size_t first = polygons->part_begin[i], end = polygons->part_begin[i + 1];
    *to++ = BYTE_ORDER_MARK;
    to = put(to, srid == 0 ? MULTIPOLYGON : MULTIPOLYGON | WITH_SRID);
    if (srid != 0) to = put(to, srid);
    to = put(to, end - first);
    for (size_t part = first; part < end; part++) to = put_part(polygons, part, to);
}
