/* SPDX-License-Identifier: EUPL-1.2 */
/* Readers of budgets and activities: amounts, tasks, keys, periods, places; what is rejected and what is left aside. */
#include "sites_text.h"

#include "ingest/collective.h"

static kk_status try_collective(sites_text *t)
{
    return kk_collective_read(&t->config, &t->sites, find_area, "finder", &t->arena, &t->rejects, &t->collective,
                              &t->err);
}

static void read_collective(sites_text *t)
{
    if (try_collective(t) != KK_OK) fail_msg("%s", t->err.message);
}

static void give_budget(sites_text *t, const char *text)
{
    t->config.budgets = &t->budget;
    t->config.budget_count = 1;
    t->budget.is_public = true;
    give_file(t, &t->budget, "budgets.csv", text);
}

static void give_activities(sites_text *t, const char *text)
{
    t->config.activities = &t->activity;
    t->config.activity_count = 1;
    give_file(t, &t->activity, "groups.csv", text);
}

/* ---- tasks ---- */

static void test_tasks_of_the_engine(void **state)
{
    sites_text *t = *state;
    kk_tasks tasks;
    assert_int_equal(kk_tasks_load(&t->arena, &tasks, &t->err), KK_OK);
    const char *front[] = {"jgz", "preventief", "voorveld", "wijkteam", "front"};
    const char *back[] = {"jeugdhulp", "verblijf", "bescherming", "reclassering", "back"};
    for (size_t i = 0; i < 5; i++) {
        assert_true(kk_tasks_find(&tasks, front[i]) >= 0 && tasks.front[kk_tasks_find(&tasks, front[i])]);
        assert_true(kk_tasks_find(&tasks, back[i]) >= 0 && !tasks.front[kk_tasks_find(&tasks, back[i])]);
    }
    assert_int_equal(kk_tasks_find(&tasks, "JGZ"), kk_tasks_find(&tasks, "jgz"));
    assert_int_equal(kk_tasks_find(&tasks, "task"), -1); /* the header is no task */
    assert_int_equal(kk_tasks_find(&tasks, ""), -1);
}

/* ---- budgets ---- */

static void test_budget_lines(void **state)
{
    sites_text *t = *state;
    give_budget(t, "amount;task;law;provider;programme;year;area;key\n"
                   "1234,5;jgz;Wpg;GGD;Stevig ouderschap;2023;GM0000;kinderen\n"
                   "-0.01;Verblijf;Jeugdwet;;;2022JJ00;BU00000001;\n"
                   "7;wijkteam;;;;1-1-2022;bu00000002;Youths\n");
    read_collective(t);
    const kk_budget_line *line = t->collective.budget;
    assert_int_equal(t->collective.budget_count, 3);
    assert_int_equal(line[0].cents, 123450);
    assert_string_equal(line[0].task, "jgz");
    assert_true(line[0].front);
    assert_string_equal(line[0].law, "Wpg");
    assert_string_equal(line[0].provider, "GGD");
    assert_string_equal(line[0].programme, "Stevig ouderschap");
    assert_int_equal(line[0].period, 1);
    assert_int_equal(line[0].place, kk_locus_of(0, 0));
    assert_string_equal(line[0].key, "children");
    assert_int_equal(line[1].cents, -1);
    assert_string_equal(line[1].task, "verblijf");
    assert_false(line[1].front);
    assert_int_equal(line[1].period, 0);
    assert_string_equal(line[1].key, "");
    assert_int_equal(line[2].cents, 700);
    assert_int_equal(line[2].place, kk_locus_of(2, EAST));
    assert_string_equal(line[2].key, "youths");
    assert_int_equal(t->collective.counts[0].rows_used, 3);
    assert_int_equal(t->rejects.count, 0);
}

static void test_budget_lines_that_are_none(void **state)
{
    sites_text *t = *state;
    give_budget(t, "amount;task;year;area;key\n"
                   "1.234,50;jgz;2023;GM0000;\n"
                   ";jgz;2023;GM0000;\n"
                   "12;jgz;;GM0000;\n"
                   "12;jzg;2023;GM0000;\n"
                   "12;;2023;GM0000;\n"
                   "12;speeltuin of zoiets;2023;GM0000;\n"
                   "12;jgz;2023;GM0001;\n"
                   "12;jgz;2023;;\n"
                   "12;jgz;2023;GM0000;kindren\n");
    read_collective(t);
    assert_int_equal(t->collective.budget_count, 0);
    assert_int_equal(t->collective.counts[0].rows_rejected, 9);
    check_reject(t, 0, 2, "amount", "1.234,50", "without thousands marks, such as 1234,50");
    check_reject(t, 1, 3, "amount", "", "no amount");
    check_reject(t, 2, 4, "year", "", "expected a year, such as 2023");
    check_reject(t, 3, 5, "task", "jzg", "unknown task; did you mean 'jgz'?");
    check_reject(t, 4, 6, "task", "", "no task");
    check_reject(t, 5, 7, "task", "speeltuin of zoiets", "unknown task; docs/places.md lists them");
    check_reject(t, 6, 8, "area", "GM0001", "unknown area code");
    check_reject(t, 7, 9, "area", "", "no place given");
    check_reject(t, 8, 10, "key", "kindren", "did you mean 'kinderen'?");
}

static void test_a_private_budget_shows_no_cells(void **state)
{
    sites_text *t = *state;
    give_budget(t, "amount;task;year;area\n12;jzg;2023;GM0000\n");
    t->budget.is_public = false;
    read_collective(t);
    check_reject(t, 0, 2, "task", "", "did you mean 'jgz'?");
}

static void test_other_periods_and_gemeenten_are_left_aside(void **state)
{
    sites_text *t = *state;
    give_budget(t, "amount;task;year;area\n12;jgz;2021;GM0000\n12;jgz;2023;GM9999\n12;jgz;2023KW01;GM0000\n");
    read_collective(t);
    assert_int_equal(t->collective.budget_count, 0);
    assert_int_equal(t->collective.counts[0].rows_read, 3);
    assert_int_equal(t->collective.counts[0].rows_used + t->collective.counts[0].rows_rejected, 0);
    assert_int_equal(t->rejects.count, 0);
}

static void test_a_budget_without_its_columns(void **state)
{
    sites_text *t = *state;
    give_budget(t, "bedrag;task;year;area\n12;jgz;2023;GM0000\n");
    assert_int_equal(try_collective(t), KK_ERR_PROJECT);
    assert_contains(t->err.message, "budgets.csv has no column 'amount'; name the one that holds it: "
                                    "`columns: {amount: …}`");
    t->budget.column[KK_FIELD_AMOUNT] = "bedrag";
    read_collective(t);
    assert_int_equal(t->collective.budget[0].cents, 1200);
}

/* ---- activities ---- */

static void give_school_and_house(sites_text *t)
{
    t->config.place_count = 1;
    give_file(t, &t->place[0].csv, "places.csv",
              "id;type;x;y\ns1;Basisschool;150000;450000\nb1;buurthuis;50000;400000\nfar;school;250000;400000\n");
    read_sites(t);
}

static void test_activities(void **state)
{
    sites_text *t = *state;
    give_school_and_house(t);
    give_activities(t, "id;programme;organisation;place;date;attendance;capacity;area\n"
                       "g1;Rots en Water;Welzijn;s1;03-04-2023;8;12;\n"
                       "g2;Rots en Water;Welzijn;b1;2022-12-31;;.;BU00000002\n"
                       ";Open inloop;;in het park;1/1/2022;5;;BU00000001\n");
    read_collective(t);
    const kk_activity *activity = t->collective.activity;
    assert_int_equal(t->collective.activity_count, 3);
    assert_string_equal(activity[0].group, "g1");
    assert_string_equal(activity[0].programme, "Rots en Water");
    assert_string_equal(activity[0].organisation, "Welzijn");
    assert_string_equal(activity[0].school, "s1");
    assert_int_equal(activity[0].place, kk_locus_of(2, EAST));
    assert_int_equal(activity[0].period, 1);
    assert_int_equal(activity[0].attendance, 8);
    assert_int_equal(activity[0].capacity, 12);
    assert_string_equal(activity[1].school, "");
    assert_int_equal(activity[1].place, kk_locus_of(2, WEST)); /* its place goes before its area */
    assert_int_equal(activity[1].attendance, -1);
    assert_int_equal(activity[1].capacity, -1);
    assert_int_equal(activity[2].place, kk_locus_of(2, WEST));
    assert_int_equal(activity[2].period, 0);
    assert_int_equal(t->collective.school_count, 2);
    assert_int_equal(t->collective.school[0], kk_locus_of(2, EAST));
    assert_int_equal(t->collective.school[1], KK_OUTSIDE);
}

static void test_activities_that_are_none(void **state)
{
    sites_text *t = *state;
    give_school_and_house(t);
    give_activities(t, "id;date;attendance;area;place\n"
                       "a;31-02-2023;1;BU00000001;\n"
                       "b;;1;BU00000001;\n"
                       "c;01-02-2023;1;;\n"
                       "d;01-02-2023;1;;far\n"
                       "e;01-02-2020;1;BU00000001;\n"
                       "f;01-02-2023;1,5;BU00000001;\n"
                       "g;01-02-2023;veel;BU00000001;\n"
                       "h;01-02-2023;1;GM9999;\n");
    read_collective(t);
    assert_int_equal(t->collective.activity_count, 2);
    assert_int_equal(t->collective.activity[0].attendance, -1);
    assert_int_equal(t->collective.counts[0].rows_rejected, 4);
    assert_int_equal(t->collective.counts[0].rows_used, 2);
    check_reject(t, 0, 2, "date", "", "expected one such as 31-12-2023");
    check_reject(t, 1, 3, "date", "", "no date");
    check_reject(t, 2, 4, "place", "", "no place given");
    check_reject(t, 3, 5, "place", "", "outside all the areas");
    check_reject(t, 4, 7, "attendance", "", "not a whole number; it is unknown");
    check_reject(t, 5, 8, "attendance", "", "not a whole number");
    assert_int_equal(t->rejects.items[5].kind, KK_REJECT_CELL);
}

/* Of a day in the year and in its first quarter, both count it. */
static void test_a_day_in_two_periods(void **state)
{
    sites_text *t = *state;
    assert_true(kk_period_of("2023KW01", &t->period[0]));
    give_activities(t, "date;area\n31-03-2023;BU00000001\n01-04-2023;BU00000001\n");
    read_collective(t);
    assert_int_equal(t->collective.activity_count, 3);
    assert_int_equal(t->collective.activity[0].period, 0);
    assert_int_equal(t->collective.activity[1].period, 1);
    assert_int_equal(t->collective.activity[2].period, 1);
    assert_int_equal(t->collective.counts[0].rows_used, 2);
}

static void test_nothing_to_read(void **state)
{
    sites_text *t = *state;
    read_collective(t);
    assert_int_equal(t->collective.budget_count + t->collective.activity_count + t->collective.school_count, 0);
    give_budget(t, "amount;task;year;area\n");
    read_collective(t);
    assert_int_equal(t->collective.counts[0].rows_read, 0);
    unlink(t->path[0]);
    assert_int_equal(try_collective(t), KK_ERR_INPUT);
    assert_contains(t->err.message, "p.yaml:10:5: budgets.csv: cannot be opened");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_text, end_text)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_tasks_of_the_engine),
        TEST(test_budget_lines),
        TEST(test_budget_lines_that_are_none),
        TEST(test_a_private_budget_shows_no_cells),
        TEST(test_other_periods_and_gemeenten_are_left_aside),
        TEST(test_a_budget_without_its_columns),
        TEST(test_activities),
        TEST(test_activities_that_are_none),
        TEST(test_a_day_in_two_periods),
        TEST(test_nothing_to_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
