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
static const kk_config_table tables_public[] = {{.is_public = true}, {.is_public = true}};
static const kk_config_table care_private[] = {{.is_public = false}, {.is_public = true}};

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
    kk_evaluation evaluation = {indicator, tables_public, blocks};
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
    kk_fraction above = {{5, KK_FIGURE_OK}, {4, KK_FIGURE_OK}, false},
                negative = {{-5, KK_FIGURE_OK}, {40, KK_FIGURE_OK}, false};
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

/* ---- own areas: members are areas of a level whose figures are given; the own level has rows or not ---- */

enum { MEMBERS = 4 };
static const uint32_t all_members[] = {0, 1, 2, 3};
static const bool no_water[MEMBERS];

typedef struct own_case {
    double care[MEMBERS], people[MEMBERS];
    uint8_t care_status[MEMBERS], people_status[MEMBERS];
    double own_care, own_people;
    uint8_t own_care_status, own_people_status;
} own_case;

/* care / people, with one column each. */
static kk_fraction own_fraction(const own_case *c, kk_indicator_kind kind, const kk_config_table *tables, size_t count)
{
    static kk_term one[] = {{.op = KK_OP_COLUMN, .table = 0}}, other[] = {{.op = KK_OP_COLUMN, .table = 1}};
    static kk_config_indicator indicator;
    indicator = (kk_config_indicator){.kind = kind, .numerator = {.count = 1, .terms = one}, .per = 100};
    if (kind != KK_VALUE || tables[1].name == NULL) indicator.denominator = (kk_expression){.count = 1, .terms = other};
    kk_joined_block member_care = {(double *)c->care, (uint8_t *)c->care_status, 1, MEMBERS};
    kk_joined_block member_people = {(double *)c->people, (uint8_t *)c->people_status, 1, MEMBERS};
    kk_joined_block own_care = {(double *)&c->own_care, (uint8_t *)&c->own_care_status, 1, 1};
    kk_joined_block own_people = {(double *)&c->own_people, (uint8_t *)&c->own_people_status, 1, 1};
    const kk_joined_block *here_blocks[] = {&own_care, &own_people}, *member_blocks[] = {&member_care, &member_people};
    kk_evaluation here = {&indicator, tables, here_blocks};
    kk_members members = {{&indicator, tables, member_blocks}, all_members, count, no_water};
    return kk_evaluate_own_area(&here, 0, &members);
}

static const own_case summed = {
    .care = {10, NAN, 0, NAN},
    .care_status = {KK_FIGURE_OK, KK_FIGURE_NO_POPULATION, KK_FIGURE_NIL, KK_FIGURE_SECRET},
    .people = {100, 5, 50, 70},
    .own_care = NAN,
    .own_care_status = KK_FIGURE_ABSENT,
    .own_people = NAN,
    .own_people_status = KK_FIGURE_ABSENT,
};

static void test_own_area_adds_up_its_members(void **state)
{
    (void)state;
    kk_config_indicator share = indicator_of(KK_SHARE);
    kk_fraction known = own_fraction(&summed, KK_SHARE, tables_public, 3);
    assert_near(known.numerator.value, 10, 0);
    assert_near(known.denominator.value, 150, 0); /* the member where nobody lives counts on neither side */
    assert_near(kk_result_of(&share, &known).lower, kk_wilson(10, 150).lower, 0);
    kk_fraction secret = own_fraction(&summed, KK_SHARE, tables_public, 4);
    assert_int_equal(kk_result_of(&share, &secret).value.status, KK_FIGURE_SECRET);
    kk_fraction nobody = own_fraction(&summed, KK_SHARE, tables_public, 0);
    assert_int_equal(kk_result_of(&share, &nobody).value.status, KK_FIGURE_NO_POPULATION);
}

static void test_own_rows_and_members_are_mixed_per_expression(void **state)
{
    (void)state;
    own_case own = summed;
    own.own_care = 40;
    own.own_care_status = KK_FIGURE_OK;
    for (int i = 0; i < MEMBERS; i++) own.care_status[i] = KK_FIGURE_ABSENT;
    kk_fraction mixed = own_fraction(&own, KK_SHARE, tables_public, 4);
    assert_near(mixed.numerator.value, 40, 0);
    assert_near(mixed.denominator.value, 225, 0);
    own.own_people = 300;
    own.own_people_status = KK_FIGURE_OK;
    assert_near(own_fraction(&own, KK_SHARE, tables_public, 4).denominator.value, 300, 0);
}

static void test_own_area_averages_a_value_with_its_weight(void **state)
{
    (void)state;
    own_case means = summed;
    means.care[0] = 2.5, means.care[1] = 4;
    means.care_status[0] = means.care_status[1] = KK_FIGURE_OK;
    kk_fraction mean = own_fraction(&means, KK_VALUE, tables_public, 2);
    assert_near(mean.numerator.value, (2.5 * 100 + 4 * 5) / 105, 1e-15);
    const kk_config_table named[] = {{.is_public = true}, {.name = "without a weight", .is_public = true}};
    assert_int_equal(own_fraction(&means, KK_VALUE, named, 2).numerator.status, KK_FIGURE_NOT_APPLICABLE);
}

static void test_small_private_counts_are_seen_whatever_is_made_of_them(void **state)
{
    (void)state;
    kk_term seven[] = {{.op = KK_OP_NUMBER, .number = 1000}, {.op = KK_OP_COLUMN, .table = 0}, {.op = KK_OP_MULTIPLY}};
    double few[] = {7, 0, 10};
    uint8_t status[] = {KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_OK};
    const kk_joined_block few_block = {few, status, 1, 3};
    const kk_joined_block *const few_blocks[] = {&few_block, &people_block};
    kk_config_indicator value = {.kind = KK_VALUE, .numerator = {.count = 3, .terms = seven}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(kk_evaluate_area(&(kk_evaluation){&value, care_private, few_blocks}, i).small_count, i == 0);
        assert_false(kk_evaluate_area(&(kk_evaluation){&value, tables_public, few_blocks}, i).small_count);
    }
    /* Over members it is the sum that counts: 4 and 5 make 9, with 6 it is 15. */
    own_case own = summed;
    own.care[0] = 4, own.care[1] = 5, own.care[2] = 6;
    own.care_status[0] = own.care_status[1] = own.care_status[2] = KK_FIGURE_OK;
    assert_true(own_fraction(&own, KK_SHARE, care_private, 2).small_count);
    assert_false(own_fraction(&own, KK_SHARE, care_private, 3).small_count);
    assert_false(own_fraction(&own, KK_SHARE, tables_public, 2).small_count);
}

static void test_a_result_that_is_not_finite_is_unknown(void **state)
{
    (void)state;
    kk_term huge[] = {
        {.op = KK_OP_NUMBER, .number = 1e300}, {.op = KK_OP_NUMBER, .number = 1e300}, {.op = KK_OP_MULTIPLY}};
    kk_config_indicator value = {.kind = KK_VALUE, .numerator = {.count = 3, .terms = huge}};
    assert_int_equal(result_at(&value, 0).value.status, KK_FIGURE_UNKNOWN);
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

    /* The order in which tables are named changes nothing. */
    people_table.period_count = 1;
    people_table.period = one;
    const kk_table both[] = {care_table, people_table};
    const uint32_t forth[] = {0, 1}, back[] = {1, 0};
    const char *periods[4];
    assert_int_equal(kk_indicator_periods(both, forth, 2, periods), 2);
    assert_string_equal(periods[0], "2022");
    assert_int_equal(kk_indicator_periods(both, back, 2, periods), 2);
    assert_string_equal(periods[1], "2023");
    assert_int_equal(kk_indicator_periods(both, back, 1, periods), 1);
    assert_string_equal(periods[0], "2024");

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
        cmocka_unit_test(test_own_rows_and_members_are_mixed_per_expression),
        cmocka_unit_test(test_small_private_counts_are_seen_whatever_is_made_of_them),
        cmocka_unit_test(test_a_result_that_is_not_finite_is_unknown),
        cmocka_unit_test(test_periods_and_stand_ins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
