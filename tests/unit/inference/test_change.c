/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "kk/change.h"
#include "kk/random.h"

/* ---- differences ---- */

static kk_estimate share_of(double x, double n)
{
    kk_interval bounds = kk_wilson(x, n);
    return (kk_estimate){x / n, bounds.lower, bounds.upper};
}

static kk_estimate rate_of(double x, double n)
{
    kk_interval bounds = kk_poisson_interval(x);
    return (kk_estimate){x / n, bounds.lower / n, bounds.upper / n};
}

/* Newcombe (1998), table II, method 10. */
static void differences_of_newcombe(void **state)
{
    (void)state;
    const struct {
        double x1, n1, x2, n2, lower, upper;
    } published[] = {
        {56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090},  {6, 7, 2, 7, 0.0582, 0.8062},
        {5, 56, 0, 29, -0.0381, 0.1926},  {0, 10, 0, 20, -0.1611, 0.2775}, {0, 10, 0, 10, -0.2775, 0.2775},
        {10, 10, 0, 20, 0.6791, 1.0000},  {10, 10, 0, 10, 0.6075, 1.0000},
    };
    for (size_t i = 0; i < 8; i++) {
        kk_estimate d =
            kk_difference(share_of(published[i].x1, published[i].n1), share_of(published[i].x2, published[i].n2));
        assert_near(d.value, published[i].x1 / published[i].n1 - published[i].x2 / published[i].n2, 1e-12);
        assert_near(d.lower, published[i].lower, 5.1e-5);
        assert_near(d.upper, published[i].upper, 5.1e-5);
    }
}

static void differences_as_in_r(void **state)
{
    (void)state;
    char line[200], kind[8];
    double v[7];
    int compared = 0;
    FILE *file = fopen("tests/reference/change/differences.csv", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "%7[a-z],%lf,%lf,%lf,%lf,%lf,%lf,%lf", kind, &v[0], &v[1], &v[2], &v[3], &v[4], &v[5],
                   &v[6]) != 8)
            continue;
        bool is_share = strcmp(kind, "share") == 0;
        kk_estimate d = is_share ? kk_difference(share_of(v[0], v[1]), share_of(v[2], v[3]))
                                 : kk_difference(rate_of(v[0], v[1]), rate_of(v[2], v[3]));
        assert_near(d.value, v[4], 1e-9);
        assert_near(d.lower, v[5], 1e-9);
        assert_near(d.upper, v[6], 1e-9);
        compared++;
    }
    fclose(file);
    assert_int_equal(compared, 40);
}

static void a_difference_turns_and_scales(void **state)
{
    (void)state;
    kk_estimate a = rate_of(12, 400), b = rate_of(31, 700), d = kk_difference(a, b), back = kk_difference(b, a);
    assert_near(back.value, -d.value, 1e-15);
    assert_near(back.lower, -d.upper, 1e-15);
    assert_near(back.upper, -d.lower, 1e-15);
    kk_estimate per_mille = kk_difference((kk_estimate){1000 * a.value, 1000 * a.lower, 1000 * a.upper},
                                          (kk_estimate){1000 * b.value, 1000 * b.lower, 1000 * b.upper});
    assert_near(per_mille.lower, 1000 * d.lower, 1e-11);
    kk_estimate unsure = kk_difference(a, (kk_estimate){0.02, NAN, NAN});
    assert_near(unsure.value, 0.01, 1e-12);
    assert_true(isnan(unsure.lower) && isnan(unsure.upper));
}

/* Over a grid, every pair of counts by its chance: within 1.5 points of 95% on average. */
static void differences_cover(void **state)
{
    (void)state;
    const double sizes[] = {20, 60}, chance[] = {0.05, 0.2, 0.45};
    double sum = 0;
    int cells = 0;
    for (int a = 0; a < 6; a++)
        for (int b = 0; b < 6; b++, cells++) {
            double n1 = sizes[a % 2], n2 = sizes[b % 2], p1 = chance[a / 2], p2 = chance[b / 2];
            for (double x = 0; x <= n1; x++)
                for (double y = 0; y <= n2; y++) {
                    kk_estimate d = kk_difference(share_of(x, n1), share_of(y, n2));
                    if (d.lower > p1 - p2 || d.upper < p1 - p2) continue;
                    sum +=
                        exp(lgamma(n1 + 1) - lgamma(x + 1) - lgamma(n1 - x + 1) + x * log(p1) + (n1 - x) * log1p(-p1) +
                            lgamma(n2 + 1) - lgamma(y + 1) - lgamma(n2 - y + 1) + y * log(p2) + (n2 - y) * log1p(-p2));
                }
        }
    assert_near(sum / cells, 0.95, 0.015);
}

/* ---- slopes ---- */

enum { FIGURES_MAX = 24 };

static kk_estimate slope_of(const double *time, const double *value, size_t n)
{
    double slopes[FIGURES_MAX * FIGURES_MAX];
    return kk_theil_sen(time, value, n, slopes);
}

static void assert_same_or_none(double actual, double expected)
{
    if (isnan(expected))
        assert_true(isnan(actual));
    else
        assert_near(actual, expected, 1e-8);
}

static void slopes_as_in_r(void **state)
{
    (void)state;
    unsigned n;
    int compared = 0;
    double time[FIGURES_MAX], value[FIGURES_MAX], expected[3];
    FILE *file = fopen("tests/reference/change/slopes.txt", "r");
    assert_non_null(file);
    while (fscanf(file, "%u", &n) == 1) {
        for (unsigned i = 0; i < n; i++) assert_int_equal(fscanf(file, "%lf", &time[i]), 1);
        for (unsigned i = 0; i < n; i++) assert_int_equal(fscanf(file, "%lf", &value[i]), 1);
        for (unsigned i = 0; i < 3; i++) assert_int_equal(fscanf(file, "%lf", &expected[i]), 1);
        kk_estimate slope = slope_of(time, value, n);
        assert_near(slope.value, expected[0], 1e-8);
        assert_same_or_none(slope.lower, expected[1]);
        assert_same_or_none(slope.upper, expected[2]);
        compared++;
    }
    fclose(file);
    assert_int_equal(compared, 21);
}

static void one_wild_figure_is_no_trend(void **state)
{
    (void)state;
    const double time[] = {2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022};
    double value[] = {10, 11, 12, 13, 14, 15, 16, 17};
    kk_estimate calm = slope_of(time, value, 8);
    assert_near(calm.value, 1, 1e-12);
    assert_near(calm.lower, 1, 1e-12);
    assert_near(calm.upper, 1, 1e-12);
    value[7] = 900;
    assert_near(slope_of(time, value, 8).value, 1, 1e-12);
    value[0] = -900;
    assert_near(slope_of(time, value, 8).value, 1, 1e-12);
}

static void slopes_of_few_and_of_equal_figures(void **state)
{
    (void)state;
    const double time[] = {2018.5, 2019.5, 2020.5, 2021.5, 2022.5}, value[] = {4, 4, 4, 4, 4};
    assert_true(isnan(slope_of(time, value, 0).value));
    assert_true(isnan(slope_of(time, value, 1).value));
    assert_near(slope_of(time, value, 2).value, 0, 0);
    assert_true(isnan(slope_of(time, value, 4).lower));
    kk_estimate five = slope_of(time, value, 5);
    assert_true(five.value == 0 && five.lower == 0 && five.upper == 0);
}

static void a_slope_follows_scale_and_place(void **state)
{
    (void)state;
    const double time[] = {0, 1, 2.5, 3, 4, 7, 8}, value[] = {3, 1, 4, 1.5, 5, 9, 2.6};
    double moved[7], turned[7];
    for (int i = 0; i < 7; i++) {
        moved[i] = 100 - 3 * value[i];
        turned[i] = value[i] + 2 * time[i];
    }
    kk_estimate slope = slope_of(time, value, 7), down = slope_of(time, moved, 7), steeper = slope_of(time, turned, 7);
    assert_near(down.value, -3 * slope.value, 1e-12);
    assert_near(down.lower, -3 * slope.upper, 1e-12);
    assert_near(steeper.value, slope.value + 2, 1e-12);
    assert_near(steeper.upper, slope.upper + 2, 1e-12);
}

/* Exact: whatever the law of the errors, never less often than 95%. */
static void slopes_cover(void **state)
{
    (void)state;
    enum { RUNS = 4000 };
    double time[FIGURES_MAX], value[FIGURES_MAX];
    for (size_t n = 5; n <= 20; n += 3) {
        int held = 0;
        kk_random random;
        kk_random_init(&random, 9, n);
        for (int run = 0; run < RUNS; run++) {
            for (size_t i = 0; i < n; i++) {
                double error = kk_random_normal(&random);
                time[i] = (double)i;
                value[i] = 0.3 * time[i] + (run % 2 == 0 ? error : exp(2 * error));
            }
            kk_estimate slope = slope_of(time, value, n);
            held += slope.lower <= 0.3 && 0.3 <= slope.upper;
        }
        assert_true((double)held / RUNS >= 0.95 - 3 * sqrt(0.95 * 0.05 / RUNS));
        assert_true((double)held / RUNS < 0.999);
    }
}

/* ---- funnel ---- */

static void limits_as_in_r(void **state)
{
    (void)state;
    char line[200], kind[8];
    double target, exposure, expected[4];
    int compared = 0;
    FILE *file = fopen("tests/reference/change/limits.csv", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "%7[a-z],%lf,%lf,%lf,%lf,%lf,%lf", kind, &target, &exposure, &expected[0], &expected[1],
                   &expected[2], &expected[3]) != 7)
            continue;
        kk_funnel funnel = kk_funnel_limits(target, exposure, strcmp(kind, "share") == 0);
        const double found[] = {funnel.lower_998, funnel.lower_95, funnel.upper_95, funnel.upper_998};
        for (int i = 0; i < 4; i++) assert_near(found[i], expected[i], 1e-9);
        compared++;
    }
    fclose(file);
    assert_int_equal(compared, 24);
}

static void limits_narrow_as_areas_grow(void **state)
{
    (void)state;
    for (int share = 0; share < 2; share++) {
        kk_funnel before = kk_funnel_limits(0.08, 50, share == 1);
        for (double exposure = 200; exposure < 1e6; exposure *= 4) {
            kk_funnel now = kk_funnel_limits(0.08, exposure, share == 1);
            assert_true(now.lower_998 <= now.lower_95 && now.lower_95 < 0.08 && 0.08 < now.upper_95 &&
                        now.upper_95 < now.upper_998);
            assert_true(now.upper_998 < before.upper_998 && now.lower_998 >= before.lower_998);
            before = now;
        }
        assert_near(before.upper_998, 0.08, 0.003);
    }
}

static void places_in_the_funnel(void **state)
{
    (void)state;
    const kk_funnel funnel = {1, 2, 6, 8};
    const double value[] = {0.5, 1, 1.5, 2, 4, 6, 7, 8, 8.5};
    const int place[] = {-2, -1, -1, 0, 0, 0, 1, 1, 2};
    for (int i = 0; i < 9; i++) assert_int_equal(kk_funnel_place(&funnel, value[i]), place[i]);
}

static void limits_where_there_are_none(void **state)
{
    (void)state;
    assert_true(isnan(kk_funnel_limits(0.1, 0, true).lower_95));
    assert_true(isnan(kk_funnel_limits(NAN, 10, false).lower_95));
    assert_true(isnan(kk_funnel_limits(1.5, 10, true).lower_95));
    kk_funnel none = kk_funnel_limits(0, 10, false), all = kk_funnel_limits(1, 10, true);
    assert_true(none.lower_998 == 0 && none.upper_998 == 0);
    assert_true(all.lower_998 == 1 && all.upper_998 == 1);
    /* Fewer children than one, as shares of shares give. */
    kk_funnel part = kk_funnel_limits(0.2, 0.5, true);
    assert_true(part.lower_998 == 0 && part.upper_998 <= 2);
}

/* Areas that are all the same lie outside about as often as the limits say. */
static void chance_alone_stays_within(void **state)
{
    (void)state;
    enum { AREAS = 20000 };
    static double events[AREAS], exposure[AREAS];
    double outside_95 = 0, outside_998 = 0;
    kk_random random;
    kk_random_init(&random, 4, 0);
    for (int i = 0; i < AREAS; i++) {
        exposure[i] = 100 + kk_random_below(&random, 3000);
        events[i] = kk_random_poisson(&random, 0.05 * exposure[i]);
        kk_funnel funnel = kk_funnel_limits(0.05, exposure[i], false);
        int place = abs(kk_funnel_place(&funnel, events[i] / exposure[i]));
        outside_95 += place >= 1;
        outside_998 += place == 2;
    }
    assert_near(outside_95 / AREAS, 0.05, 0.01);
    assert_near(outside_998 / AREAS, 0.002, 0.0015);
    kk_dispersion found = kk_dispersion_of(events, exposure, AREAS, false);
    assert_near(found.target, 0.05, 0.0005);
    assert_near(found.phi, 1, 0.05);
    assert_true(found.p > 0.001);
}

static void dispersion_by_hand(void **state)
{
    (void)state;
    const double events[] = {10, 20, 30}, exposure[] = {100, 100, 100};
    kk_dispersion rate = kk_dispersion_of(events, exposure, 3, false);
    assert_near(rate.target, 0.2, 1e-15);
    assert_near(rate.phi, 5, 1e-12); /* (100 + 0 + 100)/20/2 */
    assert_near(rate.p, exp(-5), 1e-12);
    assert_near(kk_dispersion_of(events, exposure, 3, true).phi, 6.25, 1e-12);
    assert_true(isnan(kk_dispersion_of(events, exposure, 1, false).phi));
    assert_true(isnan(kk_dispersion_of((double[]){0, 0}, exposure, 2, false).phi));
    assert_true(isnan(kk_dispersion_of((double[]){100, 100}, exposure, 2, true).phi));
}

/* ---- individuals and moving ranges ---- */

static void assert_signal(int expected, size_t n, const double *value)
{
    double turned[FIGURES_MAX];
    for (size_t i = 0; i < n; i++) turned[i] = 40 - value[i];
    assert_int_equal(kk_xmr_signal(value, n), expected);
    assert_int_equal(kk_xmr_signal(turned, n), -expected);
}

static void each_rule_by_itself(void **state)
{
    (void)state;
    /* Mean 11.8, moving ranges 1 1 1 1 9: limits 11.8 ± 6.9. */
    assert_signal(1, 6, (double[]){10, 11, 10, 11, 10, 19});
    assert_signal(0, 6, (double[]){10, 11, 10, 11, 10, 11});
    /* Eight in a row above the mean, none near a limit; then seven. */
    const double run[] = {10, 6, 9, 5, 9, 6, 11, 10, 11, 10, 11, 10, 11, 10};
    assert_signal(1, 14, run);
    assert_signal(0, 13, run);
    /* Three of the last four beyond halfway to a limit. */
    const double near[] = {10, 11, 10, 11, 10, 11, 10, 11, 13, 13.5, 13.5};
    assert_signal(1, 11, near);
    assert_signal(0, 10, near);
    /* Back at the mean the last is no signal, though three of four were. */
    assert_signal(0, 12, (double[]){10, 11, 10, 11, 10, 11, 10, 11, 13, 13.5, 13.5, 11});
}

static void no_signal_of_few_or_equal_figures(void **state)
{
    (void)state;
    assert_signal(0, 5, (double[]){10, 10, 10, 10, 30});
    assert_signal(0, 8, (double[]){20, 20, 20, 20, 20, 20, 20, 20});
    const double third[] = {0.1 + 0.2, 0.3, 0.3, 0.1 + 0.2, 0.3, 0.3, 0.3, 0.3, 0.3};
    assert_int_equal(kk_xmr_signal(third, 9), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_of_newcombe),
        cmocka_unit_test(differences_as_in_r),
        cmocka_unit_test(a_difference_turns_and_scales),
        cmocka_unit_test(differences_cover),
        cmocka_unit_test(slopes_as_in_r),
        cmocka_unit_test(one_wild_figure_is_no_trend),
        cmocka_unit_test(slopes_of_few_and_of_equal_figures),
        cmocka_unit_test(a_slope_follows_scale_and_place),
        cmocka_unit_test(slopes_cover),
        cmocka_unit_test(limits_as_in_r),
        cmocka_unit_test(limits_narrow_as_areas_grow),
        cmocka_unit_test(places_in_the_funnel),
        cmocka_unit_test(limits_where_there_are_none),
        cmocka_unit_test(chance_alone_stays_within),
        cmocka_unit_test(dispersion_by_hand),
        cmocka_unit_test(each_rule_by_itself),
        cmocka_unit_test(no_signal_of_few_or_equal_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
