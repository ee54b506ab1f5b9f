/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check.h"

#include "ingest/period.h"

static const char *parsed(const char *text)
{
    static char period[KK_PERIOD_SIZE];
    return kk_period_parse((kk_cell){text, strlen(text)}, period) ? period : NULL;
}

static void test_years(void **state)
{
    (void)state;
    const char *const same[] = {"2024",
                                "2024JJ00",
                                "1-1-2024",
                                "01-01-2024",
                                "2024-01-01",
                                "2024/01/01",
                                "1/1/2024",
                                "2024-01-01T00:00:00",
                                "2024-01-01 00:00:00",
                                "2024-1-1",
                                "1-1-2024 0:00"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        const char *period = parsed(same[i]);
        if (period == NULL || strcmp(period, "2024") != 0) fail_msg("%s is the year 2024", same[i]);
    }
    assert_string_equal(parsed("1999JJ00"), "1999");
}

static void test_parts_of_years(void **state)
{
    (void)state;
    const char *const parts[] = {"2022KW03", "2022MM10", "2022MM12", "2022HJ01", "2022KW04", "2022SJ00", "2022JJ01"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *period = parsed(parts[i]);
        if (period == NULL || strcmp(period, parts[i]) != 0) fail_msg("%s is a period", parts[i]);
    }
}

static void test_no_periods(void **state)
{
    (void)state;
    const char *const wrong[] = {"",
                                 "x",
                                 "24",
                                 "20244",
                                 "3024",
                                 "2022KW05",
                                 "2022KW00",
                                 "2022MM13",
                                 "2022HJ03",
                                 "2022jj00",
                                 "31-12-2023",
                                 "2024-07-01",
                                 "2024-01-02",
                                 "1-2-2024",
                                 "2024-01-1",
                                 "2023/2024",
                                 "2022JJ0",
                                 "2022JJ000",
                                 "2024-01-01 12:00",
                                 "1-1-24",
                                 "JJ002024"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (parsed(wrong[i]) != NULL) fail_msg("%s is no period", wrong[i]);
}

static void test_year_of_period(void **state)
{
    (void)state;
    assert_int_equal(kk_period_year("2022"), 2022);
    assert_int_equal(kk_period_year("2022KW03"), 2022);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_years),
        cmocka_unit_test(test_parts_of_years),
        cmocka_unit_test(test_no_periods),
        cmocka_unit_test(test_year_of_period),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
