/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "kk/indicators.h"

#include <gsl/gsl_cdf.h>

static void test_wilson_published_values(void **state)
{
    (void)state;
    kk_interval some = kk_wilson(10, 100), none = kk_wilson(0, 10), all = kk_wilson(10, 10);
    assert_near(some.lower, 0.05522914, 5e-9);
    assert_near(some.upper, 0.17436566, 5e-9);
    assert_near(none.lower, 0, 0);
    assert_near(none.upper, 0.27753280, 5e-9);
    assert_near(all.lower, 1 - 0.27753280, 5e-9);
    assert_near(all.upper, 1, 0);
}

/* The Wilson bounds are the p at which (x/n − p)² = z² p(1−p)/n. */
static void test_wilson_solves_its_equation(void **state)
{
    (void)state;
    const double z = 1.959963984540054;
    for (double n = 1; n < 1e7; n *= 7)
        for (double share = 0.03; share < 1; share += 0.19) {
            double x = share * n;
            kk_interval interval = kk_wilson(x, n);
            const double bounds[] = {interval.lower, interval.upper};
            for (int i = 0; i < 2; i++) {
                double off = share - bounds[i];
                assert_near(off * off * n, z * z * bounds[i] * (1 - bounds[i]), 1e-9 * n + 1e-12);
            }
        }
}

static void test_wilson_is_symmetric_nested_and_within_bounds(void **state)
{
    (void)state;
    for (int n = 1; n <= 60; n++)
        for (int x = 0; x <= n; x++) {
            kk_interval here = kk_wilson(x, n), mirror = kk_wilson(n - x, n), wider = kk_wilson(4 * x, 4 * n);
            assert_near(here.lower, 1 - mirror.upper, 1e-12);
            assert_true(here.lower >= 0 && here.upper <= 1 && here.lower <= (double)x / n &&
                        here.upper >= (double)x / n);
            assert_true(wider.upper - wider.lower < here.upper - here.lower);
        }
}

static void test_wilson_outside_its_domain(void **state)
{
    (void)state;
    const double wrong[][2] = {{0, 0}, {1, 0}, {-1, 10}, {11, 10}, {NAN, 10}, {1, NAN}, {1, INFINITY}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kk_interval interval = kk_wilson(wrong[i][0], wrong[i][1]);
        assert_true(isnan(interval.lower) && isnan(interval.upper));
    }
}

static void test_poisson_published_values(void **state)
{
    (void)state;
    const double golden[][3] = {{0, 0, 3.68887945}, {5, 1.62348639, 11.66833208}, {100, 81.36210549, 121.62793758}};
    for (size_t i = 0; i < 3; i++) {
        kk_interval interval = kk_poisson_interval(golden[i][0]);
        assert_near(interval.lower, golden[i][1], 5e-9);
        assert_near(interval.upper, golden[i][2], 5e-9);
    }
}

/* Exact means: at the bounds the observed count or one more extreme has a chance of 2.5%. */
/* Counts that are not whole: R's qgamma. GSL's own inverse of chi-squared gives up below 0.1. */
static void test_poisson_of_parts_of_events(void **state)
{
    (void)state;
    static const double golden[][3] = {{0.003, 0, 3.6951867312702809},
                                       {0.05, 5.3156618899143203e-33, 3.7932252560884194},
                                       {0.5, 0.00049103455858762809, 4.6742018022480725},
                                       {3.7, 0.94087246437750516, 9.8050014877950336}};
    for (size_t i = 0; i < sizeof golden / sizeof *golden; i++) {
        kk_interval interval = kk_poisson_interval(golden[i][0]);
        assert_near(interval.lower, golden[i][1], 1e-9 * golden[i][1]);
        assert_near(interval.upper, golden[i][2], 1e-9);
    }
}

static void test_poisson_exact_coverage(void **state)
{
    (void)state;
    for (unsigned x = 1; x < 10; x++) {
        kk_interval interval = kk_poisson_interval(x);
        assert_near(gsl_cdf_poisson_Q(x - 1, interval.lower), 0.025, 1e-9);
        assert_near(gsl_cdf_poisson_P(x, interval.upper), 0.025, 1e-9);
    }
}

static void test_byar_is_near_exact_where_it_takes_over(void **state)
{
    (void)state;
    for (double x = 10; x < 5000; x *= 1.7) {
        kk_interval interval = kk_poisson_interval(x);
        assert_near(interval.lower / (gsl_cdf_chisq_Pinv(0.025, 2 * x) / 2), 1, 0.005);
        assert_near(interval.upper / (gsl_cdf_chisq_Pinv(0.975, 2 * x + 2) / 2), 1, 0.005);
    }
}

static void test_poisson_grows_with_the_count(void **state)
{
    (void)state;
    kk_interval before = kk_poisson_interval(0);
    for (int x = 1; x < 300; x++) {
        kk_interval interval = kk_poisson_interval(x);
        assert_true(interval.lower > before.lower && interval.upper > before.upper);
        before = interval;
    }
}

static void test_poisson_outside_its_domain(void **state)
{
    (void)state;
    const double wrong[] = {-1, NAN, INFINITY};
    for (size_t i = 0; i < 3; i++) assert_true(isnan(kk_poisson_interval(wrong[i]).lower));
}

static void assert_mean(double sum, double squares, double n, double lower, double upper)
{
    kk_interval interval = kk_mean_interval(sum, squares, n);
    assert_near(interval.lower, lower, 1e-6);
    assert_near(interval.upper, upper, 1e-6);
}

/* x = 1, 2, 3, 4: s² = 5/3, t(0.975; 3) = 3.182446. x = 0, 10: s² = 50, t(0.975; 1) = 12.7062047364. */
static void test_mean_worked_by_hand(void **state)
{
    (void)state;
    assert_mean(10, 30, 4, 2.5 - 2.054260, 2.5 + 2.054260);
    assert_mean(10, 100, 2, 5 - 12.7062047364 * 5, 5 + 12.7062047364 * 5);
}

static void test_mean_of_equal_figures_is_sure_of_itself(void **state)
{
    (void)state;
    assert_mean(0, 0, 10, 0, 0);
    assert_mean(0.3 * 7, 0.09 * 7, 7, 0.3, 0.3);
    assert_mean(1e12 * 3, 1e24 * 3, 3, 1e12, 1e12);
}

/* Moved and scaled with its figures; near the normal interval for many. */
static void test_mean_follows_its_figures(void **state)
{
    (void)state;
    kk_interval plain = kk_mean_interval(10, 30, 4), scaled = kk_mean_interval(30, 270, 4),
                moved = kk_mean_interval(10 + 4 * 5, 30 + 2 * 5 * 10 + 4 * 25, 4),
                many = kk_mean_interval(5e6, 5e6, 1e7);
    assert_near(scaled.upper, 3 * plain.upper, 1e-12);
    assert_near(scaled.lower, 3 * plain.lower, 1e-12);
    assert_near(moved.upper, 5 + plain.upper, 1e-12);
    assert_near(many.upper, 0.5 + 1.959963984540054 * 0.5 / sqrt(1e7), 1e-9);
}

static void test_mean_outside_its_domain(void **state)
{
    (void)state;
    const double wrong[][3] = {{10, 30, 1},  {10, 30, 1.5}, {10, 30, 0},   {10, 30, -4},      {10, 20, 4},
                               {10, NAN, 4}, {NAN, 30, 4},  {10, 30, NAN}, {10, INFINITY, 4}, {10, 30, INFINITY}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kk_interval interval = kk_mean_interval(wrong[i][0], wrong[i][1], wrong[i][2]);
        assert_true(isnan(interval.lower) && isnan(interval.upper));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wilson_published_values),
        cmocka_unit_test(test_wilson_solves_its_equation),
        cmocka_unit_test(test_wilson_is_symmetric_nested_and_within_bounds),
        cmocka_unit_test(test_wilson_outside_its_domain),
        cmocka_unit_test(test_poisson_published_values),
        cmocka_unit_test(test_poisson_of_parts_of_events),
        cmocka_unit_test(test_poisson_exact_coverage),
        cmocka_unit_test(test_byar_is_near_exact_where_it_takes_over),
        cmocka_unit_test(test_poisson_grows_with_the_count),
        cmocka_unit_test(test_poisson_outside_its_domain),
        cmocka_unit_test(test_mean_worked_by_hand),
        cmocka_unit_test(test_mean_of_equal_figures_is_sure_of_itself),
        cmocka_unit_test(test_mean_follows_its_figures),
        cmocka_unit_test(test_mean_outside_its_domain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
