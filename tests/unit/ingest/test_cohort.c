/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading a cohort: values, missing ones, rows that are rejected or of another age, several files, kinds of outcomes.
 */
#include "cohort_text.h"

/* ---- values ---- */

/* Persons come by gemeente, then by class, then predictor. */
static void test_values(void **state)
{
    cohort_text *t = *state;
    t->config.estimates.outcome_count = 2;
    read_text(t, "id;rank;sex;gem;y1;y0\n"
                 "1;0,25;Men;GM0002;1e3;1\n"
                 "2;0.1;Women;GM0001;-2.5;0\n"
                 "3;0.05;Men;GM0001;12345678901234567890;1\n");
    const kk_cohort *cohort = &t->cohort;
    assert_int_equal(cohort->person_count, 3);
    assert_int_equal(cohort->counts.rows_read, 3);
    assert_int_equal(cohort->counts.rows_used, 3);
    assert_true(cohort->predictor[0] == 0.05 && cohort->predictor[1] == 0.1 && cohort->predictor[2] == 0.25);
    assert_true(outcome_of(t, 0, 0) == 1 && outcome_of(t, 0, 1) == 0 && outcome_of(t, 0, 2) == 1);
    assert_true(outcome_of(t, 1, 0) == 12345678901234567890.0 && outcome_of(t, 1, 1) == -2.5);
    assert_true(outcome_of(t, 1, 2) == 1000);
    assert_null(cohort->weight);
    assert_string_equal(t->log, "");
}

static void test_lanes(void **state)
{
    cohort_text *t = *state;
    t->config.estimates.outcome_count = 10;
    read_text(t, "rank,sex,gem,y0,y1,y2,y3,y4,y5,y6,y7,y8,y9\n"
                 "0.1,Men,GM0001,0,1,2,3,4,5,6,7,8,9\n"
                 "0.2,Men,GM0001,10,11,12,13,14,15,16,17,18,19\n");
    assert_int_equal(kk_cohort_blocks(&t->cohort), 2);
    assert_int_equal((uintptr_t)t->cohort.outcome % 64, 0);
    for (size_t k = 0; k < 2 * KK_LANES; k++) {
        for (size_t i = 0; i < 2; i++) {
            double value = outcome_of(t, k, i);
            assert_true(k < 10 ? value == (double)(10 * i + k) : isnan(value));
        }
    }
}

static void test_missing_values(void **state)
{
    cohort_text *t = *state;
    t->config.estimates.outcome_count = 2;
    read_text(t, "rank;sex;gem;y0;y1\n"
                 "0.1;Men;GM0001;NA;\n"
                 "0.2;Men;GM0001;.;NaN\n"
                 ";Men;GM0001;1;5\n"
                 "NA;;;0;6\n");
    assert_int_equal(t->cohort.person_count, 4);
    assert_int_equal(t->rejects.count, 0);
    /* without predictor: in no window, but in a gemeente */
    assert_true(isnan(t->cohort.predictor[0]) && outcome_of(t, 1, 0) == 5);
    assert_int_equal(groups_of(t, 0, 0), 1);
    assert_string_equal(region_of(t, 1, 0), "GM0001");
    assert_true(isnan(outcome_of(t, 0, 1)) && isnan(outcome_of(t, 1, 1)));
    assert_true(isnan(outcome_of(t, 0, 2)) && isnan(outcome_of(t, 1, 2)));
    /* in nothing but "all" and the land */
    assert_true(outcome_of(t, 1, 3) == 6);
    assert_true(groups_of(t, 0, 3) == 1 && groups_of(t, 1, 3) == 1);
    assert_string_equal(region_of(t, 1, 3), "");
    assert_string_equal(region_of(t, 0, 3), "all");
}

/* −0 and 0 are the same value, and must have the same bits. */
static void test_minus_zero(void **state)
{
    cohort_text *t = *state;
    read_text(t, "rank;sex;gem;y0\n-0;Men;GM0001;-0.0\n");
    assert_false(signbit(t->cohort.predictor[0]));
    assert_false(signbit(outcome_of(t, 0, 0)));
    assert_true(t->cohort.frame.outcome[0].is_binary);
}

/* Every number in the same bits as strtod gives, by the short way and by the long one. */
static void test_numbers_round_correctly(void **state)
{
    cohort_text *t = *state;
    static const char *const numbers[] = {"0.1",  "123456789012.345",    "0.00000000000001",        "99999999999999.9",
                                          "8.41", "0.30000000000000004", "179769313486231570000",   "1e-7",
                                          "+3.5", "9007199254740993",    "2.2250738585072014e-308", "5.0"};
    enum { COUNT = sizeof numbers / sizeof *numbers };
    for (size_t i = 0; i < COUNT; i++) {
        char text[200];
        snprintf(text, sizeof text, "rank;sex;gem;y0\n0.2;Men;GM0001;%s\n", numbers[i]);
        t->config.estimates.cohort_count = 0;
        if (t->file_count > 0) unlink(t->path[--t->file_count]);
        read_text(t, text);
        assert_true(outcome_of(t, 0, 0) == strtod(numbers[i], NULL));
    }
}

static void test_weights(void **state)
{
    cohort_text *t = *state;
    t->config.estimates.weight = "w";
    read_text(t, "rank;sex;gem;y0;w\n0.1;Men;GM0001;1;0,5\n0.2;Men;GM0001;1;0\n0.3;Men;GM0001;1;-1\n"
                 "0.4;Men;GM0001;1;\n0.11;Men;GM0001;1;2\n0.12;Men;GM0001;1;1e20\n0.13;Men;GM0001;1;1e-20\n"
                 "0.14;Men;GM0001;1;3\n0.14;Men;GM0001;1;1.1e20\n0.14;Men;GM0001;1;9e-21\n");
    assert_int_equal(t->cohort.person_count, 5);
    assert_true(t->cohort.weight[0] == 0.5 && t->cohort.weight[1] == 2);
    assert_int_equal(t->rejects.count, 5);
    for (size_t i = 0; i < 3; i++) check_reject(t, i, (int64_t)i + 3, "w", "not a number above 0");
    for (size_t i = 3; i < 5; i++) check_reject(t, i, (int64_t)i + 7, "w", "the weight is beyond 1e-20 … 1e20");
}

static void test_no_predictor(void **state)
{
    cohort_text *t = *state;
    t->config.estimates.predictor.name = NULL;
    read_text(t, "sex;gem;y0\nMen;GM0001;1\n");
    assert_null(t->cohort.predictor);
    assert_int_equal(t->cohort.frame.dimension_count, 1);
    assert_string_equal(t->cohort.frame.dimension[0].name, "gender");
}

static void test_no_rows(void **state)
{
    cohort_text *t = *state;
    read_text(t, "rank;sex;gem;y0\n");
    assert_int_equal(t->cohort.person_count, 0);
    assert_int_equal(t->cohort.frame.type[0].count, 1);
    assert_int_equal(t->cohort.frame.type[1].count, 0);
    assert_int_equal(t->cohort.frame.dimension[0].class_count, 1);
    assert_int_equal(t->cohort.frame.combination_count, 3);
    assert_false(t->cohort.frame.outcome[0].is_binary);
    assert_contains(t->log, "has no rows below its header");
    assert_contains(t->log, "nobody in the cohort is in group 'Low' of income");
    assert_contains(t->log, "nobody in the cohort has a region of type 'gemeente'");
}

/* ---- kinds of outcomes ---- */

static void test_kinds(void **state)
{
    cohort_text *t = *state;
    t->config.estimates.outcome_count = 6;
    t->outcome[3].kind = KK_OUTCOME_CONTINUOUS;
    t->outcome[4].kind = KK_OUTCOME_BINARY;
    read_text(t, "rank;sex;gem;y0;y1;y2;y3;y4;y5\n"
                 "0.1;Men;GM0001;0;0;NA;0;1;1\n"
                 "0.2;Men;GM0001;1;0.5;NA;1;;1\n"
                 "0.3;Men;GM0001;;1;NA;1;0;1\n");
    static const bool binary[] = {true, false, false, false, true, true};
    for (size_t k = 0; k < 6; k++) assert_int_equal(t->cohort.frame.outcome[k].is_binary, binary[k]);
    assert_string_equal(t->cohort.frame.outcome[5].name, "y5");
}

static void test_whole_numbers_are_found(void **state)
{
    cohort_text *t = *state;
    t->config.estimates.outcome_count = 4;
    for (size_t k = 0; k < 4; k++) t->outcome[k].kind = k == 0 ? KK_OUTCOME_BINARY : KK_OUTCOME_CONTINUOUS;
    read_text(t, "rank;sex;gem;y0;y1;y2;y3\n"
                 "0.1;Men;GM0001;0;12000;-3;1e9\n"
                 "0.2;Men;GM0001;1;7.0;NA;2.5\n"
                 "0.3;Men;GM0001;;;1;1\n");
    static const bool whole[] = {true, true, true, false};
    for (size_t k = 0; k < 4; k++) assert_int_equal(t->cohort.frame.outcome[k].is_whole, whole[k]);
}

/* What a rejected row holds does not count. */
static void test_kind_of_used_rows(void **state)
{
    cohort_text *t = *state;
    read_text(t, "rank;sex;gem;y0\n0.1;Men;GM0001;1\nmany;Men;GM0001;7\n0.3;Men;GM0001;0\n");
    assert_true(t->cohort.frame.outcome[0].is_binary);
    assert_int_equal(t->cohort.person_count, 2);
}

/* ---- rejected rows ---- */

static void test_rejects(void **state)
{
    cohort_text *t = *state;
    t->config.estimates.outcome_count = 2;
    t->outcome[1].kind = KK_OUTCOME_BINARY;
    read_text(t, "rank;sex;gem;y0;y1\n"
                 "low;Men;GM0001;1;1\n"
                 "1e101;Men;GM0001;1;1\n"
                 "0.1;Men;GM0001;much;1\n"
                 "0.1;Men;GM0001;1;2\n"
                 "0.1;Men;GM0001;1\n"
                 "0.1;Men;GM0001;1;1;1\n"
                 "-1e100;Men;GM0001;1;0\n"
                 "0.1;Men;GM0001;-;0\n"
                 "0.1;Men;GM0001;1*;0\n"
                 "0.1;Men;GM0001;-99999;0\n"
                 "0.1;Men;GM0001;1.1e50;0\n"
                 "0.1;Men;GM0001;-1.1e50;0\n"
                 "0.11;Men;GM0001;-1e50;0\n"
                 "0.12;Men;GM0001;4;0\n0.12;Men;GM0001;4;0\n0.12;Men;GM0001;4;0\n0.12;Men;GM0001;4;0\n"
                 "0.12;Men;GM0001;4;0\n0.12;Men;GM0001;4;0\n0.12;Men;GM0001;4;0\n");
    assert_int_equal(t->cohort.person_count, 10);
    assert_int_equal(t->cohort.counts.rows_read, 20);
    assert_int_equal(t->cohort.counts.rows_used, 10);
    assert_int_equal(t->cohort.counts.rows_rejected, 10);
    assert_int_equal(t->rejects.count, 10);
    check_reject(t, 8, 12, "y0", "the outcome is beyond 1e50");
    check_reject(t, 9, 13, "y0", "the outcome is beyond 1e50");
    check_reject(t, 0, 2, "rank", "the predictor is not a number");
    check_reject(t, 1, 3, "rank", "beyond 1e100");
    check_reject(t, 2, 4, "y0", "the outcome is not a number");
    check_reject(t, 3, 5, "y1", "not 0 or 1");
    check_reject(t, 4, 6, "", "more or fewer cells than the header");
    check_reject(t, 5, 7, "", "more or fewer cells than the header");
    check_reject(t, 6, 9, "y0", "the outcome is not a number");
    check_reject(t, 7, 10, "y0", "the outcome is not a number");
    assert_true(t->cohort.predictor[0] == -1e100);
    assert_true(outcome_of(t, 0, 1) == -99999); /* a debt, and no symbol of CBS */
    assert_string_equal(t->rejects.items[0].file, "cohort0.csv");
}

/* Texts of rejected rows make no groups and no regions. */
static void test_rejected_rows_leave_nothing(void **state)
{
    cohort_text *t = *state;
    read_text(t, "rank;sex;gem;y0\n0.1;Men;GM0001;1\nx;Robot;GM0002;1\n0.2;Women;GM0003;1\n");
    assert_int_equal(t->cohort.frame.dimension[1].group_count, 3);
    assert_int_equal(t->cohort.frame.type[1].count, 2);
    assert_string_equal(t->cohort.frame.type[1].id[1], "GM0003");
    assert_string_equal(region_of(t, 1, 1), "GM0003");
    assert_true(t->cohort.predictor[1] == 0.2 && outcome_of(t, 0, 1) == 1);
}

static void test_mostly_rejected(void **state)
{
    cohort_text *t = *state;
    enum { ROWS = 3000, ROW = 20 };
    char *text = calloc(ROWS + 2, ROW);
    size_t length = (size_t)sprintf(text, "rank;sex;gem;y0\n");
    for (int i = 0; i < ROWS; i++) length += (size_t)sprintf(text + length, "?%d;Men;GM0001;1\n", i);
    give_cohort(t, text);
    free(text);
    check_error(t, KK_ERR_INPUT,
                "p.yaml:10:5: cohort0.csv: most rows cannot be used, such as line 3001: rank: the predictor is not a "
                "number; are the right columns named?");
}

/* Of a small file too, once all of it is read; half of it is not most. */
static void test_mostly_rejected_of_few(void **state)
{
    cohort_text *t = *state;
    kk_config_csv *csv = give_cohort(t, "rank;sex;gem;y0\n0.1;Men;GM0001;1\n0.1;Men;GM0001;x\n");
    read_cohort(t);
    assert_int_equal(t->cohort.person_count, 1);
    csv->file = write_file(t, "rank;sex;gem;y0\n0.1;Men;GM0001;1\n0.1;Men;GM0001;x\n?;Men;GM0001;1\n");
    check_error(
        t, KK_ERR_INPUT,
        "p.yaml:10:5: cohort1.csv: most rows cannot be used, such as line 4: rank: the predictor is not a number");
}

/* ---- age ---- */

static void test_other_ages(void **state)
{
    cohort_text *t = *state;
    t->config.estimates.grew_up_age = 12;
    t->config.estimates.age_column = "age";
    read_text(t, "rank;sex;gem;y0;age\n"
                 "0.1;Men;GM0001;1;12\n"
                 "?;Men;GM0001;1;11\n"
                 "0.2;Men;GM0002;0;12,0\n"
                 "0.3;Men;GM0003;1;\n"
                 "0.3;Men;GM0003;1;twelve\n");
    assert_int_equal(t->cohort.counts.rows_read, 5);
    assert_int_equal(t->cohort.counts.rows_used, 2);
    assert_int_equal(t->cohort.counts.rows_rejected, 2);
    assert_int_equal(t->cohort.other_age, 1);
    assert_int_equal(t->cohort.person_count, 2);
    check_reject(t, 0, 5, "age", "the age is not a number");
    check_reject(t, 1, 6, "age", "the age is not a number");
}

/* Where files hold all ages, rows that are rejected are weighed against those of the right one, unless their own age is
   not known. */
static void test_mostly_rejected_of_an_age(void **state)
{
    cohort_text *t = *state;
    t->config.estimates.grew_up_age = 12;
    t->config.estimates.age_column = "age";
    kk_config_csv *csv = give_cohort(t, "rank;sex;gem;y0;age\n0.1;a;g;1;?\n0.1;a;g;1;\n0.1;a;g;1;1\n0.1;a;g;1;2\n");
    read_cohort(t);
    assert_int_equal(t->cohort.person_count, 0);
    assert_int_equal(t->cohort.other_age, 2);
    csv->file = write_file(t, "rank;sex;gem;y0;age\n0.1;a;g;1;?\n0.1;a;g;1;\n0.1;a;g;1;1\n");
    check_error(t, KK_ERR_INPUT, "most rows cannot be used, such as line 3: age: the age is not a number");
    csv->file = write_file(t, "rank;sex;gem;y0;age\n?;a;g;1;12\n0.1;a;g;1;1\n0.1;a;g;1;2\n");
    check_error(t, KK_ERR_INPUT, "most rows cannot be used, such as line 2: rank: the predictor is not a number");
}

/* All are of that age when no column tells it. */
static void test_age_of_all(void **state)
{
    cohort_text *t = *state;
    t->config.estimates.grew_up_age = 12;
    read_text(t, "rank;sex;gem;y0\n0.1;Men;GM0001;1\n");
    assert_int_equal(t->cohort.person_count, 1);
    assert_int_equal(t->cohort.other_age, 0);
}

/* ---- files ---- */

static void test_files_with_other_orders_of_columns(void **state)
{
    cohort_text *t = *state;
    give_cohort(t, "rank;sex;gem;y0\n0.1;Men;GM0001;1\n0.2;Women;GM0002;?\n");
    give_cohort(t, "y0,gem,other,sex,rank\n0,GM0002,x,Women,0.3\n");
    read_cohort(t);
    assert_int_equal(t->cohort.person_count, 2);
    assert_int_equal(t->cohort.counts.rows_read, 3);
    assert_string_equal(region_of(t, 1, 1), "GM0002");
    assert_true(t->cohort.predictor[1] == 0.3);
    check_reject(t, 0, 3, "y0", "not a number");
}

static void test_missing_files_and_columns(void **state)
{
    cohort_text *t = *state;
    kk_config_csv *csv = give_cohort(t, "rank;sex;gemm;y0\n0.1;Men;GM0001;1\n");
    check_error(t, KK_ERR_PROJECT, "p.yaml:20:3: cohort0.csv has no column 'gem'; did you mean 'gemm'?");
    t->region[1].column = "gemm";
    t->config.estimates.age_column = "age";
    check_error(t, KK_ERR_PROJECT, "cohort0.csv has no column 'age'");
    t->config.estimates.age_column = NULL;
    t->config.estimates.weight = "weight";
    check_error(t, KK_ERR_PROJECT, "cohort0.csv has no column 'weight'");
    t->config.estimates.weight = NULL;
    t->config.estimates.outcome_count = 2;
    check_error(t, KK_ERR_PROJECT, "cohort0.csv has no column 'y1'");
    csv->file.path = "/nowhere/cohort.csv";
    check_error(t, KK_ERR_INPUT, "p.yaml:10:5: cohort0.csv: cannot be opened: No such file or directory");
}

/* A first row of persons is no header: it is not shown. */
static void test_header_of_persons(void **state)
{
    cohort_text *t = *state;
    give_cohort(t, "0.1;Jan Jansen;GM0001;1\n0.2;Piet;GM0001;1\n");
    check_error(t, KK_ERR_PROJECT, "4 columns (not named here, as the table is not public)");
    assert_null(strstr(t->err.message, "Jansen"));
}

static void test_unreadable_text(void **state)
{
    cohort_text *t = *state;
    give_cohort(t, "rank;sex;gem;y0\n0.1;\"Men;GM0001;1\n");
    check_error(t, KK_ERR_INPUT, "cohort0.csv:2: a quote");
    assert_null(strstr(t->err.message, "GM0001"));
}

/* ---- reference ---- */

/* Counted in the file with awk. */
static void test_reference_cohort(void **state)
{
    cohort_text *t = *state;
    const char *folder = getenv("KANSENKOMPAS_REAL_DATA");
    char path[512];
    snprintf(path, sizeof path, "%s/cohort/reference_cohort.csv", folder == NULL ? "../shared/data" : folder);
    if (access(path, R_OK) != 0) {
        print_message("skipped: %s is not there\n", path);
        skip();
    }
    t->config.estimates.cohort_count = 1;
    t->file[0].file = (kk_config_file){.given = "reference_cohort.csv", .path = path};
    t->config.estimates.predictor.column = "income_parents_perc";
    t->config.estimates.outcome_count = 2;
    t->config.estimates.region_count = 4;
    t->outcome[0].column = "youth_protection";
    t->outcome[1].column = "youth_health_costs";
    t->region[1] = (kk_config_region){.type = "wijk_code", .column = "wijk_code"};
    t->region[2] = (kk_config_region){.type = "gemeente_code", .column = "gemeente_code"};
    t->region[3] = (kk_config_region){.type = "postcode3", .column = "postcode4", .first = 3};
    read_cohort(t);
    assert_int_equal(t->cohort.person_count, 8000);
    assert_int_equal(t->rejects.count, 0);
    assert_true(t->cohort.frame.outcome[0].is_binary);
    assert_false(t->cohort.frame.outcome[1].is_binary);
    double protected = 0;
    for (size_t i = 0; i < 8000; i++) protected += outcome_of(t, 0, i);
    assert_true(protected == 775); /* est 0.096875 of reference_estimates.csv */
    assert_string_equal(t->cohort.frame.dimension[1].group[1], "Men");
    assert_string_equal(t->cohort.frame.dimension[1].group[2], "Women");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_text, end_text)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_values),
        TEST(test_lanes),
        TEST(test_missing_values),
        TEST(test_minus_zero),
        TEST(test_numbers_round_correctly),
        TEST(test_weights),
        TEST(test_no_predictor),
        TEST(test_no_rows),
        TEST(test_kinds),
        TEST(test_whole_numbers_are_found),
        TEST(test_kind_of_used_rows),
        TEST(test_rejects),
        TEST(test_rejected_rows_leave_nothing),
        TEST(test_mostly_rejected),
        TEST(test_mostly_rejected_of_few),
        TEST(test_other_ages),
        TEST(test_mostly_rejected_of_an_age),
        TEST(test_age_of_all),
        TEST(test_files_with_other_orders_of_columns),
        TEST(test_missing_files_and_columns),
        TEST(test_header_of_persons),
        TEST(test_unreadable_text),
        TEST(test_reference_cohort),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
