/* SPDX-License-Identifier: EUPL-1.2 */
/* Inequality as rows of a map. */
#include "unit/statistics/map_fixture.h"

enum { WIJKEN = 20 };

static double events[WIJKEN], persons[WIJKEN], poverty[WIJKEN];

/* Use rises with poverty; in the first gemeente it is the half of what it is in the second. */
static map_fixture *map_of_use(void)
{
    map_fixture *f = map_begin(WIJKEN);
    for (size_t i = 0; i < WIJKEN; i++) {
        events[i] = (i < WIJKEN / 2 ? 20 : 40) + (double)i;
        persons[i] = 400;
        poverty[i] = (double)(i + 1);
    }
    f->choice.inequality.given = true;
    f->choice.inequality.ranked_by = -1;
    f->choice.inequality.replicates = 99;
    return f;
}

static void make(map_fixture *f)
{
    add_column(f, BASE, "2022", events, persons);
    add_column(f, OTHER, "2021", poverty, NULL);
    map_statistics(f, 2);
}

static const kk_statistic_row *row_within(const map_fixture *f, const char *statistic, const char *code)
{
    for (size_t r = 0; r < f->statistics.row_count; r++) {
        const kk_statistic_row *row = &f->statistics.row[r];
        if (strcmp(row->statistic, statistic) == 0 && strcmp(row->within_code, code) == 0) return row;
    }
    return NULL;
}

static void test_all_of_the_map(void **state)
{
    (void)state;
    map_fixture *f = map_of_use();
    make(f);
    const kk_statistic_row *gini = row_of(f, "gini", ""), *chance = row_of(f, "gini_chance", "");
    assert_non_null(gini);
    assert_int_equal(gini->areas, WIJKEN);
    assert_true(gini->lower < gini->value && gini->value < gini->upper);
    assert_near(gini->p, 0.01, 0);
    assert_true(chance->value > 0 && chance->value < gini->value && isnan(chance->p));
    assert_int_equal(f->statistics.column_count, 0);
    const char *absent[] = {"theil_between", "theil_within", "concentration", "erreygers", "wagstaff", "sii", "rii"};
    for (size_t a = 0; a < sizeof absent / sizeof *absent; a++) assert_null(row_of(f, absent[a], NULL));
    const char *present[] = {"theil", "atkinson_0.5", "atkinson_1", "palma", "theil_chance", "palma_chance"};
    for (size_t a = 0; a < sizeof present / sizeof *present; a++) assert_non_null(row_of(f, present[a], ""));
    map_end(f);
}

static void test_within_gemeenten(void **state)
{
    (void)state;
    map_fixture *f = map_of_use();
    f->choice.inequality.within = "gemeente";
    make(f);
    double theil = row_of(f, "theil", "")->value, between = row_of(f, "theil_between", "")->value;
    assert_near(between + row_of(f, "theil_within", "")->value, theil, 1e-14);
    assert_true(between > theil / 2);
    const kk_statistic_row *first = row_within(f, "gini", "GM0001"), *second = row_within(f, "gini", "GM0002");
    assert_int_equal(first->areas, WIJKEN / 2);
    assert_string_equal(second->within_name, "Gemeente 2");
    assert_true(first->value < row_within(f, "gini", "")->value);
    assert_null(row_within(f, "theil_between", "GM0001"));
    assert_true(isnan(row_of(f, "theil_between", "")->lower));
    assert_string_equal(row_of(f, "theil_between", "")->note, "no interval: fewer than 8 groups");
    assert_string_equal(row_of(f, "theil", "")->note, "");
    map_end(f);
}

/* A gemeente with fewer than three wijken that have a figure has no rows of its own. */
static void test_too_few_in_a_gemeente(void **state)
{
    (void)state;
    map_fixture *f = map_of_use();
    f->choice.inequality.within = "gemeente";
    for (size_t i = 2; i < WIJKEN / 2; i++) events[i] = -1;
    make(f);
    assert_null(row_within(f, "gini", "GM0001"));
    assert_int_equal(row_within(f, "gini", "GM0002")->areas, WIJKEN / 2);
    assert_int_equal(row_within(f, "gini", "")->areas, WIJKEN / 2 + 2);
    map_end(f);

    f = map_of_use();
    for (size_t i = 7; i < WIJKEN; i++) events[i] = -1;
    make(f);
    assert_true(row_of(f, "gini", "")->value > 0 && isnan(row_of(f, "gini", "")->lower));
    assert_string_equal(row_of(f, "gini", "")->note, "no interval: fewer than 8 areas");
    map_end(f);
}

/* What has no figure to be ranked by takes no part in what is ranked, and is not counted there. */
static void test_areas_without_a_rank(void **state)
{
    (void)state;
    map_fixture *f = map_of_use();
    f->choice.inequality.ranked_by = OTHER;
    poverty[3] = poverty[9] = -1;
    make(f);
    const char *ranked[] = {"concentration", "erreygers", "wagstaff", "sii", "rii"};
    for (size_t r = 0; r < sizeof ranked / sizeof *ranked; r++) {
        assert_int_equal(row_of(f, ranked[r], "")->areas, WIJKEN - 2);
        assert_contains(row_of(f, ranked[r], "")->note, "; 2 areas have no such figure");
    }
    assert_int_equal(row_of(f, "gini", "")->areas, WIJKEN);
    map_end(f);

    f = map_of_use();
    f->choice.inequality.ranked_by = OTHER;
    for (size_t i = 7; i < WIJKEN; i++) poverty[i] = -1;
    make(f);
    assert_true(isnan(row_of(f, "concentration", "")->lower) && row_of(f, "gini", "")->lower > 0);
    assert_contains(row_of(f, "concentration", "")->note, "fewer than 8 areas");
    map_end(f);
}

static void test_ranked(void **state)
{
    (void)state;
    map_fixture *f = map_of_use();
    f->choice.inequality.ranked_by = OTHER;
    make(f);
    double concentration = row_of(f, "concentration", "")->value;
    assert_near(concentration, row_of(f, "gini", "")->value, 1e-14); /* use and poverty rise together */
    double mean = 0;
    for (size_t i = 0; i < WIJKEN; i++) mean += events[i] / persons[i] / WIJKEN;
    assert_near(row_of(f, "erreygers", "")->value, 4 * mean * concentration, 1e-14);
    assert_near(row_of(f, "wagstaff", "")->value, concentration / (1 - mean), 1e-14);
    const kk_statistic_row *slope = row_of(f, "sii", "");
    assert_true(slope->value > 5 && slope->value < 15); /* percentage points */
    assert_true(slope->lower < slope->value && slope->value < slope->upper);
    assert_contains(slope->note, "poverty of 2021");
    assert_true(row_of(f, "rii", "")->value > 1);
    const char *ranked[] = {"concentration", "erreygers", "wagstaff", "sii", "rii"}; /* their interval tells all */
    for (size_t r = 0; r < sizeof ranked / sizeof *ranked; r++) assert_true(isnan(row_of(f, ranked[r], "")->p));
    assert_null(row_of(f, "concentration_chance", NULL));
    map_end(f);
}

static void test_nothing_to_rank_by(void **state)
{
    (void)state;
    map_fixture *f = map_of_use();
    f->choice.inequality.ranked_by = OTHER;
    add_column(f, BASE, "2022", events, persons);
    map_statistics(f, 1);
    assert_true(isnan(row_of(f, "concentration", "")->value));
    assert_contains(row_of(f, "concentration", "")->note, "no figure of poverty");
    assert_null(row_of(f, "sii", NULL));
    assert_non_null(row_of(f, "gini", ""));
    map_end(f);
}

/* Values without a weight: every area counts alike, and what chance does is not known. */
static void test_values(void **state)
{
    (void)state;
    map_fixture *f = map_of_use();
    f->choice.indicator = OTHER;
    add_column(f, OTHER, "2022", poverty, NULL);
    map_statistics(f, 1);
    const kk_statistic_row *gini = row_of(f, "gini", "");
    assert_near(gini->value, (WIJKEN - 1.0 / WIJKEN) / (3 * (WIJKEN + 1)), 1e-12); /* 1, 2 … n: (n² − 1)/(3n(n + 1)) */
    assert_string_equal(gini->note, "every area counts alike; chance is not taken into account");
    assert_true(isnan(gini->p));
    assert_null(row_of(f, "gini_chance", NULL));
    map_end(f);
}

static void test_undefined(void **state)
{
    (void)state;
    map_fixture *f = map_of_use();
    for (size_t i = 0; i < WIJKEN; i++) events[i] = 0;
    make(f);
    assert_true(isnan(row_of(f, "gini", "")->value));
    assert_contains(row_of(f, "gini", "")->note, "one above");
    assert_int_equal(f->statistics.row_count, 1);
    map_end(f);

    f = map_of_use();
    events[3] = 0;
    make(f);
    assert_true(isnan(row_of(f, "atkinson_1", "")->value));
    assert_contains(row_of(f, "atkinson_1", "")->note, "none at all");
    map_end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_of_the_map),
        cmocka_unit_test(test_within_gemeenten),
        cmocka_unit_test(test_too_few_in_a_gemeente),
        cmocka_unit_test(test_ranked),
        cmocka_unit_test(test_areas_without_a_rank),
        cmocka_unit_test(test_nothing_to_rank_by),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_undefined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
