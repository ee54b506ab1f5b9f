/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/statistics/map_fixture.h"

static const double use[] = {10, 20, 30, 40}, youths[] = {100, 100, 100, 100};

static void add_statistic(map_fixture *f, kk_statistic_part part, const char *period)
{
    static const uint8_t status[5] = {0};
    kk_statistics *s = &f->statistics;
    if (s->column == NULL) s->column = made_room(&f->arena, 16, sizeof *s->column);
    s->column[s->column_count++] = (kk_released_column){
        .indicator = &f->indicators[DERIVED + part], .level = WIJK, .period = period, .status = status};
}

static const kk_released_column *extend(map_fixture *f, size_t count)
{
    const kk_release *extended;
    map_release(f);
    assert_int_equal(kk_release_extend(f->release, &f->config, &f->statistics, &f->arena, &extended, &f->err), KK_OK);
    f->release = extended;
    const kk_released_column *columns;
    assert_int_equal(kk_release_columns(extended, &columns), count);
    return columns;
}

static void assert_column(const kk_released_column *column, const char *name, const char *period, bool on_map)
{
    assert_string_equal(column->indicator->name, name);
    assert_string_equal(column->period, period);
    assert_int_equal(column->shown_on_map, on_map);
}

/* Behind their base, part by part, by period; on the map for the period that the base shows. */
static void test_statistics_stand_behind_their_base(void **state)
{
    (void)state;
    map_fixture *f = map_begin(4);
    add_column(f, BASE, "2022", use, youths);
    add_column(f, BASE, "2023", use, youths);
    add_column(f, OTHER, "2023", use, NULL);
    add_statistic(f, KK_STATISTIC_RANK, "2023");
    add_statistic(f, KK_STATISTIC_SMOOTHED, "2023");
    add_statistic(f, KK_STATISTIC_SMOOTHED, "2022");
    const kk_released_column *columns = extend(f, 6);
    assert_column(&columns[0], "use", "2022", false);
    assert_column(&columns[1], "use", "2023", true);
    assert_column(&columns[2], "use_smoothed", "2022", false);
    assert_column(&columns[3], "use_smoothed", "2023", true);
    assert_column(&columns[4], "use_rank", "2023", true);
    assert_column(&columns[5], "poverty", "2023", true);
    map_end(f);
}

static void test_a_statistic_that_is_not_on_the_map(void **state)
{
    (void)state;
    map_fixture *f = map_begin(4);
    add_column(f, BASE, "2022", use, youths);
    add_statistic(f, KK_STATISTIC_RANK, "2022");
    f->indicators[DERIVED + KK_STATISTIC_RANK].on_map = false;
    assert_column(&extend(f, 2)[1], "use_rank", "2022", false);
    map_end(f);
}

static void test_internal_indicators_go(void **state)
{
    (void)state;
    map_fixture *f = map_begin(4);
    f->indicators[OTHER].is_internal = true;
    add_column(f, BASE, "2022", use, youths);
    add_column(f, OTHER, "2022", use, NULL);
    assert_column(&extend(f, 1)[0], "use", "2022", true);
    map_end(f);
}

static void test_rows_and_the_rest_are_kept(void **state)
{
    (void)state;
    map_fixture *f = map_begin(4);
    add_column(f, BASE, "2022", use, youths);
    f->column[0].is_public = false;
    f->column[0].small_count[2] = true;
    kk_statistic_row row = {.statistic = "gini"};
    f->statistics.row = &row;
    f->statistics.row_count = 1;
    const kk_released_column *columns = extend(f, 1);
    assert_int_equal(columns[0].status[2], KK_FIGURE_SUPPRESSED_PERSONS);
    assert_int_equal(kk_release_withheld(f->release), 1);
    assert_ptr_equal(kk_release_areas(f->release), &f->areas);
    const kk_statistic_row *rows;
    assert_int_equal(kk_release_statistics(f->release, &rows), 1);
    assert_string_equal(rows->statistic, "gini");
    map_end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_statistics_stand_behind_their_base),
        cmocka_unit_test(test_a_statistic_that_is_not_on_the_map),
        cmocka_unit_test(test_internal_indicators_go),
        cmocka_unit_test(test_rows_and_the_rest_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
