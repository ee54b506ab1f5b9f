/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Each thread numbers the points of a stripe from south to north, with a table of its own; what a stripe calls a point
 * is the index at which it was first met, of which all stripes together make numbers.
 */
#include "geo/number_points.h"
#include "kk/arena.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WORD = 64, STRIPES_MAX = 64, SAMPLE = 4096 };

/* No point of a level, nor one beside it. */
static const size_t NOWHERE = SIZE_MAX / 2;

typedef struct numbering {
    const kk_areas *areas;
    kk_numbered *out;
    size_t base[KK_LEVELS_MAX + 1]; /* of each level the index of its first point, a multiple of WORD */
    size_t stripe_count;
    double bound[STRIPES_MAX + 1]; /* stripe s: bound[s] ≤ x < bound[s + 1] */
    double (*reach)[2];            /* of each word of points the least x and the largest */
    uint64_t *is_first;            /* [index] a bit: a point that was not met before */
    uint32_t *before;              /* of each word the numbers before it */
} numbering;

static const kk_polygons *shape_of(const numbering *work, size_t level)
{
    return &work->areas->level[level].shape;
}

/* ---- stripes ---- */

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Of about as many points each. */
static void choose_stripes(numbering *work, size_t points, int threads)
{
    double sample[SAMPLE];
    size_t count = 0, step = points / SAMPLE + 1;
    for (size_t l = 0; l < work->areas->level_count; l++)
        for (size_t q = 0; q < shape_of(work, l)->point_count && count < SAMPLE; q += step)
            sample[count++] = shape_of(work, l)->xy[2 * q];
    qsort(sample, count, sizeof *sample, by_size);
    work->stripe_count = threads < 1 || count < SAMPLE / 2 ? 1 : threads > STRIPES_MAX ? STRIPES_MAX : (size_t)threads;
    for (size_t s = 1; s < work->stripe_count; s++) work->bound[s] = sample[count * s / work->stripe_count];
    work->bound[0] = -INFINITY;
    work->bound[work->stripe_count] = INFINITY;
}

static bool is_in(const numbering *work, size_t s, double x)
{
    return x >= work->bound[s] && x < work->bound[s + 1];
}

static size_t words_of(const numbering *work, size_t level)
{
    return (work->base[level + 1] - work->base[level]) / WORD;
}

/* Points of a word: the first, and the one after the last. */
typedef struct span {
    size_t begin, end;
} span;

static span span_of(const numbering *work, size_t level, size_t word)
{
    size_t points = shape_of(work, level)->point_count, end = (word + 1) * WORD;
    return (span){word * WORD, end < points ? end : points};
}

static void find_reach(const numbering *work, size_t level, int threads)
{
    const double *xy = shape_of(work, level)->xy;
    double(*reach)[2] = work->reach + work->base[level] / WORD;
#pragma omp parallel for num_threads(threads) schedule(static)
    for (size_t w = 0; w < words_of(work, level); w++) {
        span of = span_of(work, level, w);
        reach[w][0] = INFINITY;
        reach[w][1] = -INFINITY;
        for (size_t q = of.begin; q < of.end; q++) {
            reach[w][0] = xy[2 * q] < reach[w][0] ? xy[2 * q] : reach[w][0];
            reach[w][1] = xy[2 * q] > reach[w][1] ? xy[2 * q] : reach[w][1];
        }
    }
}

static bool has_any(const numbering *work, size_t s, size_t level, size_t word)
{
    const double *reach = work->reach[work->base[level] / WORD + word];
    return reach[1] >= work->bound[s] && reach[0] < work->bound[s + 1];
}

static size_t count_points(const numbering *work, size_t s)
{
    size_t count = 0;
    for (size_t l = 0; l < work->areas->level_count; l++)
        for (size_t w = 0; w < words_of(work, l); w++) {
            const double *reach = work->reach[work->base[l] / WORD + w];
            span of = span_of(work, l, w);
            if (is_in(work, s, reach[0]) && is_in(work, s, reach[1]))
                count += of.end - of.begin;
            else if (has_any(work, s, l, w))
                for (size_t q = of.begin; q < of.end; q++) count += is_in(work, s, shape_of(work, l)->xy[2 * q]);
        }
    return count;
}

/* What is known of a stripe while it is walked: a hash table of the indices at which points were first met, + 1. */
typedef struct walk {
    uint32_t *slot;
    size_t mask;
} walk;

static const double *point_at(const numbering *work, uint32_t index)
{
    size_t level = 0;
    while (index >= work->base[level + 1]) level++;
    return &shape_of(work, level)->xy[2 * (index - work->base[level])];
}

static bool is_same(const double *a, const double *b)
{
    return a[0] == b[0] && a[1] == b[1];
}

static uint64_t hash_of(const double *xy)
{
    double x = xy[0] + 0.0, y = xy[1] + 0.0; /* −0 is 0 */
    uint64_t a, b;
    memcpy(&a, &x, sizeof a);
    memcpy(&b, &y, sizeof b);
    a = (a ^ (b << 32 | b >> 32)) * 0x9E3779B97F4A7C15u;
    a = (a ^ a >> 32) * 0xD6E8FEB86659FD93u;
    return a ^ a >> 32;
}

/* Where the point was met first: at `index` if it is new. */
static uint32_t look_up(const numbering *work, const walk *here, uint64_t hash, const double *xy, uint32_t index)
{
    size_t at = (size_t)hash & here->mask;
    for (; here->slot[at] != 0; at = (at + 1) & here->mask)
        if (is_same(point_at(work, here->slot[at] - 1), xy)) return here->slot[at] - 1;
    here->slot[at] = index + 1;
    return index;
}

/* Of a border that was met before: the point beside the one met last, whose number is known where it is before `end`.
 */
static bool is_beside(const kk_polygons *shape, size_t beside, size_t end, const double *xy)
{
    return beside < end && is_same(&shape->xy[2 * beside], xy);
}

/* Slots are fetched for all points of a word before the first needs its own. `last`: the point of the level with which
   the point before was the same; returned is that of the last point of the word. */
static size_t walk_word(const numbering *work, size_t s, size_t level, size_t word, const walk *here, size_t last)
{
    const kk_polygons *shape = shape_of(work, level);
    uint32_t *number = work->out->number[level], base = (uint32_t)work->base[level];
    uint64_t hash[WORD];
    span of = span_of(work, level, word);
    for (size_t q = of.begin; q < of.end; q++) {
        if (!is_in(work, s, shape->xy[2 * q])) continue;
        hash[q - of.begin] = hash_of(&shape->xy[2 * q]);
        __builtin_prefetch(&here->slot[hash[q - of.begin] & here->mask], 1);
    }
    for (size_t q = of.begin; q < of.end; q++) {
        const double *xy = &shape->xy[2 * q];
        if (!is_in(work, s, xy[0])) continue;
        /* Neighbours go along a border in opposite directions, larger areas in the same one. */
        if (is_beside(shape, last - 1, q, xy))
            number[q] = number[--last];
        else if (is_beside(shape, last + 1, q, xy))
            number[q] = number[++last];
        else {
            number[q] = look_up(work, here, hash[q - of.begin], xy, base + (uint32_t)q);
            last = number[q] >= base ? number[q] - base : NOWHERE;
        }
    }
    return last;
}

static bool walk_stripe(const numbering *work, size_t s)
{
    size_t count = count_points(work, s), slots = 16;
    while (3 * slots < 4 * count) slots *= 2;
    walk here = {.slot = kk_zeroed(slots, sizeof *here.slot), .mask = slots - 1};
    if (here.slot == NULL) return false;
    for (size_t l = 0; l < work->areas->level_count; l++) {
        size_t last = NOWHERE;
        for (size_t w = 0; w < words_of(work, l); w++)
            if (has_any(work, s, l, w)) last = walk_word(work, s, l, w, &here, last);
    }
    free(here.slot);
    return true;
}

/* ---- numbers ---- */

/* The bits of a level, and how many there are in each word. */
static void mark_first(const numbering *work, size_t level, int threads)
{
    const uint32_t *number = work->out->number[level];
    size_t base = work->base[level];
#pragma omp parallel for num_threads(threads) schedule(static)
    for (size_t w = 0; w < words_of(work, level); w++) {
        uint64_t bits = 0;
        span of = span_of(work, level, w);
        for (size_t q = of.begin; q < of.end; q++) bits |= (uint64_t)(number[q] == base + q) << (q % WORD);
        work->is_first[base / WORD + w] = bits;
        work->before[base / WORD + w] = (uint32_t)__builtin_popcountll(bits);
    }
}

static size_t add_up(const numbering *work)
{
    size_t words = work->base[work->areas->level_count] / WORD, sum = 0;
    for (size_t w = 0; w < words; w++) {
        uint32_t here = work->before[w];
        work->before[w] = (uint32_t)sum;
        sum += here;
    }
    return sum;
}

static void number_level(const numbering *work, size_t level, int threads)
{
    const kk_polygons *shape = shape_of(work, level);
    uint32_t *number = work->out->number[level];
#pragma omp parallel for num_threads(threads) schedule(static)
    for (size_t q = 0; q < shape->point_count; q++) {
        uint32_t met = number[q], word = met / WORD;
        uint64_t earlier = work->is_first[word] & ((UINT64_C(1) << (met % WORD)) - 1);
        number[q] = work->before[word] + (uint32_t)__builtin_popcountll(earlier);
        if (met != work->base[level] + q) continue;
        double *xy = &work->out->xy[2 * (size_t)number[q]];
        xy[0] = shape->xy[2 * q] + 0.0; /* −0 is 0 */
        xy[1] = shape->xy[2 * q + 1] + 0.0;
    }
}

static bool make_numbers(numbering *work, int threads)
{
    size_t levels = work->areas->level_count, words = work->base[levels] / WORD;
    work->is_first = malloc((words + 1) * sizeof *work->is_first);
    work->before = malloc((words + 1) * sizeof *work->before);
    if (work->is_first == NULL || work->before == NULL) return false;
    for (size_t l = 0; l < levels; l++) mark_first(work, l, threads);
    work->out->count = add_up(work);
    work->out->xy = malloc((2 * work->out->count + 1) * sizeof *work->out->xy);
    if (work->out->xy == NULL) return false;
    for (size_t l = 0; l < levels; l++) number_level(work, l, threads);
    return true;
}

static bool begin(numbering *work, size_t *points)
{
    size_t levels = work->areas->level_count;
    *points = 0;
    for (size_t l = 0; l < levels; l++) {
        size_t here = shape_of(work, l)->point_count;
        *points += here;
        work->base[l + 1] = work->base[l] + (here + WORD - 1) / WORD * WORD;
        work->out->number[l] = malloc((here + 1) * sizeof **work->out->number);
        if (work->out->number[l] == NULL) return false;
    }
    work->reach = malloc((work->base[levels] / WORD + 1) * sizeof *work->reach);
    return work->reach != NULL && work->base[levels] < INT32_MAX;
}

bool kk_number_points(const kk_areas *areas, int threads, kk_numbered *out)
{
    *out = (kk_numbered){0};
    numbering work = {.areas = areas, .out = out};
    size_t points;
    bool is_fine = begin(&work, &points);
    if (!is_fine) goto done;
    choose_stripes(&work, points, threads);
    for (size_t l = 0; l < areas->level_count; l++) find_reach(&work, l, threads);
#pragma omp parallel for num_threads(work.stripe_count) schedule(static, 1) reduction(&& : is_fine)
    for (size_t s = 0; s < work.stripe_count; s++) is_fine = walk_stripe(&work, s) && is_fine;
    is_fine = is_fine && make_numbers(&work, threads);
done:
    free(work.reach);
    free(work.is_first);
    free(work.before);
    return is_fine;
}

void kk_numbered_clear(kk_numbered *numbered)
{
    for (size_t l = 0; l < KK_LEVELS_MAX; l++) free(numbered->number[l]);
    free(numbered->xy);
    *numbered = (kk_numbered){0};
}
