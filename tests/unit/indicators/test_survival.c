/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "kk/indicators.h"

#include <stdbool.h>

/* Remission under 6-MP: Freireich et al. (1963), weeks; 0 is censored. */
static const kk_spell remission[] = {{6, 1},  {6, 1},  {6, 1},  {6, 0},  {7, 1},  {9, 0},  {10, 1},
                                     {10, 0}, {11, 0}, {13, 1}, {16, 1}, {17, 0}, {19, 0}, {20, 0},
                                     {22, 1}, {23, 1}, {25, 0}, {32, 0}, {32, 0}, {34, 0}, {35, 0}};
enum { PATIENTS = sizeof remission / sizeof *remission };

/* Survival, Greenwood's error and log(−log) bounds as textbooks and statistical programs print them. */
static void test_kaplan_meier_published(void **state)
{
    (void)state;
    static const double golden[][4] = {{6, 0.8571, 0.6197, 0.9516},  {7, 0.8067, 0.5631, 0.9228},
                                       {10, 0.7529, 0.5032, 0.8894}, {13, 0.6902, 0.4316, 0.8491},
                                       {16, 0.6275, 0.3675, 0.8049}, {22, 0.5378, 0.2678, 0.7468},
                                       {23, 0.4482, 0.1881, 0.6801}};
    for (size_t i = 0; i < sizeof golden / sizeof *golden; i++) {
        kk_estimate ended = kk_incidence(remission, PATIENTS, 1, golden[i][0]);
        assert_near(1 - ended.value, golden[i][1], 6e-5);
        assert_near(1 - ended.upper, golden[i][2], 6e-5);
        assert_near(1 - ended.lower, golden[i][3], 6e-5);
    }
    assert_near(kk_incidence(remission, PATIENTS, 1, 35).value, 1 - 0.4482, 6e-5);
    assert_near(kk_incidence(remission, PATIENTS, 1, 9.5).value, 1 - 0.8067, 6e-5);
}

/* Median 23 weeks; the lower bound of survival is under a half from week 13 on, the upper one never. */
static void test_median_published(void **state)
{
    (void)state;
    kk_estimate median = kk_incidence_quantile(remission, PATIENTS, 1, 0.5);
    assert_near(median.value, 23, 0);
    assert_near(median.lower, 13, 0);
    assert_true(isnan(median.upper));
    assert_true(isnan(kk_incidence_quantile(remission, PATIENTS, 1, 0.6).value));
    assert_near(kk_incidence_quantile(remission, PATIENTS, 1, 0.1).value, 6, 0);
}

/*
 * Five spells: cause 1 on day 1, cause 2 on day 2, censored on 3, cause 1 on 4, censored on 5.
 *   S: 1, 4/5, 3/5, 3/5, 3/10.  F1 = 1/5, … , 1/5 + 3/5 · 1/2 = 1/2.  F2 = 4/5 · 1/4 = 1/5.
 */
static const kk_spell competing[] = {{1, 1}, {2, 2}, {3, 0}, {4, 1}, {5, 0}};

static void test_aalen_johansen_by_hand(void **state)
{
    (void)state;
    assert_near(kk_incidence(competing, 5, 1, 0).value, 0, 0);
    assert_near(kk_incidence(competing, 5, 1, 1).value, 0.2, 1e-15);
    assert_near(kk_incidence(competing, 5, 1, 3).value, 0.2, 1e-15);
    assert_near(kk_incidence(competing, 5, 1, 4).value, 0.5, 1e-15);
    assert_near(kk_incidence(competing, 5, 2, 1).value, 0, 0);
    assert_near(kk_incidence(competing, 5, 2, 4).value, 0.2, 1e-15);
    assert_near(kk_incidence(competing, 5, 3, 4).value, 0, 0);
}

/* The formula of the header, once more, as a plain double loop. */
static double slow_variance(const kk_spell *spell, size_t n, int32_t cause, double t)
{
    double f_at[64], d_at[64], e_at[64], n_at[64], s_at[64], free = 1, f = 0, variance = 0;
    size_t days = 0;
    for (size_t i = 0; i < n && spell[i].days <= t;) {
        double at_risk = (double)(n - i), d = 0, e = 0;
        for (int32_t day = spell[i].days; i < n && spell[i].days == day; i++) {
            d += spell[i].event != 0;
            e += spell[i].event == cause;
        }
        f += free * e / at_risk;
        s_at[days] = free, f_at[days] = f, d_at[days] = d, e_at[days] = e, n_at[days++] = at_risk;
        free *= 1 - d / at_risk;
    }
    for (size_t i = 0; i < days; i++) {
        double m = n_at[i], later = f - f_at[i];
        if (d_at[i] < m) variance += later * later * d_at[i] / (m * (m - d_at[i]));
        variance += s_at[i] * s_at[i] * (m - e_at[i]) * e_at[i] / (m * m * m) - 2 * later * s_at[i] * e_at[i] / (m * m);
    }
    return variance;
}

static double slow_greenwood(const kk_spell *spell, size_t n, double t)
{
    double free = 1, sum = 0;
    for (size_t i = 0; i < n && spell[i].days <= t; i++) {
        double at_risk = (double)(n - i);
        if (spell[i].event == 0) continue;
        free *= 1 - 1 / at_risk; /* deaths of one day, one after another, come to the same */
        sum += 1 / (at_risk * (at_risk - 1));
    }
    return free * free * sum;
}

static double half_width(kk_estimate e)
{
    return (log(-log(1 - e.upper)) - log(-log(1 - e.lower))) / 2;
}

static double half_of_variance(double f, double variance)
{
    return 1.959963984540054 * sqrt(variance) / ((1 - f) * -log(1 - f));
}

static void test_variance(void **state)
{
    (void)state;
    for (int t = 1; t <= 4; t++) {
        kk_estimate e = kk_incidence(competing, 5, 1, t);
        assert_near(half_width(e), half_of_variance(e.value, slow_variance(competing, 5, 1, t)), 1e-12);
    }
    for (int t = 6; t <= 35; t++) {
        kk_estimate e = kk_incidence(remission, PATIENTS, 1, t);
        assert_near(half_width(e), half_of_variance(e.value, slow_greenwood(remission, PATIENTS, t)), 1e-10);
    }
}

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

static size_t random_spells(uint64_t *seed, kk_spell *spell, bool censoring)
{
    size_t n = 1 + next_random(seed) % 60;
    for (size_t i = 0; i < n; i++) {
        spell[i].days = (int32_t)(next_random(seed) % 20);
        spell[i].event = (int32_t)(censoring ? next_random(seed) % 3 : 1 + next_random(seed) % 2);
    }
    kk_spells_sort(spell, n, sizeof *spell);
    return n;
}

static void test_causes_share_what_ended(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int round = 0; round < 300; round++) {
        kk_spell spell[64], any[64];
        size_t n = random_spells(&seed, spell, true);
        for (size_t i = 0; i < n; i++) any[i] = (kk_spell){spell[i].days, spell[i].event != 0};
        for (int t = 0; t <= spell[n - 1].days; t++) {
            kk_estimate one = kk_incidence(spell, n, 1, t), two = kk_incidence(spell, n, 2, t);
            assert_near(one.value + two.value, kk_incidence(any, n, 1, t).value, 1e-12);
            assert_true(one.lower <= one.value && one.value <= one.upper && one.lower >= 0 && one.upper <= 1);
        }
    }
}

static void test_without_censoring_a_plain_proportion(void **state)
{
    (void)state;
    uint64_t seed = 2;
    for (int round = 0; round < 300; round++) {
        kk_spell spell[64];
        size_t n = random_spells(&seed, spell, false), within = 0;
        for (size_t i = 0; i < n; i++) within += spell[i].event == 1 && spell[i].days <= 7;
        kk_estimate e = kk_incidence(spell, n, 1, 7);
        assert_near(e.value, (double)within / (double)n, 1e-12);
        if (within == 0 || within == n) continue;
        double p = (double)within / (double)n;
        assert_near(half_width(e), half_of_variance(p, p * (1 - p) / (double)n), 1e-6);
    }
}

static void test_none_and_all(void **state)
{
    (void)state;
    const kk_spell waiting[] = {{2, 0},  {10, 0}, {10, 0}, {10, 0}, {10, 0}, {10, 0},
                                {10, 0}, {10, 0}, {10, 0}, {10, 0}, {10, 0}};
    kk_estimate none = kk_incidence(waiting, 11, 1, 10); /* of the 10 that were followed */
    assert_near(none.value, 0, 0);
    assert_near(none.lower, 0, 0);
    assert_near(none.upper, 0.27753280, 5e-9);
    const kk_spell over[] = {{0, 1}, {1, 1}, {1, 1}};
    kk_estimate all = kk_incidence(over, 3, 1, 400), two = kk_incidence(over, 3, 1, 0);
    assert_near(all.value, 1, 0);
    assert_near(all.upper, 1, 0);
    assert_near(all.lower, kk_wilson(3, 3).lower, 0);
    assert_near(two.value, 1.0 / 3, 1e-15);
}

static void test_undefined(void **state)
{
    (void)state;
    const kk_spell some[] = {{3, 1}, {5, 0}}, last[] = {{3, 0}, {5, 1}};
    assert_true(isnan(kk_incidence(some, 0, 1, 3).value));
    assert_true(isnan(kk_incidence(some, 2, 1, -1).value) && isnan(kk_incidence(some, 2, 1, NAN).value));
    assert_near(kk_incidence(some, 2, 1, 5).value, 0.5, 0);
    assert_true(isnan(kk_incidence(some, 2, 1, 5.5).value) && isnan(kk_incidence(some, 2, 1, 6).upper));
    assert_near(kk_incidence(last, 2, 1, 400).value, 1, 0); /* nobody is left to follow */
    assert_true(isnan(kk_incidence_quantile(some, 0, 1, 0.5).value));
    assert_true(isnan(kk_incidence_quantile(some, 2, 2, 0.1).value));
}

/* Ten of ten ended, on days 1 to 10: the share reaches a half on day 5 although 1 − ∏ falls short by a rounding. */
static void test_quantile_is_not_missed_by_a_rounding(void **state)
{
    (void)state;
    kk_spell spell[10];
    for (int i = 0; i < 10; i++) spell[i] = (kk_spell){i + 1, 1};
    for (int tenth = 1; tenth <= 10; tenth++) {
        assert_near(kk_incidence_quantile(spell, 10, 1, tenth / 10.0).value, tenth, 0);
    }
    kk_estimate median = kk_incidence_quantile(spell, 10, 1, 0.5);
    for (int day = 1; day <= 10; day++) { /* the bounds are those days at which the bounds of the curve reach a half */
        kk_estimate here = kk_incidence(spell, 10, 1, day);
        assert_true((here.upper >= 0.5) == (day >= median.lower));
        assert_true((here.lower >= 0.5) == (day >= median.upper));
    }
}

static void test_sorting(void **state)
{
    (void)state;
    kk_spell spell[] = {{5, 0}, {3, 0}, {5, 2}, {0, 1}, {3, 1}};
    const kk_spell sorted[] = {{0, 1}, {3, 1}, {3, 0}, {5, 2}, {5, 0}};
    kk_spells_sort(spell, 5, sizeof *spell);
    assert_memory_equal(spell, sorted, sizeof spell);
    kk_spells_sort(spell, 0, sizeof *spell);
    struct {
        kk_spell spell;
        char of;
    } item[] = {{{5, 0}, 'b'}, {{5, 1}, 'a'}, {{7, 1}, 'c'}, {{1, 2}, 'd'}};
    kk_spells_sort(item, 4, sizeof *item);
    const char order[] = "dabc";
    for (size_t i = 0; i < 4; i++) assert_int_equal(item[i].of, order[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kaplan_meier_published),
        cmocka_unit_test(test_median_published),
        cmocka_unit_test(test_aalen_johansen_by_hand),
        cmocka_unit_test(test_variance),
        cmocka_unit_test(test_causes_share_what_ended),
        cmocka_unit_test(test_without_censoring_a_plain_proportion),
        cmocka_unit_test(test_none_and_all),
        cmocka_unit_test(test_undefined),
        cmocka_unit_test(test_quantile_is_not_missed_by_a_rounding),
        cmocka_unit_test(test_sorting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
