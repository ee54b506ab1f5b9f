/* SPDX-License-Identifier: EUPL-1.2 */
/* Against the exponential, exact Poisson limits, GSL's distribution, and itself across the change of method. */
#include "unit/check.h"

#include "indicators/gamma.h"

#include <gsl/gsl_cdf.h>

static void test_of_shape_one_it_is_the_exponential(void **state)
{
    (void)state;
    for (double p = 0.001; p < 1; p += 0.037) {
        assert_near(kk_gamma_quantile(p, 1, 3), -3 * log1p(-p), 1e-9);
        assert_near(kk_gamma_above(-3 * log1p(-p), 1, 3), 1 - p, 1e-12);
    }
}

static void test_exact_limits_of_a_poisson_count(void **state)
{
    (void)state;
    assert_near(kk_gamma_quantile(0.025, 5, 1), 1.62348639, 5e-9);
    assert_near(kk_gamma_quantile(0.975, 6, 1), 11.66833208, 5e-9);
    assert_near(kk_gamma_quantile(0.975, 1, 1), 3.68887945, 5e-9);
}

static void test_it_inverts_the_distribution_for_every_shape(void **state)
{
    (void)state;
    const double chances[] = {1e-6, 0.025, 0.5, 0.975, 1 - 1e-6};
    for (double shape = 0.02; shape < 1e5; shape *= 1.13)
        for (size_t i = 0; i < sizeof chances / sizeof *chances; i++) {
            double x = kk_gamma_quantile(chances[i], shape, 1);
            assert_near(gsl_cdf_gamma_P(x, shape, 1), chances[i], 1e-8 * chances[i]);
            assert_near(kk_gamma_quantile(chances[i], shape, 7), 7 * x, 1e-12 * x);
        }
}

static void test_large_shapes_go_on_where_the_others_end(void **state)
{
    (void)state;
    for (double p = 0.001; p < 1; p += 0.0499) {
        double before = kk_gamma_quantile(p, 99999.999, 1), after = kk_gamma_quantile(p, 100000.001, 1);
        assert_near(after, before, 0.01);
        assert_near(kk_gamma_above(before, 99999.999, 1), 1 - p, 1e-7);
        assert_near(kk_gamma_above(after, 100000.001, 1), 1 - p, 1e-7);
        assert_near(kk_gamma_above(kk_gamma_quantile(p, 1e12, 2), 1e12, 2), 1 - p, 1e-4);
    }
}

/* So much of it is next to 0 that no double is small enough. */
static void test_tiny_shapes_end_at_zero(void **state)
{
    (void)state;
    assert_near(kk_gamma_quantile(0.025, 1e-4, 1), 0, 0);
    assert_true(kk_gamma_quantile(0.999, 1e-3, 1) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_of_shape_one_it_is_the_exponential),
        cmocka_unit_test(test_exact_limits_of_a_poisson_count),
        cmocka_unit_test(test_it_inverts_the_distribution_for_every_shape),
        cmocka_unit_test(test_large_shapes_go_on_where_the_others_end),
        cmocka_unit_test(test_tiny_shapes_end_at_zero),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
