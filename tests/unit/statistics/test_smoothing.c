/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/statistics/map_fixture.h"

#include "kk/indicators.h"
#include "kk/smoothing.h"
#include "statistics/sample.h"

enum { WIJKEN = 12, SECRET = 4 };

static const double use[WIJKEN] = {2, 9, 14, 0, -1, 22, 31, 8, 5, 40, 3, 17};
static const double youths[WIJKEN] = {40, 120, 90, 15, 80, 210, 400, 60, 70, 300, 30, 150};

static void smooth(map_fixture *f, size_t indicator, int threads)
{
    const kk_released_column *columns;
    kk_sample sample;
    map_release(f);
    kk_statistics_work work = {
        .config = &f->config,
        .release = f->release,
        .areas = &f->areas,
        .map = f->map,
        .threads = threads,
        .arena = &f->arena,
        .out = &f->statistics,
    };
    f->choice.smoothed.given = true;
    kk_release_columns(f->release, &columns);
    assert_ptr_equal(columns->indicator, &f->indicators[indicator]);
    assert_int_equal(kk_sample_make(&work, &f->choice, columns, &sample, &f->err), KK_OK);
    assert_int_equal(kk_statistics_smooth(&work, &sample, &f->err), KK_OK);
}

static map_fixture *smoothed(kk_smoothing_method method, const char *within)
{
    map_fixture *f = map_begin(WIJKEN);
    add_column(f, BASE, "2022", use, youths);
    f->choice.smoothed.method = method;
    f->choice.smoothed.within = within;
    smooth(f, BASE, 1);
    return f;
}

/* Areas of the wijken from … to − 1 with the prior of `member`. */
static void check_prior(const map_fixture *f, const uint32_t *member, size_t count, size_t from, size_t to)
{
    const kk_released_column *rate = column_of(f, KK_STATISTIC_SMOOTHED, "2022");
    const kk_released_column *above = column_of(f, KK_STATISTIC_ABOVE, "2022");
    kk_rate_prior prior = kk_rate_prior_fit(&(kk_rates){use, youths}, KK_RATE_BINOMIAL, member, count);
    for (size_t i = from; i < to; i++) {
        if (i == SECRET) continue;
        kk_smoothed_rate expected = kk_rate_smooth(&prior, use[i], youths[i]);
        assert_int_equal(rate->status[i], KK_FIGURE_OK);
        assert_near(rate->value[i], 100 * expected.value, 1e-9);
        assert_near(rate->lower[i], 100 * expected.lower, 1e-9);
        assert_near(rate->upper[i], 100 * expected.upper, 1e-9);
        assert_near(above->value[i], 100 * expected.above, 1e-9);
    }
}

static const uint32_t shown[] = {0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11};

static void test_the_prior_is_that_of_all_that_is_shown(void **state)
{
    (void)state;
    map_fixture *f = smoothed(KK_SMOOTHING_EB, NULL);
    check_prior(f, shown, 11, 0, WIJKEN);
    const kk_released_column *rate = column_of(f, KK_STATISTIC_SMOOTHED, "2022");
    assert_int_equal(rate->status[SECRET], KK_FIGURE_SECRET);
    assert_true(isnan(rate->value[SECRET]) && isnan(rate->upper[SECRET]));
    assert_int_equal(rate->status[WIJKEN], KK_FIGURE_NOT_APPLICABLE);
    kk_rate_prior prior = kk_rate_prior_fit(&(kk_rates){use, youths}, KK_RATE_BINOMIAL, shown, 11);
    assert_near(row_of(f, "smoothing_mean", NULL)->value, 100 * prior.mean, 1e-12);
    assert_near(row_of(f, "smoothing_variance", NULL)->value, 1e4 * prior.variance, 1e-12);
    assert_near(row_of(f, "smoothing_reliability", NULL)->value, kk_rate_prior_reliability(&prior), 1e-12);
    assert_int_equal(row_of(f, "smoothing_mean", NULL)->areas, 11);
    assert_string_equal(row_of(f, "smoothing_mean", NULL)->within_code, "");
    map_end(f);
}

static void test_each_gemeente_has_its_own_prior(void **state)
{
    (void)state;
    map_fixture *f = smoothed(KK_SMOOTHING_EB, "gemeente");
    check_prior(f, shown, 5, 0, 6);
    check_prior(f, shown + 5, 6, 6, WIJKEN);
    const kk_statistic_row *row = row_of(f, "smoothing_mean", NULL);
    assert_string_equal(row->within_code, "GM0001");
    assert_string_equal(row->within_name, "Gemeente 1");
    assert_int_equal(row->areas, 5);
    map_end(f);
}

/* Without a fifth wijk the first gemeente takes the prior of all, and its row says so; the other keeps its own. */
static void test_a_gemeente_of_few_wijken_borrows_the_prior_of_all(void **state)
{
    (void)state;
    static const uint32_t without[] = {0, 1, 2, 3, 6, 7, 8, 9, 10, 11};
    map_fixture *f = map_begin(WIJKEN);
    kk_indicator_column *column = add_column(f, BASE, "2022", use, youths);
    column->status[5] = KK_FIGURE_ABSENT;
    f->choice.smoothed.within = "gemeente";
    smooth(f, BASE, 1);
    check_prior(f, without, 10, 0, 4);
    check_prior(f, shown + 5, 6, 6, WIJKEN);
    assert_contains(row_of(f, "smoothing_mean", NULL)->note, "fewer than 5 areas");
    assert_string_equal(f->statistics.row[3].within_code, "GM0002");
    assert_string_equal(f->statistics.row[3].note, "");
    map_end(f);
}

/* Wijken lie in a row; the secret one in the middle is nobody's neighbour, and the one beside it still has another. */
static void test_neighbours_give_the_prior(void **state)
{
    (void)state;
    map_fixture *f = smoothed(KK_SMOOTHING_LOCAL, NULL);
    check_prior(f, (const uint32_t[]){0, 1}, 2, 0, 1);
    check_prior(f, (const uint32_t[]){0, 1, 2}, 3, 1, 2);
    check_prior(f, (const uint32_t[]){2, 3}, 2, 3, 4);
    check_prior(f, (const uint32_t[]){5, 6}, 2, 5, 6);
    check_prior(f, (const uint32_t[]){8, 9, 10}, 3, 9, 10);
    assert_near(row_of(f, "smoothing_islands", NULL)->value, 0, 0);
    assert_string_equal(row_of(f, "smoothing_islands", NULL)->note, "");
    map_end(f);
}

static void test_an_island_keeps_its_rate_and_is_above_nothing(void **state)
{
    (void)state;
    map_fixture *f = map_begin(WIJKEN);
    kk_indicator_column *column = add_column(f, BASE, "2022", use, youths);
    column->status[2] = KK_FIGURE_SUPPRESSED;
    f->choice.smoothed.method = KK_SMOOTHING_LOCAL;
    smooth(f, BASE, 1);
    const kk_released_column *rate = column_of(f, KK_STATISTIC_SMOOTHED, "2022");
    assert_near(rate->value[3], 0, 0);
    assert_near(rate->upper[3], 100 * kk_wilson(0, 15).upper, 1e-9);
    assert_int_equal(column_of(f, KK_STATISTIC_ABOVE, "2022")->status[3], KK_FIGURE_NOT_APPLICABLE);
    assert_int_equal(rate->status[2], KK_FIGURE_SUPPRESSED);
    assert_near(row_of(f, "smoothing_islands", NULL)->value, 1, 0);
    assert_contains(row_of(f, "smoothing_islands", NULL)->note, "keep their own rate");
    map_end(f);
}

static void test_a_share_is_never_more_than_all(void **state)
{
    (void)state;
    static const double nearly[WIJKEN] = {3, 2, 4, 3, 2, 3, 4, 3, 3, 2, 3, 4},
                        few[WIJKEN] = {3, 3, 4, 3, 3, 3, 4, 3, 3, 3, 3, 4};
    map_fixture *f = map_begin(WIJKEN);
    add_column(f, BASE, "2022", nearly, few);
    smooth(f, BASE, 1);
    const kk_released_column *rate = column_of(f, KK_STATISTIC_SMOOTHED, "2022");
    for (size_t i = 0; i < WIJKEN; i++) {
        assert_true(rate->value[i] < 100 && rate->upper[i] <= 100);
        assert_true(rate->upper[i] > 99);
    }
    map_end(f);
}

/* One count above its denominator, and it is no share of persons. */
static void test_a_share_of_more_than_all_is_taken_as_a_rate(void **state)
{
    (void)state;
    static const double more[3] = {30, 50, 45}, than[3] = {60, 40, 80};
    map_fixture *f = map_begin(3);
    add_column(f, BASE, "2022", more, than);
    smooth(f, BASE, 1);
    const kk_released_column *rate = column_of(f, KK_STATISTIC_SMOOTHED, "2022");
    kk_rate_prior prior = kk_rate_prior_fit(&(kk_rates){more, than}, KK_RATE_POISSON, shown, 3);
    for (size_t i = 0; i < 3; i++) {
        kk_smoothed_rate expected = kk_rate_smooth(&prior, more[i], than[i]);
        assert_near(rate->value[i], 100 * expected.value, 1e-9);
        assert_near(rate->upper[i], 100 * expected.upper, 1e-9);
    }
    map_end(f);
}

static void test_what_is_no_rate_is_told_and_left(void **state)
{
    (void)state;
    map_fixture *f = map_begin(3);
    add_column(f, OTHER, "2022", (const double[]){5, 6, 7}, NULL);
    smooth(f, OTHER, 1);
    assert_int_equal(f->statistics.column_count, 0);
    assert_contains(row_of(f, "smoothing", NULL)->note, "share or a rate");
    map_end(f);
}

static void test_threads_give_the_same_bytes(void **state)
{
    (void)state;
    for (int method = KK_SMOOTHING_EB; method <= KK_SMOOTHING_LOCAL; method++) {
        map_fixture *one = smoothed((kk_smoothing_method)method, NULL), *two = map_begin(WIJKEN);
        add_column(two, BASE, "2022", use, youths);
        two->choice.smoothed.method = (kk_smoothing_method)method;
        smooth(two, BASE, 2);
        for (size_t c = 0; c < 2; c++) {
            const kk_released_column *a = &one->statistics.column[c], *b = &two->statistics.column[c];
            assert_memory_equal(a->value, b->value, WIJKEN * sizeof(double));
            assert_memory_equal(a->lower, b->lower, WIJKEN * sizeof(double));
            assert_memory_equal(a->upper, b->upper, WIJKEN * sizeof(double));
        }
        map_end(one);
        map_end(two);
    }
}

static void test_of_no_areas_nothing_is_told(void **state)
{
    (void)state;
    static const double none[] = {-1, -1, -1};
    map_fixture *f = map_begin(3);
    add_column(f, BASE, "2022", none, youths);
    smooth(f, BASE, 1);
    assert_int_equal(f->statistics.row_count, 0);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(column_of(f, KK_STATISTIC_SMOOTHED, "2022")->status[i], KK_FIGURE_SECRET);
    map_end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_prior_is_that_of_all_that_is_shown),
        cmocka_unit_test(test_each_gemeente_has_its_own_prior),
        cmocka_unit_test(test_a_gemeente_of_few_wijken_borrows_the_prior_of_all),
        cmocka_unit_test(test_neighbours_give_the_prior),
        cmocka_unit_test(test_an_island_keeps_its_rate_and_is_above_nothing),
        cmocka_unit_test(test_a_share_is_never_more_than_all),
        cmocka_unit_test(test_a_share_of_more_than_all_is_taken_as_a_rate),
        cmocka_unit_test(test_what_is_no_rate_is_told_and_left),
        cmocka_unit_test(test_threads_give_the_same_bytes),
        cmocka_unit_test(test_of_no_areas_nothing_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
