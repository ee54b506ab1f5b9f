/* SPDX-License-Identifier: EUPL-1.2 */
#include "protection/sweep.h"

#include "kk/log.h"
#include "protection/probe.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

enum { NEAR = 80, WIDE = 300, WHOLE = 1000, PROGRAMS = 0 }; /* columns of a region */
enum { BATCH = 64, BATCH_LEAST = 4 };

typedef struct worker {
    kk_arena arena;
    kk_probe probe; /* low and high as the base between regions */
} worker;

/* What was found in one region. */
typedef struct slot {
    uint32_t *column;
    double *low, *high;
    kk_finding *leak; /* by column: of its target, where the verdict says so */
    size_t count, column_capacity, low_capacity, high_capacity, leak_capacity;
} slot;

typedef struct sweep {
    kk_search *shared;
    const kk_target *target;
    size_t target_count;
    uint32_t *target_of; /* by column: its first target + 1, or 0 */
    bool *is_settled;    /* by target */
    bool *is_tried;      /* by target: in a region of this round; again only as its
                            seed */
    size_t round;        /* columns of a region, or PROGRAMS */
    worker *worker;
    int worker_count;
    slot *slot;
    uint32_t *seed; /* of a batch: targets */
    size_t batch;   /* how many at most */
} sweep;

/* ---- a region by its tableau ---- */

/* The target of that place in the region, if it is to be looked at. */
static const kk_target *target_at(const sweep *of, const worker *by, size_t place)
{
    uint32_t next = of->target_of[by->probe.search.region.column[place]];
    if (next == 0 || of->is_settled[next - 1] || (of->is_tried[next - 1] && place > 0)) return NULL;
    const kk_target *target = &of->target[next - 1];
    return kk_search_is_done(&by->probe.search, target) ? NULL : target;
}

static void look_inside(const sweep *of, worker *by)
{
    kk_region *region = &by->probe.search.region;
    bool is_right = true;
    for (size_t k = 0; k < region->column_count && is_right; k++) {
        const kk_target *target = target_at(of, by, k);
        if (target != NULL)
            is_right = kk_probe_push(&by->probe, k, target, 1) && kk_probe_push(&by->probe, k, target, -1);
    }
    for (size_t k = 0; k < region->column_count; k++)
        by->probe.search.table[region->column[k]] = by->probe.search.base[region->column[k]];
}

static void look_outside(const sweep *of, worker *by, slot *to)
{
    for (size_t k = 0; k < by->probe.search.region.column_count; k++) {
        const kk_target *target = target_at(of, by, k);
        double lower, upper;
        if (target == NULL || !kk_probe_limit(&by->probe, k, 1, &upper) || !kk_probe_limit(&by->probe, k, -1, &lower))
            continue;
        if (!kk_demand_is_met(target->demand, lower, upper, target->is_whole))
            to->leak[k] = (kk_finding){lower, upper, KK_VERDICT_LEAK};
    }
}

static kk_status look_into(const sweep *of, worker *by, slot *to, kk_error *err)
{
    const kk_region *region = &by->probe.search.region;
    kk_status status = kk_probe_load(&by->probe.tableau, region, KK_REGION_INNER, by->probe.search.base, err);
    if (status != KK_OK) return status;
    look_inside(of, by);
    if (of->round == NEAR || target_at(of, by, 0) == NULL) return KK_OK;
    status = kk_probe_load(&by->probe.tableau, region, KK_REGION_OUTER, by->probe.search.base, err);
    if (status == KK_OK) look_outside(of, by, to);
    return status;
}

/* ---- one seed ---- */

static void look_up(const sweep *of, worker *by)
{
    const kk_region *region = &by->probe.search.region;
    for (size_t k = 0; k < region->column_count; k++) {
        uint32_t j = region->column[k];
        by->probe.search.low[j] = of->shared->low[j];
        by->probe.search.high[j] = of->shared->high[j];
    }
}

static kk_status make_room(slot *to, size_t count, kk_error *err)
{
    if (kk_grow(&to->column, &to->column_capacity, count, sizeof *to->column) != 0 ||
        kk_grow(&to->low, &to->low_capacity, count, sizeof *to->low) != 0 ||
        kk_grow(&to->high, &to->high_capacity, count, sizeof *to->high) != 0 ||
        kk_grow(&to->leak, &to->leak_capacity, count, sizeof *to->leak) != 0)
        return kk_fail_memory(err);
    for (size_t k = 0; k < count; k++) to->leak[k].verdict = KK_VERDICT_TABLES;
    return KK_OK;
}

static void keep(worker *by, slot *to)
{
    kk_search *search = &by->probe.search;
    to->count = search->region.column_count;
    for (size_t k = 0; k < to->count; k++) {
        uint32_t j = to->column[k] = search->region.column[k];
        to->low[k] = search->low[j];
        to->high[k] = search->high[j];
        search->low[j] = search->high[j] = search->base[j];
    }
}

static kk_status work_seed(const sweep *of, worker *by, size_t seed, slot *to, kk_error *err)
{
    const kk_target *target = &of->target[seed];
    kk_region *region = &by->probe.search.region;
    kk_status status = KK_OK;
    if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted in the attack");
    if (of->round == PROGRAMS) {
        status = kk_search_decide(&by->probe.search, target, err);
        if (status == KK_OK) status = make_room(to, region->column_count, err);
    } else {
        kk_region_add(region, target->column);
        kk_region_grow(region, of->round);
        look_up(of, by);
        status = make_room(to, region->column_count, err);
        if (status == KK_OK) status = look_into(of, by, to, err);
    }
    if (status == KK_OK) keep(by, to);
    kk_region_clear(region);
    return status;
}

/* ---- batches ---- */

static void merge(sweep *of, const slot *from)
{
    for (size_t k = 0; k < from->count; k++) {
        uint32_t j = from->column[k], target = of->target_of[j];
        of->shared->low[j] = fmin(of->shared->low[j], from->low[k]);
        of->shared->high[j] = fmax(of->shared->high[j], from->high[k]);
        if (target == 0) continue;
        of->is_tried[target - 1] = true;
        if (from->leak[k].verdict != KK_VERDICT_LEAK || of->is_settled[target - 1]) continue;
        kk_search_find(&of->target[target - 1], KK_VERDICT_LEAK, from->leak[k].lower, from->leak[k].upper);
        of->is_settled[target - 1] = true;
    }
}

static kk_status work_batch(sweep *of, size_t count, kk_error *err)
{
    kk_status status = KK_OK;
#pragma omp parallel for num_threads(of->worker_count) schedule(dynamic, 1) if (of->worker_count > 1)
    for (size_t s = 0; s < count; s++) {
        kk_error own;
        worker *by = &of->worker[of->worker_count > 1 ? omp_get_thread_num() : 0];
        kk_status failed = work_seed(of, by, of->seed[s], &of->slot[s], &own);
        if (failed == KK_OK) continue;
#pragma omp critical
        {
            status = failed;
            *err = own;
        }
    }
    for (size_t s = 0; status == KK_OK && s < count; s++) {
        merge(of, &of->slot[s]);
        of->is_settled[of->seed[s]] |= of->round == PROGRAMS;
    }
    return status;
}

static void settle(sweep *of)
{
    for (size_t k = 0; k < of->target_count; k++) {
        if (of->is_settled[k]) continue;
        const kk_target *target = &of->target[k];
        uint32_t j = target->column;
        of->is_settled[k] = kk_search_is_done(of->shared, target);
        if (of->is_settled[k] && !kk_search_is_met(of->shared, target))
            kk_search_find(target, KK_VERDICT_LEAK, of->shared->low[j], of->shared->high[j]);
    }
}

/* As many regions at once as the part has room for. */
static size_t batch_for(const sweep *of)
{
    size_t fitting = of->shared->part->column_count / (of->round == PROGRAMS ? WHOLE : of->round);
    return of->batch == 1 ? 1 : fitting < BATCH_LEAST ? BATCH_LEAST : fitting < BATCH ? fitting : BATCH;
}

/* Each target that is not settled when its turn comes is a seed. Neighbours
 * follow far from each other. */
static kk_status work_round(sweep *of, kk_error *err)
{
    kk_status status = KK_OK;
    memset(of->is_tried, 0, of->target_count);
    size_t gathered = 0, batch = batch_for(of), stride = (of->target_count + batch - 1) / batch;
    for (size_t first = 0; status == KK_OK && first < stride; first++)
        for (size_t k = first; status == KK_OK && k < of->target_count; k += stride) {
            if (of->is_settled[k] || kk_search_is_done(of->shared, &of->target[k])) continue;
            of->seed[gathered++] = (uint32_t)k;
            if (gathered < batch) continue;
            status = work_batch(of, gathered, err);
            gathered = 0;
        }
    if (status == KK_OK) status = work_batch(of, gathered, err);
    if (status == KK_OK) settle(of);
    return status;
}

/* ---- all ---- */

static kk_status open_worker(const kk_search *shared, worker *by, kk_error *err)
{
    size_t size = shared->part->column_count * sizeof(double);
    kk_status status = kk_search_init(&by->probe.search, shared->part, &by->arena, err);
    if (status != KK_OK) return status;
    memcpy(by->probe.search.base, shared->base, size);
    memcpy(by->probe.search.table, shared->base, size);
    memcpy(by->probe.search.low, shared->base, size);
    memcpy(by->probe.search.high, shared->base, size);
    return KK_OK;
}

static kk_status open_sweep(sweep *of, kk_arena *arena, kk_error *err)
{
    of->target_of = kk_arena_alloc(arena, of->shared->part->column_count, sizeof *of->target_of);
    of->is_settled = kk_arena_alloc(arena, of->target_count, sizeof *of->is_settled);
    of->is_tried = kk_arena_alloc(arena, of->target_count, sizeof *of->is_tried);
    of->seed = kk_arena_alloc(arena, of->batch, sizeof *of->seed);
    of->slot = kk_arena_alloc(arena, of->batch, sizeof *of->slot);
    of->worker = kk_arena_alloc(arena, (size_t)of->worker_count, sizeof *of->worker);
    bool ready = of->target_of != NULL && of->is_settled != NULL && of->is_tried != NULL && of->seed != NULL;
    if (!ready || of->slot == NULL || of->worker == NULL) return kk_fail_memory(err);
    for (size_t k = of->target_count; k-- > 0;) of->target_of[of->target[k].column] = (uint32_t)k + 1;
    kk_status status = KK_OK;
    for (int w = 0; w < of->worker_count && status == KK_OK; w++) {
        kk_arena_init(&of->worker[w].arena);
        status = open_worker(of->shared, &of->worker[w], err);
    }
    return status;
}

static void close_sweep(sweep *of)
{
    for (int w = 0; of->worker != NULL && w < of->worker_count; w++) {
        of->shared->programs += of->worker[w].probe.search.programs;
        kk_tableau_free(&of->worker[w].probe.tableau);
        kk_arena_clear(&of->worker[w].arena);
    }
    for (size_t s = 0; of->slot != NULL && s < of->batch; s++) {
        free(of->slot[s].column);
        free(of->slot[s].low);
        free(of->slot[s].high);
        free(of->slot[s].leak);
    }
}

/* What is left counts as a leak. */
static void give_up(sweep *of)
{
    for (size_t k = 0; k < of->target_count; k++) {
        uint32_t j = of->target[k].column;
        if (!of->is_settled[k])
            kk_search_find(&of->target[k], KK_VERDICT_LEAK, of->shared->low[j], of->shared->high[j]);
    }
}

kk_status kk_sweep(kk_search *search, const kk_target *target, size_t target_count, kk_attack_effort effort,
                   int threads, kk_error *err)
{
    static const size_t rounds[] = {NEAR, WIDE, WHOLE, PROGRAMS};
    size_t round_count = sizeof rounds / sizeof *rounds - (effort == KK_ATTACK_QUICK);
    bool is_large = search->part->column_count > KK_SWEEP_LARGE;
    sweep of = {.shared = search,
                .target = target,
                .target_count = target_count,
                .worker_count = is_large ? threads : 1,
                .batch = is_large ? BATCH : 1};
    kk_arena arena;
    kk_arena_init(&arena);
    kk_status status = open_sweep(&of, &arena, err);
    if (status == KK_OK) settle(&of);
    for (size_t r = 0; status == KK_OK && r < round_count; r++) {
        of.round = rounds[r];
        status = work_round(&of, err);
    }
    if (status == KK_OK) give_up(&of);
    close_sweep(&of);
    kk_arena_clear(&arena);
    return status;
}
