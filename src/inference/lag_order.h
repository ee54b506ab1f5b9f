/* SPDX-License-Identifier: EUPL-1.2 */
/* Areas with neighbours, those with as many together (a class), ascending by the sum of their neighbours' scores. */
#ifndef KK_LAG_ORDER_H
#define KK_LAG_ORDER_H

#include "kk/neighbours.h"

typedef struct kk_lag_class {
    uint32_t degree; /* ≥ 1 */
    uint32_t begin, end;
} kk_lag_class;

typedef struct kk_lag_order {
    size_t count, class_count;
    uint32_t longest; /* the largest degree; 0 where there are only islands */
    uint32_t *area;   /* [place] */
    double *lag;      /* [place] ascending within a class */
    kk_lag_class *of; /* [class] ascending by degree */
} kk_lag_order;

kk_status kk_lag_order_make(const double *score, const kk_neighbours *neighbours, kk_arena *arena, kk_lag_order *out,
                            kk_error *err) KK_MUST_USE;

/* How many of the lags of a class are at most `limit`. */
static inline uint32_t kk_lags_up_to(const kk_lag_order *order, const kk_lag_class *class, double limit)
{
    const double *from = order->lag + class->begin;
    for (uint32_t length = class->end - class->begin; length > 1;) {
        uint32_t half = length / 2;
        from += from[half - 1] <= limit ? half : 0;
        length -= half;
    }
    return (uint32_t)(from - (order->lag + class->begin)) + (*from <= limit);
}

#endif
