/* SPDX-License-Identifier: EUPL-1.2 */
#include "tiles/clip.h"
#include "kk/arena.h"

#include <stdlib.h>

/* ---- polygons ---- */

void kk_grid_clear(kk_grid_polygon *polygon)
{
    free(polygon->point);
    free(polygon->begin);
    *polygon = (kk_grid_polygon){0};
}

void kk_grid_empty(kk_grid_polygon *polygon)
{
    polygon->ring_count = polygon->end = 0;
}

static size_t ring_begin(const kk_grid_polygon *polygon)
{
    return polygon->ring_count == 0 ? 0 : polygon->begin[polygon->ring_count];
}

bool kk_grid_add(kk_grid_polygon *polygon, kk_grid_point point)
{
    if (polygon->end > ring_begin(polygon)) {
        kk_grid_point last = polygon->point[polygon->end - 1];
        if (last.x == point.x && last.y == point.y) return true;
    }
    if (kk_grow(&polygon->point, &polygon->point_capacity, polygon->end + 1, sizeof *polygon->point) != 0) return false;
    polygon->point[polygon->end++] = point;
    return true;
}

int64_t kk_ring_area2(const kk_grid_point *point, size_t count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        const kk_grid_point *a = &point[i], *b = &point[i + 1 == count ? 0 : i + 1];
        /* From the first point on, so that products stay small. */
        int64_t ax = (int64_t)a->x - point->x, ay = (int64_t)a->y - point->y;
        int64_t bx = (int64_t)b->x - point->x, by = (int64_t)b->y - point->y;
        sum += ax * by - bx * ay;
    }
    return sum;
}

bool kk_grid_end_ring(kk_grid_polygon *polygon)
{
    size_t begin = ring_begin(polygon), end = polygon->end;
    while (end > begin + 1 && polygon->point[end - 1].x == polygon->point[begin].x &&
           polygon->point[end - 1].y == polygon->point[begin].y)
        end--;
    if (end - begin < 3 || kk_ring_area2(&polygon->point[begin], end - begin) == 0) {
        polygon->end = begin;
        return true;
    }
    if (kk_grow(&polygon->begin, &polygon->begin_capacity, polygon->ring_count + 2, sizeof *polygon->begin) != 0)
        return false;
    polygon->begin[polygon->ring_count] = begin;
    polygon->begin[++polygon->ring_count] = polygon->end = end;
    return true;
}

/* ---- cutting ---- */

/* A way through what is kept: from where it comes in over the line to where it goes out. */
typedef struct chain {
    size_t first, count; /* points in `room->point`, ends on the line included */
    uint32_t next;       /* the chain that goes on from its end along the line */
    bool is_done;
} chain;

/* A crossing of the line. */
typedef struct crossing {
    double at; /* along the line, before rounding */
    uint32_t chain;
    bool is_entry;
} crossing;

struct kk_cut_room {
    kk_grid_point *point;
    chain *chain;
    crossing *crossing;
    size_t point_count, point_capacity, chain_count, chain_capacity, crossing_count, crossing_capacity;
};

kk_cut_room *kk_cut_room_new(void)
{
    return calloc(1, sizeof(kk_cut_room));
}

void kk_cut_room_free(kk_cut_room *room)
{
    if (room == NULL) return;
    free(room->point);
    free(room->chain);
    free(room->crossing);
    free(room);
}

typedef struct line {
    bool along_x, low;
    int32_t at;
} line;

static bool is_kept(const line *by, kk_grid_point p)
{
    int32_t v = by->along_x ? p.x : p.y;
    return by->low ? v <= by->at : v >= by->at;
}

/* Where an edge crosses the line: the rounded point, and its place along it. The ends in one order, so that both ways
   along an edge give the same. */
static kk_grid_point cross(const line *by, kk_grid_point a, kk_grid_point b, double *place)
{
    if (by->along_x ? a.x > b.x : a.y > b.y) {
        kk_grid_point swap = a;
        a = b;
        b = swap;
    }
    int64_t from = by->along_x ? a.x : a.y, to = by->along_x ? b.x : b.y;
    int64_t low = by->along_x ? a.y : a.x, high = by->along_x ? b.y : b.x;
    int64_t numerator = (by->at - from) * (high - low), denominator = to - from;
    int64_t shift = numerator >= 0 ? (2 * numerator + denominator) / (2 * denominator)
                                   : -((-2 * numerator + denominator) / (2 * denominator));
    *place = (double)low + (double)numerator / (double)denominator;
    int32_t rounded = (int32_t)(low + shift);
    return by->along_x ? (kk_grid_point){by->at, rounded} : (kk_grid_point){rounded, by->at};
}

static bool add_point(kk_cut_room *room, kk_grid_point point)
{
    if (kk_grow(&room->point, &room->point_capacity, room->point_count + 1, sizeof *room->point) != 0) return false;
    room->point[room->point_count++] = point;
    return true;
}

static bool add_crossing(kk_cut_room *room, double at, bool is_entry)
{
    if (kk_grow(&room->crossing, &room->crossing_capacity, room->crossing_count + 1, sizeof *room->crossing) != 0)
        return false;
    room->crossing[room->crossing_count++] = (crossing){at, (uint32_t)room->chain_count - 1, is_entry};
    return true;
}

static bool begin_chain(kk_cut_room *room, const line *by, kk_grid_point out, kk_grid_point in)
{
    double place;
    if (kk_grow(&room->chain, &room->chain_capacity, room->chain_count + 1, sizeof *room->chain) != 0) return false;
    room->chain[room->chain_count++] = (chain){.first = room->point_count};
    return add_point(room, cross(by, out, in, &place)) && add_crossing(room, place, true);
}

static bool end_chain(kk_cut_room *room, const line *by, kk_grid_point in, kk_grid_point out)
{
    double place;
    chain *last = &room->chain[room->chain_count - 1];
    if (!add_point(room, cross(by, in, out, &place))) return false;
    last->count = room->point_count - last->first;
    return add_crossing(room, place, false);
}

/* The chains of a ring of which some is kept and some is not. */
static bool add_chains(kk_cut_room *room, const line *by, const kk_grid_point *point, size_t count)
{
    size_t start = 0;
    while (is_kept(by, point[start]) || !is_kept(by, point[(start + 1) % count])) start++;
    for (size_t k = 1; k <= count; k++) {
        kk_grid_point before = point[(start + k - 1) % count], here = point[(start + k) % count];
        bool was = is_kept(by, before), is = is_kept(by, here);
        if (!was && is && !begin_chain(room, by, before, here)) return false;
        if (is && !add_point(room, here)) return false;
        if (was && !is && !end_chain(room, by, before, here)) return false;
    }
    return true;
}

static int by_place(const void *a, const void *b)
{
    const crossing *p = a, *q = b;
    if (p->at != q->at) return p->at < q->at ? -1 : 1;
    if (p->chain != q->chain) return p->chain < q->chain ? -1 : 1;
    return (int)p->is_entry - (int)q->is_entry;
}

/* Between the first and the second crossing along the line it is inside, between the second and third outside …: a
   chain that goes out goes on with the one that comes in at the other end of its stretch. False where that does not
   hold. */
static bool link_chains(kk_cut_room *room)
{
    qsort(room->crossing, room->crossing_count, sizeof *room->crossing, by_place);
    for (size_t i = 0; i + 1 < room->crossing_count; i += 2) {
        const crossing *a = &room->crossing[i], *b = &room->crossing[i + 1];
        if (a->is_entry == b->is_entry) return false;
        const crossing *in = a->is_entry ? a : b, *out = a->is_entry ? b : a;
        room->chain[out->chain].next = in->chain;
    }
    return true;
}

/* Each goes on with the one behind it in its ring, along the line. */
static void link_in_order(kk_cut_room *room, size_t first)
{
    for (size_t c = first; c < room->chain_count; c++)
        room->chain[c].next = (uint32_t)(c + 1 == room->chain_count ? first : c + 1);
}

static bool write_rings(kk_cut_room *room, kk_grid_polygon *out)
{
    for (size_t c = 0; c < room->chain_count; c++) {
        if (room->chain[c].is_done) continue;
        for (size_t at = c; !room->chain[at].is_done; at = room->chain[at].next) {
            chain *here = &room->chain[at];
            here->is_done = true;
            for (size_t i = 0; i < here->count; i++)
                if (!kk_grid_add(out, room->point[here->first + i])) return false;
        }
        if (!kk_grid_end_ring(out)) return false;
    }
    return true;
}

static bool copy_ring(const kk_grid_point *point, size_t count, kk_grid_polygon *out)
{
    for (size_t i = 0; i < count; i++)
        if (!kk_grid_add(out, point[i])) return false;
    return kk_grid_end_ring(out);
}

bool kk_grid_cut(const kk_grid_polygon *in, bool along_x, int32_t at, bool low, kk_cut_room *room, kk_grid_polygon *out)
{
    const line by = {along_x, low, at};
    room->point_count = room->chain_count = room->crossing_count = 0;
    kk_grid_empty(out);
    for (size_t r = 0; r < in->ring_count; r++) {
        const kk_grid_point *point = &in->point[in->begin[r]];
        size_t count = in->begin[r + 1] - in->begin[r], kept = 0, first = room->chain_count;
        for (size_t i = 0; i < count; i++) kept += is_kept(&by, point[i]);
        if (kept == count && !copy_ring(point, count, out)) return false;
        if (kept > 0 && kept < count && !add_chains(room, &by, point, count)) return false;
        link_in_order(room, first);
    }
    /* Else the chains stay linked ring by ring. */
    size_t chains = room->chain_count;
    if (chains > 1) {
        uint32_t *before = malloc(chains * sizeof *before);
        if (before == NULL) return false;
        for (size_t c = 0; c < chains; c++) before[c] = room->chain[c].next;
        if (!link_chains(room))
            for (size_t c = 0; c < chains; c++) room->chain[c].next = before[c];
        free(before);
    }
    return write_rings(room, out);
}
