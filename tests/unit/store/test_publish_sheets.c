/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/store/private_cluster.h"
#include "unit/store/sample.h"

#include "kk/disclosure.h"

static const kk_sheet_column need_columns[] = {
    {"code", KK_SHEET_TEXT, "code of the area"},      {"rank", KK_SHEET_WHOLE, "1 has most need"},
    {"need", KK_SHEET_NUMBER, "the analyst's index"}, {"amount", KK_SHEET_EURO, "what it gets"},
    {"chosen", KK_SHEET_FLAG, "on the list"},
};
static kk_sheet_cell need_cells[] = {
    {.text = "WK1"},
    {.whole = 2},
    {.number = 0.1},
    {.whole = 1234567890123456},
    {.whole = 1},
    {.text = ""},
    {.whole = KK_SHEET_EMPTY},
    {.number = NAN},
    {.whole = KK_SHEET_EMPTY},
    {.whole = KK_SHEET_EMPTY},
    {.text = NULL},
    {.whole = -3},
    {.number = INFINITY},
    {.whole = -5},
    {.whole = 0},
};
/* Words that SQL knows. */
static const kk_sheet_column order_columns[] = {{"select", KK_SHEET_TEXT, "a 'word'"},
                                                {"from", KK_SHEET_EURO, "another"}};
static kk_sheet_cell order_cells[] = {{.text = "b"}, {.whole = 100}, {.text = "a"}, {.whole = 99}};

static kk_sheet sheets[] = {
    {"need", "Index of need by area", need_columns, 5, 3, need_cells},
    {"order", "What is asked for first", order_columns, 2, 2, order_cells},
};

/* A release of no figures and the sheets first … first + count − 1. */
static kk_status publish(kk_store *store, const kk_areas *areas, size_t first, size_t count, kk_error *err)
{
    kk_arena arena;
    kk_config config = {.project.period = "2024"};
    kk_indicator_table raw = {.areas = areas};
    kk_guidance guidance = {.sheet_count = count, .sheet = sheets + first};
    const kk_release *release, *guided;
    kk_arena_init(&arena);
    assert_int_equal(kk_store_load_areas(store, areas, err), KK_OK);
    assert_int_equal(kk_release_make(&raw, &config, 1, &arena, &release, err), KK_OK);
    assert_int_equal(kk_release_add_guidance(release, &guidance, &arena, &guided, err), KK_OK);
    kk_status status = kk_store_publish(store, guided, err);
    if (status == KK_OK) status = kk_store_commit(store, err);
    kk_arena_clear(&arena);
    return status;
}

static void publish_sheets(const char *schema, size_t first, size_t count)
{
    kk_error err = {0};
    kk_areas areas = sample_areas();
    kk_store *store = open_store(schema);
    if (publish(store, &areas, first, count, &err) != KK_OK) fail_msg("%s", err.message);
    kk_store_close(store);
}

static void test_a_sheet_is_a_view_as_people_see_it(void **state)
{
    (void)state;
    publish_sheets("kk_sheets", 0, 2);
    assert_rows("SELECT * FROM kk_sheets.need", "WK1|2|0.1|12345678901234.56|t\n"
                                                "||||\n"
                                                "|-3||-0.05|f\n");
    assert_rows("SELECT count(*) FROM kk_sheets.need WHERE code IS NULL AND need IS NULL", "2\n");
    assert_rows("SELECT * FROM kk_sheets.\"order\"", "b|1.00\na|0.99\n");
    assert_rows("SELECT format_type(atttypid, atttypmod) FROM pg_attribute "
                "WHERE attrelid = 'kk_sheets.need'::regclass AND attnum > 0 ORDER BY attnum",
                "text\nbigint\ndouble precision\nnumeric(16,2)\nboolean\n");
}

static void test_a_sheet_tells_what_it_means(void **state)
{
    (void)state;
    publish_sheets("kk_sheets", 0, 2);
    assert_rows("SELECT obj_description('kk_sheets.need'::regclass, 'pg_class')", "Index of need by area\n");
    assert_rows("SELECT col_description('kk_sheets.need'::regclass, attnum) FROM pg_attribute "
                "WHERE attrelid = 'kk_sheets.need'::regclass AND attnum > 0 ORDER BY attnum",
                "code of the area\n1 has most need\nthe analyst's index\nwhat it gets\non the list\n");
    assert_rows("SELECT col_description('kk_sheets.order'::regclass, 1)", "a 'word'\n");
}

static void test_others_read_the_view_and_not_the_table(void **state)
{
    (void)state;
    publish_sheets("kk_sheets", 0, 2);
    assert_rows("CREATE ROLE visitor", "");
    assert_rows("GRANT USAGE ON SCHEMA kk_sheets TO visitor", "");
    assert_rows("SET ROLE visitor; SELECT count(*) FROM kk_sheets.need", "3\n");
    assert_rows("SET ROLE visitor; SELECT * FROM kk_sheets.sheet_need",
                "ERROR:  permission denied for table sheet_need\n");
    assert_rows("SET ROLE reader; SELECT count(*) FROM kk_sheets.\"order\"", "2\n");
}

static void test_sheets_of_the_last_run_go(void **state)
{
    (void)state;
    publish_sheets("kk_sheets", 0, 2);
    publish_sheets("kk_sheets", 1, 1);
    assert_rows("SELECT relname FROM pg_class WHERE relnamespace = 'kk_sheets'::regnamespace AND relkind IN ('r', 'v') "
                "AND relname ~ 'sheet|need|order' ORDER BY 1",
                "order\nsheet\nsheet_column\nsheet_order\n");
    publish_sheets("kk_sheets", 0, 0);
    assert_rows("SELECT relname FROM pg_class WHERE relnamespace = 'kk_sheets'::regnamespace AND relkind IN ('r', 'v') "
                "AND relname ~ 'sheet|need|order' ORDER BY 1",
                "sheet\nsheet_column\n");
}

static void test_areas_may_not_have_the_name_of_a_sheet(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_areas areas = sample_areas();
    areas.level[TEAMS].plural = "need";
    kk_store *store = open_store("kk_sheet_taken");
    assert_int_equal(publish(store, &areas, 0, 1, &err), KK_ERR_DATABASE);
    assert_contains(err.message, "own areas cannot be named 'need'");
    kk_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_sheet_is_a_view_as_people_see_it),
        cmocka_unit_test(test_a_sheet_tells_what_it_means),
        cmocka_unit_test(test_others_read_the_view_and_not_the_table),
        cmocka_unit_test(test_sheets_of_the_last_run_go),
        cmocka_unit_test(test_areas_may_not_have_the_name_of_a_sheet),
    };
    return cmocka_run_group_tests(tests, start_cluster, stop_cluster);
}
