/* SPDX-License-Identifier: EUPL-1.2 */
/* What cannot be fitted, what nearly cannot, and the difference of two estimates. */
#include "unit/inference/regression_data.h"

static sample s;
static kk_arena arena;

static int begin(void **state)
{
    (void)state;
    kk_arena_init(&arena);
    return 0;
}

static int end(void **state)
{
    (void)state;
    kk_arena_clear(&arena);
    return 0;
}

/* ---- no fit ---- */

static void test_too_few_areas(void **state)
{
    const kk_regression_family family = *(const kk_regression_family *)*state;
    for (size_t count = 0; count <= 8; count++) {
        sample_draw(&s, count, 0, 7, NULL, NULL);
        kk_regression fit = fit_of(&s, family, &arena);
        assert_int_equal(fit.outcome, count < 8 ? KK_REGRESSION_TOO_FEW : KK_REGRESSION_FITTED);
        assert_int_equal(fit.count, count);
    }
}

static void test_no_events(void **state)
{
    const kk_regression_family family = *(const kk_regression_family *)*state;
    sample_draw(&s, 30, 0, 8, NULL, NULL);
    memset(s.events, 0, sizeof s.events);
    assert_int_equal(fit_of(&s, family, &arena).outcome, KK_REGRESSION_NO_EVENTS);
}

static void check_aliased(size_t term, bool is_aliased)
{
    kk_regression fit = fit_of(&s, KK_QUASIPOISSON, &arena);
    assert_int_equal(fit.outcome, is_aliased ? KK_REGRESSION_ALIASED : KK_REGRESSION_FITTED);
    assert_int_equal(fit.aliased, is_aliased ? term : s.data.terms);
}

static void test_aliased_determinant_is_named(void **state)
{
    (void)state;
    sample_draw(&s, 60, 4, 9, NULL, NULL);
    s.data.terms = 4;
    for (size_t i = 0; i < 60; i++) {
        s.determinant[2][i] = 100 - 40 * s.determinant[0][i] - 3 * s.determinant[1][i];
        s.determinant[3][i] = sin((double)i);
    }
    check_aliased(2, true);
    for (size_t i = 0; i < 60; i++) s.determinant[1][i] = 0.1;
    check_aliased(1, true);
    for (size_t i = 0; i < 60; i++) s.determinant[1][i] = 1e9 + (double)(i % 2);
    check_aliased(1, true);
}

static void test_nearly_aliased_is_fitted(void **state)
{
    (void)state;
    sample_draw(&s, 60, 4, 9, NULL, NULL);
    kk_regression without = fit_of(&s, KK_QUASIPOISSON, &arena);
    s.data.terms = 3;
    for (size_t i = 0; i < 60; i++) s.determinant[2][i] = s.determinant[0][i] + 1e-5 * sin((double)i);
    kk_regression fit = fit_of(&s, KK_QUASIPOISSON, &arena);
    assert_int_equal(fit.outcome, KK_REGRESSION_FITTED);
    assert_true(fit.vif[0] > 1e8 && fit.vif[2] > 1e8);
    assert_true(fit.vif[1] < 10);
    for (size_t i = 0; i < 60; i++) assert_near(log(fit.rate[i] / without.rate[i]), 0, 1);
}

/* Every area with a high value has no event: its rate tends to 0, and the coefficient nowhere. */
static void test_separated_areas(void **state)
{
    const kk_regression_family family = *(const kk_regression_family *)*state;
    sample_draw(&s, 40, 0, 10, NULL, NULL);
    for (size_t i = 0; i < 40; i++) {
        s.determinant[0][i] = i < 10;
        s.events[i] = i < 10 ? 0 : 5 + (double)(i % 3);
    }
    assert_int_equal(fit_of(&s, family, &arena).outcome, KK_REGRESSION_NOT_CONVERGED);
    s.events[0] = 1;
    assert_int_equal(fit_of(&s, family, &arena).outcome, KK_REGRESSION_FITTED);
}

/* ---- hardly a fit ---- */

static void test_all_rates_equal(void **state)
{
    const kk_regression_family family = *(const kk_regression_family *)*state;
    sample_draw(&s, 40, 0, 11, NULL, NULL);
    for (size_t i = 0; i < 40; i++) s.events[i] = s.exposure[i] / 10;
    kk_regression fit = fit_of(&s, family, &arena);
    assert_int_equal(fit.outcome, KK_REGRESSION_FITTED);
    for (size_t i = 0; i < 40; i++) assert_near(fit.rate[i], 0.1, 1e-12);
    for (size_t j = 0; j < 2; j++) assert_near(fit.coefficient[j + 1], 0, 1e-10);
    assert_near(fit.dispersion, 0, 1e-10);
    assert_true(isnan(fit.explained) && isinf(fit.theta));
}

/* Counts that scatter less than Poisson's have no θ; that is Poisson. */
static void test_less_scatter_than_chance(void **state)
{
    (void)state;
    sample_draw(&s, 100, 0, 12, NULL, NULL);
    for (size_t i = 0; i < 100; i++) s.events[i] = round(s.exposure[i] * 0.08 * exp(0.3 * s.determinant[0][i]));
    kk_regression nb = fit_of(&s, KK_NEGATIVE_BINOMIAL, &arena), quasi = fit_of(&s, KK_QUASIPOISSON, &arena);
    assert_true(isinf(nb.theta) && isnan(nb.theta_error) && isfinite(nb.aic));
    assert_true(nb.dispersion < 0.1);
    assert_near(nb.coefficient[1], quasi.coefficient[1], 1e-12);
}

/* An area that a determinant is for alone: what is expected of it is what it has, and no error can be told. */
static void test_area_of_leverage_one(void **state)
{
    (void)state;
    sample_draw(&s, 50, 4, 13, NULL, NULL);
    for (size_t i = 0; i < 50; i++) s.determinant[1][i] = i == 17;
    s.events[17] = 40;
    kk_regression fit = fit_of(&s, KK_QUASIPOISSON, &arena);
    assert_int_equal(fit.outcome, KK_REGRESSION_FITTED);
    assert_near(fit.leverage[17], 1, 1e-9);
    assert_near(fit.rate[17], 40 / s.exposure[17], 1e-9);
    assert_true(isnan(fit.covariance[0]) && isnan(kk_regression_p(&fit, 0)));
    kk_estimate rate = kk_regression_rate(&fit, 3);
    assert_true(isfinite(rate.value) && isnan(rate.lower) && isnan(rate.upper));
}

/* One area 10⁶ times as large as the others, rates from 10⁻⁶ to 1: nothing overflows, and the equations hold. */
static void test_sizes_far_apart(void **state)
{
    (void)state;
    sample_draw(&s, 60, 0, 14, NULL, NULL);
    double left = 0, total = 0;
    for (size_t i = 0; i < 60; i++) {
        s.determinant[0][i] = (double)i / 10;
        s.exposure[i] = i == 0 ? 1e9 : 1000;
        s.events[i] = round(s.exposure[i] * 1e-6 * exp(2.2 * s.determinant[0][i]));
    }
    kk_regression fit = fit_of(&s, KK_QUASIPOISSON, &arena);
    assert_int_equal(fit.outcome, KK_REGRESSION_FITTED);
    for (size_t i = 0; i < 60; i++) {
        left += s.events[i] - fit.rate[i] * s.exposure[i];
        total += s.events[i];
    }
    assert_near(left, 0, 1e-9 * total);
    assert_near(fit.coefficient[1] / fit.sd[0], 2.2, 0.05);
}

/* ---- estimates ---- */

static void test_ratio_of_steps(void **state)
{
    (void)state;
    sample_draw(&s, 100, 4, 15, NULL, NULL);
    kk_regression fit = fit_of(&s, KK_QUASIPOISSON, &arena);
    kk_estimate once = kk_regression_ratio(&fit, 0, 1), twice = kk_regression_ratio(&fit, 0, 2);
    kk_estimate back = kk_regression_ratio(&fit, 0, -1);
    assert_near(once.value, exp(fit.coefficient[1]), 1e-14);
    assert_near(log(once.upper / once.value), 1.98472318600 * sqrt(fit.covariance[4]), 1e-9); /* t(0.975; 97) */
    assert_near(twice.lower, once.lower * once.lower, 1e-12);
    assert_near(back.lower, 1 / once.upper, 1e-12);
    assert_near(back.upper, 1 / once.lower, 1e-12);
    assert_near(kk_regression_mean_rate(&fit).value, exp(fit.coefficient[0]), 1e-14);
}

/* p < 0.05 where the interval of the ratio is without 1, and only there. */
static void test_p_agrees_with_interval(void **state)
{
    (void)state;
    int significant = 0;
    for (uint64_t seed = 0; seed < 40; seed++) {
        sample_draw(&s, 30, 2, 100 + seed, NULL, NULL);
        kk_regression fit = fit_of(&s, KK_QUASIPOISSON, &arena);
        kk_estimate ratio = kk_regression_ratio(&fit, 1, 1);
        bool beyond = ratio.lower > 1 || ratio.upper < 1;
        assert_int_equal(kk_regression_p(&fit, 1) < 0.05, beyond);
        significant += beyond;
    }
    assert_in_range(significant, 1, 39);
}

static void test_difference(void **state)
{
    (void)state;
    /* Newcombe's (1998) example (a), of Wilson's intervals: 0.2000, 0.0524 to 0.3339. */
    kk_interval of_a = kk_wilson(56, 70), of_b = kk_wilson(48, 80);
    const kk_estimate a = {56 / 70.0, of_a.lower, of_a.upper}, b = {48 / 80.0, of_b.lower, of_b.upper};
    kk_estimate gap = kk_estimate_difference(a, b);
    assert_near(gap.value, 0.2, 1e-12);
    assert_near(gap.lower, 0.0524, 5e-5);
    assert_near(gap.upper, 0.3339, 5e-5);
    kk_estimate turned = kk_estimate_difference(b, a);
    assert_near(turned.lower, -gap.upper, 1e-15);
    assert_near(turned.upper, -gap.lower, 1e-15);
    const kk_estimate sure = {0.5, 0.5, 0.5}, none = {0.5, NAN, NAN};
    gap = kk_estimate_difference(a, sure);
    assert_near(gap.lower, a.lower - 0.5, 1e-15);
    gap = kk_estimate_difference(a, none);
    assert_near(gap.value, 0.3, 1e-12);
    assert_true(isnan(gap.lower) && isnan(gap.upper));
}

int main(void)
{
    static kk_regression_family families[] = {KK_QUASIPOISSON, KK_NEGATIVE_BINOMIAL};
#define BOTH(test)                                                                                                     \
    {#test " quasi-Poisson", test, NULL, NULL, &families[0]},                                                          \
    {                                                                                                                  \
#test " NB", test, NULL, NULL, &families[1]                                                                    \
    }
    const struct CMUnitTest tests[] = {
        BOTH(test_too_few_areas),
        BOTH(test_no_events),
        cmocka_unit_test(test_aliased_determinant_is_named),
        cmocka_unit_test(test_nearly_aliased_is_fitted),
        BOTH(test_separated_areas),
        BOTH(test_all_rates_equal),
        cmocka_unit_test(test_less_scatter_than_chance),
        cmocka_unit_test(test_area_of_leverage_one),
        cmocka_unit_test(test_sizes_far_apart),
        cmocka_unit_test(test_ratio_of_steps),
        cmocka_unit_test(test_p_agrees_with_interval),
        cmocka_unit_test(test_difference),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
