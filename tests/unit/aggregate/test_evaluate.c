/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "aggregate/evaluate.h"
#include "aggregate/periods.h"
#include "kk/indicators.h"

/* Two tables: 0 "care" with one column, 1 "people" with two. Three areas. */
static double care[] = {30, 0, NAN};
static uint8_t care_status[] = {KK_FIGURE_OK, KK_FIGURE_NIL, KK_FIGURE_SECRET};
static double people[] = {100, 200, 0, 0, 50, NAN};
static uint8_t people_status[] = {KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_OK,
                                  KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_UNKNOWN};
static const kk_joined_block care_block = {care, care_status, 1, 3};
static const kk_joined_block people_block = {people, people_status, 2, 3};
static const kk_joined_block *const blocks[] = {&care_block, &people_block};

static kk_term care_terms[] = {{.op = KK_OP_COLUMN, .table = 0, .column = 0}};
static kk_term young_terms[] = {
    {.op = KK_OP_COLUMN, .table = 1, .column = 0}, {.op = KK_OP_COLUMN, .table = 1, .column = 1}, {.op = KK_OP_ADD}};

static kk_config_indicator indicator_of(kk_indicator_kind kind)
{
    return (kk_config_indicator){
        .name = "x",
        .kind = kind,
        .numerator = {.count = 1, .terms = care_terms},
        .denominator = {.count = 3, .terms = young_terms},
        .per = 100,
    };
}

static kk_result result_at(const kk_config_indicator *indicator, size_t area)
{
    kk_evaluation evaluation = {indicator, blocks};
    kk_fraction fraction = kk_evaluate_area(&evaluation, area);
    return kk_result_of(indicator, &fraction);
}

static void test_share_with_its_interval(void **state)
{
    (void)state;
    kk_config_indicator share = indicator_of(KK_SHARE);
    kk_result result = result_at(&share, 0);
    kk_interval interval = kk_wilson(30, 300);
    assert_near(result.value.value, 0.1, 1e-15);
    assert_int_equal(result.value.status, KK_FIGURE_OK);
    assert_near(result.lower, interval.lower, 0);
    assert_near(result.upper, interval.upper, 0);
}

static void test_nobody_there_is_no_population(void **state)
{
    (void)state;
    kk_config_indicator share = indicator_of(KK_SHARE);
    kk_result result = result_at(&share, 1);
    assert_true(isnan(result.value.value) && isnan(result.lower));
    assert_int_equal(result.value.status, KK_FIGURE_NO_POPULATION);
}

static void test_missing_parts_make_the_whole_missing_with_the_worst_status(void **state)
{
    (void)state;
    kk_config_indicator share = indicator_of(KK_SHARE);
    kk_result result = result_at(&share, 2);
    assert_true(isnan(result.value.value));
    assert_int_equal(result.value.status, KK_FIGURE_SECRET);
}

static void test_rate_and_mean(void **state)
{
    (void)state;
    kk_config_indicator rate = indicator_of(KK_RATE), mean = indicator_of(KK_MEAN);
    kk_interval poisson = kk_poisson_interval(30);
    kk_result result = result_at(&rate, 0);
    assert_near(result.value.value, 0.1, 1e-15);
    assert_near(result.lower, poisson.lower / 300, 1e-15);
    assert_near(result.upper, poisson.upper / 300, 1e-15);
    result = result_at(&mean, 0);
    assert_near(result.value.value, 0.1, 1e-15);
    assert_true(isnan(result.lower) && isnan(result.upper));
}

static void test_value_is_taken_as_it_is(void **state)
{
    (void)state;
    kk_config_indicator value = indicator_of(KK_VALUE);
    value.denominator.count = 0;
    assert_near(result_at(&value, 0).value.value, 30, 0);
    assert_int_equal(result_at(&value, 1).value.status, KK_FIGURE_NIL);
    assert_int_equal(result_at(&value, 2).value.status, KK_FIGURE_SECRET);
}

static void test_a_share_above_one_or_a_negative_count_is_unknown(void **state)
{
    (void)state;
    kk_config_indicator share = indicator_of(KK_SHARE), rate = indicator_of(KK_RATE);
    kk_fraction above = {{5, KK_FIGURE_OK}, {4, KK_FIGURE_OK}}, negative = {{-5, KK_FIGURE_OK}, {40, KK_FIGURE_OK}};
    assert_int_equal(kk_result_of(&share, &above).value.status, KK_FIGURE_UNKNOWN);
    assert_near(kk_result_of(&rate, &above).value.value, 1.25, 1e-15);
    assert_int_equal(kk_result_of(&share, &negative).value.status, KK_FIGURE_UNKNOWN);
    assert_int_equal(kk_result_of(&rate, &negative).value.status, KK_FIGURE_UNKNOWN);
}

static void test_expression_arithmetic(void **state)
{
    (void)state;
    /* −(100 × 2 − 200 / 4) = −150 */
    kk_term terms[] = {{.op = KK_OP_COLUMN, .table = 1, .column = 0},
                       {.op = KK_OP_NUMBER, .number = 2},
                       {.op = KK_OP_MULTIPLY},
                       {.op = KK_OP_COLUMN, .table = 1, .column = 1},
                       {.op = KK_OP_NUMBER, .number = 4},
                       {.op = KK_OP_DIVIDE},
                       {.op = KK_OP_SUBTRACT},
                       {.op = KK_OP_NEGATE}};
    kk_config_indicator value = {.kind = KK_VALUE, .numerator = {.count = 8, .terms = terms}};
    assert_near(result_at(&value, 0).value.value, -150, 0);
    /* Division by a figure of 0. */
    kk_term division[] = {
        {.op = KK_OP_NUMBER, .number = 1}, {.op = KK_OP_COLUMN, .table = 1, .column = 0}, {.op = KK_OP_DIVIDE}};
    value.numerator = (kk_expression){.count = 3, .terms = division};
    assert_int_equal(result_at(&value, 1).value.status, KK_FIGURE_NO_POPULATION);
}

static kk_result sum_of(const kk_config_indicator *indicator, const kk_fraction *members, size_t count)
{
    kk_fraction sum = kk_fraction_sum_init();
    for (size_t i = 0; i < count; i++) kk_fraction_sum_add(indicator, &sum, &members[i]);
    kk_fraction whole = kk_fraction_sum_finish(indicator, &sum);
    return kk_result_of(indicator, &whole);
}

static void test_own_area_adds_up_its_members(void **state)
{
    (void)state;
    kk_config_indicator share = indicator_of(KK_SHARE);
    const kk_figure nobody = {NAN, KK_FIGURE_NO_POPULATION}, secret = {NAN, KK_FIGURE_SECRET};
    const kk_fraction members[] = {
        {{10, KK_FIGURE_OK}, {100, KK_FIGURE_OK}},
        {nobody, {5, KK_FIGURE_OK}}, /* counts for nothing, on either side */
        {{0, KK_FIGURE_NIL}, {50, KK_FIGURE_OK}},
        {secret, {70, KK_FIGURE_OK}},
    };
    kk_result known = sum_of(&share, members, 3);
    assert_near(known.value.value, 10.0 / 150, 1e-15);
    assert_near(known.lower, kk_wilson(10, 150).lower, 0);
    assert_int_equal(sum_of(&share, members, 4).value.status, KK_FIGURE_SECRET);
    assert_int_equal(sum_of(&share, members, 0).value.status, KK_FIGURE_NO_POPULATION);
    assert_int_equal(sum_of(&share, &members[1], 1).value.status, KK_FIGURE_NO_POPULATION);
}

static void test_own_area_averages_a_value_with_its_weight(void **state)
{
    (void)state;
    kk_config_indicator value = indicator_of(KK_VALUE);
    const kk_fraction members[] = {{{2.5, KK_FIGURE_OK}, {10, KK_FIGURE_OK}}, {{4, KK_FIGURE_OK}, {30, KK_FIGURE_OK}}};
    assert_near(sum_of(&value, members, 2).value.value, (2.5 * 10 + 4 * 30) / 40, 1e-15);
    value.denominator.count = 0;
    assert_int_equal(sum_of(&value, members, 2).value.status, KK_FIGURE_NOT_APPLICABLE);
}

static void test_absent_rows_are_seen(void **state)
{
    (void)state;
    uint8_t absent[] = {KK_FIGURE_ABSENT};
    double nothing[] = {NAN};
    const kk_joined_block absent_block = {nothing, absent, 1, 0};
    const kk_joined_block *const none[] = {&absent_block, &absent_block};
    kk_config_indicator value = indicator_of(KK_VALUE);
    value.denominator.count = 0;
    assert_false(kk_evaluate_has_row(&(kk_evaluation){&value, none}, 0));
    assert_true(kk_evaluate_has_row(&(kk_evaluation){&value, blocks}, 2));
}

static void test_periods_and_stand_ins(void **state)
{
    (void)state;
    const char *years[] = {"2022", "2023"}, *one[] = {"2024"}, *serves[] = {"2022", "2023"};
    kk_config_table plain = {.name = "care"},
                    standing = {.name = "people", .stands_in_for = serves, .stands_in_count = 2};
    kk_table care_table = {.config = &plain, .period_count = 2, .period = years};
    kk_table people_table = {.config = &standing, .period_count = 1, .period = one};
    assert_int_equal(kk_table_period_for(&care_table, "2023"), 1);
    assert_int_equal(kk_table_period_for(&care_table, "2024"), -1);
    assert_int_equal(kk_table_period_for(&people_table, "2023"), 0);
    assert_int_equal(kk_table_period_for(&people_table, "2021"), -1);
    people_table.period_count = 2; /* only a table of one period stands in */
    people_table.period = (const char *[]){"2024", "2025"};
    assert_int_equal(kk_table_period_for(&people_table, "2023"), -1);

    uint32_t tables[2];
    kk_config_indicator share = indicator_of(KK_SHARE);
    assert_int_equal(kk_indicator_tables(&share, tables), 2);
    assert_int_equal(tables[0], 0);
    assert_int_equal(tables[1], 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_share_with_its_interval),
        cmocka_unit_test(test_nobody_there_is_no_population),
        cmocka_unit_test(test_missing_parts_make_the_whole_missing_with_the_worst_status),
        cmocka_unit_test(test_rate_and_mean),
        cmocka_unit_test(test_value_is_taken_as_it_is),
        cmocka_unit_test(test_a_share_above_one_or_a_negative_count_is_unknown),
        cmocka_unit_test(test_expression_arithmetic),
        cmocka_unit_test(test_own_area_adds_up_its_members),
        cmocka_unit_test(test_own_area_averages_a_value_with_its_weight),
        cmocka_unit_test(test_absent_rows_are_seen),
        cmocka_unit_test(test_periods_and_stand_ins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
