/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/vertices.h"
#include "kk/topology.h"

#include <stdlib.h>
#include <string.h>

enum { NONE = UINT32_MAX };

/* The topology while it is made. */
typedef struct making {
    const kk_areas *areas;
    kk_vertices vertices;
    uint32_t *number[KK_LEVELS_MAX]; /* [level][point] */
    uint32_t *neighbour; /* of each vertex the lower and higher neighbour on the first boundary through it */
    bool *is_junction;
    uint64_t *key;   /* hash table: an arc by its first two vertices, both ways; first << 32 | second */
    uint32_t *piece; /* … 2 × arc + backwards */
    size_t mask;
    kk_topology *out;
    size_t arc_capacity, vertex_capacity;
} making;

static void clear(making *work)
{
    for (size_t l = 0; l < KK_LEVELS_MAX; l++) free(work->number[l]);
    free(work->neighbour);
    free(work->is_junction);
    free(work->key);
    free(work->piece);
    kk_vertices_clear(&work->vertices);
}

/* ---- vertices and junctions ---- */

static bool number_points(making *work)
{
    size_t points = 0;
    for (size_t l = 0; l < work->areas->level_count; l++) points += work->areas->level[l].shape.point_count;
    if (points >= INT32_MAX || !kk_vertices_init(&work->vertices, points)) return false;
    for (size_t l = 0; l < work->areas->level_count; l++) {
        const kk_polygons *shape = &work->areas->level[l].shape;
        uint32_t *number = work->number[l] = malloc((shape->point_count + 1) * sizeof *number);
        if (number == NULL) return false;
        kk_vertices_number_all(&work->vertices, shape->xy, shape->point_count, number);
    }
    return true;
}

/* The vertices of a ring, without the last point, which is the first. */
typedef struct vertex_ring {
    const uint32_t *vertex;
    size_t count;
} vertex_ring;

static vertex_ring ring_of(const making *work, size_t level, size_t r)
{
    const kk_polygons *shape = &work->areas->level[level].shape;
    uint32_t begin = shape->point_begin[r], end = shape->point_begin[r + 1];
    return (vertex_ring){&work->number[level][begin], end > begin ? end - begin - 1 : 0};
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

static bool find_junctions(making *work)
{
    size_t count = work->vertices.count;
    work->neighbour = malloc((2 * count + 1) * sizeof *work->neighbour);
    work->is_junction = calloc(count + 1, sizeof *work->is_junction);
    if (work->neighbour == NULL || work->is_junction == NULL) return false;
    memset(work->neighbour, 0xFF, 2 * count * sizeof *work->neighbour);
    for (size_t l = 0; l < work->areas->level_count; l++) {
        for (size_t r = 0; r < work->areas->level[l].shape.ring_count; r++) {
            vertex_ring ring = ring_of(work, l, r);
            for (size_t i = 0; i < ring.count; i++)
                pass_through(work, ring.vertex[i], ring.vertex[i == 0 ? ring.count - 1 : i - 1],
                             ring.vertex[i + 1 == ring.count ? 0 : i + 1]);
        }
    }
    return true;
}

/* ---- arcs ---- */

static bool init_arcs(making *work)
{
    size_t slots = 16;
    while (slots < 4 * work->vertices.count) slots *= 2;
    work->key = malloc(slots * sizeof *work->key);
    work->piece = malloc(slots * sizeof *work->piece);
    work->mask = slots - 1;
    if (work->key == NULL || work->piece == NULL) return false;
    memset(work->piece, 0xFF, slots * sizeof *work->piece);
    work->out->begin = malloc(sizeof *work->out->begin);
    if (work->out->begin == NULL) return false;
    work->out->begin[0] = 0;
    work->arc_capacity = 1;
    return true;
}

/* Where the arc that begins with these two vertices stands in the table, or should. */
static size_t find_slot(const making *work, uint64_t key)
{
    size_t at = (size_t)((key * 0x9E3779B97F4A7C15u) >> 20) & work->mask;
    while (work->piece[at] != NONE && work->key[at] != key) at = (at + 1) & work->mask;
    return at;
}

static void enter(making *work, uint32_t first, uint32_t second, uint32_t piece)
{
    uint64_t key = (uint64_t)first << 32 | second;
    size_t at = find_slot(work, key);
    if (work->piece[at] != NONE) return; /* an arc back and forth along one line: its first way */
    work->key[at] = key;
    work->piece[at] = piece;
}

/* The part of a ring from vertex `from`, `steps` further, as a piece: that of an arc which is there already, or a new
   one. NONE when memory runs out. */
static uint32_t take_piece(making *work, vertex_ring ring, size_t from, size_t steps)
{
    kk_topology *out = work->out;
    uint32_t first = ring.vertex[from], second = ring.vertex[(from + 1) % ring.count];
    size_t at = find_slot(work, (uint64_t)first << 32 | second);
    if (work->piece[at] != NONE) return work->piece[at];
    size_t begin = out->begin[out->arc_count];
    if (kk_grow(&out->vertex, &work->vertex_capacity, begin + steps + 1, sizeof *out->vertex) != 0) return NONE;
    if (kk_grow(&out->begin, &work->arc_capacity, out->arc_count + 2, sizeof *out->begin) != 0) return NONE;
    for (size_t i = 0; i <= steps; i++) out->vertex[begin + i] = ring.vertex[(from + i) % ring.count];
    uint32_t arc = (uint32_t)out->arc_count++;
    out->begin[arc + 1] = (uint32_t)(begin + steps + 1);
    enter(work, first, second, 2 * arc);
    enter(work, out->vertex[begin + steps], out->vertex[begin + steps - 1], 2 * arc + 1);
    return 2 * arc;
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

static bool cut_ring(making *work, vertex_ring ring, kk_ring_arcs *rings, size_t *capacity)
{
    bool is_closed;
    size_t start = find_start(work, ring, &is_closed);
    for (size_t from = 0, steps; from < ring.count; from += steps) {
        for (steps = 1; from + steps < ring.count; steps++)
            if (!is_closed && work->is_junction[ring.vertex[(start + from + steps) % ring.count]]) break;
        if (!add_piece(rings, capacity, take_piece(work, ring, (start + from) % ring.count, steps))) return false;
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

static bool make(making *work)
{
    if (!number_points(work) || !find_junctions(work) || !init_arcs(work)) return false;
    for (size_t l = 0; l < work->areas->level_count; l++)
        if (!cut_level(work, l)) return false;
    work->out->xy = work->vertices.xy;
    work->out->vertex_count = work->vertices.count;
    work->vertices.xy = NULL;
    return true;
}

kk_status kk_topology_make(const kk_areas *areas, kk_topology *out, kk_error *err)
{
    *out = (kk_topology){.level_count = areas->level_count};
    making work = {.areas = areas, .out = out};
    bool made = make(&work);
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
