/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"
#include "unit/moment_of.h"

#include <stdbool.h>

static void assert_relative(double actual, double expected, double tolerance)
{
    assert_near(actual, expected, tolerance * fabs(expected));
}

/* ---- t ---- */

/* As R's qt(0.975, df), and for df of 1.5 and 2.5 as Newton's method on the integral in quadruple precision. */
static void test_t_published_values(void **state)
{
    (void)state;
    static const double golden[][2] = {
        {1, 12.706204736174705}, {1.5, 6.0166631044279315}, {2, 4.3026527297494637},       {2.5, 3.574654842003683},
        {5, 2.5705818356363155}, {10, 2.2281388519862748},  {30, 2.0422724563012382},      {100, 1.9839715185235522},
        {200, 1.9718962236339},  {300, 1.967903011261087},  {500, 1.9647198374673678},     {999.5, 1.9623402703838457},
        {1e4, 1.96020123989062}, {1e5, 1.9599877075346097}, {INFINITY, 1.9599639845400542}};
    for (size_t i = 0; i < sizeof golden / sizeof *golden; i++)
        assert_relative(kk_t_quantile(golden[i][0]), golden[i][1], 1e-14);
}

static void test_t_falls_and_has_no_step(void **state)
{
    (void)state;
    for (double df = 1; df < 700; df += 0.5) assert_true(kk_t_quantile(df + 0.5) < kk_t_quantile(df));
    assert_relative(kk_t_quantile(nextafter(300, 0)), kk_t_quantile(300), 1e-14);
}

static void test_t_outside_its_domain(void **state)
{
    (void)state;
    assert_true(isnan(kk_t_quantile(0.999)) && isnan(kk_t_quantile(-1)) && isnan(kk_t_quantile(NAN)));
}

/* ---- prediction ---- */

/* b = 6/10, ȳ = 4, rss = 6 − 6²/10 = 2.4, s² = 0.8; at 3 se² = 0.8/5, at 6 se² = 0.8 (1/5 + 9/10). */
static const double xs[] = {1, 2, 3, 4, 5}, ys[] = {2, 4, 5, 4, 5};

static void test_prediction_by_hand(void **state)
{
    (void)state;
    kk_moment m = moment_of(xs, ys, NULL, 5);
    kk_prediction middle = kk_moment_predict(&m, 3), beyond = kk_moment_predict(&m, 6);
    assert_relative(middle.est, 4, 1e-15);
    assert_relative(middle.upper - 4, 3.182446305283710 * sqrt(0.16), 1e-13);
    assert_relative(4 - middle.lower, 3.182446305283710 * sqrt(0.16), 1e-13);
    assert_relative(beyond.est, 5.8, 1e-14);
    assert_relative(beyond.se, sqrt(0.8 * 1.1), 1e-14);
    assert_relative(beyond.leverage, 1.1, 1e-14);
    assert_relative(beyond.rss, 2.4, 1e-14);
    assert_near(beyond.df, 3, 0);
}

static void test_mean_by_hand(void **state)
{
    (void)state;
    kk_moment m = moment_of(xs, ys, NULL, 5);
    kk_prediction mean = kk_moment_predict(&m, NAN);
    assert_relative(mean.est, 4, 1e-15);
    assert_relative(mean.se, sqrt(1.5 / 5), 1e-14);
    assert_near(mean.df, 4, 0);
    assert_near(m.sum_y, 20, 0);
}

static void test_nobody_one_and_two(void **state)
{
    (void)state;
    kk_moment nobody = {0}, one = moment_of(xs, ys, NULL, 1), two = moment_of(xs, ys, NULL, 2);
    kk_prediction none = kk_moment_predict(&nobody, 0.5), single = kk_moment_predict(&one, 9);
    kk_prediction pair = kk_moment_predict(&two, 3), pair_mean = kk_moment_predict(&two, NAN);
    assert_true(isnan(none.est) && isnan(none.lower) && isnan(none.se) && isnan(none.rss) && isnan(none.df));
    assert_near(single.est, 2, 0);
    assert_true(isnan(single.lower) && isnan(single.upper));
    assert_near(single.df, 0, 0);
    assert_relative(pair.est, 6, 1e-15);
    assert_near(pair.df, 0, 0);
    assert_true(isnan(pair.lower) && isnan(pair.upper));
    assert_relative(pair_mean.upper, 3 + 12.706204736174705, 1e-14);
}

/* R's lm leaves a column out when less than 1e-7 of its length is left beside the constant. */
static void test_constant_predictor_gives_the_mean(void **state)
{
    (void)state;
    const double same[] = {0.1, 0.1, 0.1, 0.1, 0.1};
    for (int i = -1; i < 8; i++) {
        double x[5];
        for (int k = 0; k < 5; k++) x[k] = i < 0 ? 0 : same[k] * pow(7, i);
        kk_moment m = moment_of(x, ys, NULL, 5);
        kk_prediction p = kk_moment_predict(&m, 0.25), mean = kk_moment_predict(&m, NAN);
        assert_near(p.est, mean.est, 0);
        assert_near(p.lower, mean.lower, 0);
        assert_near(p.df, 4, 0);
    }
}

static void test_tolerance_of_a_constant_predictor(void **state)
{
    (void)state;
    double x[5];
    for (int k = 0; k < 5; k++) x[k] = 1 + (k - 2) * 0.9e-7 / sqrt(2);
    kk_moment below = moment_of(x, ys, NULL, 5);
    for (int k = 0; k < 5; k++) x[k] = 1 + (k - 2) * 1.1e-7 / sqrt(2);
    kk_moment above = moment_of(x, ys, NULL, 5);
    assert_near(kk_moment_predict(&below, 1).df, 4, 0);
    assert_near(kk_moment_predict(&above, 1).df, 3, 0);
    for (int k = 0; k < 5; k++) x[k] = k * 1e-160; /* squares of these are no numbers with all their digits */
    kk_moment tiny = moment_of(x, ys, NULL, 5);
    assert_near(kk_moment_predict(&tiny, 0.25).df, 4, 0);
    for (int k = 0; k < 5; k++) x[k] = k * 1e-90;
    kk_moment far = moment_of(x, ys, NULL, 5);
    assert_true(isnan(kk_moment_predict(&far, 1e80).lower)); /* a standard error beyond all numbers */
    assert_true(isfinite(kk_moment_predict(&far, 1e-90).lower));
}

/* An overflow, however it came about, must not pass for certainty. */
static void test_overflow_is_not_certainty(void **state)
{
    (void)state;
    const double broken[] = {NAN, INFINITY};
    for (size_t i = 0; i < 2; i++) {
        kk_moment m = moment_of(xs, ys, NULL, 5), wide = m;
        m.yy = broken[i];
        kk_prediction mean = kk_moment_predict(&m, NAN), sloped = kk_moment_predict(&m, 2);
        assert_near(mean.est, 4, 0);
        assert_false(isfinite(mean.se) || isfinite(mean.rss) || isfinite(mean.lower) || isfinite(mean.upper));
        assert_false(isfinite(sloped.se) || isfinite(sloped.rss) || isfinite(sloped.lower));
        wide.xx = wide.xy = NAN;
        assert_true(isnan(kk_moment_predict(&wide, 2).est));
    }
}

static void test_fit_is_the_prediction_without_interval(void **state)
{
    (void)state;
    const double weight[] = {1, 2, 3, 4, 5};
    kk_moment m = moment_of(xs, ys, weight, 5);
    for (double at = 0; at < 6; at++) {
        kk_prediction p = kk_moment_predict(&m, at), f = kk_moment_fit(&m, at);
        assert_true(f.est == p.est && f.se == p.se && f.leverage == p.leverage && f.rss == p.rss && f.df == p.df);
        assert_true(isnan(f.lower) && isnan(f.upper));
    }
}

/* Everyone k times: the same estimate, and a variance that is smaller by the degrees of freedom alone. */
static void test_duplicates_tighten_as_theory_says(void **state)
{
    (void)state;
    enum { TIMES = 40 };
    double x[5 * TIMES], y[5 * TIMES];
    kk_moment once = moment_of(xs, ys, NULL, 5);
    kk_prediction p = kk_moment_predict(&once, 4.5);
    for (size_t k = 0; k < TIMES; k++) {
        memcpy(x + 5 * k, xs, sizeof xs), memcpy(y + 5 * k, ys, sizeof ys);
        kk_moment often = moment_of(x, y, NULL, 5 * (k + 1));
        kk_prediction q = kk_moment_predict(&often, 4.5);
        assert_relative(q.est, p.est, 1e-13);
        assert_relative(q.se * q.se, p.se * p.se * p.df / (5 * (double)k + 3), 1e-12);
        assert_near(q.df, 5 * (double)k + 3, 0);
    }
}

/* ---- difference ---- */

/* Welch on 1…4 and 2, 4, 9: means 2.5 and 5, se² = 5/12 and 13/3, df = (57/12)² / ((5/12)²/3 + (13/3)²/2). */
static void test_difference_by_hand(void **state)
{
    (void)state;
    const double none[4] = {0}, first[] = {1, 2, 3, 4}, second[] = {2, 4, 9};
    kk_moment a = moment_of(none, first, NULL, 4), b = moment_of(none, second, NULL, 3);
    kk_prediction pa = kk_moment_predict(&a, NAN), pb = kk_moment_predict(&b, NAN);
    kk_prediction d = kk_prediction_difference(&pa, &pb), back = kk_prediction_difference(&pb, &pa);
    double df = 4.75 * 4.75 / (25.0 / 144 / 3 + 169.0 / 9 / 2);
    assert_relative(d.est, -2.5, 1e-15);
    assert_relative(d.se, sqrt(4.75), 1e-14);
    assert_relative(d.df, df, 1e-13);
    assert_relative(d.upper, -2.5 + kk_t_quantile(df) * sqrt(4.75), 1e-12);
    assert_near(back.lower, -d.upper, 1e-15);
}

static void test_difference_at_the_edges(void **state)
{
    (void)state;
    const double ones[] = {1, 1, 1}, zeros[] = {0, 0, 0};
    kk_moment a = moment_of(zeros, ones, NULL, 3), b = moment_of(zeros, zeros, NULL, 3);
    kk_moment single = moment_of(zeros, ones, NULL, 1), nobody = {0};
    kk_prediction pa = kk_moment_predict(&a, NAN), pb = kk_moment_predict(&b, NAN),
                  ps = kk_moment_predict(&single, NAN), pn = kk_moment_predict(&nobody, NAN);
    kk_prediction sure = kk_prediction_difference(&pa, &pb), unsure = kk_prediction_difference(&pa, &ps),
                  none = kk_prediction_difference(&pa, &pn);
    assert_near(sure.est, 1, 0);
    assert_near(sure.lower, 1, 0);
    assert_near(sure.upper, 1, 0);
    assert_near(unsure.est, 0, 0);
    assert_true(isnan(unsure.lower));
    assert_true(isnan(none.est) && isnan(none.upper));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_t_published_values),
        cmocka_unit_test(test_t_falls_and_has_no_step),
        cmocka_unit_test(test_t_outside_its_domain),
        cmocka_unit_test(test_prediction_by_hand),
        cmocka_unit_test(test_mean_by_hand),
        cmocka_unit_test(test_nobody_one_and_two),
        cmocka_unit_test(test_constant_predictor_gives_the_mean),
        cmocka_unit_test(test_tolerance_of_a_constant_predictor),
        cmocka_unit_test(test_overflow_is_not_certainty),
        cmocka_unit_test(test_fit_is_the_prediction_without_interval),
        cmocka_unit_test(test_duplicates_tighten_as_theory_says),
        cmocka_unit_test(test_difference_by_hand),
        cmocka_unit_test(test_difference_at_the_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
