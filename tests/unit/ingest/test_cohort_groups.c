/* SPDX-License-Identifier: EUPL-1.2 */
/* Subgroups of a cohort: windows of the predictor, categories given or found, classes. */
#include "cohort_text.h"

static const kk_dimension *dimension_of(const cohort_text *t, size_t d)
{
    return &t->cohort.frame.dimension[d];
}

static void check_groups(const cohort_text *t, size_t d, size_t count, const char *const groups[])
{
    assert_int_equal(dimension_of(t, d)->group_count, count);
    for (size_t g = 0; g < count; g++) assert_string_equal(dimension_of(t, d)->group[g], groups[g]);
}

static void check_classes(const cohort_text *t, size_t d, size_t count, const uint64_t bits[])
{
    assert_int_equal(dimension_of(t, d)->class_count, count);
    for (size_t c = 0; c < count; c++) assert_int_equal(dimension_of(t, d)->group_bits[c], bits[c]);
}

/* ---- windows ---- */

/* Bounds are in: 0, 0.15, 0.2 and 0.35 as the doubles nearest to them, their neighbours are not. */
static void test_bounds_of_windows(void **state)
{
    cohort_text *t = *state;
    static const struct {
        double x;
        uint64_t groups;
    } expected[] = {{0, 1 | 2},
                    {0.15, 1 | 2 | 4},
                    {0.2, 1 | 2 | 4},
                    {0.20000000000000004, 1 | 4},
                    {0.35, 1 | 4},
                    {0.35000000000000003, 1},
                    {0.14999999999999997, 1 | 2},
                    {-5e-324, 1}};
    enum { COUNT = sizeof expected / sizeof *expected };
    read_text(t, "rank;sex;gem;y0\n0;a;g;1\n0.15;a;g;1\n0.20;a;g;1\n0.20000000000000004;a;g;1\n0,350;a;g;1\n"
                 "0.35000000000000003;a;g;1\n0.14999999999999997;a;g;1\n-5e-324;a;g;1\n");
    assert_int_equal(t->cohort.person_count, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        size_t e = 0;
        while (e < COUNT && expected[e].x != t->cohort.predictor[i]) e++;
        assert_true(e < COUNT);
        assert_int_equal(groups_of(t, 0, i), expected[e].groups);
    }
    check_groups(t, 0, 3, (const char *const[]){"all", "Very_Low", "Low"});
    check_classes(t, 0, 4, (const uint64_t[]){1, 1 | 2, 1 | 4, 1 | 2 | 4});
    assert_true(isnan(dimension_of(t, 0)->at[0]));
    assert_true(dimension_of(t, 0)->at[1] == 0.1 && dimension_of(t, 0)->at[2] == 0.25);
    assert_string_equal(dimension_of(t, 0)->name, "income");
}

/* Only sets of groups that occur are classes. */
static void test_classes_that_occur(void **state)
{
    cohort_text *t = *state;
    read_text(t, "rank;sex;gem;y0\n0.18;a;g;1\n0.19;a;g;1\n");
    check_classes(t, 0, 1, (const uint64_t[]){1 | 2 | 4});
    assert_null(strstr(t->log, "income"));
}

static void test_empty_window(void **state)
{
    cohort_text *t = *state;
    read_text(t, "rank;sex;gem;y0\n0.1;a;g;1\nNA;a;g;1\n");
    check_classes(t, 0, 2, (const uint64_t[]){1, 1 | 2});
    assert_contains(t->log, "nobody in the cohort is in group 'Low' of income");
    assert_null(strstr(t->log, "Very_Low"));
}

/* ---- categories ---- */

static void test_found_categories(void **state)
{
    cohort_text *t = *state;
    read_text(t, "rank;sex;gem;y0\n0.1;Women;g;1\n0.1;Men;g;1\n0.1;;g;1\n0.1;NA;g;1\n0.1; Women ;g;1\n");
    check_groups(t, 1, 3, (const char *const[]){"all", "Men", "Women"});
    check_classes(t, 1, 3, (const uint64_t[]){1, 1 | 2, 1 | 4});
    assert_int_equal(t->cohort.frame.combination_count, 9);
    for (size_t g = 0; g < 3; g++) assert_true(isnan(dimension_of(t, 1)->at[g]));
    size_t women = 0, none = 0;
    for (size_t i = 0; i < 5; i++) {
        women += groups_of(t, 1, i) == (1 | 4);
        none += groups_of(t, 1, i) == 1;
    }
    assert_true(women == 2 && none == 2);
}

static void give_categories(cohort_text *t, kk_config_category *categories, size_t count)
{
    t->dimension[0].category = categories;
    t->dimension[0].category_count = count;
}

/* Plain, several values in one, values in two groups, and a value that is in none. */
static void test_given_categories(void **state)
{
    cohort_text *t = *state;
    const char *none[] = {"No"}, *suriname[] = {"Suriname"}, *has[] = {"Suriname", "Turkey"}, *absent[] = {"Mars"};
    kk_config_category categories[] = {{.name = "none", .value = none, .value_count = 1},
                                       {.name = "Suriname", .value = suriname, .value_count = 1},
                                       {.name = "has_migration", .value = has, .value_count = 2},
                                       {.name = "Martian", .value = absent, .value_count = 1}};
    give_categories(t, categories, 4);
    read_text(t, "rank;sex;gem;y0\n0.1;Turkey;g;1\n0.1;No;g;1\n0.1;Suriname;g;1\n0.1;suriname;g;1\n0.1;;g;1\n");
    check_groups(t, 1, 5, (const char *const[]){"all", "none", "Suriname", "has_migration", "Martian"});
    check_classes(t, 1, 4, (const uint64_t[]){1, 1 | 2, 1 | 8, 1 | 4 | 8});
    assert_contains(t->log, "nobody in the cohort is in group 'Martian' of gender");
    assert_null(strstr(t->log, "'Suriname'"));
    give_categories(t, NULL, 0);
}

/* A value that stands for a missing one elsewhere may be a group. */
static void test_category_of_unknown(void **state)
{
    cohort_text *t = *state;
    const char *unknown[] = {"NA"};
    kk_config_category category = {.name = "unknown", .value = unknown, .value_count = 1};
    give_categories(t, &category, 1);
    read_text(t, "rank;sex;gem;y0\n0.1;NA;g;1\n");
    assert_int_equal(groups_of(t, 1, 0), 1 | 2);
    give_categories(t, NULL, 0);
}

/* A column may be used by several dimensions, and by a type of regions too. */
static void test_column_used_twice(void **state)
{
    cohort_text *t = *state;
    const char *women[] = {"Women"};
    kk_config_category category = {.name = "W", .value = women, .value_count = 1};
    t->config.estimates.dimension_count = 2;
    t->dimension[1] = (kk_config_dimension){.name = "w", .column = "sex", .category = &category, .category_count = 1};
    t->region[1].column = "sex";
    read_text(t, "rank;sex;y0\n0.1;Women;1\n0.1;Men;1\n");
    check_groups(t, 1, 3, (const char *const[]){"all", "Men", "Women"});
    check_groups(t, 2, 2, (const char *const[]){"all", "W"});
    assert_string_equal(region_of(t, 1, 1), "Women");
    assert_int_equal(groups_of(t, 1, 1), 1 | 4);
    assert_int_equal(groups_of(t, 2, 1), 1 | 2);
}

/* ---- too many ---- */

static char *many_values(size_t count)
{
    char *text = calloc(count + 2, 32);
    size_t length = (size_t)sprintf(text, "rank;sex;gem;y0\n");
    for (size_t i = 0; i < count; i++) length += (size_t)sprintf(text + length, "0.1;v%03zu;g;1\n", i);
    return text;
}

static void test_many_found_categories(void **state)
{
    cohort_text *t = *state;
    char *text = many_values(63);
    read_text(t, text);
    free(text);
    assert_int_equal(dimension_of(t, 1)->group_count, 64);
    assert_int_equal(dimension_of(t, 1)->class_count, 63);
    assert_true(groups_of(t, 1, 62) == (1 | UINT64_C(1) << 63));
    text = many_values(64);
    give_cohort(t, text);
    free(text);
    check_error(t, KK_ERR_PROJECT, "p.yaml:20:3: the dimension 'gender' has more than 63 groups");
    assert_null(strstr(t->err.message, "v0"));
}

static void test_many_combinations(void **state)
{
    cohort_text *t = *state;
    t->config.estimates.dimension_count = 3;
    t->dimension[1] = (kk_config_dimension){.name = "d1", .column = "sex"};
    t->dimension[2] = (kk_config_dimension){.name = "d2", .column = "sex"};
    char *text = many_values(40);
    give_cohort(t, text);
    free(text);
    check_error(t, KK_ERR_PROJECT, "more than 65536 combinations of groups");
}

static void test_value_all(void **state)
{
    cohort_text *t = *state;
    give_cohort(t, "rank;sex;gem;y0\n0.1;all;g;1\n");
    check_error(t, KK_ERR_PROJECT, "p.yaml:20:3: the column 'sex' has a value 'all'");
}

/* 8 groups, and every set of them: 256 values, of which each is in the groups of its bits. */
static void test_many_overlaps(void **state)
{
    cohort_text *t = *state;
    enum { GROUPS = 8, VALUES = 256 };
    static char names[VALUES][8];
    static const char *values[GROUPS][VALUES];
    kk_config_category categories[GROUPS];
    for (size_t v = 0; v < VALUES; v++) snprintf(names[v], sizeof names[v], "v%03zu", v);
    for (size_t g = 0; g < GROUPS; g++) {
        categories[g] = (kk_config_category){.name = names[g], .value = values[g]};
        for (size_t v = 0; v < VALUES; v++)
            if ((v >> g & 1) != 0) values[g][categories[g].value_count++] = names[v];
    }
    give_categories(t, categories, GROUPS);
    char *text = many_values(VALUES);
    give_cohort(t, text);
    free(text);
    check_error(t, KK_ERR_PROJECT, "the groups of 'gender' overlap in more than 255 ways");
    text = many_values(VALUES - 1);
    t->config.estimates.cohort_count = 0;
    read_text(t, text);
    free(text);
    assert_int_equal(dimension_of(t, 1)->class_count, 255);
    give_categories(t, NULL, 0);
}

static void test_many_dimensions(void **state)
{
    cohort_text *t = *state;
    kk_config_dimension dimensions[KK_DIMENSIONS_MAX];
    for (size_t d = 0; d < KK_DIMENSIONS_MAX; d++) dimensions[d] = t->dimension[0];
    t->config.estimates.dimension = dimensions;
    t->config.estimates.dimension_count = KK_DIMENSIONS_MAX;
    give_cohort(t, "rank;sex;gem;y0\n0.1;Men;g;1\n");
    check_error(t, KK_ERR_PROJECT, "more than 8 dimensions");
    t->config.estimates.dimension_count = KK_DIMENSIONS_MAX - 1;
    read_cohort(t);
    assert_int_equal(t->cohort.frame.dimension_count, KK_DIMENSIONS_MAX);
    t->config.estimates.dimension = t->dimension;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_text, end_text)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_bounds_of_windows), TEST(test_classes_that_occur),    TEST(test_empty_window),
        TEST(test_found_categories),  TEST(test_given_categories),      TEST(test_category_of_unknown),
        TEST(test_column_used_twice), TEST(test_many_found_categories), TEST(test_many_combinations),
        TEST(test_value_all),         TEST(test_many_overlaps),         TEST(test_many_dimensions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
