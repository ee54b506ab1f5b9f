/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check.h"

#include "ingest/record_day.h"

static kk_cell cell(const char *text)
{
    return (kk_cell){text, strlen(text)};
}

static kk_day day_of(const char *text)
{
    kk_day day;
    if (!kk_day_parse(cell(text), &day)) fail_msg("'%s' is a date", text);
    return day;
}

static kk_day birth_of(const char *text)
{
    kk_day day;
    if (!kk_birth_parse(cell(text), &day)) fail_msg("'%s' is a date of birth", text);
    return day;
}

static void test_forms_of_a_date(void **state)
{
    (void)state;
    static const char *const same[] = {"20230307",
                                       "2023-03-07",
                                       "2023-3-7",
                                       "2023/03/07",
                                       "07-03-2023",
                                       "7-3-2023",
                                       "07/03/2023",
                                       "7/3/2023",
                                       "07.03.2023",
                                       "7.3.2023",
                                       "2023-03-07T00:00",
                                       "2023-03-07 00:00:00",
                                       "20230307 0:00",
                                       "7-3-2023 0:00",
                                       "2023-03-07T23:59:59.000+01:00",
                                       "2023-03-07T00:00:00Z"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        if (day_of(same[i]) != kk_day_of(2023, 3, 7)) fail_msg("'%s' is 7 March 2023", same[i]);
        if (birth_of(same[i]) != kk_day_of(2023, 3, 7)) fail_msg("'%s' is 7 March 2023", same[i]);
    }
}

static void test_no_date_given(void **state)
{
    (void)state;
    static const char *const none[] = {"", "0", "00000000", "0000-00-00", "00-00-0000", "00/00/0000"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_int_equal(day_of(none[i]), KK_NO_DAY);
        assert_int_equal(birth_of(none[i]), KK_NO_DAY);
    }
}

static void test_what_is_no_date(void **state)
{
    (void)state;
    static const char *const wrong[] = {"x",
                                        "-",
                                        "2023",
                                        "202303",
                                        "2023030",
                                        "202303071",
                                        "20230230",
                                        "20231301",
                                        "2023-02-30",
                                        "30-2-2023",
                                        "7-3-23",
                                        "23-3-7",
                                        "7-3/2023",
                                        "7-3-2023x",
                                        "7 3 2023",
                                        "7 maart 2023",
                                        "7-3",
                                        "7-3-",
                                        "-03-07-2023",
                                        "-3-2023",
                                        "2023-03-",
                                        "2023--07",
                                        "7-3-2023 x",
                                        "007-3-2023",
                                        "7-003-2023",
                                        "45000",
                                        "1899-12-31",
                                        "18991231",
                                        "7-3-02023",
                                        "2023-03-07-01",
                                        "2023-03-07 24h"};
    kk_day day;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (kk_day_parse(cell(wrong[i]), &day)) fail_msg("'%s' is no date", wrong[i]);
        if (kk_birth_parse(cell(wrong[i]), &day)) fail_msg("'%s' is no date of birth", wrong[i]);
    }
}

static void test_partial_births(void **state)
{
    (void)state;
    assert_int_equal(birth_of("20120500"), kk_day_of(2012, 5, 15));
    assert_int_equal(birth_of("2012-05-00"), kk_day_of(2012, 5, 15));
    assert_int_equal(birth_of("00-05-2012"), kk_day_of(2012, 5, 15));
    assert_int_equal(birth_of("20120000"), kk_day_of(2012, 7, 1));
    assert_int_equal(birth_of("00-00-2012"), kk_day_of(2012, 7, 1));
    kk_day day;
    assert_false(kk_birth_parse(cell("20120015"), &day)); /* a day of no month */
    assert_false(kk_birth_parse(cell("20121300"), &day));
    assert_false(kk_day_parse(cell("20120500"), &day)); /* births alone may be partial */
    assert_false(kk_day_parse(cell("20120000"), &day));
}

/* How systems write an end that has not come. */
static void test_far_ends(void **state)
{
    (void)state;
    static const char *const open[] = {"31-12-9999", "99991231", "9999-12-31", "2999-12-31", "1-1-2101"};
    kk_day day;
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        assert_int_equal(day_of(open[i]), KK_OPEN_DAY);
        assert_false(kk_birth_parse(cell(open[i]), &day));
    }
    assert_int_equal(day_of("31-12-2100"), kk_day_of(2100, 12, 31));
}

/* Every date of some years, in each way of writing. */
static void test_written_dates_come_back(void **state)
{
    (void)state;
    for (kk_day it = kk_day_of(1999, 1, 1); it <= kk_day_of(2004, 12, 31); it++) {
        int y, m, d;
        char text[32];
        kk_day_split(it, &y, &m, &d);
        snprintf(text, sizeof text, "%d-%d-%04d", d, m, y);
        assert_int_equal(day_of(text), it);
        snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, d);
        assert_int_equal(birth_of(text), it);
        snprintf(text, sizeof text, "%04d%02d%02d", y, m, d);
        assert_int_equal(day_of(text), it);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms_of_a_date), cmocka_unit_test(test_no_date_given),
        cmocka_unit_test(test_what_is_no_date), cmocka_unit_test(test_partial_births),
        cmocka_unit_test(test_far_ends),        cmocka_unit_test(test_written_dates_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
