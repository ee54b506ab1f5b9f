/* SPDX-License-Identifier: EUPL-1.2 */
/* Areas made up at random, and all kernels in a row on their figures: index, draws, ranks, list and division. */
#ifndef KK_TESTS_CHAIN_WORLD_H
#define KK_TESTS_CHAIN_WORLD_H

#include "kk/allocation.h"
#include "kk/need_draws.h"
#include "kk/random.h"
#include "kk/targets.h"
#include "unit/check.h"

enum { AREAS = 150, INDICATORS = 5, THEMES = 2, LIST = 20 };

static const int64_t budget = 123456789;

/* What is known, … */
typedef struct figures {
    double youths[AREAS], value[INDICATORS][AREAS], error[INDICATORS][AREAS], state[AREAS];
    int64_t present[AREAS], floor[AREAS], ceiling[AREAS];
    uint64_t id[AREAS];
    bool earlier[AREAS];
} figures;

typedef struct how {
    kk_need_rule rule;
    int threads;
} how;

/* … and what comes of it. */
typedef struct chain {
    double index[AREAS], average, mean[INDICATORS], theme[THEMES * AREAS], scaled[INDICATORS * AREAS];
    double contribution[INDICATORS * AREAS], lower[AREAS], median[AREAS], upper[AREAS], chance[AREAS], error[AREAS];
    double due_to[KK_FACTORS * AREAS], margin[AREAS], exact[KK_PRINCIPLES][AREAS];
    kk_rank_set set[AREAS];
    kk_target_class class[AREAS];
    bool is_chosen[AREAS], was_kept[AREAS];
    int64_t units[KK_PRINCIPLES][AREAS]; /* −1: takes no part */
} chain;

/* ---- the chain ---- */

static inline void score(const figures *of, how by, kk_need_areas *areas, chain *out)
{
    double value[AREAS], weight[AREAS];
    uint32_t area[AREAS], order[AREAS];
    areas->rule = by.rule;
    areas->youths = of->youths;
    kk_need_score(areas, &(kk_need_room){value, weight, area, order},
                  &(kk_need_scores){out->scaled, out->mean, out->theme, out->index, out->contribution, &out->average});
}

static inline void draw(const figures *of, how by, const kk_need_areas *areas, chain *out)
{
    static const kk_need_scale scales[] = {KK_SCALE_Z, KK_SCALE_PERCENTILE};
    static const kk_need_join joins[] = {KK_JOIN_ARITHMETIC, KK_JOIN_GEOMETRIC};
    kk_error err;
    const double *errors[INDICATORS];
    for (size_t j = 0; j < INDICATORS; j++) errors[j] = of->error[j];
    kk_need_draws draws = {64, 0.25, scales, joins, 2, 2, errors, LIST, 3, by.threads};
    kk_need_spread spread = {out->lower, out->median, out->upper, out->chance, out->error, out->due_to};
    assert_int_equal(kk_need_draw(areas, of->id, &draws, &spread, &err), KK_OK);
}

/* Ranks and the list are of those with an index; the kernel of the list leaves the others out by itself. */
static inline void choose(const figures *of, how by, chain *out)
{
    kk_error err;
    kk_rank_score scored[AREAS], with_index[AREAS];
    kk_rank_set set[AREAS];
    kk_target target[AREAS];
    uint32_t area[AREAS];
    size_t count = 0;
    for (size_t i = 0; i < AREAS; i++) {
        scored[i] = (kk_rank_score){out->index[i], out->error[i], out->index[i], out->index[i], out->index[i]};
        if (isnan(out->index[i])) continue;
        area[count] = (uint32_t)i;
        with_index[count++] = scored[i];
    }
    kk_rank_options options = {0.95, true, true, 199, 3, by.threads};
    assert_int_equal(kk_rank_sets(with_index, count, &options, set, &err), KK_OK);
    for (size_t k = 0; k < count; k++) out->set[area[k]] = set[k];
    kk_target_rule rule = {.k = LIST, .confidence = 0.95, .earlier = of->earlier};
    assert_int_equal(kk_targets_choose(scored, AREAS, &rule, &options, target, &err), KK_OK);
    for (size_t i = 0; i < AREAS; i++) {
        out->class[i] = target[i].class;
        out->is_chosen[i] = target[i].is_chosen;
        out->was_kept[i] = target[i].was_kept;
        out->margin[i] = target[i].margin;
    }
}

typedef struct takers {
    size_t count;
    uint32_t area[AREAS];
    double youths[AREAS], need[AREAS], well_being[AREAS], state[AREAS];
    int64_t present[AREAS], floor[AREAS], ceiling[AREAS];
} takers;

static inline takers find_takers(const figures *of, kk_need_scale scale, const chain *out)
{
    takers found = {0};
    for (size_t i = 0; i < AREAS; i++) {
        size_t k = found.count;
        if (isnan(out->index[i]) || of->youths[i] <= 0) continue;
        found.area[k] = (uint32_t)i;
        found.youths[k] = of->youths[i];
        found.need[k] = scale == KK_SCALE_Z ? exp(out->index[i]) : out->index[i];
        found.well_being[k] = 200 - found.need[k];
        found.state[k] = of->state[i];
        found.present[k] = of->present[i];
        found.floor[k] = of->floor[i];
        found.ceiling[k] = of->ceiling[i];
        found.count++;
    }
    return found;
}

static inline void divide(const figures *of, how by, chain *out)
{
    takers to = find_takers(of, by.rule.scale, out);
    double key[AREAS], exact[AREAS];
    uint32_t order[AREAS];
    int64_t units[AREAS];
    kk_allocation_task task = {.bounds = {to.count, to.floor, to.ceiling, budget},
                               .youths = to.youths,
                               .need = to.need,
                               .present = to.present,
                               .share = 0.5,
                               .years = 3,
                               .aversion = KK_ATKINSON,
                               .epsilon = 1,
                               .half_effect = 100};
    memset(out->units, 0xff, sizeof out->units);
    for (size_t p = 0; p < KK_PRINCIPLES; p++) {
        task.principle = (kk_principle)p;
        task.state = p == KK_LEVELLING ? to.state : to.well_being;
        assert_int_equal(kk_allocate(&task, &(kk_allocation_room){key, order}, exact, units), KK_ALLOCATION_FINE);
        for (size_t k = 0; k < to.count; k++) {
            out->exact[p][to.area[k]] = exact[k];
            out->units[p][to.area[k]] = units[k];
        }
    }
}

static inline void run(const figures *of, how by, chain *out)
{
    static const double theme_weight[THEMES] = {2, 1};
    kk_need_indicator indicator[INDICATORS];
    for (size_t j = 0; j < INDICATORS; j++)
        indicator[j] = (kk_need_indicator){of->value[j], (uint32_t)(j % THEMES), 1 + (double)j, j == 2};
    kk_need_areas areas = {.count = AREAS,
                           .indicator_count = INDICATORS,
                           .theme_count = THEMES,
                           .indicator = indicator,
                           .theme_weight = theme_weight};
    memset(out, 0, sizeof *out);
    score(of, by, &areas, out);
    draw(of, by, &areas, out);
    choose(of, by, out);
    divide(of, by, out);
}

/* ---- figures ---- */

static inline bool is_withheld(size_t indicator, size_t area)
{
    return area % 11 == 3 || (area + 4 * indicator) % 13 == 0;
}

/* Areas without youths, withheld figures, and some areas (each eleventh) of which nothing is known. */
static inline void make_figures(figures *f)
{
    kk_random random;
    kk_random_init(&random, 8, 0);
    for (size_t i = 0; i < AREAS; i++) {
        double hardship = kk_random_normal(&random);
        f->id[i] = 7 * i;
        f->youths[i] = i % 17 == 5 ? 0 : 100 + floor(1000 * kk_random_uniform(&random));
        f->state[i] = 300 * kk_random_uniform(&random);
        f->present[i] = (int64_t)(f->youths[i] * 1000 * kk_random_uniform(&random));
        f->floor[i] = (int64_t)(f->youths[i] * 200);
        f->ceiling[i] = (int64_t)(f->youths[i] * 6000);
        f->earlier[i] = i % 9 == 0;
        for (size_t j = 0; j < INDICATORS; j++) {
            f->value[j][i] = 10 + (j == 2 ? -hardship : hardship) + 0.5 * kk_random_normal(&random);
            f->error[j][i] = 0.05 + 0.2 * kk_random_uniform(&random);
            if (is_withheld(j, i)) f->value[j][i] = f->error[j][i] = NAN;
        }
    }
}

#endif
