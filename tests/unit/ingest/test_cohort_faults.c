/* SPDX-License-Identifier: EUPL-1.2 */
/* What would make a cohort tell more, or something else, than it holds: persons in several rows, a stray value in a
   binary outcome, symbols of CBS for a value, a predictor on another scale. */
#include "cohort_text.h"

/* A cohort instead of the one that was given before. */
static void give_instead(cohort_text *t, const char *text)
{
    t->config.estimates.cohort_count = 0;
    while (t->file_count > 0) unlink(t->path[--t->file_count]);
    give_cohort(t, text);
}

/* ---- persons ---- */

static void test_persons_twice(void **state)
{
    cohort_text *t = *state;
    give_cohort(t, "PERSON_ID;rank;sex;gem;y0\n"
                   "secret7;0.1;Men;GM0001;1\n"
                   "secret8;0.2;Men;GM0001;0\n"
                   "secret7;0.1;Men;GM0002;1\n"
                   "secret8;0.2;Men;GM0002;0\n"
                   "secret7;0.1;Men;GM0003;1\n");
    check_error(
        t, KK_ERR_INPUT,
        "p.yaml:10:5: 3 rows are of persons who are in the cohort already (such as cohort0.csv:4); give one row "
        "for each person, or name the column of the age: `grew_up: {age: …, column: …}`");
    assert_null(strstr(t->err.message, "secret"));
    t->config.estimates.person = "gem";
    check_error(t, KK_ERR_INPUT, "2 rows are of persons who are in the cohort already (such as cohort0.csv:3)");
    t->config.estimates.person = "gemm";
    check_error(t, KK_ERR_PROJECT, "p.yaml:20:3: cohort0.csv has no column 'gemm'; did you mean 'gem'?");
}

/* As the microdata have it: numbers with leading zeros, once with quotes. */
static void test_persons_by_rinpersoon(void **state)
{
    cohort_text *t = *state;
    give_cohort(t, "rank;sex;gem;y0;RINPersoon\n0.1;a;g;1;000000017\n0.1;a;g;1;\"000000018\"\n");
    read_cohort(t);
    assert_int_equal(t->cohort.person_count, 2);
    give_cohort(t, "rank;sex;gem;y0;rinpersoon\n0.1;a;g;1;19\n0.1;a;g;1;18\n");
    check_error(t, KK_ERR_INPUT, "1 row is of persons who are in the cohort already (such as cohort1.csv:3)");
}

/* Rows of another age, and rejected ones, are of nobody. */
static void test_persons_of_one_age(void **state)
{
    cohort_text *t = *state;
    t->config.estimates.grew_up_age = 12;
    t->config.estimates.age_column = "age";
    give_cohort(t, "person_id;age;rank;sex;gem;y0\n1;11;0.1;a;g;1\n1;12;0.1;a;g;1\n2;12;0.1;a;g;1\n2;12;?;a;g;1\n");
    read_cohort(t);
    assert_int_equal(t->cohort.person_count, 2);
    give_instead(t, "person_id;age;rank;sex;gem;y0\n1;12;0.1;a;g;1\n1;12;0.1;a;g;1\n");
    check_error(t, KK_ERR_INPUT, "(such as cohort0.csv:3); give one row for each person of that age");
}

static void test_nobody_told(void **state)
{
    cohort_text *t = *state;
    read_text(t, "person_id;rank;sex;gem;y0\n1;0.1;a;g;1\n;0.1;a;g;1\n2;0.1;a;g;1\n");
    assert_int_equal(t->cohort.person_count, 2);
    check_reject(t, 0, 3, "", "who the person is, is blank");
}

/* The same rows, and no column that tells whose they are. */
static void test_no_person_column(void **state)
{
    cohort_text *t = *state;
    read_text(t, "id;rank;sex;gem;y0\n1;0.1;a;g;1\n1;0.1;a;g;1\n");
    assert_int_equal(t->cohort.person_count, 2);
    assert_null(strstr(t->log, "person"));
}

/* More than one batch and chunk; the second of a pair that is far from the first. */
static void test_many_persons(void **state)
{
    cohort_text *t = *state;
    enum { COUNT = 70000 };
    char *text = calloc(COUNT + 2, 32), *end = stpcpy(text, "person_id;rank;sex;gem;y0\n");
    for (int i = 0; i < COUNT; i++) end += sprintf(end, "%d;0.1;a;g;1\n", i);
    give_cohort(t, text);
    read_cohort(t);
    assert_int_equal(t->cohort.person_count, COUNT);
    strcpy(end, "4;0.1;a;g;1\n");
    give_instead(t, text);
    free(text);
    check_error(t, KK_ERR_INPUT, "1 row is of persons who are in the cohort already (such as cohort0.csv:70002)");
}

/* ---- kinds ---- */

/* `zeros` of 0, `ones` of 1, and one 9. */
static void give_stray(cohort_text *t, int zeros, int ones)
{
    char text[8000] = "rank;sex;gem;y0\n", *end = text + strlen(text);
    for (int i = 0; i < zeros + ones; i++) end += sprintf(end, "0.1;a;g;%d\n", i < zeros ? 0 : 1);
    strcpy(end, "0.1;a;g;9\n");
    give_instead(t, text);
}

static void test_stray_value(void **state)
{
    cohort_text *t = *state;
    give_stray(t, 396, 3);
    check_error(
        t, KK_ERR_INPUT,
        "p.yaml:20:3: outcome 'y0' looks binary, but has values other than 0 and 1, such as on cohort0.csv:401; "
        "say `kind: binary` (such rows are then rejected) or `kind: continuous`");
    assert_null(strstr(t->err.message, "9"));
    t->outcome[0].kind = KK_OUTCOME_BINARY;
    read_cohort(t);
    assert_true(t->cohort.frame.outcome[0].is_binary);
    assert_int_equal(t->cohort.person_count, 399);
    t->outcome[0].kind = KK_OUTCOME_CONTINUOUS;
    read_cohort(t);
    assert_false(t->cohort.frame.outcome[0].is_binary);
}

/* Nine of ten are 0 or 1: told; eight of nine: continuous. */
static void test_nine_of_ten(void **state)
{
    cohort_text *t = *state;
    give_stray(t, 5, 4);
    check_error(t, KK_ERR_INPUT, "looks binary");
    give_stray(t, 5, 3);
    read_cohort(t);
    assert_false(t->cohort.frame.outcome[0].is_binary);
}

/* ---- symbols of CBS ---- */

static void test_symbols(void **state)
{
    cohort_text *t = *state;
    t->config.estimates.outcome_count = 2;
    t->outcome[1].kind = KK_OUTCOME_BINARY;
    char text[2000] = "rank;sex;gem;y0;y1\n0.1;a;g;-99997;-99995\n-99991;a;g;1.5;1\n0.2;a;g;-99995.0;0\n"
                      "0.3;a;g;-99996;0\n",
         *end = text + strlen(text);
    for (int i = 0; i < 12; i++) end += sprintf(end, "0.11;a;g;-99997;1\n");
    read_text(t, text);
    assert_int_equal(t->cohort.person_count, 16);
    assert_int_equal(t->rejects.count, 0);
    size_t missing = 0;
    for (size_t i = 0; i < 16; i++) {
        double y = outcome_of(t, 0, i);
        missing += y != y;
        if (!isnan(y)) assert_true(y == 1.5 || y == -99996);
        if (y == 1.5) assert_true(isnan(t->cohort.predictor[i]) && groups_of(t, 0, i) == 1);
        if (t->cohort.predictor[i] == 0.1) assert_true(isnan(outcome_of(t, 1, i)));
    }
    assert_int_equal(missing, 14);
    assert_contains(t->log, "estimates: about 10 cells of the column 'y0' hold −99997, −99995 or −99991, which CBS "
                            "writes where there is no figure: they are missing");
    assert_contains(t->log, "fewer than 10 cells of the column 'y1'");
    assert_contains(t->log, "fewer than 10 cells of the column 'rank'");
}

/* They make no outcome continuous, and are told of used rows alone. */
static void test_symbols_are_no_values(void **state)
{
    cohort_text *t = *state;
    read_text(t, "rank;sex;gem;y0\n0.1;a;g;1\n0.1;a;g;-99997\n0.1;a;g;0\n");
    assert_true(t->cohort.frame.outcome[0].is_binary);
    t->config.estimates.weight = "w";
    give_instead(t, "rank;sex;gem;y0;w\n0.1;a;g;1;1\n0.1;a;g;-99997;0\n");
    read_cohort(t);
    assert_null(strstr(t->log, "−99997"));
}

/* ---- the predictor's scale ---- */

static void test_percentiles(void **state)
{
    cohort_text *t = *state;
    t->config.estimates.predictor.mark = (kk_mark){"p.yaml", 25, 7};
    give_cohort(t, "rank;sex;gem;y0\n10;a;g;1\n87;a;g;1\n;a;g;1\n");
    check_error(t, KK_ERR_INPUT,
                "p.yaml:25:7: nobody's income is in any of the windows: ranks run from 0 to 1 (divide a percentile by "
                "100), or give `windows:`");
    t->window[0].to = 10;
    read_cohort(t);
    assert_null(strstr(t->log, "a tenth"));
}

/* Percentiles of 0 are in a window of ranks, by chance. */
static void test_percentiles_with_some_in_a_window(void **state)
{
    cohort_text *t = *state;
    char text[1000] = "rank;sex;gem;y0\n";
    for (int i = 0; i < 11; i++) sprintf(text + strlen(text), "%d;a;g;1\n", 9 * i);
    read_text(t, text);
    assert_contains(t->log, "fewer than a tenth of the persons have their income in any of the windows: ranks run");
}

static void test_no_predictor_at_all(void **state)
{
    cohort_text *t = *state;
    read_text(t, "rank;sex;gem;y0\nNA;a;g;1\n;a;g;1\n");
    assert_int_equal(t->cohort.person_count, 2);
    assert_null(strstr(t->log, "tenth"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_text, end_text)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_persons_twice),
        TEST(test_persons_by_rinpersoon),
        TEST(test_persons_of_one_age),
        TEST(test_nobody_told),
        TEST(test_no_person_column),
        TEST(test_many_persons),
        TEST(test_stray_value),
        TEST(test_nine_of_ten),
        TEST(test_symbols),
        TEST(test_symbols_are_no_values),
        TEST(test_percentiles),
        TEST(test_percentiles_with_some_in_a_window),
        TEST(test_no_predictor_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
