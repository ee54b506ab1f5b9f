/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/settle.h"

#include <math.h>
#include <stdlib.h>

/* From one place of an arc that stays to the next. */
typedef struct line {
    uint32_t from, to;
    bool is_bad;
} line;

typedef struct settling {
    const kk_topology *topology;
    const kk_micro_point *degrees;
    line *line;
    size_t count, capacity;
    uint32_t *same;           /* of each vertex the one that stands for all that a line of no length joins */
    uint32_t *begin, *member; /* cell c has the lines member[begin[c]] … member[begin[c + 1] − 1] */
    int64_t left, low, side, columns, rows;
} settling;

static void clear(settling *work)
{
    free(work->line);
    free(work->same);
    free(work->begin);
    free(work->member);
}

static uint32_t vertex_at(const settling *work, uint32_t place)
{
    return work->topology->vertex[place];
}

static kk_micro_point point_at(const settling *work, uint32_t place)
{
    return work->degrees[vertex_at(work, place)];
}

/* ---- lines ---- */

static uint32_t stand_in(settling *work, uint32_t vertex)
{
    while (work->same[vertex] != vertex) vertex = work->same[vertex] = work->same[work->same[vertex]];
    return vertex;
}

static bool add_line(settling *work, uint32_t from, uint32_t to)
{
    kk_micro_point a = point_at(work, from), b = point_at(work, to);
    if (a.lon == b.lon && a.lat == b.lat) {
        work->same[stand_in(work, vertex_at(work, from))] = stand_in(work, vertex_at(work, to));
        return true;
    }
    if (kk_grow(&work->line, &work->capacity, work->count + 1, sizeof *work->line) != 0) return false;
    work->line[work->count++] = (line){from, to, false};
    return true;
}

static bool list_lines(settling *work, const bool *is_kept)
{
    const kk_topology *topology = work->topology;
    work->same = malloc((topology->vertex_count + 1) * sizeof *work->same);
    if (work->same == NULL) return false;
    for (uint32_t v = 0; v < topology->vertex_count; v++) work->same[v] = v;
    for (size_t a = 0; a < topology->arc_count; a++) {
        uint32_t from = topology->begin[a];
        for (uint32_t to = from + 1; to < topology->begin[a + 1]; to++) {
            if (!is_kept[to]) continue;
            if (!add_line(work, from, to)) return false;
            from = to;
        }
    }
    for (uint32_t v = 0; v < topology->vertex_count; v++) stand_in(work, v);
    return true;
}

/* ---- cells ---- */

typedef struct cells {
    int64_t left, right, low, high;
} cells;

static cells cells_of(const settling *work, const line *of)
{
    kk_micro_point a = point_at(work, of->from), b = point_at(work, of->to);
    int64_t west = a.lon < b.lon ? a.lon : b.lon, east = a.lon < b.lon ? b.lon : a.lon;
    int64_t south = a.lat < b.lat ? a.lat : b.lat, north = a.lat < b.lat ? b.lat : a.lat;
    return (cells){(west - work->left) / work->side, (east - work->left) / work->side, (south - work->low) / work->side,
                   (north - work->low) / work->side};
}

/* Cells twice as wide as lines are on average, so that a line is in a few. */
static void measure(settling *work)
{
    int64_t right = INT32_MIN, high = INT32_MIN, length = 0;
    work->left = work->low = INT32_MAX;
    for (size_t i = 0; i < work->count; i++) {
        kk_micro_point a = point_at(work, work->line[i].from), b = point_at(work, work->line[i].to);
        length += llabs((int64_t)a.lon - b.lon) + llabs((int64_t)a.lat - b.lat);
        work->left = a.lon < work->left ? a.lon : work->left;
        work->left = b.lon < work->left ? b.lon : work->left;
        work->low = a.lat < work->low ? a.lat : work->low;
        work->low = b.lat < work->low ? b.lat : work->low;
        right = a.lon > right ? a.lon : right;
        right = b.lon > right ? b.lon : right;
        high = a.lat > high ? a.lat : high;
        high = b.lat > high ? b.lat : high;
    }
    work->side = length / (int64_t)(work->count + 1) + 1;
    int64_t least =
        (int64_t)sqrt((double)(right - work->left) * (double)(high - work->low) / (4.0 * (double)work->count + 16));
    if (work->side < least) work->side = least;
    work->columns = (right - work->left) / work->side + 1;
    work->rows = (high - work->low) / work->side + 1;
}

static bool fill_cells(settling *work)
{
    size_t cell_count = (size_t)(work->columns * work->rows), members = 0;
    work->begin = calloc(cell_count + 2, sizeof *work->begin);
    if (work->begin == NULL) return false;
    for (size_t i = 0; i < work->count; i++) {
        cells of = cells_of(work, &work->line[i]);
        for (int64_t y = of.low; y <= of.high; y++)
            for (int64_t x = of.left; x <= of.right; x++) work->begin[y * work->columns + x + 2]++;
        members += (size_t)((of.high - of.low + 1) * (of.right - of.left + 1));
    }
    for (size_t c = 0; c < cell_count; c++) work->begin[c + 2] += work->begin[c + 1];
    work->member = malloc((members + 1) * sizeof *work->member);
    if (work->member == NULL) return false;
    for (size_t i = 0; i < work->count; i++) {
        cells of = cells_of(work, &work->line[i]);
        for (int64_t y = of.low; y <= of.high; y++)
            for (int64_t x = of.left; x <= of.right; x++)
                work->member[work->begin[y * work->columns + x + 1]++] = (uint32_t)i;
    }
    return true;
}

/* ---- lines that meet ---- */

static int side_of(kk_micro_point a, kk_micro_point b, kk_micro_point c)
{
    int64_t cross =
        ((int64_t)b.lon - a.lon) * ((int64_t)c.lat - a.lat) - ((int64_t)b.lat - a.lat) * ((int64_t)c.lon - a.lon);
    return (cross > 0) - (cross < 0);
}

static bool is_in_box(kk_micro_point a, kk_micro_point b, kk_micro_point p)
{
    return (p.lon <= a.lon || p.lon <= b.lon) && (p.lon >= a.lon || p.lon >= b.lon) &&
           (p.lat <= a.lat || p.lat <= b.lat) && (p.lat >= a.lat || p.lat >= b.lat);
}

static bool intersect(kk_micro_point a, kk_micro_point b, kk_micro_point c, kk_micro_point d)
{
    int c_side = side_of(a, b, c), d_side = side_of(a, b, d), a_side = side_of(c, d, a), b_side = side_of(c, d, b);
    if (c_side * d_side < 0 && a_side * b_side < 0) return true;
    return (c_side == 0 && is_in_box(a, b, c)) || (d_side == 0 && is_in_box(a, b, d)) ||
           (a_side == 0 && is_in_box(c, d, a)) || (b_side == 0 && is_in_box(c, d, b));
}

/* From the same point in the same direction. */
static bool run_along(kk_micro_point from, kk_micro_point a, kk_micro_point b)
{
    int64_t dot = ((int64_t)a.lon - from.lon) * ((int64_t)b.lon - from.lon) +
                  ((int64_t)a.lat - from.lat) * ((int64_t)b.lat - from.lat);
    return side_of(from, a, b) == 0 && dot > 0;
}

static bool meet(const settling *work, const line *s, const line *t)
{
    const uint32_t *vertex = work->topology->vertex, *same = work->same;
    uint32_t s_from = same[vertex[s->from]], s_to = same[vertex[s->to]];
    uint32_t t_from = same[vertex[t->from]], t_to = same[vertex[t->to]];
    kk_micro_point a = point_at(work, s->from), b = point_at(work, s->to);
    kk_micro_point c = point_at(work, t->from), d = point_at(work, t->to);
    bool from_from = s_from == t_from, from_to = s_from == t_to, to_from = s_to == t_from, to_to = s_to == t_to;
    if ((from_from && to_to) || (from_to && to_from)) return true;
    if (from_from) return run_along(a, b, d);
    if (from_to) return run_along(a, b, c);
    if (to_from) return run_along(b, a, d);
    if (to_to) return run_along(b, a, c);
    return intersect(a, b, c, d);
}

static void compare(settling *work, int threads)
{
    int64_t cell_count = work->columns * work->rows;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1024)
    for (int64_t cell = 0; cell < cell_count; cell++)
        for (uint32_t i = work->begin[cell]; i < work->begin[cell + 1]; i++)
            for (uint32_t j = i + 1; j < work->begin[cell + 1]; j++) {
                line *s = &work->line[work->member[i]], *t = &work->line[work->member[j]];
                if (!meet(work, s, t)) continue;
#pragma omp atomic write
                s->is_bad = true;
#pragma omp atomic write
                t->is_bad = true;
            }
}

static size_t put_back(const settling *work, const double *importance, bool *stays)
{
    size_t added = 0;
    for (size_t i = 0; i < work->count; i++) {
        const line *bad = &work->line[i];
        if (!bad->is_bad || bad->to - bad->from < 2) continue;
        uint32_t most = bad->from + 1;
        for (uint32_t place = most + 1; place < bad->to; place++)
            if (importance[place] > importance[most]) most = place;
        stays[most] = true;
        added++;
    }
    return added;
}

kk_status kk_settle(const kk_topology *topology, const kk_micro_point *degrees, const bool *is_kept,
                    const double *importance, int threads, bool *stays, size_t *added, kk_error *err)
{
    settling work = {.topology = topology, .degrees = degrees};
    *added = 0;
    bool is_fine = list_lines(&work, is_kept);
    if (is_fine && work.count > 0) {
        measure(&work);
        is_fine = fill_cells(&work);
        if (is_fine) compare(&work, threads);
        if (is_fine) *added = put_back(&work, importance, stays);
    }
    clear(&work);
    return is_fine ? KK_OK : kk_fail_memory(err);
}
