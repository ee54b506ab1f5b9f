/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "aggregate/evaluate.h"
#include "aggregate/periods.h"
#include "kk/indicators.h"

static const kk_config_disclosure rules = {.minimum = 10};

/* Two tables: 0 "care" with one column, 1 "people" with two. Three areas. */
static double care[] = {30, 0, NAN};
static uint8_t care_status[] = {KK_FIGURE_OK, KK_FIGURE_NIL, KK_FIGURE_SECRET};
static double people[] = {100, 200, 0, 0, 50, NAN};
static uint8_t people_status[] = {KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_OK,
                                  KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_UNKNOWN};
static const kk_joined_block care_block = {care, care_status, 1, 3, NULL, NULL};
static const kk_joined_block people_block = {people, people_status, 2, 3, NULL, NULL};
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
    kk_evaluation evaluation = {indicator, tables_public, blocks, &rules};
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
    kk_fraction above = {.numerator = {5, KK_FIGURE_OK}, .denominator = {4, KK_FIGURE_OK}},
                negative = {.numerator = {-5, KK_FIGURE_OK}, .denominator = {40, KK_FIGURE_OK}};
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

static void test_rounding_goes_to_even(void **state)
{
    (void)state;
    static const struct {
        double number, rounded;
    } cases[] = {{0.5, 0}, {1.5, 2}, {2.5, 2}, {2.5000001, 3}, {-0.5, 0}, {-1.5, -2}, {7, 7}, {1e17, 1e17}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kk_term terms[] = {{.op = KK_OP_NUMBER, .number = cases[i].number}, {.op = KK_OP_ROUND}};
        kk_config_indicator value = {.kind = KK_VALUE, .numerator = {.count = 2, .terms = terms}};
        assert_near(result_at(&value, 0).value.value, cases[i].rounded, 0);
    }
    /* What is missing stays so. */
    kk_term missing[] = {{.op = KK_OP_COLUMN, .table = 0, .column = 0}, {.op = KK_OP_ROUND}};
    kk_config_indicator value = {.kind = KK_VALUE, .numerator = {.count = 2, .terms = missing}};
    assert_near(result_at(&value, 0).value.value, 30, 0);
    assert_int_equal(result_at(&value, 1).value.status, KK_FIGURE_NIL);
    assert_int_equal(result_at(&value, 2).value.status, KK_FIGURE_SECRET);
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
    kk_joined_block member_care = {(double *)c->care, (uint8_t *)c->care_status, 1, MEMBERS, NULL, NULL};
    kk_joined_block member_people = {(double *)c->people, (uint8_t *)c->people_status, 1, MEMBERS, NULL, NULL};
    kk_joined_block own_care = {(double *)&c->own_care, (uint8_t *)&c->own_care_status, 1, 1, NULL, NULL};
    kk_joined_block own_people = {(double *)&c->own_people, (uint8_t *)&c->own_people_status, 1, 1, NULL, NULL};
    const kk_joined_block *here_blocks[] = {&own_care, &own_people}, *member_blocks[] = {&member_care, &member_people};
    kk_evaluation here = {&indicator, tables, here_blocks, &rules};
    kk_members members = {{&indicator, tables, member_blocks, &rules}, all_members, count, no_water};
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
    const kk_joined_block few_block = {few, status, 1, 3, NULL, NULL};
    const kk_joined_block *const few_blocks[] = {&few_block, &people_block};
    kk_config_indicator value = {.kind = KK_VALUE, .numerator = {.count = 3, .terms = seven}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(kk_evaluate_area(&(kk_evaluation){&value, care_private, few_blocks, &rules}, i).small_count,
                         i == 0);
        assert_false(kk_evaluate_area(&(kk_evaluation){&value, tables_public, few_blocks, &rules}, i).small_count);
    }
    const kk_config_disclosure lenient = {.minimum = 7}, strict = {.minimum = 11};
    assert_false(kk_evaluate_area(&(kk_evaluation){&value, care_private, few_blocks, &lenient}, 0).small_count);
    assert_true(kk_evaluate_area(&(kk_evaluation){&value, care_private, few_blocks, &strict}, 2).small_count);
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

/* ---- one in N, means with squares, estimates ---- */

static void test_one_in_is_the_share_turned_over(void **state)
{
    (void)state;
    kk_config_indicator one_in = indicator_of(KK_ONE_IN);
    kk_result result = result_at(&one_in, 0);
    kk_interval share = kk_wilson(30, 300);
    assert_near(result.value.value, 10, 1e-12);
    assert_near(result.lower, 1 / share.upper, 1e-12);
    assert_near(result.upper, 1 / share.lower, 1e-12);
    assert_true(result.lower < 10 && result.upper > 10);
}

static void test_one_in_without_anybody_is_not_applicable(void **state)
{
    (void)state;
    kk_config_indicator one_in = indicator_of(KK_ONE_IN);
    const struct {
        double numerator, denominator;
        kk_figure_status status;
    } cases[] = {{0, 40, KK_FIGURE_NOT_APPLICABLE},
                 {0, 0, KK_FIGURE_NO_POPULATION},
                 {5, 4, KK_FIGURE_UNKNOWN},
                 {-1, 4, KK_FIGURE_UNKNOWN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kk_fraction fraction = {.numerator = {cases[i].numerator, KK_FIGURE_OK},
                                .denominator = {cases[i].denominator, KK_FIGURE_OK}};
        kk_result result = kk_result_of(&one_in, &fraction);
        assert_int_equal(result.value.status, cases[i].status);
        assert_true(isnan(result.value.value) && isnan(result.lower) && isnan(result.upper));
    }
}

/* Four youths with 1, 2, 3 and 4 providers in the first area; Σx = 10, Σx² = 30. In the second nobody's is known. */
static double sums[] = {10, 30, 4, 7, NAN, 2};
static uint8_t sum_status[] = {KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_UNKNOWN, KK_FIGURE_OK};
static const kk_joined_block sum_block = {sums, sum_status, 3, 2, NULL, NULL};
static kk_term sum_terms[] = {{.op = KK_OP_COLUMN}}, square_terms[] = {{.op = KK_OP_COLUMN, .column = 1}},
               base_terms[] = {{.op = KK_OP_COLUMN, .column = 2}};

static void test_a_mean_with_squares_has_an_interval(void **state)
{
    (void)state;
    const kk_joined_block *const blocks_here[] = {&sum_block};
    kk_config_indicator mean = {.kind = KK_MEAN,
                                .numerator = {.count = 1, .terms = sum_terms},
                                .denominator = {.count = 1, .terms = base_terms},
                                .squares = {.count = 1, .terms = square_terms}};
    kk_evaluation here = {&mean, tables_public, blocks_here, &rules};
    kk_fraction fraction = kk_evaluate_area(&here, 0);
    kk_result result = kk_result_of(&mean, &fraction);
    assert_near(result.value.value, 2.5, 0);
    assert_near(result.lower, 2.5 - 2.054260, 1e-6);
    assert_near(result.upper, 2.5 + 2.054260, 1e-6);
    fraction = kk_evaluate_area(&here, 1);
    result = kk_result_of(&mean, &fraction);
    assert_near(result.value.value, 3.5, 0);
    assert_true(isnan(result.lower) && isnan(result.upper));
}

static void test_squares_of_members_add_up(void **state)
{
    (void)state;
    double members_sum[] = {3, 5, 1, 7, 25, 1}, own[] = {NAN, NAN, NAN};
    uint8_t fine[6] = {KK_FIGURE_OK}, absent[] = {KK_FIGURE_ABSENT, KK_FIGURE_ABSENT, KK_FIGURE_ABSENT};
    memset(fine, KK_FIGURE_OK, sizeof fine);
    const kk_joined_block member_block = {members_sum, fine, 3, 2, NULL, NULL},
                          own_block = {own, absent, 3, 1, NULL, NULL};
    const kk_joined_block *const member_blocks[] = {&member_block}, *const own_blocks[] = {&own_block};
    kk_config_indicator mean = {.kind = KK_MEAN,
                                .numerator = {.count = 1, .terms = sum_terms},
                                .denominator = {.count = 1, .terms = base_terms},
                                .squares = {.count = 1, .terms = square_terms}};
    kk_evaluation here = {&mean, tables_public, own_blocks, &rules};
    kk_members members = {{&mean, tables_public, member_blocks, &rules}, all_members, 2, no_water};
    kk_fraction fraction = kk_evaluate_own_area(&here, 0, &members);
    assert_near(fraction.numerator.value, 10, 0);
    assert_near(fraction.squares.value, 30, 0);
    assert_near(fraction.denominator.value, 2, 0);
}

/* Columns: the estimate, its bounds, its base. Areas: a share of 50, one of 200 that tells of 4, one without base. */
static double estimates[] = {0.4, 0.3, 0.5, 50, 0.02, 0.01, 0.06, 200, NAN, NAN, NAN, 0, 0.99, 0.9, NAN, 100};
static uint8_t estimate_status[] = {KK_FIGURE_OK,      KK_FIGURE_OK,      KK_FIGURE_OK,      KK_FIGURE_OK,
                                    KK_FIGURE_OK,      KK_FIGURE_OK,      KK_FIGURE_OK,      KK_FIGURE_OK,
                                    KK_FIGURE_UNKNOWN, KK_FIGURE_UNKNOWN, KK_FIGURE_UNKNOWN, KK_FIGURE_OK,
                                    KK_FIGURE_OK,      KK_FIGURE_OK,      KK_FIGURE_UNKNOWN, KK_FIGURE_OK};
static const kk_joined_block estimate_block = {estimates, estimate_status, 4, 4, NULL, NULL};
static kk_term estimate_terms[][1] = {{{.op = KK_OP_COLUMN}},
                                      {{.op = KK_OP_COLUMN, .column = 1}},
                                      {{.op = KK_OP_COLUMN, .column = 2}},
                                      {{.op = KK_OP_COLUMN, .column = 3}}};
static const uint32_t estimate_guard[] = {3, 3, 3, 3};

static kk_config_indicator estimate_indicator(void)
{
    return (kk_config_indicator){.kind = KK_ESTIMATE,
                                 .numerator = {.count = 1, .terms = estimate_terms[0]},
                                 .denominator = {.count = 1, .terms = estimate_terms[3]},
                                 .lower = {.count = 1, .terms = estimate_terms[1]},
                                 .upper = {.count = 1, .terms = estimate_terms[2]},
                                 .base = {.count = 1, .terms = estimate_terms[3]},
                                 .per = 100};
}

/* The measures of the four columns. */
static void make_estimate(kk_measure measures[4], kk_measure_kind kind)
{
    const kk_measure_part parts[] = {KK_PART_VALUE, KK_PART_LOWER, KK_PART_UPPER, KK_PART_BASE};
    for (size_t i = 0; i < 4; i++)
        measures[i] = (kk_measure){.kind = kind, .part = parts[i], .all_ages = true, .item = "", .limit = 91};
}

static void test_an_estimate_brings_its_own_interval(void **state)
{
    (void)state;
    kk_measure measures[4];
    make_estimate(measures, KK_MEASURE_WAIT_STARTED);
    const kk_config_table table[] = {{.kind = KK_TABLE_RECORDS, .measures = measures, .is_public = true}};
    const kk_joined_block *const blocks_here[] = {&estimate_block};
    kk_config_indicator estimate = estimate_indicator();
    kk_evaluation here = {&estimate, table, blocks_here, &rules};
    kk_fraction fraction = kk_evaluate_area(&here, 0);
    kk_result result = kk_result_of(&estimate, &fraction);
    assert_near(result.value.value, 0.4, 0);
    assert_near(result.lower, 0.3, 0);
    assert_near(result.upper, 0.5, 0);
    assert_near(fraction.denominator.value, 50, 0);
    fraction = kk_evaluate_area(&here, 2);
    result = kk_result_of(&estimate, &fraction);
    assert_int_equal(result.value.status, KK_FIGURE_UNKNOWN);
    assert_true(isnan(result.value.value) && isnan(result.lower));
    fraction = kk_evaluate_area(&here, 3); /* without one of its bounds it is an estimate still */
    result = kk_result_of(&estimate, &fraction);
    assert_near(result.value.value, 0.99, 0);
    assert_true(isnan(result.upper));
}

/* 2% of 200 is 4 persons, 99% of 100 all but one; of days nothing of the kind can be told. */
static void test_an_estimated_share_that_tells_a_small_count_is_marked(void **state)
{
    (void)state;
    kk_measure measures[4];
    make_estimate(measures, KK_MEASURE_RETURNED);
    const kk_config_table table[] = {{.kind = KK_TABLE_RECORDS, .measures = measures}};
    kk_joined_block guarded = estimate_block;
    guarded.guard = estimate_guard;
    const kk_joined_block *const blocks_here[] = {&guarded};
    kk_config_indicator estimate = estimate_indicator();
    kk_evaluation here = {&estimate, table, blocks_here, &rules};
    const bool marked[] = {false, true, false, true};
    for (size_t i = 0; i < 4; i++) assert_int_equal(kk_evaluate_area(&here, i).small_count, marked[i]);
    measures[0].kind = KK_MEASURE_WAIT_MEDIAN;
    for (size_t i = 0; i < 4; i++) assert_false(kk_evaluate_area(&here, i).small_count);
}

static void test_an_estimate_of_an_own_area_is_not_added_up(void **state)
{
    (void)state;
    kk_measure measures[4];
    make_estimate(measures, KK_MEASURE_WAIT_MEDIAN);
    const kk_config_table table[] = {{.kind = KK_TABLE_RECORDS, .measures = measures}};
    double none[] = {NAN, NAN, NAN, NAN};
    uint8_t absent[] = {KK_FIGURE_ABSENT, KK_FIGURE_ABSENT, KK_FIGURE_ABSENT, KK_FIGURE_ABSENT};
    const kk_joined_block absent_block = {none, absent, 4, 1, NULL, NULL};
    const kk_joined_block *const member_blocks[] = {&estimate_block}, *const own_blocks[] = {&absent_block};
    kk_config_indicator estimate = estimate_indicator();
    kk_evaluation here = {&estimate, table, own_blocks, &rules}, there = {&estimate, table, member_blocks, &rules};
    kk_members members = {there, all_members, 2, no_water};
    assert_int_equal(kk_evaluate_own_area(&here, 0, &members).numerator.status, KK_FIGURE_ABSENT);
    assert_near(kk_evaluate_own_area(&there, 0, &members).numerator.value, 0.4, 0);
}

/* ---- guards ---- */

/* Cents of 7, 0 and 12 persons: the second column holds the persons. */
static void test_the_guard_tells_how_many_persons_are_behind_a_figure(void **state)
{
    (void)state;
    double cents[] = {500000, 7, 4, 0, 5, 12};
    uint8_t status[] = {KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_OK};
    const uint32_t guard[] = {1, 1};
    const kk_joined_block guarded = {cents, status, 2, 3, guard, NULL}, bare = {cents, status, 2, 3, NULL, NULL};
    const kk_joined_block *const with[] = {&guarded}, *const without[] = {&bare};
    kk_config_indicator value = {.kind = KK_VALUE, .numerator = {.count = 1, .terms = sum_terms}};
    const bool small_with[] = {true, false, false}, small_without[] = {false, true, true};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(kk_evaluate_area(&(kk_evaluation){&value, care_private, with, &rules}, i).small_count,
                         small_with[i]);
        assert_int_equal(kk_evaluate_area(&(kk_evaluation){&value, care_private, without, &rules}, i).small_count,
                         small_without[i]);
        assert_false(kk_evaluate_area(&(kk_evaluation){&value, tables_public, with, &rules}, i).small_count);
    }
    /* Over members it is the persons that add up: 7 and 0, with 12 no longer few. */
    double own[] = {NAN, NAN};
    uint8_t absent[] = {KK_FIGURE_ABSENT, KK_FIGURE_ABSENT};
    const kk_joined_block own_block = {own, absent, 2, 1, guard, NULL};
    const kk_joined_block *const here_blocks[] = {&own_block};
    kk_evaluation here = {&value, care_private, here_blocks, &rules};
    kk_members members = {{&value, care_private, with, &rules}, all_members, 2, no_water};
    assert_true(kk_evaluate_own_area(&here, 0, &members).small_count);
    members.count = 3;
    assert_false(kk_evaluate_own_area(&here, 0, &members).small_count);
}

/* Euros of the youngest among the euros of all: columns cents[0..6], cents[all], the persons of each. Of the last area
   the persons do not tell: there is money beyond the youngest's, of as many as like. */
static void test_the_rest_of_what_contains_another_is_persons_too(void **state)
{
    (void)state;
    kk_measure measures[] = {{.kind = KK_MEASURE_CENTS, .ages = {0, 72}, .forms = 3, .item = "", .limit = NAN},
                             {.kind = KK_MEASURE_CENTS, .all_ages = true, .forms = 3, .item = "", .limit = NAN}};
    const kk_config_table table[] = {{.kind = KK_TABLE_RECORDS, .measures = measures}};
    double cents[] = {100, 400, 20, 25, 100, 400, 20, 30, 100, 400, 20, 20};
    uint8_t status[12];
    memset(status, KK_FIGURE_OK, sizeof status);
    const uint32_t guard[] = {2, 3, 2, 3};
    const kk_joined_block block = {cents, status, 4, 3, guard, NULL};
    const kk_joined_block *const blocks_here[] = {&block};
    kk_config_indicator ratio = {.kind = KK_RATIO,
                                 .numerator = {.count = 1, .terms = sum_terms},
                                 .denominator = {.count = 1, .terms = square_terms}};
    kk_evaluation here = {&ratio, table, blocks_here, &rules};
    assert_true(kk_evaluate_area(&here, 0).small_count); /* five are older */
    assert_false(kk_evaluate_area(&here, 1).small_count);
    assert_true(kk_evaluate_area(&here, 2).small_count);
    /* Who is in one selection need not be in the other: then the difference tells nothing. */
    const kk_measure all = measures[1];
    const kk_measure others[] = {
        {.kind = KK_MEASURE_YOUTHS, .all_ages = true, .forms = 3, .item = "", .limit = NAN},
        {.kind = KK_MEASURE_CENTS, .ages = {60, 300}, .forms = 3, .item = "", .limit = NAN},
        {.kind = KK_MEASURE_CENTS, .all_ages = true, .forms = 4, .item = "", .limit = NAN},
        {.kind = KK_MEASURE_CENTS, .all_ages = true, .forms = 3, .referrers = 1, .item = "", .limit = NAN},
        {.kind = KK_MEASURE_CENTS, .ages = {0, 72}, .forms = 3, .sex = KK_SEX_MALE, .item = "", .limit = NAN},
        {.kind = KK_MEASURE_CENTS, .ages = {0, 72}, .forms = 3, .item = "other", .limit = NAN},
        {.kind = KK_MEASURE_CENTS, .ages = {0, 72}, .forms = 3, .item = "", .limit = 91},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        measures[0] = others[i];
        measures[1] = all;
        if (i == 1) measures[1] = (kk_measure){.kind = KK_MEASURE_CENTS, .ages = {0, 72}, .item = "", .limit = NAN};
        if (i == 3) measures[1].referrers = 2;
        if (i >= 4) measures[1].sex = i == 4 ? KK_SEX_FEMALE : KK_SEX_UNKNOWN;
        if (i >= 5) measures[1].item = i == 5 ? "some" : "";
        assert_false(kk_evaluate_area(&here, 0).small_count);
    }
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
        cmocka_unit_test(test_rounding_goes_to_even),
        cmocka_unit_test(test_own_area_adds_up_its_members),
        cmocka_unit_test(test_own_area_averages_a_value_with_its_weight),
        cmocka_unit_test(test_own_rows_and_members_are_mixed_per_expression),
        cmocka_unit_test(test_small_private_counts_are_seen_whatever_is_made_of_them),
        cmocka_unit_test(test_a_result_that_is_not_finite_is_unknown),
        cmocka_unit_test(test_one_in_is_the_share_turned_over),
        cmocka_unit_test(test_one_in_without_anybody_is_not_applicable),
        cmocka_unit_test(test_a_mean_with_squares_has_an_interval),
        cmocka_unit_test(test_squares_of_members_add_up),
        cmocka_unit_test(test_an_estimate_brings_its_own_interval),
        cmocka_unit_test(test_an_estimated_share_that_tells_a_small_count_is_marked),
        cmocka_unit_test(test_an_estimate_of_an_own_area_is_not_added_up),
        cmocka_unit_test(test_the_guard_tells_how_many_persons_are_behind_a_figure),
        cmocka_unit_test(test_the_rest_of_what_contains_another_is_persons_too),
        cmocka_unit_test(test_periods_and_stand_ins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
