/* SPDX-License-Identifier: EUPL-1.2 */
/* Ranks of a map: which areas take part, in which group, and which way is worst. */
#include "unit/statistics/map_fixture.h"

static map_fixture *ranked_map(size_t wijken, unsigned worst, const char *within)
{
    map_fixture *f = map_begin(wijken);
    f->choice.ranked.given = f->choice.ranked.simultaneous = true;
    f->choice.ranked.worst = worst;
    f->choice.ranked.confidence = 0.95;
    f->choice.ranked.within = within;
    return f;
}

static void check_area(const map_fixture *f, size_t area, double rank, double lower, double upper, double worst)
{
    const kk_released_column *ranks = column_of(f, KK_STATISTIC_RANK, "2023");
    assert_int_equal(ranks->status[area], KK_FIGURE_OK);
    assert_near(ranks->value[area], rank, 0);
    assert_near(ranks->lower[area], lower, 0);
    assert_near(ranks->upper[area], upper, 0);
    assert_near(column_of(f, KK_STATISTIC_WORST, "2023")->value[area], worst, 0);
}

/* Large differences, and no difference: what can be told of either. */
static const double events[] = {4000, 3000, 205, 200, 900, 20, 0};
static const double persons[] = {10000, 10000, 2000, 2000, 1000, 1000, 0};

static void large_differences_are_certain(void **state)
{
    (void)state;
    map_fixture *f = ranked_map(6, 1, NULL);
    add_column(f, BASE, "2023", events, persons);
    map_statistics(f, 2);
    check_area(f, 4, 1, 1, 1, 2);
    check_area(f, 0, 2, 2, 2, 0);
    check_area(f, 1, 3, 3, 3, 0);
    check_area(f, 2, 4, 4, 5, 0);
    check_area(f, 3, 5, 4, 5, 0);
    check_area(f, 5, 6, 6, 6, 0);
    const kk_released_column *chance = column_of(f, KK_STATISTIC_WORST_CHANCE, "2023");
    assert_near(chance->value[4], 100, 0);
    assert_near(chance->value[5], 0, 0);
    assert_int_equal(column_of(f, KK_STATISTIC_RANK, "2023")->status[6], KK_FIGURE_NOT_APPLICABLE);
    assert_near(row_of(f, "worst_certain", "1")->value, 1, 0);
    assert_contains(row_of(f, "worst_certain", "1")->note, "with 95% confidence");
    assert_near(row_of(f, "worst_possible", "1")->value, 1, 0);
    assert_near(row_of(f, "rank_places", NULL)->value, 8.0 / 6, 1e-12);
    map_end(f);
}

static void of_a_strength_the_lowest_is_worst(void **state)
{
    (void)state;
    map_fixture *f = ranked_map(6, 1, NULL);
    f->indicators[BASE].direction = KK_DIRECTION_STRENGTH;
    add_column(f, BASE, "2023", events, persons);
    map_statistics(f, 1);
    check_area(f, 5, 1, 1, 1, 2);
    check_area(f, 3, 2, 2, 3, 0);
    check_area(f, 4, 6, 6, 6, 0);
    map_end(f);
}

static void each_gemeente_has_its_own(void **state)
{
    (void)state;
    map_fixture *f = ranked_map(6, 1, "gemeente");
    add_column(f, BASE, "2023", events, persons);
    map_statistics(f, 2);
    check_area(f, 0, 1, 1, 1, 2);
    check_area(f, 2, 3, 3, 3, 0);
    check_area(f, 4, 1, 1, 1, 2);
    check_area(f, 5, 3, 3, 3, 0);
    assert_near(column_of(f, KK_STATISTIC_RANK, "2023")->denominator[5], 3, 0);
    assert_string_equal(row_of(f, "worst_certain", "1")->within_code, "GM0001");
    map_end(f);
}

/* Where all are among the k worst, that says nothing; one area has no rank. */
static void few_areas_have_no_worst(void **state)
{
    (void)state;
    const double secret[] = {-1, -1, 205, 200, 900, 20, 0};
    map_fixture *f = ranked_map(6, 3, "gemeente");
    add_column(f, BASE, "2023", secret, persons);
    map_statistics(f, 1);
    const kk_released_column *ranks = column_of(f, KK_STATISTIC_RANK, "2023");
    const kk_released_column *worst = column_of(f, KK_STATISTIC_WORST, "2023");
    assert_int_equal(ranks->status[0], KK_FIGURE_SECRET);
    assert_int_equal(ranks->status[2], KK_FIGURE_NOT_APPLICABLE);
    assert_int_equal(ranks->status[4], KK_FIGURE_OK);
    assert_int_equal(worst->status[4], KK_FIGURE_NOT_APPLICABLE);
    assert_true(isnan(worst->value[4]));
    assert_null(row_of(f, "worst_certain", NULL));
    assert_contains(row_of(f, "rank_places", NULL)->note, "fewer than two");
    map_end(f);
}

/* The higher of small and of noisy areas is not certain to be worst, however high its figure. */
static void what_fluctuates_is_not_certain(void **state)
{
    (void)state;
    const double few[] = {20, 300, 310, 290, 305, 295, 0}, of[] = {40, 3000, 3000, 3000, 3000, 3000, 0};
    const double fewer[] = {10, 300, 310, 290, 305, 295, 0};
    map_fixture *f = ranked_map(6, 1, NULL);
    add_column(f, BASE, "2022", fewer, of);
    add_column(f, BASE, "2023", few, of);
    map_statistics(f, 1);
    check_area(f, 0, 1, 1, 1, 2);
    assert_near(column_of(f, KK_STATISTIC_RANK, "2022")->value[0], 1, 0);
    assert_near(column_of(f, KK_STATISTIC_WORST, "2022")->value[0], 1, 0);
    assert_true(column_of(f, KK_STATISTIC_WORST_CHANCE, "2022")->value[0] < 95);
    map_end(f);
}

/* An estimate is ranked by its own interval, and not without one. */
static void estimates_go_by_their_interval(void **state)
{
    (void)state;
    const double values[] = {50, 10, 40, 39, 12, 11, 0};
    map_fixture *f = ranked_map(6, 1, NULL);
    f->indicators[BASE].kind = KK_ESTIMATE;
    kk_indicator_column *column = add_column(f, BASE, "2023", values, NULL);
    for (size_t i = 1; i < 6; i++) {
        column->lower[i] = values[i] - 1.96;
        column->upper[i] = values[i] + 1.96;
    }
    map_statistics(f, 1);
    assert_int_equal(column_of(f, KK_STATISTIC_RANK, "2023")->status[0], KK_FIGURE_NOT_APPLICABLE);
    check_area(f, 2, 1, 1, 2, 1);
    check_area(f, 3, 2, 1, 2, 1);
    check_area(f, 1, 5, 3, 5, 0);
    map_end(f);
}

/* A median that is not reached within its interval may be however high: it can be the worst, and not the best. */
static void an_interval_without_an_end_takes_part(void **state)
{
    (void)state;
    const double values[] = {175, 100, 60, 30, 20, 10, 0};
    map_fixture *f = ranked_map(6, 1, NULL);
    f->indicators[BASE].kind = KK_ESTIMATE;
    kk_indicator_column *column = add_column(f, BASE, "2023", values, NULL);
    for (size_t i = 0; i < 6; i++) {
        column->lower[i] = values[i] - 1.96;
        column->upper[i] = values[i] + 1.96;
    }
    column->lower[0] = 101;
    column->upper[0] = column->upper[2] = NAN;
    column->lower[4] = NAN;
    column->lower[5] = 9;
    column->upper[5] = 35; /* skew: the longer side counts */
    map_statistics(f, 1);
    for (size_t i = 0; i < 3; i++) check_area(f, i, (double)i + 1, 1, 3, 1);
    check_area(f, 3, 4, 4, 5, 0);
    check_area(f, 4, 5, 5, 6, 0);
    check_area(f, 5, 6, 4, 6, 0);
    const double *chance = column_of(f, KK_STATISTIC_WORST_CHANCE, "2023")->value;
    assert_true(chance[0] > 50 && chance[0] < 100 && chance[1] > 0);
    map_end(f);
}

/* Sets that hold one by one are no list. */
static void marginal_sets_make_no_list(void **state)
{
    (void)state;
    map_fixture *f = ranked_map(6, 1, NULL);
    f->choice.ranked.simultaneous = false;
    add_column(f, BASE, "2023", events, persons);
    map_statistics(f, 1);
    for (size_t c = 0; c < f->statistics.column_count; c++)
        assert_int_not_equal(f->statistics.column[c].indicator->statistic, KK_STATISTIC_WORST);
    assert_near(column_of(f, KK_STATISTIC_RANK, "2023")->value[4], 1, 0);
    assert_near(column_of(f, KK_STATISTIC_WORST_CHANCE, "2023")->value[4], 100, 0);
    assert_non_null(row_of(f, "rank_places", NULL));
    assert_null(row_of(f, "worst_certain", NULL));
    assert_null(row_of(f, "worst_possible", NULL));
    map_end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(large_differences_are_certain),
        cmocka_unit_test(of_a_strength_the_lowest_is_worst),
        cmocka_unit_test(each_gemeente_has_its_own),
        cmocka_unit_test(few_areas_have_no_worst),
        cmocka_unit_test(what_fluctuates_is_not_certain),
        cmocka_unit_test(estimates_go_by_their_interval),
        cmocka_unit_test(an_interval_without_an_end_takes_part),
        cmocka_unit_test(marginal_sets_make_no_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
