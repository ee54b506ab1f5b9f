/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "core/period.h"

static void test_periods_end_with_a_month(void **state)
{
    (void)state;
    assert_int_equal(kk_period_last_month("2022KW04"), kk_period_last_month("2022"));
    assert_int_equal(kk_period_last_month("2022HJ02"), kk_period_last_month("2022"));
    assert_int_equal(kk_period_last_month("2022MM12"), kk_period_last_month("2022"));
    assert_int_equal(kk_period_last_month("2022KW03") + 3, kk_period_last_month("2022"));
    assert_int_equal(kk_period_last_month("2022HJ01") + 6, kk_period_last_month("2022"));
    assert_int_equal(kk_period_last_month("2021") + 1, kk_period_last_month("2022MM01"));
}

static void test_later_is_what_ends_later(void **state)
{
    (void)state;
    assert_true(kk_period_is_later("2023", "2022KW04", NULL));
    assert_false(kk_period_is_later("2022KW03", "2022", NULL));
    assert_true(kk_period_is_later("2022KW04", "2022KW03", "2022"));
}

static void test_the_name_that_was_asked_for_wins(void **state)
{
    (void)state;
    assert_true(kk_period_is_later("2022", "2022KW04", "2022"));
    assert_false(kk_period_is_later("2022KW04", "2022", "2022"));
    assert_true(kk_period_is_later("2022KW04", "2022", "2023"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_periods_end_with_a_month),
        cmocka_unit_test(test_later_is_what_ends_later),
        cmocka_unit_test(test_the_name_that_was_asked_for_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
