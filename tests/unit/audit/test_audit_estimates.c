/* SPDX-License-Identifier: EUPL-1.2 */
/* Released estimates under attack: what can be subtracted is a leak, what cannot is none. */
#include "unit/check.h"

#include "audit/estimates.h"

#include <unistd.h>

static const char *const sums = "item,of,name,in,in_name\n"
                                "rule,,threshold,,10\n"
                                "rule,,numerators,,true\n"
                                "outcome,0,care,binary,\n"
                                "outcome,0,income,other,\n"
                                "group,sex,all,mean,\n"
                                "group,sex,Men,mean,\n"
                                "group,sex,Women,mean,\n"
                                "class,sex,0,,all\n"
                                "class,sex,0,,Men\n"
                                "class,sex,1,,all\n"
                                "class,sex,1,,Women\n"
                                "region,all,all,,\n"
                                "region,wijk,WK1,,\n"
                                "region,wijk,WK2,,\n"
                                "region,wijk,WK3,,\n"
                                "part,wijk,WK1,all,all\n"
                                "part,wijk,WK2,all,all\n"
                                "part,wijk,WK3,all,all\n";
static const char *const header = "outcome,sex_group,region_type,region_id,n,est,lwr,upr\n";

typedef struct fixture {
    char folder[64];
    kk_audit_result result;
    kk_error err;
} fixture;

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    strcpy(f->folder, "/tmp/kk-audit-estimates.XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    kk_arena_init(&f->result.arena);
    *state = f;
    return 0;
}

static void remove_file(const fixture *f, const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    unlink(path);
}

static int end(void **state)
{
    fixture *f = *state;
    remove_file(f, "estimates.csv");
    remove_file(f, "estimates_sums.csv");
    rmdir(f->folder);
    free(f->result.row);
    kk_arena_clear(&f->result.arena);
    free(f);
    return 0;
}

static void put(const fixture *f, const char *name, const char *first, const char *rest)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(first, file);
    fputs(rest, file);
    assert_int_equal(fclose(file), 0);
}

static kk_status audit(fixture *f, const char *rows)
{
    kk_audit_work work = {.folder = f->folder, .threads = 1, .result = &f->result};
    put(f, "estimates_sums.csv", sums, "");
    put(f, "estimates.csv", header, rows);
    return kk_audit_estimates(&work, &f->err);
}

static void check_leak(const fixture *f, size_t i, const char *indicator, const char *code, const char *part, double at)
{
    const kk_audit_row *row = &f->result.row[i];
    assert_true(i < f->result.row_count);
    assert_int_equal(row->verdict, KK_AUDIT_LEAK);
    assert_string_equal(row->indicator, indicator);
    assert_string_equal(row->code, code);
    assert_string_equal(row->part, part);
    assert_near(row->lower, at, 0);
    assert_near(row->upper, at, 0);
}

static void no_estimates_are_no_leak(void **state)
{
    fixture *f = *state;
    kk_audit_work work = {.folder = f->folder, .threads = 1, .result = &f->result};
    assert_int_equal(kk_audit_estimates(&work, &f->err), KK_OK);
    assert_int_equal(f->result.row_count, 0);
}

/* 300 − 100 − 196 persons in the third wijk. */
static void a_single_wijk_is_subtracted(void **state)
{
    fixture *f = *state;
    assert_int_equal(audit(f, "income,all,all,all,300,5,4,6\n"
                              "income,all,wijk,WK1,100,5,4,6\n"
                              "income,all,wijk,WK2,196,5,4,6\n"),
                     KK_OK);
    check_leak(f, 0, "care", "WK3", "denominator", 4);
    assert_int_equal(f->result.verdicts[KK_AUDIT_LEAK], f->result.row_count);
}

/* n of one outcome tells that of another of the same persons. */
static void two_wijken_hide_each_other_until_another_outcome_tells(void **state)
{
    fixture *f = *state;
    assert_int_equal(audit(f, "care,all,all,all,300,0.5,0,1\n"
                              "care,all,wijk,WK1,100,0.5,0,1\n"),
                     KK_OK);
    assert_int_equal(f->result.row_count, 0);
    /* All 10 cells without a row, of which persons, those who have it and those who lack it hang together. */
    const kk_audit_methods *methods = &f->result.estimates;
    assert_int_equal(methods->by_sums, 0);
    assert_int_equal(methods->by_tables + methods->by_programs, 3 * 10);
    assert_int_equal(audit(f, "care,all,all,all,300,0.5,0,1\n"
                              "care,all,wijk,WK1,100,0.5,0,1\n"
                              "income,all,wijk,WK2,193,5,4,6\n"),
                     KK_OK);
    check_leak(f, 0, "care", "WK3", "denominator", 7);
}

/* 30 of 300 have it: 12, 15, and so 3 of the 40 in the third wijk, whose n the incomes tell. */
static void who_have_an_outcome_are_subtracted(void **state)
{
    fixture *f = *state;
    assert_int_equal(audit(f, "care,all,all,all,300,0.1,0,1\n"
                              "care,all,wijk,WK1,120,0.1,0,1\n"
                              "care,all,wijk,WK2,140,0.10714285714285714,0,1\n"
                              "income,all,wijk,WK3,40,5,4,6\n"),
                     KK_OK);
    check_leak(f, 0, "care", "WK3", "numerator", 3);
}

static void men_are_all_less_women(void **state)
{
    fixture *f = *state;
    assert_int_equal(audit(f, "care,all,wijk,WK1,100,0.5,0,1\n"
                              "care,Women,wijk,WK1,95,0.5,0,1\n"),
                     KK_OK);
    check_leak(f, 0, "care sex=Men", "WK1", "denominator", 5);
}

static void what_is_many_or_nobody_is_no_leak(void **state)
{
    fixture *f = *state;
    assert_int_equal(audit(f, "income,all,all,all,300,5,4,6\n"
                              "income,all,wijk,WK1,100,5,4,6\n"
                              "income,all,wijk,WK2,150,5,4,6\n"
                              "income,Women,wijk,WK1,100,5,4,6\n"),
                     KK_OK);
    assert_int_equal(f->result.row_count, 0);
}

static void figures_that_contradict_each_other_are_told(void **state)
{
    fixture *f = *state;
    assert_int_equal(audit(f, "care,all,wijk,WK1,50,0.5,0,1\n"
                              "care,Women,wijk,WK1,95,0.5,0,1\n"),
                     KK_OK);
    assert_true(f->result.verdicts[KK_AUDIT_CONTRADICTION] > 0);
}

static void check_refused(fixture *f, const char *rows, const char *message)
{
    assert_int_equal(audit(f, rows), KK_ERR_INPUT);
    assert_contains(f->err.message, message);
}

static void wrong_rows_are_refused(void **state)
{
    fixture *f = *state;
    check_refused(f, "care,all,wijk,WK9,100,0.5,0,1\n", "estimates.csv:2: not in estimates_sums.csv: region 'WK9'");
    check_refused(f, "care,Boys,wijk,WK1,100,0.5,0,1\n", "estimates.csv:2: a group is not in estimates_sums.csv");
    check_refused(f, "play,all,wijk,WK1,100,0.5,0,1\n", "outcome 'play'");
    check_refused(f, "care,all,wijk,WK1,-3,0.5,0,1\n", "no number of persons: '-3'");
    check_refused(f, "care,all,wijk\n", "has 3 cells");
    check_refused(f, "care,all,wijk,WK1,50,0.5,0,1\nincome,all,wijk,WK1,51,5,4,6\n", "another n than '51'");
    put(f, "estimates.csv", header, "");
    remove_file(f, "estimates_sums.csv");
    kk_audit_work work = {.folder = f->folder, .threads = 1, .result = &f->result};
    assert_int_equal(kk_audit_estimates(&work, &f->err), KK_ERR_INPUT);
    assert_contains(f->err.message, "estimates_sums.csv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_estimates_are_no_leak, begin, end),
        cmocka_unit_test_setup_teardown(a_single_wijk_is_subtracted, begin, end),
        cmocka_unit_test_setup_teardown(two_wijken_hide_each_other_until_another_outcome_tells, begin, end),
        cmocka_unit_test_setup_teardown(who_have_an_outcome_are_subtracted, begin, end),
        cmocka_unit_test_setup_teardown(men_are_all_less_women, begin, end),
        cmocka_unit_test_setup_teardown(what_is_many_or_nobody_is_no_leak, begin, end),
        cmocka_unit_test_setup_teardown(figures_that_contradict_each_other_are_told, begin, end),
        cmocka_unit_test_setup_teardown(wrong_rows_are_refused, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
