/* SPDX-License-Identifier: EUPL-1.2 */
/* Divisions worked by hand, one for each principle; bounds and flaws. */
#include "unit/guide/allocation_world.h"

/* Σ p = 1000; p n = 40, 20, 60, 20: 140. */
static void make(world *w, kk_principle principle)
{
    static const double youths[] = {100, 200, 300, 400}, need[] = {0.4, 0.1, 0.2, 0.05}, state[] = {100, 20, 50, 30};
    static const int64_t present[] = {10000, 30000, 20000, 20000};
    *w = (world){.task = {.bounds = {.count = 4, .budget = 100000},
                          .youths = youths,
                          .need = need,
                          .state = state,
                          .present = present,
                          .principle = principle,
                          .share = 0.5,
                          .years = 2}};
}

static void check_units(world *w, const int64_t *expected)
{
    assert_int_equal(world_divide(w), KK_ALLOCATION_FINE);
    for (size_t i = 0; i < w->task.bounds.count; i++) assert_int_equal(w->units[i], expected[i]);
}

/* 100 cents a youth. */
static void test_equal(void **state)
{
    (void)state;
    world w;
    make(&w, KK_EQUAL);
    check_units(&w, (int64_t[]){10000, 20000, 30000, 40000});
}

/* 100000/140 = 714.2857 a youth in need: 28571.43, 14285.71, 42857.14, 14285.71; two cents to the remainders of 0.71.
 */
static void test_proportional(void **state)
{
    (void)state;
    world w;
    make(&w, KK_PROPORTIONAL);
    check_units(&w, (int64_t[]){28571, 14286, 42857, 14286});
    assert_near(w.exact[2], 300000. / 7, 1e-6);
}

/* Half of each of the two: 5000 + 14285.71 = 19285.71, 17142.86, 36428.57, 27142.86; three cents. */
static void test_proportionate(void **state)
{
    (void)state;
    world w;
    make(&w, KK_PROPORTIONATE);
    check_units(&w, (int64_t[]){19286, 17143, 36428, 27143});
}

/* 80000 now, 100000 to divide: 1.25 times as much. */
static void test_present(void **state)
{
    (void)state;
    world w;
    make(&w, KK_PRESENT);
    check_units(&w, (int64_t[]){12500, 37500, 25000, 25000});
}

/* Half way from present to proportional: (12500 + 28571.43)/2 = 20535.71, 25892.86, 33928.57, 19642.86. */
static void test_closing(void **state)
{
    (void)state;
    world w;
    make(&w, KK_CLOSING);
    check_units(&w, (int64_t[]){20536, 25893, 33928, 19643});
    w.task.years = 1;
    check_units(&w, (int64_t[]){28571, 14286, 42857, 14286});
}

/* From 20 to 30 a youth: 200 · 10 = 2000. To 50: 600 · 20 = 12000. The last 8000 over 900 youths: to 58.889. So 200 ·
   38.889 = 7777.78, 300 · 8.889 = 2666.67, 400 · 28.889 = 11555.56, and nothing for the first, which has 100. */
static void test_levelling(void **state)
{
    (void)state;
    world w;
    make(&w, KK_LEVELLING);
    w.task.bounds.budget = 22000;
    check_units(&w, (int64_t[]){0, 7778, 2667, 11555});
    w.task.state = (double[]){-999900, -999980, -999950, -999970}; /* the same, as −need */
    check_units(&w, (int64_t[]){0, 7778, 2667, 11555});
}

/* n = 1, ε = 1, w = 1 and 3: v = 2^(−a/(p h)) is μ (w + 1)/(1 + μ). With μ = 1/7: ¼ and ½, so a = 2 p h and p h. */
static void test_atkinson(void **state)
{
    (void)state;
    world w = {.task = {.bounds = {.count = 2, .budget = 5000},
                        .youths = (double[]){10, 30},
                        .need = (double[]){1, 1},
                        .state = (double[]){1, 3},
                        .principle = KK_WELFARE,
                        .epsilon = 1,
                        .half_effect = 100}};
    check_units(&w, (int64_t[]){2000, 3000});
    assert_near(w.exact[0], 2000, 1e-6);
    w.task.epsilon = 0; /* by p n */
    check_units(&w, (int64_t[]){1250, 3750});
}

/* v e^(−κ(w + n − n v)) is the same for all; v = ¼ and ½ with w = 1 and 2 when ½ e^(−κ/4) = e^(−κ): κ = ln 2 / 0.75.
   κ = ε Σpw/Σpw² = ε · 70/130. */
static void test_kolm_pollak(void **state)
{
    (void)state;
    world w = {.task = {.bounds = {.count = 2, .budget = 5000},
                        .youths = (double[]){10, 30},
                        .need = (double[]){1, 1},
                        .state = (double[]){1, 2},
                        .principle = KK_WELFARE,
                        .aversion = KK_KOLM_POLLAK,
                        .epsilon = log(2) / 0.75 * 130 / 70,
                        .half_effect = 100}};
    check_units(&w, (int64_t[]){2000, 3000});
    assert_near(w.exact[0], 2000, 1e-6);
}

/* 15000 for the first and 35000 for the last leave 50000 for 500 youths. */
static void test_bounds(void **state)
{
    (void)state;
    world w;
    make(&w, KK_EQUAL);
    w.task.bounds.floor = (int64_t[]){15000, 0, 0, 0};
    w.task.bounds.ceiling = (int64_t[]){100000, 100000, 100000, 35000};
    check_units(&w, (int64_t[]){15000, 20000, 30000, 35000});
}

static void test_only_one_division(void **state)
{
    (void)state;
    world w;
    const int64_t all[] = {40000, 30000, 20000, 10000};
    for (kk_principle principle = 0; principle < KK_PRINCIPLES; principle++) {
        make(&w, principle);
        w.task.half_effect = 100;
        w.task.bounds.floor = all;
        check_units(&w, all);
        w.task.bounds.floor = NULL;
        w.task.bounds.ceiling = all;
        check_units(&w, all);
    }
}

static void test_flaws(void **state)
{
    (void)state;
    world w;
    const int64_t high[] = {50000, 50000, 1, 0}, low[] = {50000, 49999, 0, 0};
    make(&w, KK_EQUAL);
    w.task.bounds.floor = high;
    assert_int_equal(world_divide(&w), KK_ALLOCATION_BELOW_FLOORS);
    w.task.bounds.floor = NULL;
    w.task.bounds.ceiling = low;
    assert_int_equal(world_divide(&w), KK_ALLOCATION_ABOVE_CEILINGS);
    w.task.bounds.floor = (int64_t[]){50001, 0, 0, 0};
    assert_int_equal(world_divide(&w), KK_ALLOCATION_BELOW_FLOORS);
}

static void test_no_takers(void **state)
{
    (void)state;
    world w;
    make(&w, KK_PROPORTIONAL);
    w.task.need = (double[]){0, 0, 0, 0};
    assert_int_equal(world_divide(&w), KK_ALLOCATION_NO_TAKERS);
    w.task.need = (double[]){1, 0, 0, 0};
    check_units(&w, (int64_t[]){100000, 0, 0, 0});
    w.task.bounds.ceiling = (int64_t[]){99999, 100000, 100000, 100000};
    assert_int_equal(world_divide(&w), KK_ALLOCATION_NO_TAKERS);
    w.task.principle = KK_WELFARE;
    w.task.half_effect = 100;
    assert_int_equal(world_divide(&w), KK_ALLOCATION_NO_TAKERS);
    w.task.principle = KK_PRESENT;
    w.task.present = NULL;
    assert_int_equal(world_divide(&w), KK_ALLOCATION_NO_TAKERS);
}

/* Of equal remainders the lower index first. */
static void test_equal_remainders(void **state)
{
    (void)state;
    world w = {.task = {.bounds = {.count = 3, .budget = 100}, .youths = (double[]){7, 7, 7}, .principle = KK_EQUAL}};
    check_units(&w, (int64_t[]){34, 33, 33});
    w.task.bounds.budget = 101;
    check_units(&w, (int64_t[]){34, 34, 33});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal),
        cmocka_unit_test(test_proportional),
        cmocka_unit_test(test_proportionate),
        cmocka_unit_test(test_present),
        cmocka_unit_test(test_closing),
        cmocka_unit_test(test_levelling),
        cmocka_unit_test(test_atkinson),
        cmocka_unit_test(test_kolm_pollak),
        cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_only_one_division),
        cmocka_unit_test(test_flaws),
        cmocka_unit_test(test_no_takers),
        cmocka_unit_test(test_equal_remainders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
