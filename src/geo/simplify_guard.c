/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/simplify_guard.h"
#include "geo/arc_shares.h"
#include "geo/orient.h"
#include "geo/vertex_grid.h"
#include "kk/log.h"
#include "kk/arena.h"

#include <stdlib.h>
#include <string.h>

/* A chain, between two places of an arc that stay; from == to: it has been split. */
typedef struct jump {
    uint32_t from, to;
    kk_box box; /* once it has been looked at */
} jump;

/* Whose a line is: of two neighbours of an arc, or nobody's any more. */
enum { ALWAYS_THERE = UINT32_MAX, NOBODY = UINT32_MAX - 1 };

/* Vertices that are put back are few: their cells are so much wider than those of all. */
enum { WIDER = 16, AHEAD = 8 };

struct kk_guard {
    const kk_topology *topology;
    const double *importance;
    int threads;
    kk_simplified *out;
    jump *jump;
    bool *is_wrong; /* [jump] */
    size_t count, capacity, wrong_capacity;
    size_t looked, listed;        /* jumps before these have been looked at; have their line in the table */
    bool *is_there;               /* [vertex] in `all` */
    kk_vertex_grid all, restored; /* what stays; what was put back in the last round */
    uint32_t *last;               /* vertices that were put back in the last round */
    size_t last_count, last_capacity;
    uint64_t *line;  /* hash table of lines by their ends, lower first; 0: empty */
    uint32_t *owner; /* … the jump whose line it is, ALWAYS_THERE or NOBODY */
    size_t mask, lines, kept;
    uint32_t *direct; /* places with a new line to the next, not in the table yet */
    size_t direct_count, direct_capacity;
};

typedef struct kk_guard guard;

static void clear(guard *work)
{
    free(work->jump);
    free(work->is_wrong);
    free(work->is_there);
    free(work->last);
    free(work->line);
    free(work->owner);
    free(work->direct);
    kk_vertex_grid_clear(&work->all);
    kk_vertex_grid_clear(&work->restored);
}

/* ---- to begin with ---- */

/* From any thread. */
static void add_vertex(guard *work, uint32_t vertex)
{
    bool was_there;
#pragma omp atomic capture
    {
        was_there = work->is_there[vertex];
        work->is_there[vertex] = true;
    }
    if (!was_there) kk_vertex_grid_add(&work->all, vertex);
}

static bool add_chain(guard *work, uint32_t from, uint32_t to)
{
    if (kk_grow(&work->jump, &work->capacity, work->count + 1, sizeof *work->jump) != 0) return false;
    if (kk_grow(&work->is_wrong, &work->wrong_capacity, work->count + 1, sizeof *work->is_wrong) != 0) return false;
    work->is_wrong[work->count] = false;
    work->jump[work->count++] = (jump){.from = from, .to = to};
    return true;
}

/* What is between two places that stay, of which one did not before. */
static bool add_part(guard *work, uint32_t from, uint32_t to)
{
    if (to - from >= 2) return add_chain(work, from, to);
    if (kk_grow(&work->direct, &work->direct_capacity, work->direct_count + 1, sizeof *work->direct) != 0) return false;
    work->direct[work->direct_count++] = from;
    return true;
}

/* The vertices and chains that an arc begins with; returns behind the last of its chains. */
static jump *begin_arc(guard *work, size_t arc, jump *to_fill)
{
    const kk_topology *topology = work->topology;
    uint32_t last = topology->begin[arc + 1] - 1, from = topology->begin[arc];
    add_vertex(work, topology->vertex[from]);
    for (uint32_t to = from + 1; to <= last; to++) {
        if (!work->out->is_kept[to]) continue;
        add_vertex(work, topology->vertex[to]);
        if (to - from >= 2) *to_fill++ = (jump){.from = from, .to = to};
        from = to;
    }
    return to_fill;
}

/* A kk_arc_items: chains begin where one stays with one behind that does not. */
static size_t count_chains(const bool *is_kept, size_t begin, size_t end)
{
    size_t count = 0;
    for (size_t i = begin; i + 1 < end; i++) count += is_kept[i] && !is_kept[i + 1];
    return count;
}

static bool begin_arcs(guard *work)
{
    kk_arc_shares shares;
    kk_arc_shares_make(work->topology, work->out->is_kept, count_chains, work->threads, &shares);
    work->count = shares.first[KK_ARC_SHARES];
    if (kk_grow(&work->jump, &work->capacity, work->count, sizeof *work->jump) != 0) return false;
    if (kk_grow(&work->is_wrong, &work->wrong_capacity, work->count, sizeof *work->is_wrong) != 0) return false;
    if (work->count > 0) memset(work->is_wrong, 0, work->count * sizeof *work->is_wrong);
#pragma omp parallel for num_threads(work->threads) schedule(dynamic)
    for (size_t s = 0; s < KK_ARC_SHARES; s++) {
        jump *to_fill = &work->jump[shares.first[s]];
        for (size_t a = shares.arc[s]; a < shares.arc[s + 1]; a++) to_fill = begin_arc(work, a, to_fill);
    }
    return true;
}

static bool begin(guard *work)
{
    const kk_topology *topology = work->topology;
    size_t kept = 0;
#pragma omp parallel for num_threads(work->threads) reduction(+ : kept)
    for (size_t i = 0; i < topology->begin[topology->arc_count]; i++) kept += work->out->is_kept[i];
    work->kept = kept;
    work->is_there = kk_zeroed(topology->vertex_count + 1, sizeof *work->is_there);
    return work->is_there != NULL &&
           kk_vertex_grid_init(&work->all, topology->xy, topology->vertex_count, work->kept, work->threads) &&
           kk_vertex_grid_like(&work->restored, &work->all, topology->vertex_count, WIDER) && begin_arcs(work);
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

/* New chains look at all that stays, the others at what was put back since. */
static void look_from(guard *work, size_t c)
{
    jump *here = &work->jump[c];
    if (here->from == here->to) return;
    chain path = {work->topology, &work->topology->vertex[here->from], here->to - here->from + 1};
    bool is_new = c >= work->looked;
    if (is_new) here->box = box_of(&path);
    work->is_wrong[c] = kk_vertex_grid_find(is_new ? &work->all : &work->restored, here->box, is_between, &path);
}

/* ---- lines that are the same ---- */

static size_t slot_of(const guard *work, uint64_t key)
{
    return (size_t)((key * 0x9E3779B97F4A7C15u) >> 20) & work->mask;
}

static size_t find_line(const guard *work, uint64_t key)
{
    size_t at = slot_of(work, key);
    while (work->line[at] != 0 && work->line[at] != key) at = (at + 1) & work->mask;
    return at;
}

static uint64_t key_of(const kk_topology *topology, uint32_t from, uint32_t to)
{
    uint64_t a = topology->vertex[from], b = topology->vertex[to];
    return (a < b ? a << 32 | b : b << 32 | a) + 1;
}

/* To be called before the line is needed: its place in the table is then there in time. */
static void fetch_line(const guard *work, uint32_t from, uint32_t to)
{
    size_t at = slot_of(work, key_of(work->topology, from, to));
    __builtin_prefetch(&work->line[at], 1);
    __builtin_prefetch(&work->owner[at], 1);
}

static bool is_chain(uint32_t owner)
{
    return owner != ALWAYS_THERE && owner != NOBODY;
}

/* Of two chains with one line both are wrong; of a chain and a line that always was there the chain is. */
static void add_line(guard *work, uint32_t from, uint32_t to, uint32_t owner)
{
    uint64_t key = key_of(work->topology, from, to);
    size_t at = find_line(work, key);
    bool is_free = work->line[at] == 0 || work->owner[at] == NOBODY;
    work->lines += work->line[at] == 0;
    work->line[at] = key;
    if (!is_free && is_chain(owner)) work->is_wrong[owner] = true;
    if (!is_free && is_chain(work->owner[at])) work->is_wrong[work->owner[at]] = true;
    if (is_free || owner == ALWAYS_THERE) work->owner[at] = owner;
}

static void forget_line(guard *work, size_t c)
{
    if (c >= work->listed) return;
    size_t at = find_line(work, key_of(work->topology, work->jump[c].from, work->jump[c].to));
    if (work->owner[at] == c) work->owner[at] = NOBODY;
}

/* A table with room for twice as many lines as there are vertices that stay, and the lines that always were there. */
static bool begin_lines(guard *work)
{
    const kk_topology *topology = work->topology;
    size_t slots = 16;
    while (slots < 4 * work->kept) slots *= 2;
    free(work->line);
    free(work->owner);
    work->line = kk_zeroed(slots, sizeof *work->line);
    work->owner = malloc(slots * sizeof *work->owner);
    work->mask = slots - 1;
    work->lines = work->listed = work->direct_count = 0;
    if (work->line == NULL || work->owner == NULL) return false;
    for (size_t a = 0; a < topology->arc_count; a++)
        for (uint32_t i = topology->begin[a]; i + 1 < topology->begin[a + 1]; i++)
            if (work->out->is_kept[i] && work->out->is_kept[i + 1]) add_line(work, i, i + 1, ALWAYS_THERE);
    return true;
}

/* The lines that are new. */
static bool compare_lines(guard *work)
{
    size_t more = work->count - work->listed + work->direct_count;
    if (work->lines + more > work->mask / 4 * 3 && !begin_lines(work)) return false;
    for (; work->listed < work->count; work->listed++) {
        const jump *here = &work->jump[work->listed];
        if (work->listed + AHEAD < work->count) fetch_line(work, here[AHEAD].from, here[AHEAD].to);
        if (here->from != here->to) add_line(work, here->from, here->to, (uint32_t)work->listed);
    }
    for (size_t i = 0; i < work->direct_count; i++) add_line(work, work->direct[i], work->direct[i] + 1, ALWAYS_THERE);
    work->direct_count = 0;
    return true;
}

/* ---- all chains ---- */

/* Beside the first look one thread lists the lines that always were there. */
static bool look(guard *work)
{
    size_t first = work->last_count > 0 ? 0 : work->looked;
    bool is_fine = true;
#pragma omp parallel num_threads(work->threads)
    {
#pragma omp single nowait
        if (work->line == NULL) is_fine = begin_lines(work);
#pragma omp for schedule(dynamic, 256)
        for (size_t c = first; c < work->count; c++) look_from(work, c);
    }
    work->looked = work->count;
    return is_fine;
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

/* A chain of which places stay now: its parts take its place. */
static bool split(guard *work, size_t c)
{
    uint32_t from = work->jump[c].from, last = work->jump[c].to;
    forget_line(work, c);
    work->jump[c].to = from;
    work->is_wrong[c] = false;
    for (uint32_t to = from + 1; to <= last; to++) {
        if (!work->out->is_kept[to]) continue;
        if (!add_part(work, from, to)) return false;
        from = to;
    }
    return true;
}

static uint32_t most_important(const guard *work, const jump *here)
{
    uint32_t most = here->from + 1;
    for (uint32_t i = most + 1; i < here->to; i++)
        if (work->importance[i] > work->importance[most]) most = i;
    return most;
}

static bool correct(guard *work)
{
    while (work->last_count > 0) kk_vertex_grid_empty(&work->restored, work->last[--work->last_count]);
    size_t count = work->count;
    for (size_t c = 0; c < count; c++) {
        const bool *wrong = memchr(&work->is_wrong[c], 1, count - c);
        if (wrong == NULL) break;
        c = (size_t)(wrong - work->is_wrong);
        if (!put_back(work, most_important(work, &work->jump[c])) || !split(work, c)) return false;
    }
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
            if (!look(work) || !correct(work)) return kk_fail_memory(err);
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
        uint32_t from = work->jump[c].from, to = work->jump[c].to;
        if (to - from < 2 || memchr(&work->out->is_kept[from + 1], 1, to - from - 1) == NULL) continue;
        if (!split(work, c)) return kk_fail_memory(err);
    }
    return KK_OK;
}
