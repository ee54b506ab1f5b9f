/* SPDX-License-Identifier: EUPL-1.2 */
/* Small cohorts at random: wijken in gemeenten in the land, sex, origin, perhaps income; three outcomes.
 */
#ifndef KK_TESTS_ESTIMATE_COHORT_H
#define KK_TESTS_ESTIMATE_COHORT_H

#include "unit/check.h"

#include "disclosure/estimate_sums.h"
#include "kk/disclosure.h"
#include "kk/random.h"

enum { LAND, GEMEENTE, WIJK, TYPES };
enum { INCOME, SEX, ORIGIN, DIMENSIONS };
enum { GEMEENTEN = 2, WIJKEN = 5, PERSONS_MAX = 1200 };
enum { CARE, SCHOOL, WORK, OUTCOMES }; /* the last misses some persons */

typedef struct world {
    kk_arena arena;
    kk_config_estimates config;
    kk_framed_outcome outcome[OUTCOMES];
    kk_dimension dimension[DIMENSIONS];
    kk_region_type type[TYPES];
    kk_cohort cohort;
    uint8_t class_of[DIMENSIONS][PERSONS_MAX];
    uint32_t region_of[TYPES][PERSONS_MAX];
    double predictor[PERSONS_MAX];
    kk_estimate_sums sums;
    kk_cube *cube;
    kk_estimates raw;
    kk_error err;
} world;

static inline double draw(kk_random *random)
{
    return kk_random_uniform(random);
}

/* Dimensions: sex and origin; before them income, by class or by window. */
typedef enum world_kind { NARROW, WIDE, WINDOWS } world_kind;

static inline void name_world(world *w, world_kind kind)
{
    static const char *incomes[] = {"all", "Low", "Lower", "High"}, *sexes[] = {"all", "Men", "Women"};
    static const char *origins[] = {"all", "A", "B", "A_or_B"};
    static const char *land[] = {"all"}, *gemeenten[] = {"GM0001", "GM0002"};
    static const char *wijken[] = {"WK000101", "WK000102", "WK000201", "WK000202", "WK000203"};
    static double windows[] = {NAN, 0.2, 0.4, 0.8}, means[] = {NAN, NAN, NAN, NAN};
    /* Low and Lower overlap in the second class of income; the third is High. Origin C is in no group but all. */
    static uint64_t income_bits[] = {3, 7, 9}, sex_bits[] = {3, 5}, origin_bits[] = {11, 13, 1};
    for (size_t o = 0; o < OUTCOMES; o++)
        w->outcome[o] = (kk_framed_outcome){.name = "outcome", .is_binary = o != WORK};
    w->dimension[INCOME] = (kk_dimension){"income", 4, incomes, kind == WINDOWS ? windows : means, 3, income_bits};
    w->dimension[SEX] = (kk_dimension){"sex", 3, sexes, means, 2, sex_bits};
    w->dimension[ORIGIN] = (kk_dimension){"origin", 4, origins, means, 3, origin_bits};
    w->type[LAND] = (kk_region_type){.name = "all", .count = 1, .id = land, .level = -1, .within = -1};
    w->type[GEMEENTE] =
        (kk_region_type){.name = "gemeente", .count = GEMEENTEN, .id = gemeenten, .level = 0, .within = -1};
    w->type[WIJK] = (kk_region_type){.name = "wijk", .count = WIJKEN, .id = wijken, .level = 1, .within = -1};
    size_t without = kind == NARROW;
    w->cohort.frame = (kk_estimate_frame){.outcome_count = OUTCOMES,
                                          .dimension_count = DIMENSIONS - without,
                                          .type_count = TYPES,
                                          .outcome = w->outcome,
                                          .dimension = w->dimension + without,
                                          .type = w->type,
                                          .combination_count = without ? 12 : 48,
                                          .grew_up_age = -1};
}

static inline void draw_person(world *w, size_t p, kk_random *random, double rare)
{
    static const uint32_t gemeente_of[WIJKEN] = {0, 0, 1, 1, 1};
    double *outcome = w->cohort.outcome + p * KK_LANES;
    for (size_t lane = 0; lane < KK_LANES; lane++) outcome[lane] = NAN;
    uint32_t wijk = (uint32_t)(draw(random) * draw(random) * WIJKEN);
    w->region_of[LAND][p] = 0;
    w->region_of[GEMEENTE][p] = gemeente_of[wijk];
    w->region_of[WIJK][p] = wijk;
    w->class_of[INCOME][p] = (uint8_t)(draw(random) * 3);
    w->class_of[SEX][p] = draw(random) < 0.5;
    w->class_of[ORIGIN][p] = (uint8_t)(draw(random) < rare ? 1 + (draw(random) < 0.3) : 0);
    w->predictor[p] = (0.2 + 0.3 * w->class_of[INCOME][p]) + 0.1 * draw(random);
    outcome[CARE] = draw(random) < 0.1;
    outcome[SCHOOL] = draw(random) < 0.8;
    if (draw(random) < 0.9) outcome[WORK] = 20 + 10 * draw(random);
}

static inline void world_end(world *w)
{
    kk_cube_free(w->cube);
    free(w->cohort.outcome);
    kk_arena_clear(&w->arena);
    free(w);
}

static inline void world_estimate(world *w, int threads)
{
    kk_cube_free(w->cube);
    w->cube = NULL;
    assert_int_equal(kk_cube_new(&w->cohort, w->config.rule, w->config.threshold, NULL, 0, threads, &w->cube, &w->err),
                     KK_OK);
    assert_int_equal(kk_cube_estimate(w->cube, 0, &w->raw, &w->err), KK_OK);
}

static inline world *world_begin(uint64_t seed, world_kind kind)
{
    world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    kk_random random;
    kk_random_init(&random, 7, seed);
    kk_arena_init(&w->arena);
    name_world(w, kind);
    w->config = (kk_config_estimates){.rule = KK_RULE_STRICT, .threshold = 10};
    w->cohort.outcome = aligned_alloc(64, PERSONS_MAX * KK_LANES * sizeof(double));
    assert_non_null(w->cohort.outcome);
    w->cohort.person_count = 150 + (size_t)(draw(&random) * 850);
    double rare = 0.02 + 0.3 * draw(&random);
    for (size_t p = 0; p < w->cohort.person_count; p++) draw_person(w, p, &random, rare);
    if (kind == WINDOWS) w->cohort.predictor = w->predictor;
    for (size_t d = 0; d < w->cohort.frame.dimension_count; d++)
        w->cohort.class_of[d] = w->class_of[d + (kind == NARROW)];
    for (size_t t = 0; t < TYPES; t++) w->cohort.region[t] = w->region_of[t];
    assert_int_equal(kk_estimate_sums_make(&w->cohort, &w->config, &w->arena, &w->sums, &w->err), KK_OK);
    world_estimate(w, 1);
    return w;
}

static inline void world_protect(world *w, int threads)
{
    kk_estimate_guard *guard;
    assert_int_equal(kk_estimate_guard_new(&w->sums, threads, &guard, &w->err), KK_OK);
    if (kk_estimate_guard_hide(guard, &w->raw, &w->err) != KK_OK) fail_msg("%s", w->err.message);
    kk_estimate_guard_free(guard);
}

/* The estimate of a combination in a region, numbered over all types; NULL where nobody is. */
static inline const kk_estimate_cell *world_cell(const world *w, size_t outcome, size_t region, size_t combination)
{
    size_t t = 0;
    while (region >= w->sums.type_begin[t + 1]) t++;
    const size_t *first = w->raw.cells->first[t] + region - w->sums.type_begin[t];
    for (size_t i = first[0]; i < first[1]; i++)
        if (w->raw.cells->combination[i] == combination) return &w->raw.cell[outcome][i];
    return NULL;
}

#endif
