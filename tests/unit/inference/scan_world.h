/* SPDX-License-Identifier: EUPL-1.2 */
/* Areas to scan for clusters. */
#ifndef KK_TESTS_SCAN_WORLD_H
#define KK_TESTS_SCAN_WORLD_H

#include "unit/check.h"

#include "inference/scan.h"
#include "kk/random.h"

enum { AREAS_MAX = 300 };

typedef struct world {
    kk_scan_areas areas;
    kk_scan_rule rule;
    double xy[2 * AREAS_MAX], events[AREAS_MAX], expected[AREAS_MAX];
    kk_arena arena;
    kk_scan out;
} world;

static inline int begin(void **state)
{
    world *w = calloc(1, sizeof *w);
    if (w == NULL) return -1;
    w->areas = (kk_scan_areas){0, w->xy, w->events, w->expected};
    w->rule = (kk_scan_rule){.largest = 0.5, .replicates = 99, .significance = 0.05, .seed = 1, .threads = 1};
    kk_arena_init(&w->arena);
    *state = w;
    return 0;
}

static inline int end(void **state)
{
    world *w = *state;
    kk_arena_clear(&w->arena);
    free(w);
    return 0;
}

static inline void add(world *w, double x, double y, double events, double expected)
{
    size_t i = w->areas.count++;
    w->xy[2 * i] = x;
    w->xy[2 * i + 1] = y;
    w->events[i] = events;
    w->expected[i] = expected;
}

static inline void run(world *w)
{
    kk_error err;
    assert_int_equal(kk_scan_make(&w->areas, &w->rule, &w->arena, &w->out, &err), KK_OK);
}

/* Areas at random; where x < 0.3 the rate is so many times as high. */
static inline void scatter(world *w, uint64_t seed, size_t count, double rate, double times)
{
    kk_random random;
    kk_random_init(&random, seed, 0);
    w->areas.count = 0;
    while (w->areas.count < count) {
        double x = kk_random_uniform(&random), y = kk_random_uniform(&random);
        double persons = 100 + 900 * kk_random_uniform(&random);
        add(w, x, y, kk_random_poisson(&random, persons * rate * (x < 0.3 ? times : 1)), persons);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

#endif
