/* SPDX-License-Identifier: EUPL-1.2 */
/* Tasks of the allocation tests: made up at random, with room, and divided. */
#ifndef KK_TESTS_ALLOCATION_WORLD_H
#define KK_TESTS_ALLOCATION_WORLD_H

#include "kk/allocation.h"
#include "kk/random.h"
#include "unit/check.h"

enum { WORLD_MOST = 60 };

typedef struct world {
    kk_allocation_task task;
    double youths[WORLD_MOST], need[WORLD_MOST], state[WORLD_MOST], exact[WORLD_MOST], key[WORLD_MOST];
    int64_t present[WORLD_MOST], floor[WORLD_MOST], ceiling[WORLD_MOST], units[WORLD_MOST];
    uint32_t order[WORLD_MOST];
} world;

static inline kk_allocation_flaw world_divide(world *w)
{
    return kk_allocate(&w->task, &(kk_allocation_room){w->key, w->order}, w->exact, w->units);
}

static inline double world_uniform(kk_random *random, double low, double high)
{
    return low + (high - low) * kk_random_uniform(random);
}

/* Floors and ceilings around the budget that leave it feasible. */
static inline void world_bind(world *w, kk_random *random)
{
    double budget = (double)w->task.bounds.budget, count = (double)w->task.bounds.count;
    for (size_t i = 0; i < w->task.bounds.count; i++) {
        w->floor[i] = (int64_t)(budget / count * world_uniform(random, 0, 0.8));
        w->ceiling[i] = (int64_t)(budget / count * world_uniform(random, 1.2, 3)) + 2;
    }
    w->task.bounds.floor = w->floor;
    w->task.bounds.ceiling = w->ceiling;
}

/* A few or many areas, budgets from 1 cent to 10¹³, youths from less than 1 to 10⁷, well-being 2 − need. */
static inline void world_make(world *w, unsigned number, kk_principle principle)
{
    kk_random random;
    kk_random_init(&random, 11, number);
    size_t count = 2 + kk_random_below(&random, WORLD_MOST - 2);
    double size = pow(10, world_uniform(&random, -1, 7));
    double budget = number % 10 == 0 ? 1 : pow(10, world_uniform(&random, 1, 13));
    *w = (world){.task = {.bounds = {.count = count, .budget = (int64_t)budget},
                          .youths = w->youths,
                          .need = w->need,
                          .state = w->state,
                          .present = w->present,
                          .principle = principle,
                          .share = kk_random_uniform(&random),
                          .years = 1 + kk_random_below(&random, 6),
                          .aversion = number % 2 == 0 ? KK_ATKINSON : KK_KOLM_POLLAK,
                          .epsilon = world_uniform(&random, 0, 4)}};
    double in_need = 0;
    for (size_t i = 0; i < count; i++) {
        w->youths[i] = size * world_uniform(&random, 0.01, 1);
        w->need[i] = world_uniform(&random, 0.05, 1);
        w->state[i] = 2 - w->need[i];
        w->present[i] = (int64_t)(budget * kk_random_uniform(&random)) + 1;
        in_need += w->youths[i] * w->need[i];
    }
    w->task.half_effect = budget / in_need * world_uniform(&random, 0.3, 3);
    if (number % 3 == 0) world_bind(w, &random);
}

#endif
