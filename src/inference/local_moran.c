/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/log.h"
#include "inference/lag_order.h"
#include "inference/permutation.h"
#include "inference/standard_scores.h"
#include "inference/weights.h"

#include <math.h>
#include <stdlib.h>

typedef struct map {
    const double *score;
    const kk_neighbours *neighbours;
    kk_lag_order order;
    const double *lag; /* [area] */
} map;

/*
 * How often the drawn sums were at least, and at most, the lag. A sum that areas of a class share counts for all places
 * up to one, from one on; noted is this place alone, and `gather` adds up. `own_…` corrects it for the areas that are
 * themselves in the sum.
 */
typedef struct tally {
    int32_t *at_least, *at_most;         /* [place] */
    int32_t *own_at_least, *own_at_most; /* [area] */
} tally;

/* What a thread counts with. */
typedef struct counter {
    tally tally;
    kk_permutation permutation;
    double *sum; /* [length] of the scores of the first of the ordering */
    uint32_t *room;
} counter;

static tally tally_in(int32_t *room, size_t count)
{
    return (tally){room, room + count, room + 2 * count, room + 3 * count};
}

static bool counter_init(counter *own, const map *of)
{
    size_t count = of->neighbours->count;
    own->tally = tally_in(calloc(4 * count + 1, sizeof(int32_t)), count);
    own->sum = malloc((of->order.longest + 1) * sizeof *own->sum);
    own->room = malloc((2 * count + 1) * sizeof *own->room);
    if (own->tally.at_least == NULL || own->sum == NULL || own->room == NULL) return false;
    kk_permutation_init(&own->permutation, own->room, (uint32_t)count);
    return true;
}

static void counter_clear(counter *own)
{
    free(own->tally.at_least);
    free(own->sum);
    free(own->room);
}

/* ---- one permutation ---- */

static bool is_at_least(double sum, double lag)
{
    return lag <= sum + kk_score_rounding;
}

static bool is_at_most(double sum, double lag)
{
    return !(lag <= sum - kk_score_rounding);
}

static void count_shared(const kk_lag_order *order, counter *own)
{
    for (size_t c = 0; c < order->class_count; c++) {
        const kk_lag_class *class = &order->of[c];
        uint32_t length = class->end - class->begin;
        uint32_t reached = kk_lags_up_to(order, class, own->sum[class->degree] + kk_score_rounding);
        uint32_t passed = kk_lags_up_to(order, class, own->sum[class->degree] - kk_score_rounding);
        if (reached > 0) own->tally.at_least[class->begin + reached - 1]++;
        if (passed < length) own->tally.at_most[class->begin + passed]++;
    }
}

/* An area that would be a neighbour of itself gets the next one instead. */
static void count_own(const map *of, const uint32_t *item, counter *own)
{
    for (uint32_t at = 0; at < of->order.longest; at++) {
        uint32_t area = item[at], degree = kk_degree(of->neighbours, area);
        if (at >= degree) continue;
        double shared = own->sum[degree], sum = own->sum[at], lag = of->lag[area];
        for (uint32_t next = at + 1; next <= degree; next++) sum += of->score[item[next]];
        own->tally.own_at_least[area] += is_at_least(sum, lag) - is_at_least(shared, lag);
        own->tally.own_at_most[area] += is_at_most(sum, lag) - is_at_most(shared, lag);
    }
}

static void count_permutation(const map *of, counter *own, uint64_t seed, uint64_t stream)
{
    uint32_t length = of->order.longest;
    const uint32_t *item = kk_permutation_draw(&own->permutation, seed, stream, length + 1);
    own->sum[0] = 0;
    for (uint32_t k = 0; k < length; k++) own->sum[k + 1] = own->sum[k] + of->score[item[k]];
    count_shared(&of->order, own);
    count_own(of, item, own);
}

/* ---- all permutations ---- */

static void add_tally(int32_t *to, const int32_t *from, size_t count)
{
    for (size_t i = 0; i < 4 * count; i++) to[i] += from[i];
}

static bool count_permutations(const map *of, const kk_permutations *permutations, int32_t *out)
{
    bool failed = false;
#pragma omp parallel num_threads(permutations->threads) reduction(|| : failed)
    {
        counter own;
        bool ready = counter_init(&own, of);
        failed = !ready;
#pragma omp for schedule(static)
        for (unsigned t = 0; t < permutations->count; t++)
            if (ready && !kk_interrupted()) count_permutation(of, &own, permutations->seed, t);
#pragma omp critical(kk_local_moran_tally)
        if (ready) add_tally(out, own.tally.at_least, of->neighbours->count);
        counter_clear(&own);
    }
    return !failed;
}

static void gather(const kk_lag_order *order, tally *of)
{
    for (size_t c = 0; c < order->class_count; c++) {
        for (uint32_t place = order->of[c].end - 1; place > order->of[c].begin; place--)
            of->at_least[place - 1] += of->at_least[place];
        for (uint32_t place = order->of[c].begin + 1; place < order->of[c].end; place++)
            of->at_most[place] += of->at_most[place - 1];
    }
}

static void set_p(const kk_lag_order *order, const tally *of, unsigned count, double *p)
{
    for (size_t place = 0; place < order->count; place++) {
        uint32_t area = order->area[place];
        int32_t at_least = of->at_least[place] + of->own_at_least[area];
        int32_t at_most = of->at_most[place] + of->own_at_most[area];
        p[area] = (fmin(at_least, at_most) + 1) / (count + 1.0);
    }
}

/* ---- the figures ---- */

static kk_quadrant quadrant_of(double score, double lag)
{
    if (!(fabs(score) > kk_score_rounding && fabs(lag) > kk_score_rounding)) return KK_QUADRANT_NONE;
    if (score > 0) return lag > 0 ? KK_HIGH_HIGH : KK_HIGH_LOW;
    return lag > 0 ? KK_LOW_HIGH : KK_LOW_LOW;
}

static void describe(const map *of, const kk_local_moran *out)
{
    double n = (double)of->neighbours->count;
    for (size_t i = 0; i < of->neighbours->count; i++) {
        uint32_t degree = kk_degree(of->neighbours, i);
        out->statistic[i] = degree == 0 ? NAN : (n - 1) / n * of->score[i] * of->lag[i] / degree;
        out->quadrant[i] = (uint8_t)(degree == 0 ? KK_QUADRANT_NONE : quadrant_of(of->score[i], of->lag[i]));
        out->p[i] = NAN;
    }
}

static kk_status permute(map *of, const kk_permutations *permutations, kk_arena *arena, double *p, kk_error *err)
{
    size_t count = of->neighbours->count;
    int32_t *room = kk_arena_alloc(arena, 4 * count, sizeof *room);
    kk_status status = kk_lag_order_make(of->score, of->neighbours, arena, &of->order, err);
    if (status != KK_OK) return status;
    if (room == NULL || !count_permutations(of, permutations, room)) return kk_fail_memory(err);
    tally all = tally_in(room, count);
    gather(&of->order, &all);
    set_p(&of->order, &all, permutations->count, p);
    return KK_OK;
}

kk_status kk_local_moran_make(const double *value, const kk_neighbours *neighbours, const kk_permutations *permutations,
                              const kk_local_moran *out, kk_error *err)
{
    kk_arena arena;
    kk_arena_init(&arena);
    kk_status status = KK_OK;
    double *score = kk_arena_alloc(&arena, neighbours->count, sizeof *score);
    double *lag = kk_arena_alloc(&arena, neighbours->count, sizeof *lag);
    if (score == NULL || lag == NULL) {
        status = kk_fail_memory(err);
        goto done;
    }
    bool vary = kk_standard_scores(value, neighbours->count, score);
    for (size_t i = 0; i < neighbours->count; i++) lag[i] = kk_sum_neighbours(neighbours, score, i);
    map of = {.score = score, .neighbours = neighbours, .lag = lag};
    describe(&of, out);
    if (vary) status = permute(&of, permutations, &arena, out->p, err);
done:
    kk_arena_clear(&arena);
    return status;
}
