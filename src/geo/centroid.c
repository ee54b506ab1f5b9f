/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/neighbours.h"

#include <math.h>

/* Twice the surface, and six times its first moments about an origin near by. */
typedef struct surface {
    double doubled, x, y;
} surface;

static surface ring_surface(const double *xy, size_t points, const double origin[2])
{
    surface sum = {0};
    for (size_t q = 0; q + 1 < points; q++, xy += 2) {
        double ax = xy[0] - origin[0], ay = xy[1] - origin[1], bx = xy[2] - origin[0], by = xy[3] - origin[1];
        double cross = ax * by - bx * ay;
        sum.doubled += cross;
        sum.x += cross * (ax + bx);
        sum.y += cross * (ay + by);
    }
    return sum;
}

/* Rings may run either way: the sign is that of an exterior or of a hole. */
static void add_ring(surface *sum, surface ring, bool is_hole)
{
    double sign = (ring.doubled < 0) == is_hole ? 1 : -1;
    sum->doubled += sign * ring.doubled;
    sum->x += sign * ring.x;
    sum->y += sign * ring.y;
}

static void find_centroid(const kk_polygons *shape, size_t area, double xy[2])
{
    surface sum = {0};
    uint32_t first_part = shape->part_begin[area], end_part = shape->part_begin[area + 1];
    xy[0] = xy[1] = NAN;
    if (first_part == end_part) return;
    const double *origin = shape->xy + 2 * (size_t)shape->point_begin[shape->ring_begin[first_part]];
    for (uint32_t part = first_part; part < end_part; part++) {
        for (uint32_t ring = shape->ring_begin[part]; ring < shape->ring_begin[part + 1]; ring++) {
            uint32_t begin = shape->point_begin[ring], end = shape->point_begin[ring + 1];
            surface found = ring_surface(shape->xy + 2 * (size_t)begin, end - begin, origin);
            add_ring(&sum, found, ring != shape->ring_begin[part]);
        }
    }
    if (!(sum.doubled > 0)) return;
    xy[0] = origin[0] + sum.x / (3 * sum.doubled);
    xy[1] = origin[1] + sum.y / (3 * sum.doubled);
}

void kk_level_centroids(const kk_level *level, double *xy)
{
    for (size_t i = 0; i < level->count; i++) find_centroid(&level->shape, i, xy + 2 * i);
}
