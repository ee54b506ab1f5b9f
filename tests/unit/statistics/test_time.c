/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/statistics/map_fixture.h"

#include "kk/change.h"
#include "statistics/time.h"

enum { WIJKEN = 4 };

static const double children[WIJKEN] = {100, 200, 400, 50};

static map_fixture *begin(void)
{
    map_fixture *f = map_begin(WIJKEN);
    f->choice.change.given = f->choice.trend = f->choice.limits = true;
    return f;
}

/* A negative count is secret. */
static void add_year(map_fixture *f, const char *period, double a, double b, double c, double d)
{
    add_column(f, BASE, period, (double[]){a, b, c, d, -1}, (double[]){100, 200, 400, 50, 0});
}

static bool has_column(const map_fixture *f, kk_statistic_part part, const char *period)
{
    for (size_t i = 0; i < f->statistics.column_count; i++)
        if (f->statistics.column[i].indicator->statistic == part && strcmp(f->statistics.column[i].period, period) == 0)
            return true;
    return false;
}

static void a_change_with_its_interval(void **state)
{
    (void)state;
    map_fixture *f = begin();
    add_year(f, "2020", 10, 20, -1, 12);
    add_year(f, "2021", 18, 20, 40, -1);
    map_statistics(f, 1);
    const kk_released_column *change = column_of(f, KK_STATISTIC_CHANGE, "2021");
    kk_interval later = kk_wilson(18, 100), earlier = kk_wilson(10, 100);
    kk_estimate d =
        kk_difference((kk_estimate){0.18, later.lower, later.upper}, (kk_estimate){0.1, earlier.lower, earlier.upper});
    assert_near(change->value[0], 8, 1e-9);
    assert_near(change->lower[0], 100 * d.lower, 1e-9);
    assert_near(change->upper[0], 100 * d.upper, 1e-9);
    assert_near(change->value[1], 0, 1e-12);
    assert_true(change->lower[1] < 0 && change->upper[1] > 0);
    assert_int_equal(change->status[0], KK_FIGURE_OK);
    assert_int_equal(change->status[2], KK_FIGURE_SECRET); /* before */
    assert_int_equal(change->status[3], KK_FIGURE_SECRET);
    assert_int_equal(change->status[4], KK_FIGURE_NOT_APPLICABLE);
    assert_true(isnan(change->value[2]) && isnan(change->value[3]));
    assert_false(has_column(f, KK_STATISTIC_CHANGE, "2020"));
    map_end(f);
}

/* Many areas are looked at: of so many an interval leaves out 0, of those that have one. */
static void intervals_without_zero_are_counted(void **state)
{
    (void)state;
    map_fixture *f = begin();
    add_year(f, "2020", 10, 20, -1, 12);
    add_year(f, "2021", 40, 20, 40, 13);
    map_statistics(f, 1);
    const kk_statistic_row *beyond = row_of(f, "changes_beyond_zero", "");
    assert_near(beyond->value, 1, 0);
    assert_int_equal(beyond->areas, 3);
    assert_contains(beyond->note, "by chance alone up to one in twenty");
    map_end(f);

    f = begin();
    static const char *const years[] = {"2016", "2017", "2018", "2019", "2020"};
    for (int y = 0; y < 5; y++) add_year(f, years[y], 10 + y, y % 2 ? 20 : 30, 80 - 2 * y, y == 3 ? -1 : 12);
    map_statistics(f, 1);
    beyond = row_of(f, "trends_beyond_zero", "");
    assert_near(beyond->value, 2, 0);
    assert_int_equal(beyond->areas, 3);
    assert_string_equal(beyond->period, "2020");
    map_end(f);
}

static void rates_and_plain_values_change_too(void **state)
{
    (void)state;
    map_fixture *f = begin();
    f->indicators[BASE].kind = KK_RATE;
    f->indicators[BASE].per = 1000;
    f->indicators[DERIVED + KK_STATISTIC_CHANGE].per = 1000;
    add_year(f, "2020", 4, 30, 80, 2);
    add_year(f, "2021", 9, 12, 80, 2);
    map_statistics(f, 1);
    const kk_released_column *change = column_of(f, KK_STATISTIC_CHANGE, "2021");
    kk_interval later = kk_poisson_interval(9), earlier = kk_poisson_interval(4);
    assert_near(change->value[0], 50, 1e-9);
    assert_near(change->lower[0], 50 - 10 * hypot(9 - later.lower, earlier.upper - 4), 1e-9);
    map_end(f);

    f = begin();
    f->indicators[BASE] = (kk_config_indicator){.name = "use", .kind = KK_VALUE, .per = 1, .on_map = true};
    f->indicators[DERIVED + KK_STATISTIC_CHANGE].per = 1;
    add_column(f, BASE, "2020", (double[]){3, 4, 5, 6, 7}, NULL);
    add_column(f, BASE, "2021", (double[]){3.5, 4, 5, 6, 7}, NULL);
    map_statistics(f, 1);
    change = column_of(f, KK_STATISTIC_CHANGE, "2021");
    assert_near(change->value[0], 0.5, 1e-12);
    assert_true(isnan(change->lower[0]) && isnan(change->upper[0]));
    assert_null(row_of(f, "changes_beyond_zero", NULL));
    assert_false(has_column(f, KK_STATISTIC_LIMITS, "2021"));
    map_end(f);
}

static void since_a_period_of_the_project(void **state)
{
    (void)state;
    map_fixture *f = begin();
    f->choice.change.since = "2019";
    add_year(f, "2018", 50, 20, 30, 12);
    add_year(f, "2019", 10, 20, 30, 12);
    add_year(f, "2020", 15, 20, 30, 12);
    add_year(f, "2021", 30, 20, 30, 12);
    map_statistics(f, 1);
    assert_false(has_column(f, KK_STATISTIC_CHANGE, "2019"));
    assert_near(column_of(f, KK_STATISTIC_CHANGE, "2020")->value[0], 5, 1e-9);
    assert_near(column_of(f, KK_STATISTIC_CHANGE, "2021")->value[0], 20, 1e-9);
    map_end(f);

    f = begin();
    f->choice.change.since = "1999";
    add_year(f, "2020", 10, 20, 30, 12);
    add_year(f, "2021", 10, 20, 30, 12);
    map_statistics(f, 1);
    assert_false(has_column(f, KK_STATISTIC_CHANGE, "2021"));
    assert_non_null(row_of(f, "change", NULL));
    map_end(f);
}

static void quarters_compare_with_quarters(void **state)
{
    (void)state;
    assert_true(kk_periods_compare("2022KW01", "2019KW04") && kk_periods_compare("2022", "2019"));
    assert_false(kk_periods_compare("2022KW01", "2022HJ01") || kk_periods_compare("2022", "2022KW01"));
    assert_near(kk_period_middle("2022"), 2022.5, 0);
    assert_near(kk_period_middle("2022HJ02"), 2022.75, 0);
    assert_near(kk_period_middle("2022KW01"), 2022.125, 0);
    assert_near(kk_period_middle("2022MM12"), 2022 + 11.5 / 12, 1e-9);
    map_fixture *f = begin();
    add_year(f, "2021", 60, 20, 30, 12);
    add_year(f, "2021KW04", 10, 20, 30, 12);
    add_year(f, "2022", 66, 20, 30, 12);
    add_year(f, "2022KW01", 11, 20, 30, 12);
    map_statistics(f, 1);
    assert_near(column_of(f, KK_STATISTIC_CHANGE, "2022")->value[0], 6, 1e-9);
    assert_near(column_of(f, KK_STATISTIC_CHANGE, "2022KW01")->value[0], 1, 1e-9);
    map_end(f);
}

static void a_trend_over_the_years_up_to_this_one(void **state)
{
    (void)state;
    map_fixture *f = begin();
    const double a[] = {10, 12, 14, 90, 18, 20};
    static const char *const years[] = {"2016", "2017", "2018", "2019", "2020", "2022"};
    for (int y = 0; y < 6; y++) add_year(f, years[y], a[y], y == 2 ? -1 : 20 + 2 * y, 30, y < 5 ? -1 : 12);
    map_statistics(f, 1);
    assert_false(has_column(f, KK_STATISTIC_TREND, "2019")); /* four figures tell no trend from chance */
    const kk_released_column *first = column_of(f, KK_STATISTIC_TREND, "2020");
    assert_near(first->value[0], 2, 1);
    assert_true(first->lower[0] <= first->value[0] && first->value[0] <= first->upper[0]);
    assert_int_equal(first->status[1], KK_FIGURE_NOT_APPLICABLE);
    const kk_released_column *trend = column_of(f, KK_STATISTIC_TREND, "2022");
    const double time[] = {0, 1, 2, 3, 4, 6};
    double slopes[15];
    kk_estimate expected = kk_theil_sen(time, a, 6, slopes);
    assert_near(trend->value[0], expected.value, 1e-9);
    assert_near(trend->lower[0], expected.lower, 1e-9);
    assert_near(trend->upper[0], expected.upper, 1e-9);
    assert_near(trend->value[1], 1, 0.2); /* of 200, without one year */
    assert_near(trend->value[2], 0, 1e-12);
    assert_int_equal(trend->status[3], KK_FIGURE_NOT_APPLICABLE); /* one figure */
    map_end(f);
}

static void the_funnel_of_a_period(void **state)
{
    (void)state;
    map_fixture *f = begin();
    add_year(f, "2021", 40, 20, 40, 5);
    map_statistics(f, 1);
    const kk_released_column *limits = column_of(f, KK_STATISTIC_LIMITS, "2021");
    const kk_released_column *place = column_of(f, KK_STATISTIC_FUNNEL, "2021");
    double target = 105.0 / 750;
    for (int i = 0; i < WIJKEN; i++) {
        kk_funnel funnel = kk_funnel_limits(target, children[i], true);
        assert_near(limits->value[i], 100 * target, 1e-9);
        assert_near(limits->lower[i], 100 * funnel.lower_998, 1e-9);
        assert_near(limits->upper[i], 100 * funnel.upper_998, 1e-9);
    }
    assert_near(place->value[0], 2, 0);
    assert_near(place->value[3], 0, 0);
    assert_int_equal(place->status[4], KK_FIGURE_NOT_APPLICABLE);
    assert_near(row_of(f, "funnel_mean", NULL)->value, 14, 1e-9);
    const kk_statistic_row *phi = row_of(f, "overdispersion", NULL);
    assert_true(phi->value > 10 && phi->p < 1e-6 && phi->areas == WIJKEN);
    assert_non_null(row_of(f, "change", NULL));
    assert_contains(row_of(f, "trend", NULL)->note, "fewer than five periods");
    assert_non_null(row_of(f, "signal", NULL));
    map_end(f);
}

static void a_signal_from_six_periods_on(void **state)
{
    (void)state;
    map_fixture *f = begin();
    static const char *const years[] = {"2015", "2016", "2017", "2018", "2019", "2020", "2021"};
    const double a[] = {10, 11, 10, 11, 10, 19, 11}, b[] = {40, 41, 40, 41, 40, 12, 41};
    for (int y = 0; y < 7; y++) add_year(f, years[y], a[y], b[y], 30, y < 2 ? -1 : 12);
    map_statistics(f, 1);
    assert_false(has_column(f, KK_STATISTIC_SIGNAL, "2019"));
    const kk_released_column *signal = column_of(f, KK_STATISTIC_SIGNAL, "2020");
    assert_near(signal->value[0], 1, 0);
    assert_near(signal->value[1], -1, 0);
    assert_near(signal->value[2], 0, 0);
    assert_int_equal(signal->status[3], KK_FIGURE_NOT_APPLICABLE); /* four figures */
    assert_near(column_of(f, KK_STATISTIC_SIGNAL, "2021")->value[0], 0, 0);
    map_end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_with_its_interval),
        cmocka_unit_test(intervals_without_zero_are_counted),
        cmocka_unit_test(rates_and_plain_values_change_too),
        cmocka_unit_test(since_a_period_of_the_project),
        cmocka_unit_test(quarters_compare_with_quarters),
        cmocka_unit_test(a_trend_over_the_years_up_to_this_one),
        cmocka_unit_test(the_funnel_of_a_period),
        cmocka_unit_test(a_signal_from_six_periods_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
