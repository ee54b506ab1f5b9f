/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/contiguity.h"

#include "geo/segment_grid.h"

#include <math.h>
#include <stdlib.h>

/* Pairs met before: most edges are those of a pair that is known. A pair that has been pushed out is looked at again.
 */
enum { KNOWN_PAIRS = 1 << 12 };

typedef struct worker {
    kk_links links;
    uint64_t known[KNOWN_PAIRS];
} worker;

typedef bool meets(const kk_segment *a, const kk_segment *b, double tolerance);

typedef struct meeting {
    double tolerance;
    meets *meets;
} meeting;

/* ---- two edges ---- */

static double squared_distance(kk_point a, kk_point b)
{
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

static bool is_on(kk_point p, const kk_segment *segment, double tolerance)
{
    kk_point a = segment->end[0], b = segment->end[1];
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double along = (p.x - a.x) * dx + (p.y - a.y) * dy;
    if (along <= 0) return squared_distance(p, a) <= tolerance * tolerance;
    if (along >= length) return squared_distance(p, b) <= tolerance * tolerance;
    double aside = (p.x - a.x) * dy - (p.y - a.y) * dx;
    return aside * aside <= tolerance * tolerance * length;
}

/* Where an end of one lies on the other: at most four places. */
static int find_touches(const kk_segment *a, const kk_segment *b, double tolerance, kk_point touch[4])
{
    int count = 0;
    for (int i = 0; i < 2; i++) {
        if (is_on(a->end[i], b, tolerance)) touch[count++] = a->end[i];
        if (is_on(b->end[i], a, tolerance)) touch[count++] = b->end[i];
    }
    return count;
}

/* Whether the ends of `a` lie on either side of the line of `b`, or on it. */
static bool is_divided(const kk_segment *a, const kk_segment *b)
{
    return kk_orient(b->end[0], b->end[1], a->end[0]) * kk_orient(b->end[0], b->end[1], a->end[1]) <= 0;
}

static bool boxes_meet(const kk_segment *a, const kk_segment *b, double tolerance)
{
    return fmin(a->end[0].x, a->end[1].x) <= fmax(b->end[0].x, b->end[1].x) + tolerance &&
           fmin(b->end[0].x, b->end[1].x) <= fmax(a->end[0].x, a->end[1].x) + tolerance &&
           fmin(a->end[0].y, a->end[1].y) <= fmax(b->end[0].y, b->end[1].y) + tolerance &&
           fmin(b->end[0].y, b->end[1].y) <= fmax(a->end[0].y, a->end[1].y) + tolerance;
}

static bool edges_share_point(const kk_segment *a, const kk_segment *b, double tolerance)
{
    kk_point touch[4];
    if (find_touches(a, b, tolerance, touch) > 0) return true;
    return boxes_meet(a, b, 0) && is_divided(a, b) && is_divided(b, a);
}

/* A piece that two edges share ends where one of them does. */
static bool edges_share_piece(const kk_segment *a, const kk_segment *b, double tolerance)
{
    kk_point touch[4];
    int count = find_touches(a, b, tolerance, touch);
    for (int i = 1; i < count; i++)
        for (int j = 0; j < i; j++)
            if (squared_distance(touch[i], touch[j]) > tolerance * tolerance) return true;
    return false;
}

/* ---- all edges ---- */

static uint64_t pair_of(uint32_t a, uint32_t b)
{
    return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

static uint64_t *known_place(worker *own, uint64_t pair)
{
    return &own->known[(pair * 0x9E3779B97F4A7C15u) >> 52];
}

static void compare(worker *own, const kk_segment *a, const kk_segment *b, const meeting *how)
{
    if (!boxes_meet(a, b, how->tolerance)) return;
    uint64_t pair = pair_of(a->area, b->area), *known = known_place(own, pair);
    if (*known == pair || !how->meets(a, b, how->tolerance)) return;
    *known = pair;
    kk_links_add(&own->links, a->area, b->area);
    kk_links_add(&own->links, b->area, a->area);
}

/* Nothing to find in a cell of one area, or of two that are known to meet. */
static bool is_settled(worker *own, const kk_segment_grid *grid, const uint32_t *member, size_t count)
{
    uint32_t first = count > 0 ? grid->segment[member[0]].area : 0, second = first;
    for (size_t i = 1; i < count; i++) {
        uint32_t area = grid->segment[member[i]].area;
        if (area == first || area == second) continue;
        if (second != first) return false;
        second = area;
    }
    uint64_t pair = pair_of(first, second);
    return first == second || *known_place(own, pair) == pair;
}

static void compare_cell(worker *own, const kk_segment_grid *grid, size_t cell, const meeting *how)
{
    const uint32_t *member = grid->member + grid->begin[cell];
    size_t count = grid->begin[cell + 1] - grid->begin[cell];
    if (is_settled(own, grid, member, count)) return;
    for (size_t i = 1; i < count; i++) {
        const kk_segment *a = &grid->segment[member[i]];
        for (size_t j = 0; j < i; j++) {
            const kk_segment *b = &grid->segment[member[j]];
            if (a->area != b->area) compare(own, a, b, how);
        }
    }
}

kk_status kk_links_contiguous(kk_links *links, const kk_level *level, const kk_config_neighbours *rule, int threads,
                              kk_error *err)
{
    kk_segment_grid grid;
    const meeting how = {rule->tolerance_m, rule->rule == KK_NEIGHBOURS_ROOK ? edges_share_piece : edges_share_point};
    kk_status status = kk_segment_grid_init(&grid, level, how.tolerance, err);
    worker *workers = calloc((size_t)threads, sizeof *workers);
    if (status == KK_OK && workers == NULL) status = kk_fail_memory(err);
    if (status != KK_OK) goto done;
#pragma omp parallel for num_threads(threads) schedule(static) default(shared)
    for (int t = 0; t < threads; t++) {
        size_t begin = grid.cell_count * (size_t)t / (size_t)threads;
        size_t end = grid.cell_count * (size_t)(t + 1) / (size_t)threads;
        for (size_t cell = begin; cell < end; cell++) compare_cell(&workers[t], &grid, cell, &how);
    }
    for (int t = 0; t < threads; t++) kk_links_append(links, &workers[t].links);
done:
    for (int t = 0; workers != NULL && t < threads; t++) kk_links_clear(&workers[t].links);
    free(workers);
    kk_segment_grid_clear(&grid);
    return status;
}
