/* SPDX-License-Identifier: EUPL-1.2 */
/* The scan as a column and rows of a map. */
#include "unit/statistics/map_fixture.h"

enum { WIJKEN = 40 };

/* 100 persons in each wijk, of whom 10; in the wijken 10–14 so many. */
static map_fixture *map_with_cluster(double inside, kk_direction direction)
{
    map_fixture *f = map_begin(WIJKEN);
    double events[WIJKEN], persons[WIJKEN];
    for (size_t i = 0; i < WIJKEN; i++) {
        events[i] = i >= 10 && i < 15 ? inside : 10;
        persons[i] = 100;
    }
    f->indicators[BASE].direction = direction;
    f->choice.scan.given = true;
    f->choice.scan.largest = 0.5;
    f->choice.scan.replicates = 99;
    add_column(f, BASE, "2022", events, persons);
    return f;
}

static void check_numbers(const map_fixture *f, size_t first, size_t last, size_t but)
{
    const kk_released_column *column = column_of(f, KK_STATISTIC_SCAN, "2022");
    for (size_t i = 0; i < WIJKEN; i++) {
        if (i == but) continue;
        assert_int_equal(column->status[i], KK_FIGURE_OK);
        assert_near(column->value[i], i >= first && i < last ? 1 : 0, 0);
        assert_true(isnan(column->lower[i]) && isnan(column->upper[i]));
    }
    assert_int_equal(column->status[WIJKEN], KK_FIGURE_NOT_APPLICABLE); /* water */
}

static void test_cluster(void **state)
{
    (void)state;
    map_fixture *f = map_with_cluster(30, KK_DIRECTION_NEED);
    map_statistics(f, 2);
    check_numbers(f, 10, 15, WIJKEN);
    const kk_statistic_row *risk = row_of(f, "scan_relative_risk", "1");
    assert_non_null(risk);
    assert_near(risk->value, 3, 1e-12);
    assert_near(risk->p, 0.01, 0);
    assert_int_equal(risk->areas, 5);
    assert_contains(risk->note, "high rates in a circle of 2.0 km around WK000112 (Wijk 12)");
    assert_near(row_of(f, "scan_observed", "1")->value, 150, 0);
    assert_near(row_of(f, "scan_expected", "1")->value, 500 * 500.0 / 4000, 1e-12);
    assert_true(row_of(f, "scan_llr", "1")->value > 10);
    assert_null(row_of(f, "scan_relative_risk", "2"));
    map_end(f);
}

/* Of what is a strength few is what matters: many is no cluster, and few is one. */
static void test_low_rates_of_a_strength(void **state)
{
    (void)state;
    map_fixture *f = map_with_cluster(0, KK_DIRECTION_STRENGTH);
    map_statistics(f, 1);
    check_numbers(f, 10, 15, WIJKEN);
    assert_near(row_of(f, "scan_relative_risk", "1")->value, 0, 0);
    assert_contains(row_of(f, "scan_relative_risk", "1")->note, "low rates in a circle");
    map_end(f);
}

static void test_not_significant(void **state)
{
    (void)state;
    map_fixture *f = map_with_cluster(11, KK_DIRECTION_NEUTRAL);
    map_statistics(f, 1);
    check_numbers(f, 0, 0, WIJKEN);
    const kk_statistic_row *risk = row_of(f, "scan_relative_risk", "1");
    assert_true(risk->p > 0.05);
    assert_contains(risk->note, "may well be chance");
    map_end(f);
}

static void test_one_wijk_alone(void **state)
{
    (void)state;
    map_fixture *f = map_with_cluster(10, KK_DIRECTION_NEED);
    f->raw.column_count = 0;
    double events[WIJKEN], persons[WIJKEN];
    for (size_t i = 0; i < WIJKEN; i++) {
        events[i] = i == 7 ? 60 : 10;
        persons[i] = 100;
    }
    add_column(f, BASE, "2022", events, persons);
    map_statistics(f, 1);
    check_numbers(f, 7, 8, WIJKEN);
    assert_string_equal(row_of(f, "scan_relative_risk", "1")->note, "high rates in WK000107 (Wijk 7) alone");
    map_end(f);
}

/* A secret figure takes no part: it breaks no cluster, is in none, and what is found does not depend on it. */
static void test_withheld_takes_no_part(void **state)
{
    (void)state;
    map_fixture *f = map_with_cluster(30, KK_DIRECTION_NEED);
    f->raw.column_count = 0;
    double events[WIJKEN], persons[WIJKEN];
    for (size_t i = 0; i < WIJKEN; i++) {
        events[i] = i == 11 ? -1 : i >= 10 && i < 15 ? 30 : 10;
        persons[i] = 100;
    }
    add_column(f, BASE, "2022", events, persons);
    map_statistics(f, 1);
    check_numbers(f, 10, 15, 11);
    assert_int_equal(column_of(f, KK_STATISTIC_SCAN, "2022")->status[11], KK_FIGURE_SECRET);
    assert_int_equal(row_of(f, "scan_relative_risk", "1")->areas, 4);
    map_end(f);
}

static void test_without_shape_or_counts(void **state)
{
    (void)state;
    map_fixture *f = map_with_cluster(30, KK_DIRECTION_NEED);
    f->map[WIJK].centroid[2 * 3] = f->map[WIJK].centroid[2 * 3 + 1] = NAN;
    map_statistics(f, 1);
    check_numbers(f, 10, 15, 3);
    assert_int_equal(column_of(f, KK_STATISTIC_SCAN, "2022")->status[3], KK_FIGURE_UNKNOWN);
    map_end(f);

    f = map_with_cluster(10, KK_DIRECTION_NEED);
    map_statistics(f, 1);
    check_numbers(f, 0, 0, WIJKEN); /* the same everywhere */
    assert_contains(row_of(f, "scan_relative_risk", "")->note, "no cluster of high rates");
    map_end(f);

    f = map_with_cluster(30, KK_DIRECTION_NEED);
    f->indicators[BASE].kind = KK_VALUE;
    map_statistics(f, 1);
    assert_int_equal(f->statistics.column_count, 0);
    assert_contains(row_of(f, "scan_relative_risk", "")->note, "only a share or a rate");
    map_end(f);
}

static void test_one_area(void **state)
{
    (void)state;
    map_fixture *f = map_begin(1);
    const double events[] = {20}, persons[] = {100};
    f->choice.scan.given = true;
    f->choice.scan.largest = 0.5;
    f->choice.scan.replicates = 9;
    add_column(f, BASE, "2022", events, persons);
    map_statistics(f, 1);
    assert_int_equal(column_of(f, KK_STATISTIC_SCAN, "2022")->status[0], KK_FIGURE_NOT_APPLICABLE);
    map_end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cluster),
        cmocka_unit_test(test_low_rates_of_a_strength),
        cmocka_unit_test(test_not_significant),
        cmocka_unit_test(test_one_wijk_alone),
        cmocka_unit_test(test_withheld_takes_no_part),
        cmocka_unit_test(test_without_shape_or_counts),
        cmocka_unit_test(test_one_area),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
