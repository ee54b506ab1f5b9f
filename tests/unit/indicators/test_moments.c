/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "kk/moments.h"

#include <stdbool.h>

static void assert_relative(double actual, double expected, double tolerance)
{
    assert_near(actual, expected, tolerance * fabs(expected));
}

static kk_moment moment_of(const double *x, const double *y, const double *weight, size_t count)
{
    kk_moment m = {0};
    for (size_t i = 0; i < count; i++) kk_moment_add(&m, x[i], y[i], weight == NULL ? 1 : weight[i]);
    return m;
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
}

static void test_weights_of_two_are_estimates_of_twins(void **state)
{
    (void)state;
    const double twos[] = {2, 2, 2, 2, 2};
    kk_moment weighted = moment_of(xs, ys, twos, 5), twins = moment_of(xs, ys, NULL, 5), plain = twins;
    kk_moment_merge(&twins, &plain);
    kk_prediction w = kk_moment_predict(&weighted, 2), t = kk_moment_predict(&twins, 2),
                  p = kk_moment_predict(&plain, 2);
    assert_relative(w.est, t.est, 1e-14);
    assert_relative(w.rss, t.rss, 1e-14);
    assert_near(w.df, 3, 0);
    assert_near(t.df, 8, 0);
    assert_relative(w.se, p.se, 1e-14);
    assert_near(weighted.n, 5, 0);
    assert_near(weighted.sum_y, 20, 0);
}

/* Everyone k times: the same estimate and leverage/k, rss · k. */
static void test_duplicates_tighten_as_theory_says(void **state)
{
    (void)state;
    kk_moment once = moment_of(xs, ys, NULL, 5), often = once;
    kk_prediction p = kk_moment_predict(&once, 4.5);
    for (double k = 2; k < 40; k++) {
        kk_moment_merge(&often, &once);
        kk_prediction q = kk_moment_predict(&often, 4.5);
        assert_relative(q.est, p.est, 1e-13);
        assert_relative(q.se * q.se, p.se * p.se * p.df / (5 * k - 2), 1e-12);
        assert_near(q.df, 5 * k - 2, 0);
    }
}

/* ---- against quadruple precision ---- */

static double noise(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*seed >> 11) * 0x1p-53;
}

/* Two passes in __float128: est and se². */
static void slow_prediction(const double *x, const double *y, const double *w, size_t n, double at, double *est,
                            double *variance)
{
    __float128 sw = 0, mx = 0, my = 0, xx = 0, xy = 0, rss = 0;
    for (size_t i = 0; i < n; i++) sw += w[i], mx += (__float128)w[i] * x[i], my += (__float128)w[i] * y[i];
    mx /= sw, my /= sw;
    for (size_t i = 0; i < n; i++) xx += w[i] * (x[i] - mx) * (x[i] - mx), xy += w[i] * (x[i] - mx) * (y[i] - my);
    __float128 b = xy / xx;
    for (size_t i = 0; i < n; i++) {
        __float128 residual = y[i] - my - b * (x[i] - mx);
        rss += w[i] * residual * residual;
    }
    *est = (double)(my + b * (at - mx));
    *variance = (double)(rss / (double)(n - 2) * (1 / sw + (at - mx) * (at - mx) / xx));
}

enum { PERSONS = 2000 };

/* Each addition rounds the mean; kk_lanes_gather does not (test_moment_lanes.c has it to 1e-11). */
static void test_ill_conditioned_cells(void **state)
{
    (void)state;
    double x[PERSONS], y[PERSONS], w[PERSONS], est, variance;
    uint64_t seed = 4;
    for (int trial = 0; trial < 40; trial++) {
        double mean = trial % 2 == 0 ? 1e6 : -1e6;
        for (size_t i = 0; i < PERSONS; i++) {
            x[i] = 0.5 + 1e-3 * 3.46 * (noise(&seed) - 0.5);
            y[i] = mean + noise(&seed) + 100 * (x[i] - 0.5);
            w[i] = trial < 20 ? 1 : 0.1 + noise(&seed);
        }
        kk_moment m = moment_of(x, y, w, PERSONS), half = moment_of(x, y, w, PERSONS / 2);
        kk_moment other = moment_of(x + PERSONS / 2, y + PERSONS / 2, w + PERSONS / 2, PERSONS / 2);
        kk_moment_merge(&half, &other);
        slow_prediction(x, y, w, PERSONS, 0.5, &est, &variance);
        kk_prediction added = kk_moment_predict(&m, 0.5), merged = kk_moment_predict(&half, 0.5);
        assert_relative(added.est, est, 1e-14);
        assert_relative(added.se * added.se, variance, 1e-9);
        assert_relative(merged.est, est, 1e-14);
        assert_relative(merged.se * merged.se, variance, 1e-9);
    }
}

static void test_parts_merge_to_the_whole(void **state)
{
    (void)state;
    double x[PERSONS], y[PERSONS];
    uint64_t seed = 7;
    for (size_t i = 0; i < PERSONS; i++) x[i] = noise(&seed), y[i] = 1000 * noise(&seed);
    kk_moment whole = moment_of(x, y, NULL, PERSONS);
    for (size_t parts = 1; parts <= PERSONS; parts *= 5) {
        kk_moment all = {0};
        for (size_t i = 0, size = PERSONS / parts; i < PERSONS; i += size) {
            kk_moment part = moment_of(x + i, y + i, NULL, size < PERSONS - i ? size : PERSONS - i);
            kk_moment_merge(&all, &part);
        }
        assert_near(all.n, PERSONS, 0);
        assert_relative(all.mean_x, whole.mean_x, 1e-13);
        assert_relative(all.mean_y, whole.mean_y, 1e-13);
        assert_relative(all.xx, whole.xx, 1e-12);
        assert_relative(all.yy, whole.yy, 1e-12);
        assert_near(all.xy, whole.xy, 1e-12 * sqrt(whole.xx * whole.yy));
    }
}

static void test_merging_nobody_changes_nothing(void **state)
{
    (void)state;
    kk_moment m = moment_of(xs, ys, NULL, 5), with = m, nobody = {0};
    kk_moment_merge(&with, &nobody);
    kk_moment_merge(&nobody, &m);
    assert_memory_equal(&with, &m, sizeof m);
    assert_memory_equal(&nobody, &m, sizeof m);
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

/* ---- the rule ---- */

static bool hides_mean(double n, double have, bool is_binary, bool is_weighted)
{
    kk_moment m = {.n = n, .weight = n, .mean_y = have / n, .sum_y = have};
    kk_prediction p = kk_moment_predict(&m, NAN);
    return kk_estimate_is_hidden(&m, &p, is_binary, true, is_weighted, 10);
}

static void test_rule_for_means_is_exact(void **state)
{
    (void)state;
    for (double n = 1; n < 400; n++)
        for (double have = 0; have <= n; have++)
            assert_true(hides_mean(n, have, true, false) == (have < 10 || n - have < 10));
    for (double n = 1; n < 20; n++) assert_true(hides_mean(n, 3.7, false, false) == (n < 10));
}

static void test_rule_for_predictions(void **state)
{
    (void)state;
    kk_moment m = {.n = 100, .weight = 100, .mean_y = 0.5, .sum_y = 50}, nobody = {0};
    const double est[] = {0.09, 0.11, 0.5, 0.89, 0.91, -0.2, 1.2};
    const bool hidden[] = {true, false, false, false, true, true, true};
    for (size_t i = 0; i < sizeof est / sizeof *est; i++) {
        kk_prediction p = {.est = est[i]};
        assert_true(kk_estimate_is_hidden(&m, &p, true, false, false, 10) == hidden[i]);
        assert_false(kk_estimate_is_hidden(&m, &p, false, false, false, 10));
    }
    kk_prediction none = kk_moment_predict(&nobody, NAN);
    assert_true(kk_estimate_is_hidden(&nobody, &none, false, true, false, 0));
    assert_true(kk_estimate_is_hidden(&nobody, &none, true, true, false, 0));
}

/* Nine persons with weights that make them half of the weight stay nine persons. */
static void test_rule_counts_persons_behind_weights(void **state)
{
    (void)state;
    kk_moment m = {.n = 100, .weight = 100, .mean_y = 0.5, .sum_y = 9};
    kk_prediction p = {.est = 0.5};
    assert_true(kk_estimate_is_hidden(&m, &p, true, true, true, 10));
    assert_true(kk_estimate_is_hidden(&m, &p, true, false, true, 10));
    m.sum_y = 91;
    assert_true(kk_estimate_is_hidden(&m, &p, true, false, true, 10));
    m.sum_y = 50;
    assert_false(kk_estimate_is_hidden(&m, &p, true, true, true, 10));
    p.est = 0.05;
    assert_true(kk_estimate_is_hidden(&m, &p, true, true, true, 10));
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
        cmocka_unit_test(test_weights_of_two_are_estimates_of_twins),
        cmocka_unit_test(test_duplicates_tighten_as_theory_says),
        cmocka_unit_test(test_ill_conditioned_cells),
        cmocka_unit_test(test_parts_merge_to_the_whole),
        cmocka_unit_test(test_merging_nobody_changes_nothing),
        cmocka_unit_test(test_difference_by_hand),
        cmocka_unit_test(test_difference_at_the_edges),
        cmocka_unit_test(test_rule_for_means_is_exact),
        cmocka_unit_test(test_rule_for_predictions),
        cmocka_unit_test(test_rule_counts_persons_behind_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
