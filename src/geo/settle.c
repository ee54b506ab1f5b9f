/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/settle.h"
#include "geo/arc_shares.h"
#include "kk/arena.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 256 }; /* lines for a thread at a time */

/* From one place of an arc that stays to the next. */
typedef struct line {
    uint32_t from, to;
    kk_micro_point a, b; /* of these, once it is new no more */
    bool is_dead, is_bad;
} line;

/* That a line is in a cell, and what else is: index + 1 of the entry before, 0: none. */
typedef struct entry {
    uint32_t line, next;
} entry;

struct kk_settling {
    const kk_topology *topology;
    const kk_micro_point *degrees;
    line *line;
    size_t count, capacity, entered; /* lines; those before `entered` are in the grid */
    uint32_t *vertex;                /* of the lines that are not */
    size_t vertex_count, vertex_capacity;
    uint32_t *same; /* of each vertex the one that stands for all that lines of no length join; NULL: there are none */
    uint32_t *head; /* of each cell the last entry + 1 */
    entry *entry;
    size_t entry_count, entry_capacity;
    int64_t left, low, columns, rows;
    double per_unit; /* cells */
};

/* ---- lines ---- */

static bool add_line(kk_settling *work, uint32_t from, uint32_t to)
{
    if (kk_grow(&work->line, &work->capacity, work->count + 1, sizeof *work->line) != 0) return false;
    if (kk_grow(&work->vertex, &work->vertex_capacity, work->vertex_count + 2, sizeof *work->vertex) != 0) return false;
    work->line[work->count++] = (line){.from = from, .to = to};
    work->vertex[work->vertex_count++] = work->topology->vertex[from];
    work->vertex[work->vertex_count++] = work->topology->vertex[to];
    return true;
}

/* The lines between two places that stay. */
static bool add_lines(kk_settling *work, const bool *is_kept, uint32_t from, uint32_t last)
{
    for (uint32_t to = from + 1; to <= last; to++) {
        if (!is_kept[to]) continue;
        if (!add_line(work, from, to)) return false;
        from = to;
    }
    return true;
}

static bool split_lines(kk_settling *work, const bool *is_kept)
{
    size_t count = work->count;
    for (size_t i = 0; i < count; i++) {
        uint32_t from = work->line[i].from, to = work->line[i].to;
        if (work->line[i].is_dead || memchr(&is_kept[from + 1], 1, (to - from - 1) * sizeof *is_kept) == NULL) continue;
        work->line[i].is_dead = true;
        if (!add_lines(work, is_kept, from, to)) return false;
    }
    return true;
}

/* A kk_arc_items: the places that stay; of each arc there is a line less. */
static size_t count_kept(const bool *is_kept, size_t begin, size_t end)
{
    size_t count = 0;
    for (size_t i = begin; i < end; i++) count += is_kept[i];
    return count;
}

/* The lines of an arc and the vertices at their ends; returns how many lines. */
static size_t list_arc(const kk_topology *topology, const bool *is_kept, size_t arc, line *lines, uint32_t *vertex)
{
    uint32_t from = topology->begin[arc];
    size_t count = 0;
    vertex[0] = topology->vertex[from];
    for (uint32_t to = from + 1; to < topology->begin[arc + 1]; to++) {
        if (!is_kept[to]) continue;
        lines[count++] = (line){.from = from, .to = to};
        vertex[count] = topology->vertex[to];
        from = to;
    }
    return count;
}

static bool list_lines(kk_settling *work, const bool *is_kept, int threads)
{
    const kk_topology *topology = work->topology;
    kk_arc_shares shares;
    kk_arc_shares_make(topology, is_kept, count_kept, threads, &shares);
    work->vertex_count = shares.first[KK_ARC_SHARES];
    work->count = work->vertex_count - topology->arc_count;
    if (kk_grow(&work->line, &work->capacity, work->count, sizeof *work->line) != 0) return false;
    if (kk_grow(&work->vertex, &work->vertex_capacity, work->vertex_count, sizeof *work->vertex) != 0) return false;
#pragma omp parallel for num_threads(threads) schedule(dynamic)
    for (size_t s = 0; s < KK_ARC_SHARES; s++) {
        size_t at = shares.first[s];
        for (size_t a = shares.arc[s]; a < shares.arc[s + 1]; a++)
            at += list_arc(topology, is_kept, a, &work->line[at - a], &work->vertex[at]) + 1;
    }
    return true;
}

/* ---- lines of no length ---- */

static uint32_t stand_in(const kk_settling *work, uint32_t vertex)
{
    if (work->same == NULL) return vertex;
    while (work->same[vertex] != vertex) vertex = work->same[vertex];
    return vertex;
}

static bool join_ends(kk_settling *work, const line *of)
{
    size_t count = work->topology->vertex_count;
    if (work->same == NULL) {
        work->same = malloc((count + 1) * sizeof *work->same);
        if (work->same == NULL) return false;
        for (uint32_t v = 0; v < count; v++) work->same[v] = v;
    }
    uint32_t a = stand_in(work, work->topology->vertex[of->from]), b = stand_in(work, work->topology->vertex[of->to]);
    work->same[a > b ? a : b] = a < b ? a : b;
    return true;
}

/* What the ends of new lines are in degrees; lines of no length are dead. */
static bool look_up_ends(kk_settling *work, int threads)
{
    const uint32_t *vertex = work->topology->vertex;
#pragma omp parallel for num_threads(threads)
    for (size_t i = work->entered; i < work->count; i++) {
        line *here = &work->line[i];
        here->a = work->degrees[vertex[here->from]];
        here->b = work->degrees[vertex[here->to]];
        here->is_dead = here->a.lon == here->b.lon && here->a.lat == here->b.lat;
    }
    for (size_t i = work->entered; i < work->count; i++)
        if (work->line[i].is_dead && !join_ends(work, &work->line[i])) return false;
    return true;
}

/* ---- cells ---- */

typedef struct cells {
    int64_t left, right, low, high;
} cells;

/* Not more than that of a place beyond: lines whose boxes meet share a cell. */
static int64_t cell_at(int32_t at, int64_t begin, double per_unit, int64_t count)
{
    int64_t cell = (int64_t)((double)(at - begin) * per_unit);
    return cell < 0 ? 0 : cell >= count ? count - 1 : cell;
}

static cells cells_of(const kk_settling *work, const line *of)
{
    kk_micro_point a = of->a, b = of->b;
    return (cells){cell_at(a.lon < b.lon ? a.lon : b.lon, work->left, work->per_unit, work->columns),
                   cell_at(a.lon < b.lon ? b.lon : a.lon, work->left, work->per_unit, work->columns),
                   cell_at(a.lat < b.lat ? a.lat : b.lat, work->low, work->per_unit, work->rows),
                   cell_at(a.lat < b.lat ? b.lat : a.lat, work->low, work->per_unit, work->rows)};
}

/* Cells as wide as lines are on average, so that a line is in a few. */
static bool make_cells(kk_settling *work, int threads)
{
    int64_t left = INT32_MAX, low = INT32_MAX, right = INT32_MIN, high = INT32_MIN, length = 0;
#pragma omp parallel for num_threads(threads) reduction(+ : length) reduction(min : left, low) reduction(max : right, high)
    for (size_t i = 0; i < work->count; i++) {
        kk_micro_point a = work->line[i].a, b = work->line[i].b;
        int64_t west = a.lon < b.lon ? a.lon : b.lon, east = a.lon < b.lon ? b.lon : a.lon;
        int64_t south = a.lat < b.lat ? a.lat : b.lat, north = a.lat < b.lat ? b.lat : a.lat;
        length += east - west + north - south;
        left = west < left ? west : left;
        low = south < low ? south : low;
        right = east > right ? east : right;
        high = north > high ? north : high;
    }
    int64_t side = length / (int64_t)(work->count + 1) + 1;
    int64_t least = (int64_t)sqrt((double)(right - left) * (double)(high - low) / (4.0 * (double)work->count + 16));
    if (side < least) side = least;
    work->per_unit = 1 / (double)side;
    work->left = left;
    work->low = low;
    work->columns = (right - left) / side + 1;
    work->rows = (high - low) / side + 1;
    work->head = kk_zeroed((size_t)(work->columns * work->rows), sizeof *work->head);
    return work->head != NULL;
}

/* In how many cells the lines begin … end − 1 are. */
static size_t count_cells(const kk_settling *work, size_t begin, size_t end)
{
    size_t count = 0;
    for (size_t i = begin; i < end; i++) {
        if (work->line[i].is_dead) continue;
        cells of = cells_of(work, &work->line[i]);
        count += (size_t)((of.high - of.low + 1) * (of.right - of.left + 1));
    }
    return count;
}

/* The line's entries are those from `at` on; returns where they end. In a cell they are in any order. */
static size_t enter(kk_settling *work, size_t i, size_t at)
{
    cells of = cells_of(work, &work->line[i]);
    for (int64_t y = of.low; y <= of.high; y++)
        for (int64_t x = of.left; x <= of.right; x++) {
            uint32_t *head = &work->head[y * work->columns + x], before, last = (uint32_t)++at;
#pragma omp atomic capture
            {
                before = *head;
                *head = last;
            }
            work->entry[last - 1] = (entry){(uint32_t)i, before};
        }
    return at;
}

static void enter_block(kk_settling *work, size_t begin, size_t end)
{
    size_t count = count_cells(work, begin, end), at;
#pragma omp atomic capture
    {
        at = work->entry_count;
        work->entry_count += count;
    }
    for (size_t i = begin; i < end; i++)
        if (!work->line[i].is_dead) at = enter(work, i, at);
}

static bool enter_new(kk_settling *work, int threads)
{
    if (!look_up_ends(work, threads)) return false;
    if (work->head == NULL && work->count > 0 && !make_cells(work, threads)) return false;
    size_t more = 0, blocks = (work->count - work->entered + BLOCK - 1) / BLOCK;
#pragma omp parallel for num_threads(threads) reduction(+ : more)
    for (size_t i = work->entered; i < work->count; i++) more += count_cells(work, i, i + 1);
    if (kk_grow(&work->entry, &work->entry_capacity, work->entry_count + more, sizeof *work->entry) != 0) return false;
#pragma omp parallel for num_threads(threads) schedule(dynamic)
    for (size_t b = 0; b < blocks; b++) {
        size_t begin = work->entered + b * BLOCK;
        enter_block(work, begin, work->count - begin < BLOCK ? work->count : begin + BLOCK);
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
    int c_side = side_of(a, b, c), d_side = side_of(a, b, d);
    if (c_side * d_side > 0) return false;
    int a_side = side_of(c, d, a), b_side = side_of(c, d, b);
    if (c_side * d_side < 0 && a_side * b_side < 0) return true;
    return (c_side == 0 && is_in_box(a, b, c)) || (d_side == 0 && is_in_box(a, b, d)) ||
           (a_side == 0 && is_in_box(c, d, a)) || (b_side == 0 && is_in_box(c, d, b));
}

/* From the same point in the same direction. */
static bool run_along(kk_micro_point from, kk_micro_point a, kk_micro_point b)
{
    int64_t dot = ((int64_t)a.lon - from.lon) * ((int64_t)b.lon - from.lon) +
                  ((int64_t)a.lat - from.lat) * ((int64_t)b.lat - from.lat);
    return dot > 0 && side_of(from, a, b) == 0;
}

static bool is_same(kk_micro_point a, kk_micro_point b)
{
    return a.lon == b.lon && a.lat == b.lat;
}

/* With an end in common, by their vertices and not just by their degrees. */
static bool meet_at_ends(const kk_settling *work, const line *s, const line *t)
{
    const uint32_t *vertex = work->topology->vertex;
    uint32_t s_from = stand_in(work, vertex[s->from]), s_to = stand_in(work, vertex[s->to]);
    uint32_t t_from = stand_in(work, vertex[t->from]), t_to = stand_in(work, vertex[t->to]);
    bool from_from = s_from == t_from, from_to = s_from == t_to, to_from = s_to == t_from, to_to = s_to == t_to;
    if ((from_from && to_to) || (from_to && to_from)) return true;
    if (from_from) return run_along(s->a, s->b, t->b);
    if (from_to) return run_along(s->a, s->b, t->a);
    if (to_from) return run_along(s->b, s->a, t->b);
    if (to_to) return run_along(s->b, s->a, t->a);
    return true;
}

static bool meet(const kk_settling *work, const line *s, const line *t)
{
    if (is_same(s->a, t->a) || is_same(s->a, t->b) || is_same(s->b, t->a) || is_same(s->b, t->b))
        return meet_at_ends(work, s, t);
    return intersect(s->a, s->b, t->a, t->b);
}

/* With all that share a cell and were there before, or are as new. */
static void compare_one(kk_settling *work, uint32_t i)
{
    line *s = &work->line[i];
    cells of = cells_of(work, s);
    for (int64_t y = of.low; y <= of.high; y++)
        for (int64_t x = of.left; x <= of.right; x++)
            for (uint32_t e = work->head[y * work->columns + x]; e != 0; e = work->entry[e - 1].next) {
                line *t = &work->line[work->entry[e - 1].line];
                if (t >= s || t->is_dead || !meet(work, s, t)) continue;
#pragma omp atomic write
                s->is_bad = true;
#pragma omp atomic write
                t->is_bad = true;
            }
}

static size_t choose_places(kk_settling *work, const double *importance, uint32_t *places)
{
    size_t count = 0;
    for (size_t i = 0; i < work->count; i++) {
        line *bad = &work->line[i];
        if (!bad->is_bad) continue;
        bad->is_bad = false;
        if (bad->to - bad->from < 2) continue;
        uint32_t most = bad->from + 1;
        for (uint32_t place = most + 1; place < bad->to; place++)
            if (importance[place] > importance[most]) most = place;
        places[count++] = most;
    }
    return count;
}

/* ---- all of it ---- */

kk_status kk_settling_begin(const kk_topology *topology, const kk_micro_point *degrees, kk_settling **out,
                            kk_error *err)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL) return kk_fail_memory(err);
    (*out)->topology = topology;
    (*out)->degrees = degrees;
    return KK_OK;
}

void kk_settling_end(kk_settling *work)
{
    if (work == NULL) return;
    free(work->line);
    free(work->vertex);
    free(work->same);
    free(work->head);
    free(work->entry);
    free(work);
}

kk_status kk_settling_update(kk_settling *work, const bool *is_kept, int threads, const uint32_t **vertex,
                             size_t *count, kk_error *err)
{
    work->vertex_count = 0;
    bool is_fine = work->count == 0 ? list_lines(work, is_kept, threads) : split_lines(work, is_kept);
    *vertex = work->vertex;
    *count = work->vertex_count;
    return is_fine ? KK_OK : kk_fail_memory(err);
}

kk_status kk_settling_find(kk_settling *work, const double *importance, int threads, uint32_t **places, size_t *count,
                           kk_error *err)
{
    *count = 0;
    *places = malloc((work->count + 1) * sizeof **places);
    if (*places == NULL || !enter_new(work, threads)) return kk_fail_memory(err);
#pragma omp parallel for num_threads(threads) schedule(dynamic, BLOCK)
    for (size_t i = work->entered; i < work->count; i++)
        if (!work->line[i].is_dead) compare_one(work, (uint32_t)i);
    work->entered = work->count;
    *count = choose_places(work, importance, *places);
    return KK_OK;
}
