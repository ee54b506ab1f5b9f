/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "cli/coverage.h"

/* Two tables; the share is of the first, at gemeente and wijk level; the value is of the second, at all levels. */
static kk_term of_first[] = {{.op = KK_OP_NUMBER}, {.op = KK_OP_COLUMN, .table = 0}};
static kk_term of_second[] = {{.op = KK_OP_COLUMN, .table = 1}};
static const char *levels[] = {"gemeente", "wijk"};
static kk_config_indicator indicators[] = {
    {.name = "share",
     .numerator = {.count = 1, .terms = of_first},
     .denominator = {.count = 2, .terms = of_first},
     .levels = levels,
     .level_count = 2},
    {.name = "value", .numerator = {.count = 1, .terms = of_second}},
};
static kk_config_group groups[] = {{.name = "team"}};
static kk_config_table tables[] = {{.name = "kwb", .mark = {"p.yaml", 7, 5}},
                                   {.name = "care", .mark = {"p.yaml", 9, 5}}};

static kk_config config_with(double minimum)
{
    tables[0].minimum_coverage = tables[1].minimum_coverage = minimum;
    return (kk_config){.tables = tables,
                       .table_count = 2,
                       .indicators = indicators,
                       .indicator_count = 2,
                       .areas = {.groups = groups, .group_count = 1}};
}

static kk_coverage_total total_of(uint32_t table, const char *level, int inhabited, int without_figure)
{
    return (kk_coverage_total){.table = table,
                               .period = "2023",
                               .level = level,
                               .areas = inhabited,
                               .inhabited = inhabited,
                               .with_figure = inhabited - without_figure,
                               .without_figure = without_figure,
                               .cause = without_figure == inhabited ? "the table has no figures at this level" : ""};
}

static kk_status check_one(kk_coverage_total total, double minimum, kk_error *err)
{
    kk_coverage coverage = {.totals = &total, .total_count = 1};
    kk_config config = config_with(minimum);
    return kk_coverage_check(&coverage, &config, err);
}

static void test_enough_is_enough(void **state)
{
    (void)state;
    kk_error err = {0};
    assert_int_equal(check_one(total_of(0, "wijk", 10, 3), 0.7, &err), KK_OK);
    assert_int_equal(check_one(total_of(0, "wijk", 10, 10), 0, &err), KK_OK);
    assert_int_equal(check_one(total_of(0, "wijk", 0, 0), 1, &err), KK_OK);
    assert_int_equal(check_one(total_of(0, "wijk", 10, 0), 1, &err), KK_OK);
}

static void test_the_first_missing_areas_are_named(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_coverage_gap gaps[] = {
        {KK_GAP_NO_FIGURE, 1, "2023", "wijk", "WK000199", "of another table", ""},
        {KK_GAP_NO_FIGURE, 0, "2022", "wijk", "WK000198", "of another period", ""},
        {KK_GAP_NO_FIGURE, 0, "2023", "buurt", "BU00010001", "of another level", ""},
        {KK_GAP_NO_FIGURE, 0, "2023", "wijk", "WK000101", "missing", ""},
        {KK_GAP_NO_FIGURE, 0, "2023", "wijk", "WK000102", "missing", ""},
        {KK_GAP_NO_AREA, 0, "2023", "wijk", "WK000103", "not missing", ""},
        {KK_GAP_NO_FIGURE, 0, "2023", "wijk", "WK000104", "missing", ""},
    };
    kk_coverage_total totals[] = {total_of(0, "gemeente", 1, 0), total_of(0, "wijk", 10, 3)};
    kk_coverage coverage = {gaps, 7, totals, 2};
    kk_config config = config_with(0.71);
    assert_int_equal(kk_coverage_check(&coverage, &config, &err), KK_ERR_COVERAGE);
    assert_string_equal(
        err.message,
        "p.yaml:7:5: table 'kwb' has figures for 7 of the 10 inhabited areas of level wijk in 2023 (70.0%), below its "
        "`minimum_coverage: 0.71`; missing are WK000101, WK000102, WK000104; `kansenkompas check` tells what was "
        "rejected");
}

static void test_of_many_five_are_named(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_coverage_gap gaps[8];
    for (size_t i = 0; i < 8; i++)
        gaps[i] = (kk_coverage_gap){KK_GAP_NO_FIGURE, 0, "2023", "wijk", "WK000101", "missing", ""};
    kk_coverage_total totals[] = {total_of(0, "wijk", 10, 8)};
    kk_coverage coverage = {gaps, 8, totals, 1};
    kk_config config = config_with(0.5);
    assert_int_equal(kk_coverage_check(&coverage, &config, &err), KK_ERR_COVERAGE);
    assert_contains(err.message, "missing are WK000101, WK000101, WK000101, WK000101, WK000101 and 3 more; ");
}

static void test_a_level_without_any_figure_is_the_worst_case(void **state)
{
    (void)state;
    kk_error err = {0};
    assert_int_equal(check_one(total_of(0, "wijk", 10, 10), 0.1, &err), KK_ERR_COVERAGE);
    assert_contains(err.message, "for 0 of the 10 inhabited areas of level wijk in 2023 (0.0%), below its "
                                 "`minimum_coverage: 0.1`; the table has no figures at this level; ");
    kk_coverage_total refused = total_of(0, "wijk", 10, 10);
    refused.cause = "refused: see rejected.csv";
    assert_int_equal(check_one(refused, 0.1, &err), KK_ERR_COVERAGE);
    assert_contains(err.message, "; refused: see rejected.csv; ");
}

static void test_only_levels_that_an_indicator_wants_of_the_table(void **state)
{
    (void)state;
    kk_error err = {0};
    assert_int_equal(check_one(total_of(0, "buurt", 10, 10), 1, &err), KK_OK);
    assert_int_equal(check_one(total_of(1, "buurt", 10, 10), 1, &err), KK_ERR_COVERAGE);
    assert_int_equal(check_one(total_of(0, "gemeente", 10, 9), 1, &err), KK_ERR_COVERAGE);
}

static void test_own_areas_are_added_up_unless_the_table_has_them(void **state)
{
    (void)state;
    kk_error err = {0};
    assert_int_equal(check_one(total_of(1, "team", 10, 10), 1, &err), KK_OK);
    assert_int_equal(check_one(total_of(1, "team", 10, 9), 1, &err), KK_ERR_COVERAGE);
    assert_int_equal(check_one(total_of(0, "team", 10, 9), 1, &err), KK_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_enough_is_enough),
        cmocka_unit_test(test_the_first_missing_areas_are_named),
        cmocka_unit_test(test_of_many_five_are_named),
        cmocka_unit_test(test_a_level_without_any_figure_is_the_worst_case),
        cmocka_unit_test(test_only_levels_that_an_indicator_wants_of_the_table),
        cmocka_unit_test(test_own_areas_are_added_up_unless_the_table_has_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
