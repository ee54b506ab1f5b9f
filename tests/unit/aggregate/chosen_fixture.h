/* SPDX-License-Identifier: EUPL-1.2 */
/* A small cohort of two outcomes and two dimensions, with three maps. */
#ifndef KK_TESTS_CHOSEN_FIXTURE_H
#define KK_TESTS_CHOSEN_FIXTURE_H

#include "unit/check.h"

#include "kk/estimates.h"

enum { LAND, GEMEENTE, WIJK, TYPES };
enum { WIJKEN = 6, PERSONS_MAX = 400, ROOM = 64 };
enum { HAVE, SCORE, OUTCOMES };
enum { INCOME, GENDER, DIMENSIONS };
enum { ALL, LOW, HIGH, MEN = 1, WOMEN = 2 };

/* Persons of each wijk, and how many of them have the binary outcome; in the last one live men only. */
static const size_t sizes[WIJKEN] = {60, 60, 5, 80, 40, 30}, have[WIJKEN] = {20, 5, 2, 40, 12, 15};
static const char *wijken[] = {"WK000101", "WK000102", "WK000103", "WK000201", "WK000202", "WK000299"};
static const char *gemeenten[] = {"GM0001", "GM0002"}, *land[] = {"all"};

typedef struct fixture {
    kk_arena arena;
    kk_config config;
    kk_config_region region[TYPES];
    kk_config_estimate_map map[3];
    kk_config_dimension gender;
    kk_config_category sex[2];
    kk_framed_outcome outcome[OUTCOMES];
    kk_dimension dimension[DIMENSIONS];
    kk_region_type type[TYPES];
    uint32_t parent[WIJKEN];
    kk_cohort cohort;
    uint8_t class_of[DIMENSIONS][PERSONS_MAX];
    uint32_t region_of[TYPES][PERSONS_MAX];
    double predictor[PERSONS_MAX], weight[PERSONS_MAX];
    kk_choice choice;
    kk_cube *cube;
    kk_estimates estimates;
    kk_chosen chosen;
    kk_error err;
} fixture;

static inline void name_all(fixture *f)
{
    static const char *incomes[] = {"all", "Low", "High"}, *genders[] = {"all", "Men", "Women"};
    static double at_incomes[] = {NAN, 0.25, 0.75}, at_genders[] = {NAN, NAN, NAN};
    static uint64_t income_bits[] = {1, 3, 5}, gender_bits[] = {3, 5};
    f->outcome[HAVE] = (kk_framed_outcome){.name = "have", .is_binary = true};
    f->outcome[SCORE] = (kk_framed_outcome){.name = "score"};
    f->dimension[INCOME] = (kk_dimension){"income", 3, incomes, at_incomes, 3, income_bits};
    f->dimension[GENDER] = (kk_dimension){"gender", 3, genders, at_genders, 2, gender_bits};
    f->type[LAND] = (kk_region_type){.name = "all", .count = 1, .id = land, .level = -1, .within = -1};
    f->type[GEMEENTE] = (kk_region_type){.name = "gemeente", .count = 2, .id = gemeenten, .level = 0, .within = -1};
    f->type[WIJK] = (kk_region_type){
        .name = "wijk", .count = WIJKEN, .id = wijken, .level = 1, .within = GEMEENTE, .parent = f->parent};
    f->cohort.frame = (kk_estimate_frame){OUTCOMES, DIMENSIONS, TYPES, f->outcome, f->dimension, f->type, 9, -1};
}

static inline void set_person(fixture *f, size_t p, size_t wijk, size_t k)
{
    double *outcome = f->cohort.outcome + p * KK_LANES;
    size_t income = k % 3;
    for (size_t lane = 0; lane < KK_LANES; lane++) outcome[lane] = NAN;
    f->region_of[LAND][p] = 0;
    f->region_of[GEMEENTE][p] = wijk < 3 ? 0 : 1;
    f->region_of[WIJK][p] = (uint32_t)wijk;
    f->class_of[INCOME][p] = (uint8_t)income;
    f->class_of[GENDER][p] = wijk < 5 && k % 2 == 1;
    f->predictor[p] = income == LOW ? 0.15 + 0.02 * (double)(k % 11) : 0.65 + 0.02 * (double)(k % 7);
    f->weight[p] = 1 + (double)(k % 4);
    outcome[HAVE] = k * 7 % sizes[wijk] < have[wijk]; /* 7 and no size have a factor in common */
    if (k % 10 != 9) outcome[SCORE] = 3 + 2 * f->predictor[p] + 0.3 * (double)wijk + 0.1 * (double)(k * 13 % 17);
}

static inline int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    kk_arena_init(&f->arena);
    name_all(f);
    f->cohort.outcome = aligned_alloc(64, (PERSONS_MAX + ROOM) * KK_LANES * sizeof(double));
    assert_non_null(f->cohort.outcome);
    for (size_t wijk = 0; wijk < WIJKEN; wijk++) {
        f->parent[wijk] = wijk < 3 ? 0 : 1;
        for (size_t k = 0; k < sizes[wijk]; k++) set_person(f, f->cohort.person_count++, wijk, k);
    }
    f->cohort.predictor = f->predictor;
    for (size_t d = 0; d < DIMENSIONS; d++) f->cohort.class_of[d] = f->class_of[d];
    for (size_t t = 0; t < TYPES; t++) f->cohort.region[t] = f->region_of[t];
    f->region[LAND].land = true;
    f->config.estimates = (kk_config_estimates){
        .given = true, .region = f->region, .region_count = TYPES, .map = f->map, .threshold = 10};
    f->gender = (kk_config_dimension){.name = "gender", .category = f->sex, .category_count = 2};
    f->config.estimates.predictor.name = "income";
    f->config.estimates.dimension = &f->gender;
    f->config.estimates.dimension_count = 1;
    const kk_mark mark = {"project.yaml", 12, 5};
    f->map[0] = (kk_config_estimate_map){.name = "have", .outcome = HAVE, .mark = mark};
    f->map[1] = (kk_config_estimate_map){
        .name = "gap", .outcome = SCORE, .group = {"Low"}, .has_versus = true, .versus = {"High"}, .mark = mark};
    f->map[2] = (kk_config_estimate_map){
        .name = "sexes", .outcome = HAVE, .group = {NULL, "Men"}, .has_versus = true, .versus = {NULL, "Women"}};
    f->config.estimates.map_count = 3;
    *state = f;
    return 0;
}

static inline int end(void **state)
{
    fixture *f = *state;
    kk_cube_free(f->cube);
    free(f->cohort.outcome);
    kk_arena_clear(&f->arena);
    free(f);
    return 0;
}

static inline kk_status want(fixture *f)
{
    return kk_chosen_wanted(&f->config, &f->cohort.frame, &f->arena, &f->choice, &f->err);
}

static inline void make(fixture *f)
{
    const kk_config_estimates *config = &f->config.estimates;
    assert_int_equal(want(f), KK_OK);
    kk_cube_free(f->cube);
    assert_int_equal(kk_cube_new(&f->cohort, config->rule, config->threshold, f->choice.wanted, f->choice.count, 2,
                                 &f->cube, &f->err),
                     KK_OK);
    assert_int_equal(kk_cube_estimate(f->cube, 0, &f->estimates, &f->err), KK_OK);
    assert_int_equal(kk_chosen_make(&f->choice, f->cube, &f->arena, &f->chosen, &f->err), KK_OK);
}

static inline const kk_map_values *values_of(const fixture *f, size_t map, size_t type)
{
    for (size_t m = 0; m < f->chosen.map_count; m++)
        if (f->chosen.map[m].map == &f->map[map] && f->chosen.map[m].type == type) return &f->chosen.map[m];
    fail_msg("no values of map %zu", map);
    return NULL;
}

#endif
