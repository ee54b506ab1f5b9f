/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/log.h"
#include "inference/rank_draw.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct contest {
    const kk_rank_options *options;
    int threads;
    size_t count, above; /* the critical value is the `above`-th largest maximum; 0: none of them is large enough */
    uint32_t *order;
    kk_rank_score *areas;      /* in that order */
    double *normal;            /* [RANK_BLOCK][count] */
    rank_pull *pull;           /* [RANK_BLOCK][count] */
    size_t strong[RANK_BLOCK]; /* so many of `pull` */
    double *largest;           /* [area][above], or one row when simultaneous: heaps with the least of them on top */
    double *critical;          /* [area] */
    kk_rank_set *set;          /* [area] */
    unsigned char *settled;    /* [area] no more pairs are found significant */
} contest;

/* ---- the critical values ---- */

/* Maxima up to this one need not be known when all areas are looked at together: the heap has no place for them. */
static double least_to_know(const contest *of)
{
    return of->options->simultaneous ? of->largest[0] : 0;
}

/* Keeps the largest: the least of them gives way, and the next least comes on top. */
static void heap_offer(double *heap, size_t count, double value)
{
    if (count == 0 || value <= heap[0]) return;
    size_t at = 0;
    for (size_t child = 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && heap[child + 1] < heap[child]) child++;
        if (value <= heap[child]) break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = value;
}

static void make_draws(contest *of, unsigned first, unsigned count)
{
#pragma omp parallel for schedule(dynamic, 1) num_threads(of->threads)
    for (unsigned draw = 0; draw < count; draw++) {
        double *normal = of->normal + draw * of->count;
        rank_draw(of->options->seed, first + draw, of->count, normal);
        of->strong[draw] =
            rank_draw_pulls(of->areas, normal, of->count, least_to_know(of), of->pull + draw * of->count);
    }
}

static void look_at_all(contest *of, unsigned draws)
{
    double maximum[RANK_BLOCK];
#pragma omp parallel for schedule(dynamic, 1) num_threads(of->threads)
    for (unsigned draw = 0; draw < draws; draw++) {
        const rank_pull *pull = of->pull + draw * of->count;
        double most = least_to_know(of);
        for (size_t k = 0, count = of->strong[draw]; k + 1 < count; k++)
            most = rank_draw_maximum(of->areas, &pull[k], pull + k + 1, count - k - 1, of->critical[0], most);
        maximum[draw] = most;
    }
    for (unsigned draw = 0; draw < draws; draw++) heap_offer(of->largest, of->above, maximum[draw]);
}

/* Of each area by itself. What is below the heap's least need not be known. */
static void look_at_each(contest *of, unsigned draws)
{
#pragma omp parallel for schedule(dynamic, 16) num_threads(of->threads)
    for (size_t i = 0; i < of->count; i++) {
        double *heap = of->largest + i * of->above, error = of->areas[i].error;
        for (unsigned draw = 0; draw < draws && !of->settled[i]; draw++) {
            double normal = of->normal[draw * of->count + i];
            const rank_pull one = {normal * normal, error * normal, error * error, (uint32_t)i};
            heap_offer(heap, of->above,
                       rank_draw_maximum(of->areas, &one, of->pull + draw * of->count, of->strong[draw],
                                         of->critical[i], heap[0]));
        }
    }
}

static void find_critical(contest *of)
{
    bool together = of->options->simultaneous;
    for (size_t i = 0; i < (together ? 1 : of->count); i++)
        for (size_t k = 0; k < of->above && !of->settled[i]; k++) of->largest[i * of->above + k] = 0;
    for (unsigned first = 0; first < of->options->draws && !kk_interrupted(); first += RANK_BLOCK) {
        unsigned left = of->options->draws - first, draws = left < RANK_BLOCK ? left : RANK_BLOCK;
        make_draws(of, first, draws);
        if (together)
            look_at_all(of, draws);
        else
            look_at_each(of, draws);
    }
    for (size_t i = 0; i < of->count; i++) of->critical[i] = of->largest[together ? 0 : i * of->above];
}

/* ---- the sets ---- */

/* Areas are in order of their estimates, and only what has the higher one can be significantly higher. */
static kk_rank_set set_of(const contest *of, size_t i)
{
    const kk_rank_score *area = &of->areas[i];
    kk_rank_set set = {1, 1, (uint32_t)of->count};
    for (size_t j = 0; j < i; j++) {
        set.rank += of->areas[j].estimate > area->estimate;
        set.lower += rank_is_higher(&of->areas[j], area, of->critical[i]);
    }
    for (size_t j = i + 1; j < of->count; j++) set.upper -= rank_is_higher(area, &of->areas[j], of->critical[i]);
    return set;
}

static bool is_same(const kk_rank_score *a, const kk_rank_score *b)
{
    return a->estimate == b->estimate && a->error == b->error && a->low == b->low && a->high == b->high;
}

/* Sets at the present critical values; whether any became narrower. What is equal in all has the set of the first of
   them: their draws differ, and with them an own critical value would. */
static bool make_sets(contest *of)
{
    bool narrower = false;
#pragma omp parallel for schedule(static) num_threads(of->threads) reduction(|| : narrower)
    for (size_t i = 0; i < of->count; i++) {
        if (i > 0 && is_same(&of->areas[i], &of->areas[i - 1])) continue;
        kk_rank_set set = set_of(of, i);
        bool same = set.lower == of->set[i].lower && set.upper == of->set[i].upper;
        of->set[i] = set;
        of->settled[i] = same && !of->options->simultaneous;
        narrower = narrower || !same;
    }
    for (size_t i = 1; i < of->count; i++) {
        if (!is_same(&of->areas[i], &of->areas[i - 1])) continue;
        of->set[i] = of->set[i - 1];
        of->settled[i] = !of->options->simultaneous;
    }
    return narrower;
}

static bool has_error(const contest *of)
{
    for (size_t i = 0; i < of->count; i++)
        if (of->areas[i].error > 0) return true;
    return false;
}

static void step_down(contest *of)
{
    bool is_drawn = has_error(of);
    for (size_t i = 0; i < of->count; i++) of->critical[i] = is_drawn ? INFINITY : 0;
    make_sets(of);
    memset(of->settled, 0, of->count);
    if (!is_drawn || of->above == 0) return;
    do find_critical(of);
    while (make_sets(of) && of->options->stepdown && !kk_interrupted());
}

static bool contest_open(contest *of, const kk_rank_score *areas)
{
    size_t rows = of->options->simultaneous ? 1 : of->count;
    of->order = calloc(of->count, sizeof *of->order);
    of->areas = calloc(of->count, sizeof *of->areas);
    of->normal = calloc(RANK_BLOCK * of->count, sizeof *of->normal);
    of->pull = calloc(RANK_BLOCK * of->count, sizeof *of->pull);
    of->largest = calloc(rows * of->above + 1, sizeof *of->largest);
    of->critical = calloc(of->count, sizeof *of->critical);
    of->set = calloc(of->count, sizeof *of->set);
    of->settled = calloc(of->count, sizeof *of->settled);
    if (of->order == NULL || of->areas == NULL || of->normal == NULL || of->pull == NULL || of->largest == NULL ||
        of->critical == NULL || of->set == NULL || of->settled == NULL)
        return false;
    rank_order(areas, of->count, of->order);
    for (size_t i = 0; i < of->count; i++) of->areas[i] = areas[of->order[i]];
    return true;
}

static void contest_close(contest *of)
{
    free(of->order);
    free(of->areas);
    free(of->normal);
    free(of->pull);
    free(of->largest);
    free(of->critical);
    free(of->set);
    free(of->settled);
}

kk_status kk_rank_sets(const kk_rank_score *areas, size_t count, const kk_rank_options *options, kk_rank_set *out,
                       kk_error *err)
{
    if (count == 0) return KK_OK;
    double position = ceil((options->draws + 1.0) * options->confidence);
    contest of = {.options = options, .count = count, .threads = rank_threads(options, count)};
    of.above = position > options->draws ? 0 : options->draws + 1 - (size_t)position;
    bool opened = contest_open(&of, areas);
    if (opened) step_down(&of);
    for (size_t i = 0; opened && i < count; i++) out[of.order[i]] = of.set[i];
    contest_close(&of);
    return opened ? KK_OK : kk_fail_memory(err);
}
