/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/topology.h"

#include <stdlib.h>
#include <string.h>

/* The shapes while they are made, with room for all there could be. */
typedef struct writing {
    const kk_topology *topology;
    const kk_ring_arcs *rings;
    const bool *is_kept, *is_gone; /* NULL: all, none */
    const kk_polygons *like;
    kk_polygons *out;
    uint32_t *vertex;
} writing;

/* Adds a piece without its last vertex. */
static void add_piece(writing *work, uint32_t piece)
{
    const kk_topology *topology = work->topology;
    size_t begin = topology->begin[piece / 2], end = topology->begin[piece / 2 + 1];
    for (size_t k = 0; k + 1 < end - begin; k++) {
        size_t place = piece % 2 ? end - 1 - k : begin + k;
        if (work->is_kept == NULL || work->is_kept[place])
            work->vertex[work->out->point_count++] = topology->vertex[place];
    }
}

static void add_ring(writing *work, uint32_t ring)
{
    size_t first = work->out->point_count;
    for (uint32_t p = work->rings->begin[ring]; p < work->rings->begin[ring + 1]; p++)
        add_piece(work, work->rings->piece[p]);
    if (work->out->point_count > first) work->vertex[work->out->point_count++] = work->vertex[first];
    work->out->point_begin[++work->out->ring_count] = (uint32_t)work->out->point_count;
}

static bool is_left_out(const writing *work, uint32_t part)
{
    uint32_t ring = work->like->ring_begin[part];
    if (work->is_gone == NULL || work->rings->begin[ring] == work->rings->begin[ring + 1]) return false;
    for (uint32_t p = work->rings->begin[ring]; p < work->rings->begin[ring + 1]; p++)
        if (!work->is_gone[work->rings->piece[p] / 2]) return false;
    return true;
}

static void add_areas(writing *work)
{
    const kk_polygons *like = work->like;
    kk_polygons *out = work->out;
    for (size_t area = 0; area < like->count; area++) {
        for (uint32_t part = like->part_begin[area]; part < like->part_begin[area + 1]; part++) {
            if (is_left_out(work, part)) continue;
            for (uint32_t ring = like->ring_begin[part]; ring < like->ring_begin[part + 1]; ring++)
                add_ring(work, ring);
            out->ring_begin[++out->part_count] = (uint32_t)out->ring_count;
        }
        out->part_begin[area + 1] = (uint32_t)out->part_count;
    }
}

static bool allocate(const kk_polygons *like, kk_arena *arena, kk_polygons *out)
{
    *out = (kk_polygons){
        .count = like->count,
        .part_begin = kk_arena_alloc(arena, like->count + 1, sizeof *out->part_begin),
        .ring_begin = kk_arena_alloc(arena, like->part_count + 1, sizeof *out->ring_begin),
        .point_begin = kk_arena_alloc(arena, like->ring_count + 1, sizeof *out->point_begin),
    };
    return out->part_begin != NULL && out->ring_begin != NULL && out->point_begin != NULL;
}

kk_status kk_topology_shapes(const kk_topology *topology, const kk_simplified *simplified, const bool *is_gone,
                             size_t level, const kk_polygons *like, kk_arena *arena, kk_polygons *out,
                             uint32_t **vertex, kk_error *err)
{
    uint32_t *room = malloc((like->point_count + 1) * sizeof *room);
    bool is_fine = room != NULL && allocate(like, arena, out);
    if (is_fine) {
        add_areas(&(writing){topology, &topology->level[level], simplified != NULL ? simplified->is_kept : NULL,
                             is_gone, like, out, room});
        out->xy = kk_arena_alloc(arena, out->point_count, 2 * sizeof *out->xy);
        is_fine = out->xy != NULL;
    }
    for (size_t q = 0; is_fine && q < out->point_count; q++)
        memcpy(&out->xy[2 * q], &topology->xy[2 * (size_t)room[q]], 2 * sizeof *out->xy);
    if (is_fine && vertex != NULL) {
        *vertex = kk_arena_alloc(arena, out->point_count, sizeof **vertex);
        is_fine = *vertex != NULL;
        if (is_fine) memcpy(*vertex, room, out->point_count * sizeof *room);
    }
    free(room);
    return is_fine ? KK_OK : kk_fail_memory(err);
}
