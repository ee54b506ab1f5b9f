/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/lag_order.h"
#include "inference/weights.h"

#include <stdlib.h>

typedef struct ranked {
    double lag;
    uint32_t degree, area;
} ranked;

static int compare_ranked(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    if (a->degree != b->degree) return a->degree < b->degree ? -1 : 1;
    if (a->lag != b->lag) return a->lag < b->lag ? -1 : 1;
    return a->area < b->area ? -1 : 1;
}

static size_t rank_areas(const double *score, const kk_neighbours *neighbours, ranked *item)
{
    size_t count = 0;
    for (uint32_t i = 0; i < neighbours->count; i++) {
        uint32_t degree = kk_degree(neighbours, i);
        if (degree > 0) item[count++] = (ranked){kk_sum_neighbours(neighbours, score, i), degree, i};
    }
    qsort(item, count, sizeof *item, compare_ranked);
    return count;
}

static void divide(const ranked *item, kk_lag_order *out)
{
    for (uint32_t place = 0; place < out->count; place++) {
        out->area[place] = item[place].area;
        out->lag[place] = item[place].lag;
        if (place == 0 || item[place].degree != item[place - 1].degree)
            out->of[out->class_count++] = (kk_lag_class){item[place].degree, place, place};
        out->of[out->class_count - 1].end = place + 1;
    }
    out->longest = out->count == 0 ? 0 : item[out->count - 1].degree;
}

kk_status kk_lag_order_make(const double *score, const kk_neighbours *neighbours, kk_arena *arena, kk_lag_order *out,
                            kk_error *err)
{
    ranked *item = kk_arena_alloc(arena, neighbours->count, sizeof *item);
    *out = (kk_lag_order){
        .area = kk_arena_alloc(arena, neighbours->count, sizeof *out->area),
        .lag = kk_arena_alloc(arena, neighbours->count, sizeof *out->lag),
        .of = kk_arena_alloc(arena, neighbours->count, sizeof *out->of),
    };
    if (item == NULL || out->area == NULL || out->lag == NULL || out->of == NULL) return kk_fail_memory(err);
    out->count = rank_areas(score, neighbours, item);
    divide(item, out);
    return KK_OK;
}
