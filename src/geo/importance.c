/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/importance.h"
#include "geo/orient.h"

#include <stdlib.h>

void kk_importance_room_clear(kk_importance_room *room)
{
    free(room->item);
    *room = (kk_importance_room){0};
}

static kk_point point_of(const double *xy, uint32_t vertex)
{
    return (kk_point){xy[2 * (size_t)vertex], xy[2 * (size_t)vertex + 1]};
}

/* ---- Visvalingam: the least goes first, and its neighbours are weighed anew ---- */

/* A heap of the vertices that are still there, least on top; `at` is where a vertex stands in it. */
typedef struct thinning {
    const double *xy;
    const uint32_t *vertex;
    double *importance; /* of what has gone final, of the others as they are */
    uint32_t *before, *after, *heap, *at;
    size_t heap_count;
} thinning;

static double weigh(const thinning *line, uint32_t i)
{
    kk_point a = point_of(line->xy, line->vertex[line->before[i]]), b = point_of(line->xy, line->vertex[i]);
    kk_point c = point_of(line->xy, line->vertex[line->after[i]]);
    double ux = a.x - b.x, uy = a.y - b.y, vx = c.x - b.x, vy = c.y - b.y;
    double lengths = sqrt((ux * ux + uy * uy) * (vx * vx + vy * vy));
    double cosine = lengths > 0 ? (ux * vx + uy * vy) / lengths : 0;
    return fabs(ux * vy - uy * vx) / 2 * (1 - 0.7 * cosine);
}

/* Of equal weights the lower place in the arc first, so that the order is the same everywhere. */
static bool goes_before(const thinning *line, uint32_t i, uint32_t j)
{
    double a = line->importance[i], b = line->importance[j];
    return a < b || (a == b && i < j);
}

static void put(thinning *line, size_t at, uint32_t i)
{
    line->heap[at] = i;
    line->at[i] = (uint32_t)at;
}

static void rise(thinning *line, size_t at)
{
    uint32_t i = line->heap[at];
    for (; at > 0 && goes_before(line, i, line->heap[(at - 1) / 2]); at = (at - 1) / 2)
        put(line, at, line->heap[(at - 1) / 2]);
    put(line, at, i);
}

static void sink(thinning *line, size_t at)
{
    uint32_t i = line->heap[at];
    for (size_t child; (child = 2 * at + 1) < line->heap_count; at = child) {
        if (child + 1 < line->heap_count && goes_before(line, line->heap[child + 1], line->heap[child])) child++;
        if (!goes_before(line, line->heap[child], i)) break;
        put(line, at, line->heap[child]);
    }
    put(line, at, i);
}

static void weigh_anew(thinning *line, uint32_t i, size_t last, double least)
{
    if (i == 0 || i == last) return;
    double weight = weigh(line, i);
    line->importance[i] = weight > least ? weight : least;
    rise(line, line->at[i]);
    sink(line, line->at[i]);
}

static void visvalingam(thinning *line, size_t count)
{
    size_t last = count - 1;
    for (uint32_t i = 1; i < last; i++) {
        line->before[i] = i - 1;
        line->after[i] = i + 1;
    }
    for (uint32_t i = 1; i < last; i++) {
        line->importance[i] = weigh(line, i);
        put(line, line->heap_count++, i);
    }
    for (size_t at = line->heap_count / 2; at-- > 0;) sink(line, at);
    while (line->heap_count > 0) {
        uint32_t gone = line->heap[0], before = line->before[gone], after = line->after[gone];
        put(line, 0, line->heap[--line->heap_count]);
        if (line->heap_count > 0) sink(line, 0);
        if (before != 0) line->after[before] = after;
        if (after != last) line->before[after] = before;
        weigh_anew(line, before, last, line->importance[gone]);
        weigh_anew(line, after, last, line->importance[gone]);
    }
}

/* ---- Douglas and Peucker: the furthest from the line between the ends stays, then the same of both halves ---- */

static double distance_to(kk_point p, kk_point a, kk_point b)
{
    double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2 : 0;
    t = fmin(1, fmax(0, t));
    return hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

typedef struct stretch {
    uint32_t from, to;
    double most;
} stretch;

static void peucker(const double *xy, const uint32_t *vertex, size_t count, stretch *stack, double *importance)
{
    size_t depth = 0;
    stack[depth++] = (stretch){0, (uint32_t)(count - 1), INFINITY};
    while (depth > 0) {
        stretch part = stack[--depth];
        kk_point a = point_of(xy, vertex[part.from]), b = point_of(xy, vertex[part.to]);
        uint32_t furthest = part.from;
        double distance = -1;
        for (uint32_t i = part.from + 1; i < part.to; i++) {
            double here = distance_to(point_of(xy, vertex[i]), a, b);
            if (here <= distance) continue;
            distance = here;
            furthest = i;
        }
        if (furthest == part.from) continue;
        importance[furthest] = fmin(distance, part.most);
        stack[depth++] = (stretch){part.from, furthest, importance[furthest]};
        stack[depth++] = (stretch){furthest, part.to, importance[furthest]};
    }
}

static bool make_room(kk_importance_room *room, size_t bytes)
{
    if (room->capacity >= bytes) return true;
    free(room->item);
    room->item = malloc(2 * bytes);
    room->capacity = room->item == NULL ? 0 : 2 * bytes;
    return room->item != NULL;
}

bool kk_importance(const double *xy, const uint32_t *vertex, size_t count, kk_simplify_method method,
                   kk_importance_room *room, double *importance)
{
    importance[0] = importance[count - 1] = INFINITY;
    if (count <= 2) return true;
    size_t each = method == KK_SIMPLIFY_PEUCKER ? sizeof(stretch) : 4 * sizeof(uint32_t);
    if (!make_room(room, count * each)) return false;
    if (method == KK_SIMPLIFY_PEUCKER) {
        peucker(xy, vertex, count, room->item, importance);
    } else {
        uint32_t *item = room->item;
        visvalingam(&(thinning){xy, vertex, importance, item, item + count, item + 2 * count, item + 3 * count, 0},
                    count);
    }
    return true;
}
