/* SPDX-License-Identifier: EUPL-1.2 */
/* Each primary rule at, below and above its edge, and which of several speaks. */
#include "unit/check.h"

#include "disclosure/primary.h"

static const kk_config_disclosure usual = {
    .minimum = 10, .dominance_largest = 2, .dominance_share = 0.9, .p_percent = 10, .group_share = 0.9};

/* A column of one cell. */
typedef struct one {
    kk_config_indicator indicator;
    double value, numerator, denominator;
    bool small_count, dominated;
    kk_indicator_column column;
} one;

static void fill(one *cell, kk_indicator_kind kind, double numerator, double denominator)
{
    *cell = (one){
        .indicator = {.name = "x", .kind = kind, .denominator.count = kind != KK_VALUE || denominator != 0},
        .value = kind == KK_VALUE ? numerator : numerator / denominator,
        .numerator = kind == KK_ESTIMATE ? NAN : numerator,
        .denominator = denominator,
    };
    cell->column = (kk_indicator_column){
        .config = &cell->indicator,
        .value = &cell->value,
        .numerator = &cell->numerator,
        .denominator = &cell->denominator,
        .small_count = &cell->small_count,
        .dominated = &cell->dominated,
        .counts_persons = true,
    };
}

static kk_figure_status told(const one *cell)
{
    return kk_primary_status(&cell->column, 0, &usual, INFINITY, false);
}

static kk_figure_status status_of(kk_indicator_kind kind, double numerator, double denominator)
{
    one cell;
    fill(&cell, kind, numerator, denominator);
    return told(&cell);
}

static void test_counts_rests_and_bases(void **state)
{
    (void)state;
    static const struct {
        double numerator, denominator;
        kk_figure_status status;
    } cases[] = {
        {0, 100, KK_FIGURE_OK},
        {1, 100, KK_FIGURE_SUPPRESSED_COUNT},
        {9, 100, KK_FIGURE_SUPPRESSED_COUNT},
        {10, 100, KK_FIGURE_OK},
        {889, 989, KK_FIGURE_OK}, /* just below nine in ten */
        {81, 90, KK_FIGURE_SUPPRESSED_REST},
        {99, 100, KK_FIGURE_SUPPRESSED_REST},
        {80, 90, KK_FIGURE_OK},
        {0, 9, KK_FIGURE_SUPPRESSED_BASE},
        {0, 10, KK_FIGURE_OK},
        {9, 9, KK_FIGURE_SUPPRESSED_BASE},   /* all three rules: the first */
        {5, 12, KK_FIGURE_SUPPRESSED_COUNT}, /* two of them */
        {9.5, 100, KK_FIGURE_SUPPRESSED_PERSONS},
        {0.5, 100, KK_FIGURE_SUPPRESSED_PERSONS},
        {95, 100.5, KK_FIGURE_SUPPRESSED_REST},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int kind = 0; kind < 3; kind++) {
            static const kk_indicator_kind kinds[] = {KK_SHARE, KK_RATE, KK_ONE_IN};
            int status = (int)status_of(kinds[kind], cases[i].numerator, cases[i].denominator);
            if (status != (int)cases[i].status) fail_msg("case %zu, kind %d: %d", i, kind, status);
        }
    /* more care periods than youths, by three: of nobody it is known what that means */
    assert_int_equal(status_of(KK_RATE, 103, 100), KK_FIGURE_SUPPRESSED_PERSONS);
    assert_int_equal(status_of(KK_RATE, 113, 100), KK_FIGURE_OK);
}

static void test_means_and_ratios_of_files(void **state)
{
    (void)state;
    assert_int_equal(status_of(KK_MEAN, 500, 9), KK_FIGURE_SUPPRESSED_BASE);
    assert_int_equal(status_of(KK_MEAN, 500, 10), KK_FIGURE_OK);
    assert_int_equal(status_of(KK_RATIO, 9, 500), KK_FIGURE_SUPPRESSED_COUNT);
    assert_int_equal(status_of(KK_RATIO, 10, 500), KK_FIGURE_OK);
    assert_int_equal(status_of(KK_RATIO, 505, 500), KK_FIGURE_OK); /* no rest */
    one cell;
    fill(&cell, KK_MEAN, 500, 9); /* five euros of measures may be told; of the persons small_count tells */
    cell.column.guarded = true;
    assert_int_equal(told(&cell), KK_FIGURE_OK);
    cell.small_count = true;
    assert_int_equal(told(&cell), KK_FIGURE_SUPPRESSED_PERSONS);
}

static void test_values(void **state)
{
    (void)state;
    assert_int_equal(status_of(KK_VALUE, 9, 0), KK_FIGURE_SUPPRESSED_COUNT);
    assert_int_equal(status_of(KK_VALUE, 10, 0), KK_FIGURE_OK);
    assert_int_equal(status_of(KK_VALUE, -3, 0), KK_FIGURE_SUPPRESSED_PERSONS);
    assert_int_equal(status_of(KK_VALUE, 58.3, 9), KK_FIGURE_SUPPRESSED_BASE);
    assert_int_equal(status_of(KK_VALUE, 5.3, 10), KK_FIGURE_OK); /* weighed, it is no count */
    assert_int_equal(status_of(KK_VALUE, 58.3, NAN), KK_FIGURE_SUPPRESSED_PERSONS);
    assert_int_equal(status_of(KK_VALUE, 58.3, -30), KK_FIGURE_SUPPRESSED_PERSONS);
}

static void test_estimates_rest_on_enough_persons(void **state)
{
    (void)state;
    assert_int_equal(status_of(KK_ESTIMATE, 91, 9), KK_FIGURE_SUPPRESSED_PERSONS);
    assert_int_equal(status_of(KK_ESTIMATE, 91, 10), KK_FIGURE_OK);
    assert_int_equal(status_of(KK_ESTIMATE, 91, NAN), KK_FIGURE_SUPPRESSED_PERSONS);
}

static void test_maps_have_a_rule_of_their_own(void **state)
{
    (void)state;
    static const kk_config_estimate_map map = {.name = "kans"};
    kk_config_disclosure strict = usual;
    strict.minimum = 50;
    one cell;
    fill(&cell, KK_ESTIMATE, 0.3, 12);
    cell.indicator.map = &map;
    assert_int_equal(kk_primary_status(&cell.column, 0, &strict, 0, false), KK_FIGURE_OK);
    cell.small_count = true; /* nobody, few and hidden look alike */
    assert_int_equal(kk_primary_status(&cell.column, 0, &strict, 0, false), KK_FIGURE_SUPPRESSED);
}

static void test_the_minimum_of_the_project(void **state)
{
    (void)state;
    kk_config_disclosure rules = usual;
    one cell;
    fill(&cell, KK_SHARE, 14, 100);
    rules.minimum = 14;
    assert_int_equal(kk_primary_status(&cell.column, 0, &rules, INFINITY, false), KK_FIGURE_OK);
    rules.minimum = 15;
    assert_int_equal(kk_primary_status(&cell.column, 0, &rules, INFINITY, false), KK_FIGURE_SUPPRESSED_COUNT);
}

static void test_a_share_of_nearly_everyone(void **state)
{
    (void)state;
    assert_int_equal(status_of(KK_SHARE, 900, 1000), KK_FIGURE_SUPPRESSED_GROUP);
    assert_int_equal(status_of(KK_SHARE, 899, 1000), KK_FIGURE_OK);
    assert_int_equal(status_of(KK_SHARE, 1000, 1000), KK_FIGURE_SUPPRESSED_GROUP);
    assert_int_equal(status_of(KK_ONE_IN, 950, 1000), KK_FIGURE_SUPPRESSED_GROUP);
    assert_int_equal(status_of(KK_RATE, 950, 1000), KK_FIGURE_OK); /* per so many, not of them */
    one cell;
    fill(&cell, KK_SHARE, 950, 1000);
    cell.column.counts_persons = false; /* euros, not persons */
    assert_int_equal(told(&cell), KK_FIGURE_OK);
    kk_config_disclosure off = usual;
    off.group_share = 0;
    cell.column.counts_persons = true;
    assert_int_equal(kk_primary_status(&cell.column, 0, &off, INFINITY, false), KK_FIGURE_OK);
}

static void test_areas_with_few_inhabitants(void **state)
{
    (void)state;
    kk_config_disclosure rules = usual;
    one cell;
    fill(&cell, KK_SHARE, 5, 100);
    rules.minimum_population = 50;
    assert_int_equal(kk_primary_status(&cell.column, 0, &rules, 49.9, false), KK_FIGURE_SUPPRESSED_POPULATION);
    assert_int_equal(kk_primary_status(&cell.column, 0, &rules, NAN, false), KK_FIGURE_SUPPRESSED_POPULATION);
    assert_int_equal(kk_primary_status(&cell.column, 0, &rules, 50, false), KK_FIGURE_SUPPRESSED_COUNT);
    cell.column.is_public = true;
    assert_int_equal(kk_primary_status(&cell.column, 0, &rules, 0, false), KK_FIGURE_OK);
}

static void test_dominance_comes_last(void **state)
{
    (void)state;
    one cell;
    fill(&cell, KK_MEAN, 50000, 20);
    cell.column.guarded = true;
    assert_int_equal(told(&cell), KK_FIGURE_OK);
    cell.dominated = true;
    assert_int_equal(told(&cell), KK_FIGURE_SUPPRESSED_DOMINANCE);
    cell.small_count = true;
    assert_int_equal(told(&cell), KK_FIGURE_SUPPRESSED_PERSONS);
    cell.small_count = false;
    cell.column.dominated = NULL; /* a project without such a rule */
    assert_int_equal(told(&cell), KK_FIGURE_OK);
}

static void test_rounded_counts_are_not_hidden_for_being_few(void **state)
{
    (void)state;
    one cell;
    fill(&cell, KK_SHARE, 3, 100);
    cell.small_count = true;
    assert_int_equal(kk_primary_status(&cell.column, 0, &usual, INFINITY, true), KK_FIGURE_OK);
    fill(&cell, KK_SHARE, 97, 100);
    assert_int_equal(kk_primary_status(&cell.column, 0, &usual, INFINITY, true), KK_FIGURE_SUPPRESSED_GROUP);
}

static void test_public_figures_are_told(void **state)
{
    (void)state;
    one cell;
    fill(&cell, KK_SHARE, 3, 3);
    cell.small_count = cell.dominated = true;
    cell.column.is_public = true;
    assert_int_equal(told(&cell), KK_FIGURE_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts_rests_and_bases),
        cmocka_unit_test(test_means_and_ratios_of_files),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_estimates_rest_on_enough_persons),
        cmocka_unit_test(test_maps_have_a_rule_of_their_own),
        cmocka_unit_test(test_the_minimum_of_the_project),
        cmocka_unit_test(test_a_share_of_nearly_everyone),
        cmocka_unit_test(test_areas_with_few_inhabitants),
        cmocka_unit_test(test_dominance_comes_last),
        cmocka_unit_test(test_rounded_counts_are_not_hidden_for_being_few),
        cmocka_unit_test(test_public_figures_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
