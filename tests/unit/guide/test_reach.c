/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/targets.h"
#include "unit/check.h"

static void follows_an_order(void **state)
{
    (void)state;
    const uint32_t order[] = {2, 0, 3, 1};
    const double youths[] = {100, 300, 50, NAN}, in_need[] = {20, 15, 25, 7};
    kk_reach curve[5];
    kk_reach_curve(order, 4, youths, in_need, curve);
    assert_near(curve[0].reached, 0, 0);
    assert_true(isnan(curve[0].in_need));
    assert_near(curve[0].elsewhere, 60, 0);
    assert_near(curve[1].reached, 25.0 / 60, 1e-15);
    assert_near(curve[1].in_need, 0.5, 1e-15);
    assert_near(curve[1].youths, 50.0 / 450, 1e-15);
    assert_near(curve[2].in_need, 45.0 / 150, 1e-15);
    assert_near(curve[2].elsewhere, 15, 0);
    assert_memory_equal(&curve[3], &curve[2], sizeof curve[2]);
    assert_near(curve[4].reached, 1, 0);
    assert_near(curve[4].youths, 1, 0);
    assert_near(curve[4].elsewhere, 0, 0);
}

static void says_nothing_of_nobody(void **state)
{
    (void)state;
    const uint32_t order[] = {0, 1};
    const double youths[] = {0, NAN}, in_need[] = {0, 5};
    kk_reach curve[3];
    kk_reach_curve(order, 2, youths, in_need, curve);
    for (size_t n = 0; n < 3; n++) {
        assert_true(isnan(curve[n].reached) && isnan(curve[n].in_need) && isnan(curve[n].youths));
        assert_near(curve[n].elsewhere, 0, 0);
    }
    kk_reach_curve(order, 0, youths, in_need, curve);
    assert_true(isnan(curve[0].reached));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(follows_an_order), cmocka_unit_test(says_nothing_of_nobody)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
