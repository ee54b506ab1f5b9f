/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check.h"

#include "kk/records.h"

static void test_known_days(void **state)
{
    (void)state;
    assert_int_equal(kk_day_of(1970, 1, 1), 0);
    assert_int_equal(kk_day_of(1969, 12, 31), -1);
    assert_int_equal(kk_day_of(2000, 2, 29), 11016);
    assert_int_equal(kk_day_of(2023, 12, 31), 19722);
    assert_int_equal(kk_day_of(1900, 1, 1), -25567);
    assert_int_equal(kk_day_of(2100, 12, 31), 47846);
}

static void test_days_that_do_not_exist(void **state)
{
    (void)state;
    static const int wrong[][3] = {{1899, 12, 31}, {2101, 1, 1},  {2023, 0, 1},  {2023, 13, 1}, {2023, 1, 0},
                                   {2023, 1, 32},  {2023, 4, 31}, {2023, 2, 29}, {1900, 2, 29}, {2100, 2, 29}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (kk_day_of(wrong[i][0], wrong[i][1], wrong[i][2]) != KK_NO_DAY) fail_msg("row %zu is no day", i);
    assert_int_not_equal(kk_day_of(2024, 2, 29), KK_NO_DAY);
}

/* Every day from 1900 to 2100 follows the one before, and comes back as it went in. */
static void test_all_days_in_order(void **state)
{
    (void)state;
    kk_day expected = kk_day_of(1900, 1, 1);
    for (int year = 1900; year <= 2100; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= 31; day++) {
                kk_day it = kk_day_of(year, month, day);
                if (it == KK_NO_DAY) continue;
                assert_int_equal(it, expected++);
                int y, m, d;
                kk_day_split(it, &y, &m, &d);
                if (y != year || m != month || d != day) fail_msg("%d-%d-%d came back otherwise", year, month, day);
            }
    assert_int_equal(expected, kk_day_of(2100, 12, 31) + 1);
}

static int months(int y1, int m1, int d1, int y2, int m2, int d2)
{
    return kk_months_between(kk_day_of(y1, m1, d1), kk_day_of(y2, m2, d2));
}

static void test_completed_months(void **state)
{
    (void)state;
    assert_int_equal(months(2020, 5, 17, 2020, 5, 17), 0);
    assert_int_equal(months(2020, 5, 17, 2020, 6, 16), 0);
    assert_int_equal(months(2020, 5, 17, 2020, 6, 17), 1);
    assert_int_equal(months(2020, 5, 17, 2021, 5, 16), 11);
    assert_int_equal(months(2020, 5, 17, 2021, 5, 17), 12);
    assert_int_equal(months(2005, 1, 1, 2022, 12, 31), 215);
    assert_int_equal(months(2005, 1, 1, 2023, 1, 1), 216);
}

/* A month is completed on its last day when it lacks the day of birth. */
static void test_months_from_the_end_of_a_month(void **state)
{
    (void)state;
    assert_int_equal(months(2023, 1, 31, 2023, 2, 27), 0);
    assert_int_equal(months(2023, 1, 31, 2023, 2, 28), 1);
    assert_int_equal(months(2024, 1, 31, 2024, 2, 28), 0);
    assert_int_equal(months(2024, 1, 31, 2024, 2, 29), 1);
    assert_int_equal(months(2024, 2, 29, 2025, 2, 28), 12);
    assert_int_equal(months(2023, 3, 31, 2023, 4, 30), 1);
    assert_int_equal(months(2023, 3, 31, 2023, 5, 30), 1);
    assert_int_equal(months(2023, 3, 31, 2023, 5, 31), 2);
}

static void test_months_before_birth(void **state)
{
    (void)state;
    assert_int_equal(months(2020, 5, 17, 2020, 5, 16), -1);
    assert_int_equal(months(2020, 5, 17, 2020, 4, 17), -1);
    assert_int_equal(months(2020, 5, 17, 2020, 4, 16), -2);
    assert_int_equal(months(2020, 5, 17, 2019, 8, 17), -9);
    assert_int_equal(months(2020, 5, 17, 2019, 8, 16), -10);
}

/* The number of completed months never goes down, and goes up once a month. */
static void test_months_grow_with_time(void **state)
{
    (void)state;
    for (int day = 1; day <= 31; day++) {
        kk_day birth = kk_day_of(2019, 12, day), last = kk_day_of(2024, 12, 31);
        int before = kk_months_between(birth, birth);
        assert_int_equal(before, 0);
        for (kk_day at = birth + 1; at <= last; at++) {
            int now = kk_months_between(birth, at);
            if (now != before && now != before + 1) fail_msg("from %d to %d months in a day", before, now);
            before = now;
        }
        assert_int_equal(before, 60);
    }
}

static void assert_period(const char *name, kk_day first, kk_day last)
{
    kk_period period;
    assert_true(kk_period_of(name, &period));
    assert_ptr_equal(period.name, name);
    assert_int_equal(period.first, first);
    assert_int_equal(period.last, last);
}

static void test_periods(void **state)
{
    (void)state;
    assert_period("2023", kk_day_of(2023, 1, 1), kk_day_of(2023, 12, 31));
    assert_period("2023JJ00", kk_day_of(2023, 1, 1), kk_day_of(2023, 12, 31));
    assert_period("2023KW01", kk_day_of(2023, 1, 1), kk_day_of(2023, 3, 31));
    assert_period("2023KW04", kk_day_of(2023, 10, 1), kk_day_of(2023, 12, 31));
    assert_period("2024MM02", kk_day_of(2024, 2, 1), kk_day_of(2024, 2, 29));
    assert_period("2023HJ01", kk_day_of(2023, 1, 1), kk_day_of(2023, 6, 30));
    assert_period("2023HJ02", kk_day_of(2023, 7, 1), kk_day_of(2023, 12, 31));
}

static void test_texts_that_are_no_period(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",         "23",       "202",      "2023KW5",  "2023KW05", "2023KW00",
                                        "2023MM13", "2023HJ03", "2023XX01", "20x3",     "2023KWx1", "2023-01-",
                                        "1899",     "2101",     "20233",    "2023JJ01", "2023KW011"};
    kk_period period;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (kk_period_of(wrong[i], &period)) fail_msg("'%s' is no period", wrong[i]);
}

static void test_places(void **state)
{
    (void)state;
    kk_locus place = kk_locus_of(10, (1u << 27) - 1);
    assert_true(kk_locus_is_area(place));
    assert_int_equal(kk_locus_level(place), 10);
    assert_int_equal(kk_locus_area(place), (1u << 27) - 1);
    assert_false(kk_locus_is_area(KK_NOWHERE_GIVEN));
    assert_string_equal(kk_locus_reason(KK_NOWHERE_GIVEN), "no place given");
    assert_string_equal(kk_locus_reason(KK_OTHER_GEMEENTE), "of another gemeente");
    for (kk_locus reason = KK_NOT_LOCATED; reason < KK_LOCUS_REASONS_END; reason++)
        assert_true(strlen(kk_locus_reason(reason)) > 0);
}

static void test_hash_of_a_name(void **state)
{
    (void)state;
    assert_int_equal(kk_name_hash("", 0), 2166136261u);
    assert_int_equal(kk_name_hash("a", 1), 0xe40c292cu); /* published value of FNV-1a */
    assert_int_equal(kk_name_hash("foobar", 6), 0xbf9cf968u);
    assert_int_equal(kk_name_hash("FooBar", 6), 0xbf9cf968u);
}

static void test_records_grow(void **state)
{
    (void)state;
    kk_records records = {0};
    kk_error err;
    kk_record three[3] = {{.client = 1}, {.client = 2}, {.client = 3}};
    assert_int_equal(kk_records_add(&records, NULL, 0, &err), KK_OK);
    assert_int_equal(records.count, 0);
    for (int i = 0; i < 1000; i++) assert_int_equal(kk_records_add(&records, three, 3, &err), KK_OK);
    assert_int_equal(records.count, 3000);
    assert_int_equal(records.item[2998].client, 2);
    kk_records_clear(&records);
    assert_null(records.item);
}

static void test_codes_by_name(void **state)
{
    (void)state;
    kk_codes codes = {.form_count = 3, .referrer_count = 1, .group_count = 2};
    codes.form[0] = (kk_form){.name = "wijkteam", .groups = 1};
    codes.form[1] = (kk_form){.name = "ambulant", .groups = 3};
    codes.form[2] = (kk_form){.name = "vervoer"};
    codes.referrer[0].name = "unknown";
    codes.group[0] = "jeugdzorg";
    codes.group[1] = "indicated";
    assert_int_equal(kk_codes_form(&codes, "ambulant"), 1);
    assert_int_equal(kk_codes_form(&codes, "Ambulant"), -1);
    assert_int_equal(kk_codes_referrer(&codes, "unknown"), 0);
    assert_int_equal(kk_codes_referrer(&codes, "rechter"), -1);
    assert_int_equal(kk_codes_forms(&codes, "all"), 7);
    assert_int_equal(kk_codes_forms(&codes, "vervoer"), 4);
    assert_int_equal(kk_codes_forms(&codes, "jeugdzorg"), 3);
    assert_int_equal(kk_codes_forms(&codes, "indicated"), 2);
    assert_int_equal(kk_codes_forms(&codes, "x"), 0);
    codes.form_count = 64;
    for (int f = 3; f < 64; f++) codes.form[f].name = "";
    assert_true(kk_codes_forms(&codes, "all") == UINT64_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_days),
        cmocka_unit_test(test_days_that_do_not_exist),
        cmocka_unit_test(test_all_days_in_order),
        cmocka_unit_test(test_completed_months),
        cmocka_unit_test(test_months_from_the_end_of_a_month),
        cmocka_unit_test(test_months_before_birth),
        cmocka_unit_test(test_months_grow_with_time),
        cmocka_unit_test(test_periods),
        cmocka_unit_test(test_texts_that_are_no_period),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_hash_of_a_name),
        cmocka_unit_test(test_records_grow),
        cmocka_unit_test(test_codes_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
