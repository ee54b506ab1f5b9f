/* SPDX-License-Identifier: EUPL-1.2 */
/* Areas with indicators in themes, and room for their index. */
#ifndef KK_TESTS_NEED_WORLD_H
#define KK_TESTS_NEED_WORLD_H

#include "kk/need.h"
#include "kk/random.h"
#include "unit/check.h"

enum { WORLD_AREAS = 256, WORLD_INDICATORS = 6, WORLD_THEMES = 3 };

typedef struct need_world {
    kk_need_areas areas;
    kk_need_indicator indicator[WORLD_INDICATORS];
    double theme_weight[WORLD_THEMES], youths[WORLD_AREAS], value[WORLD_INDICATORS][WORLD_AREAS];
    double scaled[WORLD_INDICATORS * WORLD_AREAS], contribution[WORLD_INDICATORS * WORLD_AREAS];
    double theme[WORLD_THEMES * WORLD_AREAS], index[WORLD_AREAS], mean[WORLD_INDICATORS], average;
} need_world;

/* `indicators` in turn in the themes 0, 1, 2, all of weight 1, and an equal number of youths. */
static inline void world_begin(need_world *w, size_t areas, size_t indicators, kk_need_rule rule)
{
    memset(w, 0, sizeof *w);
    size_t themes = indicators < WORLD_THEMES ? indicators : WORLD_THEMES;
    w->areas = (kk_need_areas){areas, indicators, themes, w->indicator, w->theme_weight, w->youths, rule};
    for (size_t j = 0; j < indicators; j++)
        w->indicator[j] = (kk_need_indicator){w->value[j], (uint32_t)(j % WORLD_THEMES), 1, false};
    for (size_t t = 0; t < themes; t++) w->theme_weight[t] = 1;
    for (size_t i = 0; i < areas; i++) w->youths[i] = 10;
}

/* Values with ties, gaps, areas without youths and strengths. */
static inline void world_fill(need_world *w, unsigned number, double gaps)
{
    kk_random random;
    kk_random_init(&random, 5, number);
    for (size_t j = 0; j < w->areas.indicator_count; j++) {
        w->indicator[j].weight = 0.5 + kk_random_uniform(&random);
        w->indicator[j].is_strength = kk_random_below(&random, 2) == 0;
        for (size_t i = 0; i < w->areas.count; i++) {
            double value = floor(20 * kk_random_normal(&random)) / 4;
            w->value[j][i] = kk_random_uniform(&random) < gaps ? NAN : value;
        }
    }
    for (size_t t = 0; t < w->areas.theme_count; t++) w->theme_weight[t] = 0.5 + kk_random_uniform(&random);
    for (size_t i = 0; i < w->areas.count; i++) w->youths[i] = kk_random_below(&random, 40);
}

static inline void world_score(need_world *w)
{
    double value[WORLD_AREAS], weight[WORLD_AREAS];
    uint32_t area[WORLD_AREAS], order[WORLD_AREAS];
    kk_need_score(&w->areas, &(kk_need_room){value, weight, area, order},
                  &(kk_need_scores){w->scaled, w->mean, w->theme, w->index, w->contribution, &w->average});
}

static inline void assert_same(double found, double expected, double tolerance, int line)
{
    if (isnan(found) && isnan(expected)) return;
    check_near(found, expected, tolerance, line);
}

#endif
