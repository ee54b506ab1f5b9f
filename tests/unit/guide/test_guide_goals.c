/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/guide/guide_fixture.h"

enum { WIJKEN = 6 };

/* Per cent in 2013 and 2023; the goal is 10 by the end of 2029. */
static const double then[] = {20, 20, 20, 20, 8, NAN, 0};
static const double now[] = {9, 12, 20, 15, 7, -1, 0};

static void set_goal(guide_fixture *f, kk_config_goal *goal)
{
    f->config.guide.index.given = false;
    f->indicators[POVERTY].direction = KK_DIRECTION_NEED;
    f->indicators[POVERTY].unit = "%";
    *goal = (kk_config_goal){.indicator = POVERTY, .level = "wijk", .target = 10, .year = 2029};
    f->config.guide.goal = goal;
    f->config.guide.goal_count = 1;
}

static const kk_sheet *goals_of(guide_fixture *f, kk_config_goal *goal, double half)
{
    set_goal(f, goal);
    guide_add(f, POVERTY, WIJK, then, half);
    f->column[0].period = "2013";
    guide_add(f, POVERTY, WIJK, now, half);
    guide_make(f, 1);
    return guide_sheet_of(f, "goals");
}

static void test_verdicts(void **state)
{
    (void)state;
    guide_fixture *f = guide_begin(WIJKEN);
    kk_config_goal goal;
    const kk_sheet *sheet = goals_of(f, &goal, 0.5);
    static const char *const verdicts[] = {"reached", "on", "off", "untold", "reached", "untold"};
    assert_int_equal(sheet->row_count, WIJKEN);
    for (size_t r = 0; r < WIJKEN; r++) {
        if (r == 3) continue; /* on the line but for chance: below */
        assert_string_equal(guide_cell(sheet, r, "verdict").text, verdicts[r]);
    }
    assert_near(guide_cell(sheet, 1, "share").number, 80, 1e-9);
    /* From the middle of 2013 to the end of 2029 are 16.5 years, of which 10 are behind. */
    assert_near(guide_cell(sheet, 1, "ahead").number, 8 - 10 * 10 / 16.5, 1e-9);
    assert_near(guide_cell(sheet, 1, "needed_per_year").number, -2 / 6.5, 1e-9);
    assert_string_equal(guide_cell(sheet, 1, "text_nl").text, "Op koers: nu 12,0%, het doel is 10,0% in 2029.");
    guide_end(f);
}

static void test_chance_is_told(void **state)
{
    (void)state;
    guide_fixture *f = guide_begin(WIJKEN);
    kk_config_goal goal;
    const kk_sheet *sheet = goals_of(f, &goal, 4);
    assert_string_equal(guide_cell(sheet, 1, "verdict").text, "untold");
    assert_contains(guide_cell(sheet, 1, "text_nl").text, "kan toeval zijn");
    assert_string_equal(guide_cell(sheet, 2, "verdict").text, "off");
    guide_end(f);
}

static void test_no_figure_is_no_zero(void **state)
{
    (void)state;
    guide_fixture *f = guide_begin(WIJKEN);
    kk_config_goal goal;
    const kk_sheet *sheet = goals_of(f, &goal, 0.5);
    assert_true(isnan(guide_cell(sheet, 5, "now").number));
    assert_string_equal(guide_cell(sheet, 5, "status").text, "secret");
    assert_string_equal(guide_cell(sheet, 5, "text_nl").text, "Er is geen cijfer.");
    guide_end(f);
}

static void test_where_the_goal_was_met_before(void **state)
{
    (void)state;
    guide_fixture *f = guide_begin(WIJKEN);
    kk_config_goal goal;
    const kk_sheet *sheet = goals_of(f, &goal, 0.5);
    assert_true(isnan(guide_cell(sheet, 4, "share").number));
    assert_string_equal(guide_cell(sheet, 4, "text_nl").text, "Gehaald: nu 7,0%, het doel is 10,0% in 2029.");
    guide_end(f);
}

static void test_once_the_year_is_over(void **state)
{
    (void)state;
    guide_fixture *f = guide_begin(WIJKEN);
    kk_config_goal goal;
    (void)goals_of(f, &goal, 0.5);
    goal.year = 2020;
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "goals");
    assert_string_equal(guide_cell(sheet, 1, "verdict").text, "off");
    assert_string_equal(guide_cell(sheet, 1, "text_nl").text, "Niet gehaald: nu 12,0%, het doel was 10,0% in 2020.");
    assert_true(isnan(guide_cell(sheet, 1, "needed_per_year").number));
    guide_end(f);
}

static void test_an_older_figure_is_told(void **state)
{
    (void)state;
    guide_fixture *f = guide_begin(WIJKEN);
    kk_config_goal goal;
    double first[WIJKEN + 1];
    memcpy(first, then, sizeof first);
    first[5] = 20;
    set_goal(f, &goal);
    guide_add(f, POVERTY, WIJK, first, 0.5);
    f->column[0].period = "2013";
    guide_add(f, POVERTY, WIJK, now, 0.5);
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "goals");
    assert_string_equal(guide_cell(sheet, 5, "now_period").text, "2013");
    assert_string_equal(guide_cell(sheet, 5, "status").text, "secret");
    assert_string_equal(guide_cell(sheet, 0, "status").text, "ok");
    guide_end(f);
}

/* Without intervals nothing can be told, but of a percentage as published of so many persons. */
static void test_percentages_as_published(void **state)
{
    (void)state;
    enum { PERSONS = 900 };
    guide_fixture *f = guide_begin(WIJKEN);
    kk_config_goal goal;
    const kk_sheet *sheet = goals_of(f, &goal, 0);
    assert_string_equal(guide_cell(sheet, 1, "verdict").text, "untold");
    assert_contains(guide_cell(sheet, 1, "text_nl").text, "hoe zeker de cijfers zijn, is niet bekend");
    f->indicators[POVERTY].as_published = true;
    for (size_t c = 0; c < 2; c++)
        for (size_t i = 0; i < WIJKEN; i++) f->column[c].denominator[i] = PERSONS;
    guide_make(f, 1);
    sheet = guide_sheet_of(f, "goals");
    double half = 1.959963984540054 * sqrt(12.0 * 88 / PERSONS);
    assert_near(guide_cell(sheet, 1, "now_lower").number, 12 - half, 1e-9);
    assert_near(guide_cell(sheet, 1, "now_upper").number, 12 + half, 1e-9);
    assert_string_equal(guide_cell(sheet, 2, "verdict").text, "off");
    guide_end(f);
}

static void test_quarters_are_no_baseline_of_years(void **state)
{
    (void)state;
    guide_fixture *f = guide_begin(WIJKEN);
    kk_config_goal goal;
    (void)goals_of(f, &goal, 0.5);
    f->column[0].period = "2013KW01";
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "goals");
    assert_string_equal(guide_cell(sheet, 1, "baseline_period").text, "2023");
    guide_end(f);
}

static void test_what_was_met_and_is_no_more(void **state)
{
    (void)state;
    guide_fixture *f = guide_begin(WIJKEN);
    kk_config_goal goal;
    (void)goals_of(f, &goal, 0.5);
    f->column[1].value[4] = 15;
    f->column[1].lower[4] = 14;
    f->column[1].upper[4] = 16;
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "goals");
    assert_string_equal(guide_cell(sheet, 4, "verdict").text, "off");
    assert_string_equal(guide_cell(sheet, 4, "text_nl").text,
                        "Niet meer gehaald: nu 15,0%, het doel is 10,0% in 2029.");
    guide_end(f);
}

static void test_one_period_is_no_course(void **state)
{
    (void)state;
    static const double first[] = {NAN, 20, 20, 20, 8, NAN, 0};
    guide_fixture *f = guide_begin(WIJKEN);
    kk_config_goal goal;
    set_goal(f, &goal);
    guide_add(f, POVERTY, WIJK, first, 0.5);
    f->column[0].period = "2013";
    guide_add(f, POVERTY, WIJK, now, 0.5);
    f->column[1].value[0] = 12;
    guide_make(f, 1);
    const kk_sheet *sheet = guide_sheet_of(f, "goals");
    assert_string_equal(guide_cell(sheet, 0, "baseline_period").text, "2023");
    assert_string_equal(guide_cell(sheet, 0, "verdict").text, "untold");
    assert_true(isnan(guide_cell(sheet, 0, "ahead").number));
    assert_string_equal(guide_cell(sheet, 0, "text_nl").text,
                        "Nu 12,0%; het doel is 10,0% in 2029. Of dit op koers ligt, is nog niet te "
                        "zeggen: er is geen eerder cijfer om mee te vergelijken.");
    guide_end(f);
}

static void test_a_goal_without_figures(void **state)
{
    (void)state;
    guide_fixture *f = guide_begin(WIJKEN);
    kk_config_goal goal = {.indicator = DEBTS, .level = "wijk", .target = 1, .year = 2029};
    f->config.guide.index.given = false;
    f->config.guide.goal = &goal;
    f->config.guide.goal_count = 1;
    guide_release(f);
    assert_int_equal(kk_guide_make(&f->config, &f->sources, 1, &f->arena, &f->guide, &f->err), KK_ERR_PROJECT);
    assert_contains(f->err.message, "'debts' has no figures at the level 'wijk'");
    guide_end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verdicts),
        cmocka_unit_test(test_chance_is_told),
        cmocka_unit_test(test_no_figure_is_no_zero),
        cmocka_unit_test(test_where_the_goal_was_met_before),
        cmocka_unit_test(test_what_was_met_and_is_no_more),
        cmocka_unit_test(test_one_period_is_no_course),
        cmocka_unit_test(test_once_the_year_is_over),
        cmocka_unit_test(test_an_older_figure_is_told),
        cmocka_unit_test(test_percentages_as_published),
        cmocka_unit_test(test_quarters_are_no_baseline_of_years),
        cmocka_unit_test(test_a_goal_without_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
