/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check.h"

#include "ingest/table_rows.h"

static uint32_t take(kk_table_rows *rows, const char *code, const char *period, bool expect_added)
{
    uint32_t row;
    bool added;
    kk_error err;
    assert_int_equal(kk_table_rows_take(rows, code, period, 7, &row, &added, &err), KK_OK);
    assert_int_equal(added, expect_added);
    return row;
}

static void test_take(void **state)
{
    (void)state;
    kk_arena arena;
    kk_table_rows rows;
    kk_arena_init(&arena);
    kk_table_rows_init(&rows, 2, &arena);
    assert_int_equal(take(&rows, "GM0001", "2024", true), 0);
    assert_int_equal(take(&rows, "GM0001", "2023", true), 1);
    assert_int_equal(take(&rows, "GM0002", "2024", true), 2);
    assert_int_equal(take(&rows, "GM0001", "2024", false), 0);
    assert_int_equal(take(&rows, "GM0001", "2023", false), 1);
    assert_int_equal(rows.count, 3);
    assert_int_equal(rows.period_count, 2);
    assert_int_equal(rows.row[0].line, 7);
    assert_int_equal(rows.status[2 * 2 + 1], KK_STATUS_UNSEEN);
    assert_true(isnan(rows.value[2 * 2 + 1]));
    kk_table_rows_set(&rows, 2, 1, 5, KK_FIGURE_OK);
    assert_true(rows.value[5] == 5);
    assert_int_equal(rows.status[5], KK_FIGURE_OK);
    kk_table_rows_clear(&rows);
    kk_arena_clear(&arena);
}

/* More rows than the index begins with, in several periods. */
static void test_many_rows(void **state)
{
    (void)state;
    enum { CODES = 5000, PERIODS = 3 };
    static const char *const periods[PERIODS] = {"2024", "2022", "2023"};
    kk_arena arena;
    kk_table_rows rows;
    kk_arena_init(&arena);
    kk_table_rows_init(&rows, 1, &arena);
    for (int again = 0; again < 2; again++)
        for (uint32_t i = 0; i < CODES * PERIODS; i++) {
            char code[16];
            snprintf(code, sizeof code, "BU%08u", i / PERIODS);
            assert_int_equal(take(&rows, code, periods[i % PERIODS], again == 0), i);
        }
    assert_int_equal(rows.count, CODES * PERIODS);
    assert_string_equal(rows.row[CODES].code, "BU00001666");
    kk_table_rows_clear(&rows);
    kk_arena_clear(&arena);
}

static void test_sorted_periods(void **state)
{
    (void)state;
    kk_arena arena;
    kk_table_rows rows;
    kk_error err;
    kk_arena_init(&arena);
    kk_table_rows_init(&rows, 2, &arena);
    take(&rows, "GM0001", "2024", true);
    take(&rows, "GM0001", "2022KW03", true);
    take(&rows, "GM0001", "2023", true);
    rows.source[0] = 10;
    rows.source[5] = 25;
    assert_int_equal(kk_table_rows_sort_periods(&rows, &err), KK_OK);
    assert_string_equal(rows.period[0], "2022KW03");
    assert_string_equal(rows.period[1], "2023");
    assert_string_equal(rows.period[2], "2024");
    assert_int_equal(rows.row[0].period, 2);
    assert_int_equal(rows.row[1].period, 0);
    assert_int_equal(rows.row[2].period, 1);
    assert_int_equal(rows.source[2 * 2], 10);
    assert_int_equal(rows.source[1 * 2 + 1], 25);
    assert_true(rows.source[0] == KK_NO_SOURCE);
    kk_table_rows_clear(&rows);
    kk_arena_clear(&arena);
}

static void test_empty(void **state)
{
    (void)state;
    kk_arena arena;
    kk_table_rows rows;
    kk_error err;
    kk_arena_init(&arena);
    kk_table_rows_init(&rows, 0, &arena);
    assert_int_equal(kk_table_rows_sort_periods(&rows, &err), KK_OK);
    take(&rows, "GM0001", "2024", true);
    take(&rows, "GM0001", "2024", false);
    assert_int_equal(kk_table_rows_sort_periods(&rows, &err), KK_OK);
    kk_table_rows_clear(&rows);
    kk_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_take),
        cmocka_unit_test(test_many_rows),
        cmocka_unit_test(test_sorted_periods),
        cmocka_unit_test(test_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
