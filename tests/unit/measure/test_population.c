/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/measure/world.h"

static kk_population_cell cells[LEVELS][1][5];
static kk_population_cell *periods[LEVELS][1];

/* In every area 12 boys and 24 girls of each age, 48 births; age 0 is 12 boys, 24 girls. */
static kk_population population_of(const world *w)
{
    kk_population population = {.period_count = 1, .period = w->period};
    for (size_t l = 0; l < LEVELS; l++) {
        periods[l][0] = cells[l][0];
        population.level[l] = periods[l];
        for (size_t i = 0; i < 5; i++) {
            cells[l][0][i] = (kk_population_cell){.births = 48};
            for (int age = 0; age < KK_POPULATION_AGES; age++) {
                cells[l][0][i].count[age][0] = 12;
                cells[l][0][i].count[age][1] = 24;
            }
        }
    }
    return population;
}

static size_t want_ages(world *w, int from, int to, kk_sex sex)
{
    size_t c = want(w, KK_MEASURE_PERSONS);
    w->measure[c].all_ages = false;
    w->measure[c].ages = (kk_ages){(int16_t)from, (int16_t)to};
    w->measure[c].sex = (uint8_t)sex;
    return c;
}

static void measure(world *w, const kk_population *population)
{
    assert_int_equal(kk_measure_population(&w->table_config, population, &w->areas, &w->arena, &w->table, &w->err),
                     KK_OK);
}

static void test_ages(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    const struct {
        int from, to;
        kk_sex sex;
        double persons;
    } cases[] = {
        {0, 12, KK_SEX_UNKNOWN, 36},       {0, 48, KK_SEX_MALE, 48},
        {48, 144, KK_SEX_FEMALE, 8 * 24},  {0, 6, KK_SEX_UNKNOWN, 18}, /* half a year of age */
        {11, 13, KK_SEX_UNKNOWN, 6},                                   /* a month of each of two */
        {-9, 0, KK_SEX_UNKNOWN, 36},                                   /* 9/12 of the births of the year after */
        {-9, 0, KK_SEX_FEMALE, 18},        {-9, -6, KK_SEX_UNKNOWN, 12},
        {-9, 24, KK_SEX_UNKNOWN, 36 + 72},                                     /* the first 1,000 days */
        {-3, 1, KK_SEX_UNKNOWN, 12 + 3},   {264, 324, KK_SEX_UNKNOWN, 5 * 36}, /* up to 26 */
        {24, 24, KK_SEX_UNKNOWN, 0},
    };
    size_t count = sizeof cases / sizeof *cases;
    for (size_t i = 0; i < count; i++) want_ages(&w, cases[i].from, cases[i].to, cases[i].sex);
    size_t all = want(&w, KK_MEASURE_PERSONS), births = want(&w, KK_MEASURE_BIRTHS);
    kk_population population = population_of(&w);
    measure(&w, &population);
    for (size_t i = 0; i < count; i++) assert_value(&w, i, "BU00010101", "2022", cases[i].persons);
    assert_value(&w, all, "A", "2022", 27 * 36);
    assert_value(&w, births, "GM0002", "2022", 48);
    assert_int_equal(w.table.row_count, 11);
    assert_int_equal(w.table.population, -1);
    assert_int_equal(w.table.boundary_change, -1);
    assert_null(w.table.guard);
    world_clear(&w);
}

static void test_statuses_pass(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t boys = want_ages(&w, 0, 48, KK_SEX_MALE), all = want_ages(&w, 0, 48, KK_SEX_UNKNOWN);
    size_t older = want_ages(&w, 48, 96, KK_SEX_MALE), unborn = want_ages(&w, -9, 12, KK_SEX_UNKNOWN),
           births = want(&w, KK_MEASURE_BIRTHS);
    kk_population population = population_of(&w);
    cells[BU][0][0].status = KK_FIGURE_SECRET;
    cells[BU][0][1].births_status = KK_FIGURE_ABSENT;
    cells[BU][0][1].births = NAN;
    cells[BU][0][3].unsexed[2] = 5;
    population.level[WK] = NULL;
    measure(&w, &population);
    assert_int_equal(status(&w, boys, "BU00010101", "2022"), KK_FIGURE_SECRET);
    assert_true(isnan(value(&w, boys, "BU00010101", "2022")));
    assert_value(&w, births, "BU00010101", "2022", 48);
    assert_int_equal(status(&w, births, "BU00010102", "2022"), KK_FIGURE_ABSENT);
    assert_int_equal(status(&w, unborn, "BU00010102", "2022"), KK_FIGURE_ABSENT);
    assert_value(&w, boys, "BU00010102", "2022", 48);
    assert_int_equal(status(&w, boys, "BU00010201", "2022"), KK_FIGURE_UNKNOWN);
    assert_value(&w, older, "BU00010201", "2022", 48);
    assert_value(&w, all, "BU00010201", "2022", 4 * 36 + 5);
    assert_int_equal(status(&w, all, "WK000101", "2022"), KK_FIGURE_ABSENT);
    world_clear(&w);
}

static void test_a_measure_of_another_table(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    want(&w, KK_MEASURE_YOUTHS);
    kk_population population = population_of(&w);
    assert_int_equal(kk_measure_population(&w.table_config, &population, &w.areas, &w.arena, &w.table, &w.err),
                     KK_ERR_INTERNAL);
    assert_contains(w.err.message, "column 'wanted' is not one of population");
    world_clear(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ages),
        cmocka_unit_test(test_statuses_pass),
        cmocka_unit_test(test_a_measure_of_another_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
