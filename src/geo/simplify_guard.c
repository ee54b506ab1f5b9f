/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/simplify_guard.h"
#include "geo/orient.h"
#include "geo/vertex_grid.h"
#include "kk/log.h"

#include <stdlib.h>
#include <string.h>

/* A chain, between two places of an arc that stay. */
typedef struct jump {
    uint32_t from, to;
    bool is_new; /* not looked at before: look at everything, else at what was put back since */
    bool is_wrong;
    kk_box box; /* once it has been looked at */
} jump;

struct kk_guard {
    const kk_topology *topology;
    const double *importance;
    int threads;
    kk_simplified *out;
    jump *jump;
    size_t count, capacity;
    bool *is_there;               /* [vertex] in `all` */
    kk_vertex_grid all, restored; /* what stays; what was put back in the last round */
    uint32_t *last;               /* vertices that were put back in the last round */
    size_t last_count, last_capacity;
    uint64_t *line;  /* hash table of lines by their ends, lower first; 0: empty */
    uint32_t *owner; /* … the chain whose line it is + 1; 0: a line that always was there */
    size_t mask, kept;
};

typedef struct kk_guard guard;

static void clear(guard *work)
{
    free(work->jump);
    free(work->is_there);
    free(work->last);
    free(work->line);
    free(work->owner);
    kk_vertex_grid_clear(&work->all);
    kk_vertex_grid_clear(&work->restored);
}

/* ---- to begin with ---- */

static void add_vertex(guard *work, uint32_t vertex)
{
    if (work->is_there[vertex]) return;
    work->is_there[vertex] = true;
    kk_vertex_grid_add(&work->all, vertex);
}

static bool add_chain(guard *work, uint32_t from, uint32_t to)
{
    if (to - from < 2) return true;
    if (kk_grow(&work->jump, &work->capacity, work->count + 1, sizeof *work->jump) != 0) return false;
    work->jump[work->count++] = (jump){.from = from, .to = to, .is_new = true};
    return true;
}

static bool add_arc(guard *work, size_t arc)
{
    const kk_topology *topology = work->topology;
    uint32_t last = topology->begin[arc + 1] - 1, from = topology->begin[arc];
    add_vertex(work, topology->vertex[from]);
    for (uint32_t to = from + 1; to <= last; to++) {
        if (!work->out->is_kept[to]) continue;
        add_vertex(work, topology->vertex[to]);
        if (!add_chain(work, from, to)) return false;
        from = to;
    }
    return true;
}

static bool begin(guard *work)
{
    const kk_topology *topology = work->topology;
    for (size_t i = 0; i < topology->begin[topology->arc_count]; i++) work->kept += work->out->is_kept[i];
    work->is_there = calloc(topology->vertex_count + 1, sizeof *work->is_there);
    if (work->is_there == NULL) return false;
    if (!kk_vertex_grid_init(&work->all, topology->xy, topology->vertex_count, work->kept)) return false;
    if (!kk_vertex_grid_like(&work->restored, &work->all, topology->vertex_count)) return false;
    for (size_t a = 0; a < topology->arc_count; a++)
        if (!add_arc(work, a)) return false;
    return true;
}

/* ---- vertices between a chain and its line ---- */

typedef struct chain {
    const kk_topology *topology;
    const uint32_t *vertex; /* of the chain, ends included */
    size_t count;
} chain;

static kk_point point_of(const kk_topology *topology, uint32_t vertex)
{
    return (kk_point){topology->xy[2 * (size_t)vertex], topology->xy[2 * (size_t)vertex + 1]};
}

static bool is_on(kk_point a, kk_point b, kk_point p)
{
    return p.x >= fmin(a.x, b.x) && p.x <= fmax(a.x, b.x) && p.y >= fmin(a.y, b.y) && p.y <= fmax(a.y, b.y) &&
           kk_orient(a, b, p) == 0;
}

/* Whether a ray from p to the right crosses the edge. */
static bool crosses(kk_point a, kk_point b, kk_point p)
{
    if ((a.y > p.y) == (b.y > p.y)) return false;
    return b.y > a.y ? kk_orient(a, b, p) > 0 : kk_orient(b, a, p) > 0;
}

/* A kk_vertex_visit: inside the closed path of the chain and its line, or on the line. */
static bool is_between(const void *context, uint32_t vertex)
{
    const chain *path = context;
    uint32_t first = path->vertex[0], last = path->vertex[path->count - 1];
    if (vertex == first || vertex == last) return false;
    kk_point p = point_of(path->topology, vertex), a = point_of(path->topology, first);
    kk_point b = point_of(path->topology, last);
    if (is_on(a, b, p)) return true;
    bool inside = crosses(b, a, p);
    for (size_t i = 1; i < path->count; i++) {
        b = point_of(path->topology, path->vertex[i]);
        inside ^= crosses(a, b, p);
        a = b;
    }
    return inside;
}

static kk_box box_of(const chain *path)
{
    kk_box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < path->count; i++) {
        kk_point p = point_of(path->topology, path->vertex[i]);
        box.left = p.x < box.left ? p.x : box.left;
        box.right = p.x > box.right ? p.x : box.right;
        box.low = p.y < box.low ? p.y : box.low;
        box.high = p.y > box.high ? p.y : box.high;
    }
    return box;
}

static void look(guard *work)
{
#pragma omp parallel for num_threads(work->threads) schedule(dynamic, 256)
    for (size_t c = 0; c < work->count; c++) {
        jump *here = &work->jump[c];
        chain path = {work->topology, &work->topology->vertex[here->from], here->to - here->from + 1};
        const kk_vertex_grid *grid = here->is_new ? &work->all : &work->restored;
        if (here->is_new) here->box = box_of(&path);
        here->is_wrong = kk_vertex_grid_find(grid, here->box, is_between, &path);
        here->is_new = false;
    }
}

/* ---- lines that are the same ---- */

static size_t find_line(const guard *work, uint64_t key)
{
    size_t at = (size_t)((key * 0x9E3779B97F4A7C15u) >> 20) & work->mask;
    while (work->line[at] != 0 && work->line[at] != key) at = (at + 1) & work->mask;
    return at;
}

static uint64_t key_of(const kk_topology *topology, uint32_t from, uint32_t to)
{
    uint64_t a = topology->vertex[from], b = topology->vertex[to];
    return (a < b ? a << 32 | b : b << 32 | a) + 1;
}

static void add_line(guard *work, uint32_t from, uint32_t to, uint32_t owner)
{
    uint64_t key = key_of(work->topology, from, to);
    size_t at = find_line(work, key);
    if (work->line[at] == 0) {
        work->line[at] = key;
        work->owner[at] = owner;
        return;
    }
    if (owner > 0) work->jump[owner - 1].is_wrong = true;
    if (work->owner[at] > 0) work->jump[work->owner[at] - 1].is_wrong = true;
}

/* An empty table with room for as many lines as there are vertices that stay. */
static bool empty_lines(guard *work)
{
    size_t slots = 16;
    while (slots < 2 * work->kept) slots *= 2;
    if (slots > work->mask + 1 || work->line == NULL) {
        free(work->line);
        free(work->owner);
        work->line = malloc(slots * sizeof *work->line);
        work->owner = malloc(slots * sizeof *work->owner);
        work->mask = slots - 1;
    }
    if (work->line == NULL || work->owner == NULL) return false;
    memset(work->line, 0, (work->mask + 1) * sizeof *work->line);
    return true;
}

/* Lines of chains, and those that always were there between two neighbours of an arc. */
static bool compare_lines(guard *work)
{
    const kk_topology *topology = work->topology;
    if (!empty_lines(work)) return false;
    for (size_t c = 0; c < work->count; c++) add_line(work, work->jump[c].from, work->jump[c].to, (uint32_t)c + 1);
    for (size_t a = 0; a < topology->arc_count; a++)
        for (uint32_t i = topology->begin[a]; i + 1 < topology->begin[a + 1]; i++)
            if (work->out->is_kept[i] && work->out->is_kept[i + 1]) add_line(work, i, i + 1, 0);
    return true;
}

/* ---- putting back ---- */

static bool put_back(guard *work, uint32_t place)
{
    uint32_t vertex = work->topology->vertex[place];
    work->out->is_kept[place] = true;
    work->out->restored++;
    work->kept++;
    add_vertex(work, vertex);
    if (kk_grow(&work->last, &work->last_capacity, work->last_count + 1, sizeof *work->last) != 0) return false;
    work->last[work->last_count++] = vertex;
    kk_vertex_grid_add(&work->restored, vertex);
    return true;
}

/* Splits the chain at the vertex that matters most. */
static bool split(guard *work, size_t c)
{
    uint32_t from = work->jump[c].from, to = work->jump[c].to, most = from + 1;
    for (uint32_t i = from + 2; i < to; i++)
        if (work->importance[i] > work->importance[most]) most = i;
    work->jump[c] = (jump){.from = from, .to = most, .is_new = true};
    return put_back(work, most) && add_chain(work, most, to);
}

/* Chains of which nothing goes any more leave the list. */
static void tidy(guard *work)
{
    size_t left = 0;
    for (size_t c = 0; c < work->count; c++)
        if (work->jump[c].to - work->jump[c].from >= 2) work->jump[left++] = work->jump[c];
    work->count = left;
}

static bool correct(guard *work)
{
    while (work->last_count > 0) kk_vertex_grid_empty(&work->restored, work->last[--work->last_count]);
    size_t count = work->count;
    for (size_t c = 0; c < count; c++)
        if (work->jump[c].is_wrong && !split(work, c)) return false;
    tidy(work);
    return true;
}

kk_status kk_guard_begin(const kk_topology *topology, const double *importance, int threads, kk_simplified *simplified,
                         kk_guard **out, kk_error *err)
{
    guard *work = *out = calloc(1, sizeof *work);
    if (work == NULL) return kk_fail_memory(err);
    *work = (guard){.topology = topology, .importance = importance, .threads = threads, .out = simplified};
    return begin(work) ? KK_OK : kk_fail_memory(err);
}

void kk_guard_end(kk_guard *work)
{
    if (work != NULL) clear(work);
    free(work);
}

kk_status kk_guard_run(kk_guard *work, kk_error *err)
{
    do {
        do {
            if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted");
            look(work);
            if (!correct(work)) return kk_fail_memory(err);
        } while (work->last_count > 0);
        if (!compare_lines(work) || !correct(work)) return kk_fail_memory(err);
    } while (work->last_count > 0);
    return KK_OK;
}

kk_status kk_guard_keep(kk_guard *work, const uint32_t *place, size_t count, kk_error *err)
{
    for (size_t i = 0; i < count; i++)
        if (!work->out->is_kept[place[i]] && !put_back(work, place[i])) return kk_fail_memory(err);
    size_t chains = work->count;
    for (size_t c = 0; c < chains; c++) {
        uint32_t from = work->jump[c].from, to = work->jump[c].to, end = from + 1;
        if (memchr(&work->out->is_kept[end], 1, (to - end) * sizeof *work->out->is_kept) == NULL) continue;
        while (!work->out->is_kept[end]) end++;
        work->jump[c] = (jump){.from = from, .to = end, .is_new = true};
        for (from = end; from < to; from = end) {
            end = from + 1;
            while (!work->out->is_kept[end]) end++;
            if (!add_chain(work, from, end)) return kk_fail_memory(err);
        }
    }
    tidy(work);
    return KK_OK;
}
