/* SPDX-License-Identifier: EUPL-1.2 */
/* Weights that tell how many persons one stands for. */
#include "unit/check.h"
#include "unit/moment_of.h"

#include <stdbool.h>

static void assert_relative(double actual, double expected, double tolerance)
{
    assert_near(actual, expected, tolerance * fabs(expected));
}

static const double xs[] = {1, 2, 3, 4, 5}, ys[] = {2, 4, 5, 4, 5};

enum { PERSONS = 4000 };

typedef struct sample {
    double x[PERSONS], y[PERSONS], weight[PERSONS];
} sample;

static double noise(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*seed >> 11) * 0x1p-53;
}

/* A mean of 10⁶ and a predictor that hardly varies; one in ten stands for twenty times as many as others. */
static void draw(sample *out, uint64_t seed)
{
    for (size_t i = 0; i < PERSONS; i++) {
        out->x[i] = 0.5 + 1e-3 * noise(&seed);
        out->y[i] = 1e6 + noise(&seed) + 100 * (out->x[i] - 0.5);
        out->weight[i] = noise(&seed) < 0.1 ? 20 : 1;
    }
}

static void assert_same_prediction(kk_prediction a, kk_prediction b, double tolerance)
{
    assert_relative(a.est, b.est, tolerance);
    assert_relative(a.lower, b.lower, tolerance);
    assert_relative(a.upper, b.upper, tolerance);
    assert_relative(a.se, b.se, tolerance);
    assert_relative(a.leverage, b.leverage, tolerance);
    assert_relative(a.rss, b.rss, tolerance);
    assert_near(a.df, b.df, 0);
}

static void test_equal_weights_of_any_size_change_nothing(void **state)
{
    (void)state;
    const double sizes[] = {1e-90, 1e-3, 1, 2, 7.3, 1e6, 1e90}, at[] = {NAN, 3, 4.5};
    kk_moment plain = moment_of(xs, ys, NULL, 5);
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        const double s = sizes[k], weight[] = {s, s, s, s, s};
        kk_moment weighted = moment_of(xs, ys, weight, 5);
        for (size_t i = 0; i < sizeof at / sizeof *at; i++)
            assert_same_prediction(kk_moment_predict(&weighted, at[i]), kk_moment_predict(&plain, at[i]), 1e-13);
    }
}

/* So that the residual variances of regions can be pooled, whatever the mean weight of each. */
static void test_scale_of_weights_changes_nothing(void **state)
{
    (void)state;
    static sample s;
    double scaled[PERSONS];
    draw(&s, 3);
    for (size_t i = 0; i < PERSONS; i++) scaled[i] = 1000 * s.weight[i];
    kk_moment once = moment_of(s.x, s.y, s.weight, PERSONS), larger = moment_of(s.x, s.y, scaled, PERSONS);
    assert_same_prediction(kk_moment_predict(&larger, NAN), kk_moment_predict(&once, NAN), 1e-12);
    assert_same_prediction(kk_moment_predict(&larger, 0.5), kk_moment_predict(&once, 0.5), 1e-12);
}

/* By hand: w = 1, 1, 2 and y = 0, 2, 4: mean 10/4, Σw²= 6, Σw(y − ȳ)² = 11, n_eff = 16/6, s² = 11/4 · n_eff/(n_eff − 1)
 * = 4.4. */
static void test_weighted_mean_by_hand(void **state)
{
    (void)state;
    const double none[3] = {0}, y[] = {0, 2, 4}, weight[] = {1, 1, 2};
    kk_moment m = moment_of(none, y, weight, 3);
    kk_prediction mean = kk_moment_predict(&m, NAN);
    assert_relative(mean.est, 2.5, 1e-15);
    assert_relative(mean.leverage, 6.0 / 16, 1e-15);
    assert_relative(mean.rss, 2 * 4.4, 1e-15);
    assert_relative(mean.se * mean.se, 4.4 * 6 / 16, 1e-14);
    assert_near(mean.df, 2, 0);
    const double x[] = {0, 1, 2};
    kk_moment sloped = moment_of(x, y, weight, 3); /* n_eff − 2 = 2/3 */
    assert_true(kk_moment_predict(&sloped, 1).se >= 0);
    const double one_counts[] = {1, 1, 1e6};
    kk_moment alone = moment_of(x, y, one_counts, 3); /* n_eff is hardly more than 1: no line through it */
    kk_prediction p = kk_moment_predict(&alone, 1);
    assert_true(isfinite(p.est) && isnan(p.se) && isnan(p.lower));
}

/* The variance by linearisation (the sandwich): Σ (w r (1/Σw + (at − x̄)(x − x̄)/Sxx))². */
static double sandwich(const sample *s, double at)
{
    kk_moment m = moment_of(s->x, s->y, s->weight, PERSONS);
    double slope = isnan(at) ? 0 : m.xy / m.xx, dx = isnan(at) ? 0 : at - m.mean_x, sum = 0;
    for (size_t i = 0; i < PERSONS; i++) {
        double residual = s->y[i] - m.mean_y - slope * (s->x[i] - m.mean_x);
        double of_person = s->weight[i] * residual * (1 / m.weight + dx * (s->x[i] - m.mean_x) / m.xx);
        sum += of_person * of_person;
    }
    return sum;
}

static void test_weights_widen_as_by_linearisation(void **state)
{
    (void)state;
    static sample s;
    const double at[] = {NAN, 0.5, 0.5005, 0.501};
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        double ratio = 0;
        enum { SAMPLES = 20 };
        for (uint64_t seed = 1; seed <= SAMPLES; seed++) {
            draw(&s, seed);
            kk_moment m = moment_of(s.x, s.y, s.weight, PERSONS);
            kk_prediction p = kk_moment_predict(&m, at[i]);
            ratio += p.se * p.se / sandwich(&s, at[i]) / SAMPLES;
        }
        assert_near(ratio, 1, 0.05);
    }
}

/* ---- against quadruple precision ---- */

/* est and s² of least squares. */
static void slow_prediction(const sample *s, bool is_weighted, double at, double *est, double *variance)
{
    __float128 sw = 0, sww = 0, mx = 0, my = 0, xx = 0, xy = 0, rss = 0;
    for (size_t i = 0; i < PERSONS; i++) {
        __float128 w = is_weighted ? s->weight[i] : 1;
        sw += w, sww += w * w, mx += w * s->x[i], my += w * s->y[i];
    }
    mx /= sw, my /= sw;
    for (size_t i = 0; i < PERSONS; i++) {
        __float128 w = is_weighted ? s->weight[i] : 1, dx = s->x[i] - mx;
        xx += w * dx * dx, xy += w * dx * (s->y[i] - my);
    }
    for (size_t i = 0; i < PERSONS; i++) {
        __float128 residual = s->y[i] - my - xy / xx * (s->x[i] - mx);
        rss += (is_weighted ? s->weight[i] : 1) * residual * residual;
    }
    *est = (double)(my + xy / xx * (at - mx));
    __float128 effective = sw * sw / sww;
    *variance = (double)(rss / sw * effective / (effective - 2));
}

static void test_ill_conditioned_cells(void **state)
{
    (void)state;
    static sample s;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        bool is_weighted = seed % 2 == 0;
        double est, variance;
        draw(&s, seed);
        kk_moment m = moment_of(s.x, s.y, is_weighted ? s.weight : NULL, PERSONS);
        kk_prediction p = kk_moment_predict(&m, 0.5);
        slow_prediction(&s, is_weighted, 0.5, &est, &variance);
        assert_relative(p.est, est, 1e-14);
        assert_relative(p.rss / p.df, variance, 1e-10);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal_weights_of_any_size_change_nothing),
        cmocka_unit_test(test_scale_of_weights_changes_nothing),
        cmocka_unit_test(test_weighted_mean_by_hand),
        cmocka_unit_test(test_weights_widen_as_by_linearisation),
        cmocka_unit_test(test_ill_conditioned_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
