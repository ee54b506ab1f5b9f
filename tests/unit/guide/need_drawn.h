/* SPDX-License-Identifier: EUPL-1.2 */
/* Areas made up at random whose need is drawn, and ranks the plain way. */
#ifndef KK_TESTS_NEED_DRAWN_H
#define KK_TESTS_NEED_DRAWN_H

#include "kk/need_draws.h"
#include "unit/guide/need_world.h"

enum { AREAS = 50 };

static const kk_need_scale scales[] = {KK_SCALE_Z, KK_SCALE_ROBUST_Z, KK_SCALE_MIN_MAX, KK_SCALE_PERCENTILE,
                                       KK_SCALE_EXPONENTIAL};
static const kk_need_join joins[] = {KK_JOIN_ARITHMETIC, KK_JOIN_GEOMETRIC, KK_JOIN_OUTRANKING};

typedef struct drawn {
    need_world w;
    uint64_t id[AREAS];
    double error[WORLD_INDICATORS][AREAS];
    const double *errors[WORLD_INDICATORS];
    kk_need_draws how;
    double lower[AREAS], median[AREAS], upper[AREAS], chance[AREAS], spread[AREAS], due_to[KK_FACTORS * AREAS];
} drawn;

/* Nothing varies; the first area has no index, and most areas are equal in the first indicator. */
static inline void begin(drawn *d, kk_need_gap gap)
{
    world_begin(&d->w, AREAS, WORLD_INDICATORS, (kk_need_rule){KK_SCALE_Z, KK_JOIN_ARITHMETIC, gap, 0.4});
    world_fill(&d->w, 3, 0.1);
    kk_random random;
    kk_random_init(&random, 9, 9);
    for (size_t j = 0; j < WORLD_INDICATORS; j++) {
        for (size_t i = 0; i < AREAS; i++) {
            d->w.value[j][i] = i == 0 ? NAN : d->w.value[j][i] + kk_random_uniform(&random);
            if (j == 0 && i % 3 != 0) d->w.value[j][i] = 1;
            d->error[j][i] = j == 0 || i % 9 == 0 ? NAN : 2 * kk_random_uniform(&random);
        }
        d->errors[j] = d->error[j];
    }
    for (size_t i = 0; i < AREAS; i++) d->id[i] = 100 + 3 * i;
    d->how = (kk_need_draws){.draws = 96,
                             .scale = scales,
                             .join = joins,
                             .scale_count = 1,
                             .join_count = 1,
                             .worst = 12,
                             .seed = 4,
                             .threads = 2};
}

static inline void vary_all(drawn *d)
{
    d->how.weight_spread = 0.25;
    d->how.scale_count = 5;
    d->how.join_count = 3;
    d->how.error = d->errors;
}

static inline void run(drawn *d)
{
    kk_error err;
    const kk_need_spread out = {d->lower, d->median, d->upper, d->chance, d->spread, d->due_to};
    assert_int_equal(kk_need_draw(&d->w.areas, d->id, &d->how, &out, &err), KK_OK);
}

static inline void rank_plainly(const double *index, double *rank)
{
    for (size_t i = 0; i < AREAS; i++) {
        rank[i] = isnan(index[i]) ? NAN : 0.5;
        for (size_t k = 0; k < AREAS; k++) rank[i] += (index[k] > index[i]) + 0.5 * (index[k] == index[i]);
    }
}

#endif
