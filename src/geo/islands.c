/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/islands.h"

#include <math.h>
#include <stdlib.h>

static double ring_m2(const kk_polygons *shape, uint32_t ring)
{
    double twice = 0;
    for (uint32_t q = shape->point_begin[ring]; q + 1 < shape->point_begin[ring + 1]; q++)
        twice += shape->xy[2 * q] * shape->xy[2 * q + 3] - shape->xy[2 * q + 2] * shape->xy[2 * q + 1];
    return fabs(twice) / 2;
}

static uint32_t largest_part(const kk_polygons *shape, size_t area)
{
    uint32_t largest = shape->part_begin[area];
    double most = -1;
    for (uint32_t part = largest; part < shape->part_begin[area + 1]; part++) {
        double here = ring_m2(shape, shape->ring_begin[part]);
        if (here > most) largest = part;
        most = fmax(most, here);
    }
    return largest;
}

/* In how many rings of its level an arc is: two where areas touch. */
static void count_uses(const kk_topology *topology, size_t level, uint8_t *uses)
{
    const kk_ring_arcs *rings = &topology->level[level];
    for (size_t p = 0; p < rings->piece_count; p++) uses[rings->piece[p] / 2] |= uses[rings->piece[p] / 2] == 0 ? 1 : 2;
}

static bool touches_nothing(const kk_ring_arcs *rings, uint32_t ring, const uint8_t *uses)
{
    for (uint32_t p = rings->begin[ring]; p < rings->begin[ring + 1]; p++)
        if (uses[rings->piece[p] / 2] > 1) return false;
    return true;
}

kk_status kk_islands_find(const kk_boundaries *boundaries, double least_m2, bool **is_gone, size_t *islands,
                          kk_error *err)
{
    const kk_topology *topology = &boundaries->topology;
    *is_gone = NULL;
    *islands = 0;
    if (!(least_m2 > 0) || topology->level_count == 0) return KK_OK;
    size_t finest = 0;
    for (size_t l = 0; l < boundaries->areas.level_count; l++)
        if (boundaries->areas.level[l].kind != KK_LEVEL_OWN) finest = l;
    const kk_polygons *shape = &boundaries->areas.level[finest].shape;
    const kk_ring_arcs *rings = &topology->level[finest];
    uint8_t *uses = calloc(topology->arc_count + 1, sizeof *uses);
    *is_gone = calloc(topology->arc_count + 1, sizeof **is_gone);
    bool is_fine = uses != NULL && *is_gone != NULL;
    if (is_fine) count_uses(topology, finest, uses);
    for (size_t area = 0; is_fine && area < shape->count; area++) {
        uint32_t largest = largest_part(shape, area);
        for (uint32_t part = shape->part_begin[area]; part < shape->part_begin[area + 1]; part++) {
            uint32_t ring = shape->ring_begin[part];
            if (part == largest || ring_m2(shape, ring) >= least_m2 || !touches_nothing(rings, ring, uses)) continue;
            for (uint32_t p = rings->begin[ring]; p < rings->begin[ring + 1]; p++)
                (*is_gone)[rings->piece[p] / 2] = true;
            (*islands)++;
        }
    }
    free(uses);
    return is_fine ? KK_OK : kk_fail_memory(err);
}
