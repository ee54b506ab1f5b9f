/* SPDX-License-Identifier: EUPL-1.2 */
/* Against R's qbeta, the uniform and power distributions, the mirror, and itself across the change of method. */
#include "unit/check.h"

#include "inference/beta.h"

static void test_quantiles_are_those_of_r(void **state)
{
    (void)state;
    static const struct {
        double p, first, second, x, within;
    } known[] = {
        {0.025, 5, 96, 0.0164318791821, 1e-11},        {0.975, 5, 96, 0.0992571567127, 1e-11},
        {0.025, 0.3, 2, 1.90541461087e-06, 1e-15},     {0.975, 0.3, 0.2, 0.999999912716, 1e-11},
        {0.5, 40, 2000, 0.0194510427182, 1e-11},       {0.025, 8000, 2000, 0.792104027109, 1e-10},
        {0.975, 300000, 700000, 0.300898546495, 1e-9}, /* from here on approximated */
        {0.025, 400000, 30, 0.999895887101, 1e-8},     {0.975, 6, 900000, 1.29646933659e-05, 1e-9},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        double x = kk_beta_quantile(known[i].p, known[i].first, known[i].second);
        assert_near(x, known[i].x, known[i].within);
        assert_near(kk_beta_above(known[i].x, known[i].first, known[i].second), 1 - known[i].p, 1e-4);
    }
}

static void test_of_one_shape_one_it_is_a_power(void **state)
{
    (void)state;
    for (double p = 0.001; p < 1; p += 0.037)
        for (double first = 0.2; first < 500; first *= 1.7) {
            assert_near(kk_beta_quantile(p, first, 1), pow(p, 1 / first), 1e-10);
            assert_near(kk_beta_above(pow(p, 1 / first), first, 1), 1 - p, 1e-10);
        }
}

static void test_it_inverts_the_distribution_and_is_its_mirror(void **state)
{
    (void)state;
    const double chances[] = {1e-4, 0.025, 0.5, 0.975};
    for (double first = 0.05; first < 1e7; first *= 3.1)
        for (double second = 0.05; second < 1e7; second *= 3.1)
            for (size_t i = 0; i < sizeof chances / sizeof *chances; i++) {
                double x = kk_beta_quantile(chances[i], first, second);
                assert_true(x >= 0 && x <= 1);
                if (x > 1e-12 && x < 1 - 1e-6) assert_near(kk_beta_above(x, first, second), 1 - chances[i], 1e-6);
                assert_near(kk_beta_quantile(1 - chances[i], second, first), 1 - x, 1e-8);
            }
}

static void test_large_shapes_go_on_where_the_others_end(void **state)
{
    (void)state;
    for (double share = 0.0005; share < 1; share += 0.0333)
        for (double p = 0.025; p < 1; p += 0.19) {
            double before = kk_beta_quantile(p, 99999.99 * share, 99999.99 * (1 - share));
            double after = kk_beta_quantile(p, 100000.01 * share, 100000.01 * (1 - share));
            assert_near(after, before, 1e-3 * sqrt(share * (1 - share) / 1e5));
        }
}

static void test_nothing_lies_outside_0_and_1(void **state)
{
    (void)state;
    assert_near(kk_beta_above(0, 2, 3), 1, 0);
    assert_near(kk_beta_above(1, 2, 3), 0, 0);
    assert_near(kk_beta_quantile(0.025, 1e-6, 1e-6), 0, 1e-12);
    assert_near(kk_beta_quantile(0.975, 1e-6, 1e-6), 1, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quantiles_are_those_of_r),
        cmocka_unit_test(test_of_one_shape_one_it_is_a_power),
        cmocka_unit_test(test_it_inverts_the_distribution_and_is_its_mirror),
        cmocka_unit_test(test_large_shapes_go_on_where_the_others_end),
        cmocka_unit_test(test_nothing_lies_outside_0_and_1),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
