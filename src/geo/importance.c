/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/importance.h"
#include "geo/orient.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/*
 * A tournament among the vertices that are still there. A key is the bits of a weight, which are in the order of the
 * weights, with the place in the arc instead of the last of them: of weights that differ by less than that the lower
 * place goes first. key[1] is the least of all, key[i] the lesser of key[2 i] and key[2 i + 1], key[size + i] that of
 * place i.
 */
typedef struct thinning {
    const kk_point *at;
    double *importance; /* of what has gone final, of the others as they are */
    uint32_t *before, *after;
    uint64_t *key;
    size_t size; /* of the places, a power of two */
} thinning;

static double weigh(const thinning *line, uint32_t i)
{
    kk_point a = line->at[line->before[i]], b = line->at[i], c = line->at[line->after[i]];
    double ux = a.x - b.x, uy = a.y - b.y, vx = c.x - b.x, vy = c.y - b.y;
    double lengths = sqrt((ux * ux + uy * uy) * (vx * vx + vy * vy));
    double cosine = lengths > 0 ? (ux * vx + uy * vy) / lengths : 0;
    return fabs(ux * vy - uy * vx) / 2 * (1 - 0.7 * cosine);
}

static uint64_t key_of(const thinning *line, uint32_t i)
{
    uint64_t bits;
    memcpy(&bits, &line->importance[i], sizeof bits);
    return (bits & ~(uint64_t)(line->size - 1)) | i;
}

static uint64_t lesser(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static void enter(thinning *line, uint32_t i, uint64_t key)
{
    size_t at = line->size + i;
    line->key[at] = key;
    for (; at > 1; at /= 2) {
        key = lesser(key, line->key[at ^ 1]);
        line->key[at / 2] = key;
    }
}

static void weigh_anew(thinning *line, uint32_t i, size_t last, double least)
{
    if (i == 0 || i == last) return;
    double weight = weigh(line, i);
    line->importance[i] = weight > least ? weight : least;
    enter(line, i, key_of(line, i));
}

static void begin_tournament(thinning *line, size_t count)
{
    for (uint32_t i = 1; i + 1 < count; i++) {
        line->before[i] = i - 1;
        line->after[i] = i + 1;
    }
    memset(&line->key[line->size], 0xFF, line->size * sizeof *line->key);
    for (uint32_t i = 1; i + 1 < count; i++) {
        line->importance[i] = weigh(line, i);
        line->key[line->size + i] = key_of(line, i);
    }
    for (size_t at = line->size - 1; at > 0; at--) line->key[at] = lesser(line->key[2 * at], line->key[2 * at + 1]);
}

static void visvalingam(thinning *line, size_t count)
{
    size_t last = count - 1;
    double least = 0;
    begin_tournament(line, count);
    for (uint64_t key; (key = line->key[1]) != UINT64_MAX;) {
        uint32_t gone = (uint32_t)(key & (line->size - 1)), before = line->before[gone], after = line->after[gone];
        enter(line, gone, UINT64_MAX);
        if (before != 0) line->after[before] = after;
        if (after != last) line->before[after] = before;
        least = line->importance[gone] = fmax(least, line->importance[gone]);
        weigh_anew(line, before, last, least);
        weigh_anew(line, after, last, least);
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

static void *make_room(kk_importance_room *room, size_t bytes)
{
    if (room->capacity >= bytes) return room->item;
    free(room->item);
    room->item = malloc(2 * bytes);
    room->capacity = room->item == NULL ? 0 : 2 * bytes;
    return room->item;
}

static bool weigh_areas(const double *xy, const uint32_t *vertex, size_t count, kk_importance_room *room,
                        double *importance)
{
    size_t size = 4;
    while (size < count) size *= 2;
    uint64_t *key = make_room(room, 2 * size * sizeof *key + count * (sizeof(kk_point) + 2 * sizeof(uint32_t)));
    if (key == NULL) return false;
    kk_point *at = (kk_point *)(key + 2 * size);
    uint32_t *before = (uint32_t *)(at + count);
    for (size_t i = 0; i < count; i++) at[i] = point_of(xy, vertex[i]);
    visvalingam(&(thinning){at, importance, before, before + count, key, size}, count);
    return true;
}

static bool weigh_distances(const double *xy, const uint32_t *vertex, size_t count, kk_importance_room *room,
                            double *importance)
{
    stretch *stack = make_room(room, count * sizeof *stack);
    if (stack != NULL) peucker(xy, vertex, count, stack, importance);
    return stack != NULL;
}

bool kk_importance(const double *xy, const uint32_t *vertex, size_t count, kk_simplify_method method,
                   kk_importance_room *room, double *importance)
{
    importance[0] = importance[count - 1] = INFINITY;
    if (count <= 2) return true;
    return method == KK_SIMPLIFY_PEUCKER ? weigh_distances(xy, vertex, count, room, importance)
                                         : weigh_areas(xy, vertex, count, room, importance);
}
