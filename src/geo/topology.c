/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/number_points.h"
#include "kk/topology.h"

#include <stdlib.h>
#include <string.h>

enum { NONE = UINT32_MAX };

/* Where an arc starts, walked one way or the other: its second vertex there. */
typedef struct arc_start {
    uint32_t second, piece, next; /* 2 × arc + backwards; the start at the same vertex before this one + 1 */
} arc_start;

/* The topology while it is made. */
typedef struct making {
    const kk_areas *areas;
    kk_numbered points;
    uint32_t *neighbour; /* of each vertex the lower and higher neighbour on the first boundary through it */
    bool *is_junction;
    uint32_t *head; /* of each vertex the last start there + 1; 0: no arc starts there */
    arc_start *start;
    size_t start_count, start_capacity;
    kk_topology *out;
    size_t arc_capacity, vertex_capacity;
} making;

static void clear(making *work)
{
    free(work->neighbour);
    free(work->is_junction);
    free(work->head);
    free(work->start);
    kk_numbered_clear(&work->points);
}

/* ---- vertices and junctions ---- */

/* The vertices of a ring, without the last point, which is the first. */
typedef struct vertex_ring {
    const uint32_t *vertex;
    size_t count;
} vertex_ring;

static vertex_ring ring_of(const making *work, size_t level, size_t r)
{
    const kk_polygons *shape = &work->areas->level[level].shape;
    uint32_t begin = shape->point_begin[r], end = shape->point_begin[r + 1];
    return (vertex_ring){&work->points.number[level][begin], end > begin ? end - begin - 1 : 0};
}

static void pass_through(making *work, uint32_t vertex, uint32_t before, uint32_t after)
{
    uint32_t *there = &work->neighbour[2 * (size_t)vertex];
    uint32_t low = before < after ? before : after, high = before < after ? after : before;
    if (there[0] == NONE) {
        there[0] = low;
        there[1] = high;
    } else if (there[0] != low || there[1] != high) {
        work->is_junction[vertex] = true;
    }
}

/* Each thread walks all rings, but looks at vertices of its own: least … end − 1. */
static void pass_all(making *work, size_t least, size_t end)
{
    for (size_t l = 0; l < work->areas->level_count; l++) {
        for (size_t r = 0; r < work->areas->level[l].shape.ring_count; r++) {
            vertex_ring ring = ring_of(work, l, r);
            for (size_t i = 0; i < ring.count; i++)
                if (ring.vertex[i] >= least && ring.vertex[i] < end)
                    pass_through(work, ring.vertex[i], ring.vertex[i == 0 ? ring.count - 1 : i - 1],
                                 ring.vertex[i + 1 == ring.count ? 0 : i + 1]);
        }
    }
}

static bool find_junctions(making *work, int threads)
{
    size_t count = work->points.count;
    work->neighbour = malloc((2 * count + 1) * sizeof *work->neighbour);
    work->is_junction = kk_zeroed(count + 1, sizeof *work->is_junction);
    if (work->neighbour == NULL || work->is_junction == NULL) return false;
    memset(work->neighbour, 0xFF, 2 * count * sizeof *work->neighbour);
#pragma omp parallel for num_threads(threads) schedule(static, 1)
    for (int share = 0; share < threads; share++)
        pass_all(work, count * (size_t)share / (size_t)threads, count * (size_t)(share + 1) / (size_t)threads);
    return true;
}

/* ---- arcs ---- */

static bool init_arcs(making *work)
{
    work->head = kk_zeroed(work->points.count + 1, sizeof *work->head);
    work->out->begin = malloc(sizeof *work->out->begin);
    if (work->head == NULL || work->out->begin == NULL) return false;
    work->out->begin[0] = 0;
    work->arc_capacity = 1;
    return true;
}

/* The arc that begins with these two vertices, or NONE. */
static uint32_t find_piece(const making *work, uint32_t first, uint32_t second)
{
    uint32_t at = work->head[first];
    while (at != 0 && work->start[at - 1].second != second) at = work->start[at - 1].next;
    return at == 0 ? NONE : work->start[at - 1].piece;
}

static bool enter(making *work, uint32_t first, uint32_t second, uint32_t piece)
{
    if (find_piece(work, first, second) != NONE) return true; /* an arc back and forth along one line: its first way */
    if (kk_grow(&work->start, &work->start_capacity, work->start_count + 1, sizeof *work->start) != 0) return false;
    work->start[work->start_count++] = (arc_start){second, piece, work->head[first]};
    work->head[first] = (uint32_t)work->start_count;
    return true;
}

/* i < 2 × count. */
static size_t around(size_t i, size_t count)
{
    return i < count ? i : i - count;
}

static size_t steps_of(const kk_topology *topology, uint32_t piece)
{
    return topology->begin[piece / 2 + 1] - topology->begin[piece / 2] - 1;
}

/* Vertices of a ring from `from`, `count` of them, at most once around and the first again. */
static void copy_vertices(vertex_ring ring, size_t from, size_t count, uint32_t *out)
{
    size_t straight = count < ring.count - from ? count : ring.count - from;
    memcpy(out, &ring.vertex[from], straight * sizeof *out);
    memcpy(out + straight, ring.vertex, (count - straight) * sizeof *out);
}

/* A new arc: of the ring from vertex `from`, `steps` further. NONE when memory runs out. */
static uint32_t add_arc(making *work, vertex_ring ring, size_t from, size_t steps)
{
    kk_topology *out = work->out;
    size_t begin = out->begin[out->arc_count];
    if (kk_grow(&out->vertex, &work->vertex_capacity, begin + steps + 1, sizeof *out->vertex) != 0) return NONE;
    if (kk_grow(&out->begin, &work->arc_capacity, out->arc_count + 2, sizeof *out->begin) != 0) return NONE;
    uint32_t *vertex = &out->vertex[begin], arc = (uint32_t)out->arc_count++;
    copy_vertices(ring, from, steps + 1, vertex);
    out->begin[arc + 1] = (uint32_t)(begin + steps + 1);
    if (!enter(work, vertex[0], vertex[1], 2 * arc)) return NONE;
    return enter(work, vertex[steps], vertex[steps - 1], 2 * arc + 1) ? 2 * arc : NONE;
}

/* Where a ring begins: at its first junction; without any at its lowest vertex, so that equal rings do it alike. */
static size_t find_start(const making *work, vertex_ring ring, bool *is_closed)
{
    size_t lowest = 0;
    *is_closed = false;
    for (size_t i = 0; i < ring.count; i++) {
        if (work->is_junction[ring.vertex[i]]) return i;
        if (ring.vertex[i] < ring.vertex[lowest]) lowest = i;
    }
    *is_closed = true;
    return lowest;
}

static bool add_piece(kk_ring_arcs *rings, size_t *capacity, uint32_t piece)
{
    if (piece == NONE) return false;
    if (kk_grow(&rings->piece, capacity, rings->piece_count + 1, sizeof *rings->piece) != 0) return false;
    rings->piece[rings->piece_count++] = piece;
    return true;
}

/* From a place of a ring to its next junction, at most so many steps. */
static size_t count_steps(const making *work, vertex_ring ring, size_t from, size_t most)
{
    size_t steps = 1;
    while (steps < most && !work->is_junction[ring.vertex[around(from + steps, ring.count)]]) steps++;
    return steps;
}

static bool cut_ring(making *work, vertex_ring ring, kk_ring_arcs *rings, size_t *capacity)
{
    bool is_closed;
    size_t start = find_start(work, ring, &is_closed);
    for (size_t done = 0, steps; done < ring.count; done += steps) {
        size_t from = around(start + done, ring.count), left = ring.count - done;
        uint32_t piece = find_piece(work, ring.vertex[from], ring.vertex[around(from + 1, ring.count)]);
        steps = piece != NONE ? steps_of(work->out, piece) : is_closed ? left : count_steps(work, ring, from, left);
        if (piece == NONE) piece = add_arc(work, ring, from, steps);
        if (!add_piece(rings, capacity, piece)) return false;
    }
    return true;
}

static bool cut_level(making *work, size_t level)
{
    kk_ring_arcs *rings = &work->out->level[level];
    size_t capacity = 0;
    rings->ring_count = work->areas->level[level].shape.ring_count;
    rings->begin = malloc((rings->ring_count + 1) * sizeof *rings->begin);
    if (rings->begin == NULL) return false;
    rings->begin[0] = 0;
    for (size_t r = 0; r < rings->ring_count; r++) {
        if (!cut_ring(work, ring_of(work, level, r), rings, &capacity)) return false;
        rings->begin[r + 1] = (uint32_t)rings->piece_count;
    }
    return true;
}

/* ---- all of it ---- */

static bool make(making *work, int threads)
{
    if (!kk_number_points(work->areas, threads, &work->points) || !find_junctions(work, threads) || !init_arcs(work))
        return false;
    for (size_t l = 0; l < work->areas->level_count; l++)
        if (!cut_level(work, l)) return false;
    work->out->xy = work->points.xy;
    work->out->vertex_count = work->points.count;
    work->points.xy = NULL;
    return true;
}

kk_status kk_topology_make(const kk_areas *areas, int threads, kk_topology *out, kk_error *err)
{
    *out = (kk_topology){.level_count = areas->level_count};
    making work = {.areas = areas, .out = out};
    bool made = make(&work, threads);
    clear(&work);
    return made ? KK_OK : kk_fail_memory(err);
}

void kk_topology_clear(kk_topology *topology)
{
    for (size_t l = 0; l < KK_LEVELS_MAX; l++) {
        free(topology->level[l].begin);
        free(topology->level[l].piece);
    }
    free(topology->xy);
    free(topology->begin);
    free(topology->vertex);
    *topology = (kk_topology){0};
}
