/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/evaluation.h"
#include "unit/check.h"

static kk_goal_figure figure(double year, double value, double half)
{
    return (kk_goal_figure){year, {value, value - half, value + half}};
}

static void measures_the_way(void **state)
{
    (void)state;
    kk_goal_progress of = kk_goal_measure((kk_goal){10, 2030}, figure(2020, 20, 0), figure(2025, 16, 0.5));
    assert_near(of.share.value, 0.4, 1e-15);
    assert_near(of.share.lower, 0.35, 1e-15);
    assert_near(of.share.upper, 0.45, 1e-15);
    assert_near(of.needed, -1.2, 1e-15);
    assert_near(of.ahead.value, -1, 1e-15);
    assert_near(of.ahead.upper, -0.5, 1e-15);
    assert_int_equal(of.status, KK_GOAL_OFF);
}

static void carries_the_doubt_of_the_baseline(void **state)
{
    (void)state;
    kk_goal_progress of = kk_goal_measure((kk_goal){10, 2030}, figure(2020, 20, 4), figure(2025, 16, 0.5));
    assert_near(of.share.upper - of.share.value, hypot(4, 0.5) / 10, 1e-15);
    assert_near(of.ahead.upper - of.ahead.value, hypot(2, 0.5), 1e-15);
    assert_int_equal(of.status, KK_GOAL_UNTOLD);
}

static void tells_each_status_either_way(void **state)
{
    (void)state;
    for (int sign = -1; sign <= 1; sign += 2) {
        const kk_goal goal = {sign * 10, 2030};
        const kk_goal_figure start = figure(2020, 0, 0);
        const struct {
            double value;
            kk_goal_status status;
        } expected[] = {
            {11, KK_GOAL_REACHED}, {10.2, KK_GOAL_ON}, {6, KK_GOAL_ON}, {5.2, KK_GOAL_UNTOLD}, {4, KK_GOAL_OFF}};
        for (size_t i = 0; i < 5; i++) {
            kk_goal_progress of = kk_goal_measure(goal, start, figure(2025, sign * expected[i].value, 0.5));
            assert_int_equal(of.status, expected[i].status);
            assert_true(of.share.lower <= of.share.value && of.share.value <= of.share.upper);
        }
    }
}

static void judges_by_the_target_once_the_year_has_come(void **state)
{
    (void)state;
    kk_goal_progress of = kk_goal_measure((kk_goal){10, 2030}, figure(2020, 20, 5), figure(2031, 11, 0.5));
    assert_true(isnan(of.needed));
    assert_near(of.ahead.value, -1, 1e-15);
    assert_near(of.ahead.upper, -0.5, 1e-15);
    assert_int_equal(of.status, KK_GOAL_OFF);
}

static void tells_nothing_without_a_way(void **state)
{
    (void)state;
    const kk_goal_progress of[] = {
        kk_goal_measure((kk_goal){20, 2030}, figure(2020, 20, 1), figure(2025, 16, 1)),
        kk_goal_measure((kk_goal){10, 2030}, figure(2020, NAN, 1), figure(2025, 16, 1)),
        kk_goal_measure((kk_goal){10, 2030}, figure(2020, 20, 1), figure(2025, NAN, 1)),
        kk_goal_measure((kk_goal){10, 2030}, figure(2020, 20, 1), figure(2025, 1, NAN)),
    };
    for (size_t i = 0; i < 4; i++) assert_int_equal(of[i].status, KK_GOAL_UNTOLD);
    for (size_t i = 0; i < 3; i++) assert_true(isnan(of[i].share.value) && isnan(of[i].needed));
    assert_near(of[3].share.value, 1.9, 1e-15);
}

static void divides_by_no_way_that_may_be_none(void **state)
{
    (void)state;
    kk_goal_progress of = kk_goal_measure((kk_goal){10, 2030}, figure(2020, 9.9, 0.5), figure(2025, 12, 0.5));
    assert_true(isnan(of.share.value) && isnan(of.share.lower) && isnan(of.share.upper));
    assert_near(of.ahead.value, 2.05, 1e-12);
    assert_int_equal(of.status, KK_GOAL_REACHED);
    of = kk_goal_measure((kk_goal){10, 2030}, figure(2020, 9, 0.5), figure(2025, 9.5, 0.5));
    assert_near(of.share.value, 0.5, 1e-12);
}

static void one_figure_is_no_course(void **state)
{
    (void)state;
    const kk_goal_figure only = figure(2025, 16, 0.5);
    kk_goal_progress of = kk_goal_measure((kk_goal){10, 2030}, only, only);
    assert_true(isnan(of.share.value) && isnan(of.ahead.value));
    assert_near(of.needed, -1.2, 1e-12);
    assert_int_equal(of.status, KK_GOAL_UNTOLD);
    assert_int_equal(kk_goal_measure((kk_goal){10, 2024}, only, only).status, KK_GOAL_OFF);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_the_way),
        cmocka_unit_test(carries_the_doubt_of_the_baseline),
        cmocka_unit_test(tells_each_status_either_way),
        cmocka_unit_test(judges_by_the_target_once_the_year_has_come),
        cmocka_unit_test(tells_nothing_without_a_way),
        cmocka_unit_test(divides_by_no_way_that_may_be_none),
        cmocka_unit_test(one_figure_is_no_course),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
