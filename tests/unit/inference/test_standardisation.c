/* SPDX-License-Identifier: EUPL-1.2 */
/* Against published tables, epitools (tests/reference/standardisation), properties, and coverage over a grid. */
#include "unit/check.h"

#include "kk/random.h"
#include "kk/standardisation.h"

#include <stdbool.h>

enum { STRATA = 6 };

/* ---- indirect ---- */

static void test_the_ratio_has_the_limits_of_its_count(void **state)
{
    (void)state;
    kk_estimate few = kk_standardised_ratio(5, 2.5), many = kk_standardised_ratio(100, 80);
    assert_near(few.value, 2, 0);
    assert_near(few.lower, 1.62348639 / 2.5, 5e-9);
    assert_near(few.upper, 11.66833208 / 2.5, 5e-9);
    assert_near(many.value, 1.25, 0);
    assert_near(many.lower, 81.36210549 / 80, 5e-9);
    assert_near(many.upper, 121.62793758 / 80, 5e-9);
    kk_estimate none = kk_standardised_ratio(0, 4);
    assert_near(none.value, 0, 0);
    assert_near(none.lower, 0, 0);
    assert_near(none.upper, 3.68887945 / 4, 5e-9);
}

static void test_a_ratio_outside_its_domain(void **state)
{
    (void)state;
    const double wrong[][2] = {{1, 0}, {1, -1}, {-1, 1}, {NAN, 1}, {1, NAN}, {INFINITY, 1}, {1, INFINITY}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kk_estimate ratio = kk_standardised_ratio(wrong[i][0], wrong[i][1]);
        assert_true(isnan(ratio.value) && isnan(ratio.lower) && isnan(ratio.upper));
    }
}

/* Selvin (2004): deaths of 1940 had the rates been those of 1960, as epitools::ageadjust.indirect has them. */
static void test_expected_deaths_of_selvin(void **state)
{
    (void)state;
    const double deaths60[] = {141, 926, 1253, 1080, 1869, 4891, 14956, 30888, 41725, 26501, 5928},
                 persons60[] = {1784033, 7065148, 15658730, 10482916, 9939972, 10563872,
                                9114202, 6850263, 4702482,  1874619,  330915},
                 persons40[] = {906897,  3794573, 10003544, 10629526, 9465330, 8249558,
                                7294330, 5022499, 2920220,  1019504,  142532};
    double rate[11], all = 0;
    for (size_t s = 0; s < 11; s++) rate[s] = deaths60[s] / persons60[s];
    for (size_t s = 0; s < 11; s++) all += deaths60[s];
    kk_estimate ratio = kk_standardised_ratio(71058, kk_expected_events(rate, persons40, 11));
    assert_near(kk_expected_events(rate, persons40, 11), 85556.8888445, 1e-6);
    assert_near(ratio.value, 0.830535108974, 1e-11);
    assert_near(kk_expected_events(rate, persons60, 11), all, 1e-6);
}

static void test_a_stratum_without_persons_needs_no_rate(void **state)
{
    (void)state;
    const double rate[] = {0.1, NAN, 0.3}, persons[] = {10, 0, 20}, unknown[] = {10, 1, 20};
    assert_near(kk_expected_events(rate, persons, 3), 7, 1e-14);
    assert_true(isnan(kk_expected_events(rate, unknown, 3)));
    assert_near(kk_expected_events(rate, persons, 0), 0, 0);
}

/* ---- direct ---- */

typedef struct area {
    double events[STRATA], persons[STRATA], weight[STRATA];
    kk_estimate reference;
} area;

static void read_numbers(FILE *file, double *to, size_t count)
{
    for (size_t i = 0; i < count; i++) assert_int_equal(fscanf(file, "%lf%*1[,\n]", &to[i]), 1);
}

static void test_rates_are_those_of_epitools(void **state)
{
    (void)state;
    FILE *file = fopen("tests/reference/standardisation/direct.csv", "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%*[^\n]\n"), 0);
    for (int row = 0; row < 65; row++) {
        area at;
        double reference[3];
        read_numbers(file, at.events, STRATA);
        read_numbers(file, at.persons, STRATA);
        read_numbers(file, at.weight, STRATA);
        read_numbers(file, reference, 3);
        kk_estimate rate = kk_standardised_rate(at.events, at.persons, at.weight, STRATA);
        assert_near(rate.value, reference[0], 1e-11);
        assert_near(rate.lower, reference[1], 1e-9 * reference[1]);
        assert_near(rate.upper, reference[2], 1e-9 * reference[2]);
    }
    assert_int_equal(fclose(file), 0);
}

/* Fay & Feuer (1997), Table 1: Down syndrome per 100,000 of a first and of a fifth or later birth. */
static void test_the_table_of_fay_and_feuer(void **state)
{
    (void)state;
    const double first[] = {107, 141, 60, 40, 39, 25}, fifth[] = {0, 8, 63, 112, 262, 295},
                 births[] = {230061, 329449, 114920, 39487, 14208, 3052},
                 fifth_births[] = {327, 30666, 123419, 149919, 104088, 34392},
                 standard[] = {319933, 931318, 786511, 488235, 237863, 61313};
    kk_estimate one = kk_standardised_rate(first, births, standard, STRATA);
    kk_estimate five = kk_standardised_rate(fifth, fifth_births, standard, STRATA);
    const double expected[] = {92.3, 80.4, 105.8, 75.5, 67.7, 188.3};
    const double actual[] = {one.value, one.lower, one.upper, five.value, five.lower, five.upper};
    for (size_t i = 0; i < 6; i++) assert_near(1e5 * actual[i], expected[i], 0.0501);
}

static void test_one_stratum_is_a_poisson_count(void **state)
{
    (void)state;
    for (double events = 0; events < 10; events++) {
        const double persons = 250, weight = 3;
        kk_estimate rate = kk_standardised_rate(&events, &persons, &weight, 1);
        kk_interval count = kk_poisson_interval(events);
        assert_near(rate.value, events / 250, 1e-15);
        assert_near(rate.lower, count.lower / 250, 1e-9);
        assert_near(rate.upper, count.upper / 250, 1e-9);
    }
}

static void test_equal_rates_and_own_weights_give_the_crude_rate(void **state)
{
    (void)state;
    const double events[] = {1, 2, 3}, persons[] = {10, 20, 30}, weights[] = {7, 1, 900}, grown[] = {14, 2, 1800};
    kk_estimate equal = kk_standardised_rate(events, persons, weights, 3);
    kk_estimate doubled = kk_standardised_rate(events, persons, grown, 3);
    assert_near(equal.value, 0.1, 1e-15);
    assert_memory_equal(&equal, &doubled, sizeof equal);
    const double other[] = {4, 0, 9};
    assert_near(kk_standardised_rate(other, persons, persons, 3).value, 13.0 / 60, 1e-15);
    kk_estimate crude = kk_standardised_rate(other, persons, persons, 3);
    kk_interval count = kk_poisson_interval(13);
    assert_near(crude.lower, count.lower / 60, 2e-4); /* one weight for all: exact, where the other is Byar's */
    assert_near(crude.upper, count.upper / 60, 2e-4);
}

static void test_order_and_empty_strata_do_not_matter(void **state)
{
    (void)state;
    const double events[] = {4, 0, 9, NAN}, persons[] = {30, 20, 50, 0}, weights[] = {5, 2, 3, 0};
    const double events2[] = {9, 4, 0}, persons2[] = {50, 30, 20}, weights2[] = {3, 5, 2};
    kk_estimate a = kk_standardised_rate(events, persons, weights, 4);
    kk_estimate b = kk_standardised_rate(events2, persons2, weights2, 3);
    assert_near(a.value, b.value, 1e-15);
    assert_near(a.lower, b.lower, 1e-12);
    assert_near(a.upper, b.upper, 1e-12);
    assert_true(a.lower < a.value && a.value < a.upper);
}

static void test_no_events_still_have_an_upper_limit(void **state)
{
    (void)state;
    const double events[] = {0, 0}, persons[] = {100, 50}, weights[] = {1, 1};
    kk_estimate rate = kk_standardised_rate(events, persons, weights, 2);
    assert_near(rate.value, 0, 0);
    assert_near(rate.lower, 0, 0);
    assert_near(rate.upper, 3.68887945 * 0.5 / 50, 1e-9); /* of the stratum that weighs most */
}

static void test_a_rate_outside_its_domain(void **state)
{
    (void)state;
    const double right[][3] = {{1, 10, 1}, {2, 20, 2}};
    const double wrong[][3] = {{1, 0, 1}, {-1, 10, 1}, {1, 10, -1}, {NAN, 10, 1}, {1, NAN, 1}, {1, 10, NAN}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const double events[] = {right[1][0], wrong[i][0]}, persons[] = {right[1][1], wrong[i][1]};
        const double weights[] = {right[1][2], wrong[i][2]}, none[] = {0, 0};
        assert_true(isnan(kk_standardised_rate(events, persons, weights, 2).value));
        assert_true(isnan(kk_standardised_rate(events, persons, none, 2).value));
    }
}

/* ---- coverage ---- */

static bool holds(double lower, double upper, double truth)
{
    return lower <= truth && truth <= upper;
}

/* Chance that the interval of a Poisson count holds its mean, summed over all counts. */
static double poisson_coverage(double mean)
{
    double sum = 0;
    for (double x = 0; x < mean + 12 * sqrt(mean) + 30; x++) {
        kk_interval interval = kk_poisson_interval(x);
        if (holds(interval.lower, interval.upper, mean)) sum += exp(x * log(mean) - mean - lgamma(x + 1));
    }
    return sum;
}

static double wilson_coverage(double n, double p)
{
    double sum = 0;
    for (double x = 0; x <= n; x++) {
        kk_interval interval = kk_wilson(x, n);
        double chance = lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1) + x * log(p) + (n - x) * log1p(-p);
        if (holds(interval.lower, interval.upper, p)) sum += exp(chance);
    }
    return sum;
}

static void test_exact_limits_hold_at_least_as_often_as_they_say(void **state)
{
    (void)state;
    for (double mean = 0.05; mean < 3; mean += 0.01) assert_true(poisson_coverage(mean) >= 0.95 - 1e-12);
}

/* Means 10 … 200: Byar's limits but for the counts below 10. */
static void test_byar_holds_as_often_as_it_says_on_average(void **state)
{
    (void)state;
    double sum = 0, count = 0, least = 1;
    for (double mean = 10; mean < 200; mean *= 1.01, count++) {
        double coverage = poisson_coverage(mean);
        sum += coverage;
        least = fmin(least, coverage);
    }
    assert_near(sum / count, 0.95, 0.015);
    assert_true(least > 0.945);
}

static void test_wilson_holds_as_often_as_it_says_on_average(void **state)
{
    (void)state;
    double sum = 0, count = 0, least = 1;
    for (double n = 10; n <= 640; n *= 2)
        for (double p = 0.02; p < 0.985; p += 0.005, count++) {
            double coverage = wilson_coverage(n, p);
            sum += coverage;
            least = fmin(least, coverage);
        }
    assert_near(sum / count, 0.95, 0.015);
    assert_true(least > 0.83);
}

/* Six strata that differ in rate, persons and weight; `events` expected in all. */
static double fay_feuer_coverage(double events, double unlike, uint64_t stream, int runs)
{
    kk_random random;
    kk_random_init(&random, 3, stream);
    double weight[STRATA], persons[STRATA], mean[STRATA], counts[STRATA], truth = 0, weights = 0, held = 0;
    for (size_t s = 0; s < STRATA; s++) {
        weight[s] = exp(unlike * kk_random_normal(&random));
        persons[s] = 1000;
        mean[s] = events / STRATA;
        weights += weight[s];
    }
    for (size_t s = 0; s < STRATA; s++) truth += weight[s] / weights * mean[s] / persons[s];
    for (int run = 0; run < runs; run++) {
        for (size_t s = 0; s < STRATA; s++) counts[s] = kk_random_poisson(&random, mean[s]);
        kk_estimate rate = kk_standardised_rate(counts, persons, weight, STRATA);
        held += holds(rate.lower, rate.upper, truth);
    }
    return held / runs;
}

/* bench/coverage_intervals.c has the curves. */
static void test_fay_and_feuer_hold_as_often_as_they_say_on_average(void **state)
{
    (void)state;
    double sum = 0, count = 0, least = 1;
    for (double events = 10; events <= 640; events *= 2)
        for (uint64_t stream = 0; stream < 6; stream++, count++) {
            double coverage = fay_feuer_coverage(events, 0.2 * (double)stream, stream, 1000);
            sum += coverage;
            least = fmin(least, coverage);
        }
    assert_near(sum / count, 0.95, 0.015);
    assert_true(least > 0.95 - 3 * 0.007);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_ratio_has_the_limits_of_its_count),
        cmocka_unit_test(test_a_ratio_outside_its_domain),
        cmocka_unit_test(test_expected_deaths_of_selvin),
        cmocka_unit_test(test_a_stratum_without_persons_needs_no_rate),
        cmocka_unit_test(test_rates_are_those_of_epitools),
        cmocka_unit_test(test_the_table_of_fay_and_feuer),
        cmocka_unit_test(test_one_stratum_is_a_poisson_count),
        cmocka_unit_test(test_equal_rates_and_own_weights_give_the_crude_rate),
        cmocka_unit_test(test_order_and_empty_strata_do_not_matter),
        cmocka_unit_test(test_no_events_still_have_an_upper_limit),
        cmocka_unit_test(test_a_rate_outside_its_domain),
        cmocka_unit_test(test_exact_limits_hold_at_least_as_often_as_they_say),
        cmocka_unit_test(test_byar_holds_as_often_as_it_says_on_average),
        cmocka_unit_test(test_wilson_holds_as_often_as_it_says_on_average),
        cmocka_unit_test(test_fay_and_feuer_hold_as_often_as_they_say_on_average),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
