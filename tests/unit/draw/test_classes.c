/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "draw/jenks.h"
#include "kk/classes.h"
#include "kk/random.h"

#include <math.h>

enum { VALUES = 13 };

static kk_classes make(double *values, size_t count, kk_class_method method, int classes)
{
    const kk_config_classes asked = {method, classes};
    kk_classes made;
    kk_error err;
    assert_int_equal(kk_classes_make(values, count, &asked, &made, &err), KK_OK);
    return made;
}

static double squares_within(const double *values, const size_t *first, int classes, size_t count)
{
    double all = 0;
    for (int k = 0; k < classes; k++) {
        size_t end = k + 1 < classes ? first[k + 1] : count;
        double mean = 0, n = (double)(end - first[k]);
        for (size_t i = first[k]; i < end; i++) mean += values[i] / n;
        for (size_t i = first[k]; i < end; i++) all += (values[i] - mean) * (values[i] - mean);
    }
    return all;
}

/* The least over every way to cut. */
static double brute_force(const double *values, size_t *first, int done, int classes, size_t count)
{
    if (done == classes) return squares_within(values, first, classes, count);
    double least = INFINITY;
    for (size_t at = first[done - 1] + 1; at + (size_t)(classes - done) <= count; at++) {
        first[done] = at;
        least = fmin(least, brute_force(values, first, done + 1, classes, count));
    }
    return least;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void test_jenks_is_the_best_of_all_ways(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        kk_random random;
        kk_random_init(&random, seed, 0);
        double values[VALUES];
        for (size_t i = 0; i < VALUES; i++)
            values[i] = seed % 3 == 0 ? floor(6 * kk_random_uniform(&random)) : 100 * kk_random_uniform(&random);
        qsort(values, VALUES, sizeof *values, ascending);
        for (int classes = 3; classes <= 6; classes++) {
            size_t first[KK_CLASSES_MOST], tried[KK_CLASSES_MOST] = {0};
            assert_true(kk_jenks(values, VALUES, classes, first));
            assert_int_equal(first[0], 0);
            assert_near(squares_within(values, first, classes, VALUES), brute_force(values, tried, 1, classes, VALUES),
                        1e-9);
        }
    }
}

/* The example of Ckmeans.1d.dp (Wang and Song 2011, The R Journal 3/2). */
static void test_jenks_as_published(void **state)
{
    (void)state;
    double values[] = {-1, 2, -1, 2, 4, 5, 6, -1, 2, -1};
    kk_classes made = make(values, 10, KK_CLASSES_JENKS, 3);
    assert_int_equal(made.count, 3);
    assert_true(made.bound[1] > -1 && made.bound[1] <= 2 && made.bound[2] > 2 && made.bound[2] <= 4);
    assert_int_equal(kk_classes_find(&made, -1), 0);
    assert_int_equal(kk_classes_find(&made, 2), 1);
    assert_int_equal(kk_classes_find(&made, 4), 2);
}

static void test_fewer_values_than_classes(void **state)
{
    (void)state;
    size_t first[9];
    const double two[] = {1, 5};
    assert_true(kk_jenks(two, 2, 5, first));
    assert_int_equal(first[0], 0);
    assert_int_equal(first[1], 1);
    for (int k = 2; k < 5; k++) assert_int_equal(first[k], 2);
}

static void test_quantiles_hold_as_many_and_bounds_are_round(void **state)
{
    (void)state;
    double values[100];
    for (size_t i = 0; i < 100; i++) values[i] = (double)((37 * i) % 100) + 0.137;
    kk_classes made = make(values, 100, KK_CLASSES_QUANTILES, 5);
    assert_int_equal(made.count, 5);
    int held[5] = {0};
    for (size_t i = 0; i < 100; i++) held[kk_classes_find(&made, values[i])]++;
    for (int k = 0; k < 5; k++) assert_int_equal(held[k], 20);
    for (int k = 0; k <= 5; k++) assert_true(made.bound[k] == 20 * k);
}

static void test_equal_widths_and_the_mean(void **state)
{
    (void)state;
    double values[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    kk_classes equal = make(values, 11, KK_CLASSES_EQUAL, 5);
    for (size_t i = 0; i < 11; i++)
        assert_int_equal(kk_classes_find(&equal, values[i]), values[i] == 10 ? 4 : (int)(values[i] / 2));
    /* mean 5, deviation √10 = 3.162: bounds at 5 ± 0.5 and ± 1.5 deviations: 0.26, 3.42, 6.58, 9.74 */
    kk_classes mean = make(values, 11, KK_CLASSES_MEAN, 5);
    static const int expected[] = {0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4};
    for (size_t i = 0; i < 11; i++) assert_int_equal(kk_classes_find(&mean, values[i]), expected[i]);
}

static void test_edges(void **state)
{
    (void)state;
    double none[1], same[] = {7.25, 7.25, 7.25}, two[] = {3, 1};
    for (int method = KK_CLASSES_QUANTILES; method <= KK_CLASSES_MEAN; method++) {
        kk_classes made = make(none, 0, (kk_class_method)method, 5);
        assert_int_equal(made.count, 0);
        assert_int_equal(kk_classes_find(&made, 1), -1);
        made = make(same, 3, (kk_class_method)method, 5);
        assert_int_equal(made.count, 1);
        assert_int_equal(kk_classes_find(&made, 7.25), 0);
        assert_true(made.bound[0] <= 7.25 && made.bound[1] >= 7.25);
        made = make(two, 2, (kk_class_method)method, 5);
        assert_int_equal(made.count, 2);
        assert_int_equal(kk_classes_find(&made, 1), 0);
        assert_int_equal(kk_classes_find(&made, 3), 1);
        assert_int_equal(kk_classes_find(&made, NAN), -1);
    }
}

/* Whatever the values, every one lies within the bounds, bounds rise, and no class is empty. */
static void test_any_values(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        kk_random random;
        kk_random_init(&random, seed, 1);
        double values[40], scale = pow(10, (double)(seed % 13) - 6);
        for (size_t i = 0; i < 40; i++) values[i] = scale * (floor(1000 * kk_random_uniform(&random)) / 10 - 50);
        int classes = 3 + (int)(seed % 7), held[KK_CLASSES_MOST] = {0};
        kk_classes made = make(values, 40, (kk_class_method)(seed % 4), classes);
        assert_true(made.count >= 1 && made.count <= classes);
        for (int k = 0; k < made.count; k++) assert_true(made.bound[k] < made.bound[k + 1]);
        assert_true(values[0] >= made.bound[0] && values[39] <= made.bound[made.count]);
        for (size_t i = 0; i < 40; i++) held[kk_classes_find(&made, values[i])]++;
        for (int k = 0; k < made.count; k++) assert_true(held[k] > 0);
    }
}

static void test_around_zero_is_the_same_on_both_sides(void **state)
{
    (void)state;
    const kk_error none = {0};
    kk_error err = none;
    for (int classes = 3; classes <= KK_CLASSES_MOST; classes++) {
        const kk_config_classes asked = {KK_CLASSES_QUANTILES, classes};
        double values[] = {-9, -4, -3, -1, 0, 0.5, 1, 2, 2.5, 6, 7, 8};
        kk_classes made;
        assert_int_equal(kk_classes_around_zero(values, 12, &asked, &made, &err), KK_OK);
        for (int k = 0; k <= made.count; k++) assert_true(made.bound[k] == -made.bound[made.count - k]);
        assert_true(made.bound[made.count] >= 9);
        double zeros[] = {0, 0};
        assert_int_equal(kk_classes_around_zero(zeros, 2, &asked, &made, &err), KK_OK);
        assert_true(made.count > 0 && made.bound[made.count] == 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jenks_is_the_best_of_all_ways),
        cmocka_unit_test(test_jenks_as_published),
        cmocka_unit_test(test_fewer_values_than_classes),
        cmocka_unit_test(test_quantiles_hold_as_many_and_bounds_are_round),
        cmocka_unit_test(test_equal_widths_and_the_mean),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_any_values),
        cmocka_unit_test(test_around_zero_is_the_same_on_both_sides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
