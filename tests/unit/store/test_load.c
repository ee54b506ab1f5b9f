/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/store/private_cluster.h"
#include "unit/store/sample.h"

#include "store/copy.h"
#include "store/store.h"

/* ---- what is loaded ---- */

static void load_sample(kk_store *store)
{
    kk_error err = {0};
    kk_areas areas = sample_areas();
    kk_table table = sample_table();
    if (kk_store_load_areas(store, &areas, &err) != KK_OK) fail_msg("%s", err.message);
    if (kk_store_load_table(store, 0, &table, &err) != KK_OK) fail_msg("%s", err.message);
}

static void load_and_commit(const char *schema)
{
    kk_error err = {0};
    kk_store *store = open_store(schema);
    load_sample(store);
    if (kk_store_commit(store, &err) != KK_OK) fail_msg("%s", err.message);
    kk_store_close(store);
}

static void test_areas_are_loaded_exactly(void **state)
{
    (void)state;
    load_and_commit("kk_load");
    assert_rows("SELECT * FROM kk_load.level ORDER BY 1", "0|gemeente|gemeenten|Gemeenten|f|2024\n"
                                                          "1|wijk|wijken|Wijken|f|2024\n"
                                                          "2|buurt|buurten|Buurten|f|2024\n"
                                                          "3|teams|teams|Wijkteams|t|2024\n");
    assert_rows("SELECT level_no, area_no, code, name, parent, water, ST_NumGeometries(geom), ST_NPoints(geom), "
                "ST_Area(geom), ST_SRID(geom), ST_IsValid(geom) FROM kk_load.area ORDER BY 1, 2",
                "0|0|GM0001|Aa||f|1|5|1000000|28992|t\n"
                "1|0|WK000100|Noord|GM0001|f|1|5|1000000|28992|t\n"
                "1|1|WK0001A1|Zuid|GM0001|f|1|5|1000000|28992|t\n"
                "2|0|BU00010001|Dorp|WK000100|f|2|15|12400|28992|t\n"
                "2|1|BU00010002|'s-Gravenveld|WK000100|f|1|5|100|28992|t\n"
                "2|2|BU00010003|Kade \"Oost\"|WK000100|f|1|5|100|28992|t\n"
                "2|3|BU00019998|Meer|WK000199|t|1|5|100|28992|t\n"
                "2|4|BU0001A101|Nieuw|WK0001A1|f|0|0|0|28992|t\n"
                "3|0|T1|Team één||f|1|5|1000000|28992|t\n"
                "3|1|T2|Team twee||f|1|5|1000000|28992|t\n");
    assert_rows("SELECT ST_AsText(geom) FROM kk_load.area WHERE code = 'BU00010003'",
                "MULTIPOLYGON(((100400 400000,100410 400000,100410 400010,100400 400010,100400 400000)))\n");
}

static void test_figures_are_loaded_exactly(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_store *store = open_store("kk_load");
    kk_table table = sample_table();
    table.row_count = 5;
    table.refused_count = 1;
    assert_int_equal(kk_store_load_table(store, 2, &table, &err), KK_OK);
    assert_rows_on(store->pg, "SELECT * FROM figure_period_new ORDER BY 2", "2|0|2023\n2|1|2024\n");
    assert_rows_on(store->pg,
                   "SELECT table_no, period_no, code, level, empty, refused, figures, statuses FROM figure_new "
                   "ORDER BY period_no, code",
                   "2|0|GM0001|gemeente|f|f|{990,85}|\\x0000\n"
                   "2|1|BU00010001|buurt|f|f|{150,10}|\\x0000\n"
                   "2|1|BU00010002|buurt|t|f|{0,NULL}|\\x0102\n"
                   "2|1|GM0001|gemeente|f|f|{1000,NULL}|\\x0007\n"
                   "2|1|T1|other|f|t|{}|\\x\n"
                   "2|1|WK000100|wijk|f|f|{150,10}|\\x0000\n");
    kk_store_close(store);
}

/* What the table says of the inhabitants of an area: value and status. */
static bool is_loaded_as_empty(double value, kk_figure_status population)
{
    kk_error err = {0};
    kk_store *store = open_store("kk_load");
    kk_table table = sample_table();
    double values[] = {value, 3};
    uint8_t statuses[] = {(uint8_t)population, KK_FIGURE_OK};
    table.value = values;
    table.status = statuses;
    table.row_count = 1;
    assert_int_equal(kk_store_load_table(store, 0, &table, &err), KK_OK);
    bool empty = strcmp(query_on(store->pg, "SELECT empty FROM figure_new"), "t\n") == 0;
    kk_store_close(store);
    return empty;
}

static void test_empty_is_what_the_table_says_is_empty(void **state)
{
    (void)state;
    assert_true(is_loaded_as_empty(0, KK_FIGURE_OK));
    assert_true(is_loaded_as_empty(0, KK_FIGURE_NIL));
    assert_true(is_loaded_as_empty(NAN, KK_FIGURE_NO_POPULATION));
    assert_false(is_loaded_as_empty(5, KK_FIGURE_OK));
    assert_false(is_loaded_as_empty(NAN, KK_FIGURE_SECRET));
    assert_false(is_loaded_as_empty(NAN, KK_FIGURE_UNKNOWN));
    assert_false(is_loaded_as_empty(NAN, KK_FIGURE_NOT_PUBLISHED));
}

static void test_figures_are_gone_after_the_commit(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_arena arena;
    kk_coverage coverage;
    kk_arena_init(&arena);
    kk_store *store = open_store("kk_load");
    load_sample(store);
    assert_int_equal(kk_store_coverage(store, &arena, &coverage, &err), KK_OK);
    assert_rows_on(store->pg,
                   "SELECT relname FROM pg_class WHERE relpersistence = 'u' AND relkind = 'r' ORDER BY relname",
                   "coverage_new\nfigure_new\nfigure_period_new\n");
    assert_int_equal(kk_store_commit(store, &err), KK_OK);
    kk_store_close(store);
    kk_arena_clear(&arena);
    assert_rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'kk_load'::regnamespace AND relkind = 'r' ORDER BY 1",
        "area\ncategory\nfigure_status\nindicator\nlevel\nreleased\nreleased_column\nsheet\nsheet_column\nstatistic\n");
}

static void test_indexes_have_their_lasting_names(void **state)
{
    (void)state;
    load_and_commit("kk_load");
    load_and_commit("kk_load");
    assert_rows("SELECT count(*) FROM pg_class WHERE relnamespace = 'kk_load'::regnamespace AND relname ~ '_new'",
                "0\n");
    assert_rows("SELECT indexname FROM pg_indexes WHERE schemaname = 'kk_load' AND tablename = 'area' ORDER BY 1",
                "area_geom_idx\narea_level_no_code_water_key\narea_pkey\n");
}

static void test_what_is_not_committed_is_gone(void **state)
{
    (void)state;
    kk_store *store = open_store("kk_rolled_back");
    load_sample(store);
    kk_store_close(store);
    assert_rows("SELECT to_regnamespace('kk_rolled_back') IS NULL", "t\n");

    load_and_commit("kk_load");
    store = open_store("kk_load");
    assert_rows("SELECT count(*) FROM kk_load.area", "10\n");
    kk_store_close(store);
    assert_rows("SELECT count(*) FROM kk_load.area", "10\n");
}

static void test_no_areas_and_no_rows(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_areas none = {0};
    kk_table table = sample_table();
    table.row_count = table.period_count = table.column_count = 0;
    kk_store *store = open_store("kk_empty");
    assert_int_equal(kk_store_load_areas(store, &none, &err), KK_OK);
    assert_int_equal(kk_store_load_table(store, 0, &table, &err), KK_OK);
    assert_int_equal(kk_store_commit(store, &err), KK_OK);
    kk_store_close(store);
    assert_rows("SELECT count(*) FROM kk_empty.area", "0\n");
}

static void test_two_rows_for_an_area_are_refused(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_store *store = open_store("kk_twice");
    kk_table table = sample_table();
    uint32_t same[6] = {0};
    table.row_period = same;
    assert_int_equal(kk_store_load_table(store, 0, &table, &err), KK_OK);
    assert_int_equal(kk_store_commit(store, &err), KK_ERR_DATABASE);
    assert_contains(err.message, "(0, 0, GM0001) is duplicated");
    assert_contains(err.message, "sql/index_figures.sql");
    kk_store_close(store);
}

static void test_versions(void **state)
{
    (void)state;
    kk_store *store = open_store("kk_versions");
    int major = 0, minor = 0;
    assert_int_equal(sscanf(kk_store_server_version(store), "PostgreSQL %d", &major), 1);
    assert_true(major >= 15);
    assert_int_equal(sscanf(kk_store_postgis_version(store), "PostGIS %d.%d", &major, &minor), 2);
    kk_store_close(store);
}

/* ---- the join ---- */

typedef struct seen {
    char text[4000];
    size_t used, fail_at, rows;
} seen;

static kk_status note_row(const kk_join_row *row, void *context, kk_error *err)
{
    seen *all = context;
    if (++all->rows == all->fail_at) return kk_fail(err, KK_ERR_INPUT, "enough");
    all->used += (size_t)snprintf(all->text + all->used, sizeof all->text - all->used, "%u.%u %u/%u:", row->level,
                                  row->area, row->table, row->period);
    for (size_t i = 0; row->figures != NULL && i < row->column_count; i++)
        all->used += (size_t)snprintf(all->text + all->used, sizeof all->text - all->used, " %g(%u)", row->figures[i],
                                      row->statuses[i]);
    all->used += (size_t)snprintf(all->text + all->used, sizeof all->text - all->used, "\n");
    return KK_OK;
}

static void test_join_has_every_land_area_in_order(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_store *store = open_store("kk_join");
    load_sample(store);
    seen all = {0};
    assert_int_equal(kk_store_join(store, note_row, &all, &err), KK_OK);
    assert_string_equal(all.text, "0.0 0/0: 990(0) 85(0)\n"
                                  "0.0 0/1: 1000(0) nan(7)\n"
                                  "1.0 0/0:\n"
                                  "1.0 0/1: 150(0) 10(0)\n"
                                  "1.1 0/0:\n"
                                  "1.1 0/1:\n"
                                  "2.0 0/0:\n"
                                  "2.0 0/1: 150(0) 10(0)\n"
                                  "2.1 0/0:\n"
                                  "2.1 0/1: 0(1) nan(2)\n"
                                  "2.2 0/0:\n"
                                  "2.2 0/1:\n"
                                  "2.4 0/0:\n"
                                  "2.4 0/1:\n"
                                  "3.0 0/0:\n"
                                  "3.0 0/1: 500(0) 45.5(0)\n"
                                  "3.1 0/0:\n"
                                  "3.1 0/1:\n");
    kk_store_close(store);
}

static void test_join_of_two_tables(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_store *store = open_store("kk_join");
    load_sample(store);
    kk_table table = sample_table();
    table.row_count = 1;
    table.period_count = 1;
    uint32_t first[] = {0};
    table.row_period = first;
    table.column_count = 1;
    assert_int_equal(kk_store_load_table(store, 7, &table, &err), KK_OK);
    seen all = {0};
    assert_int_equal(kk_store_join(store, note_row, &all, &err), KK_OK);
    assert_int_equal(all.rows, 27);
    assert_contains(all.text, "2.1 0/0:\n2.1 0/1: 0(1) nan(2)\n2.1 7/0: 0(1)\n2.2 0/0:\n");
    kk_store_close(store);
}

/* An own area that is named as a buurt of CBS is not that buurt; a row that was refused is none. */
static void test_join_takes_no_row_of_another_area(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_store *store = open_store("kk_join");
    kk_areas areas = sample_areas();
    const char *codes[] = {"BU00010001", "T1"};
    areas.level[TEAMS].code = codes;
    kk_table table = sample_table();
    uint32_t same[] = {0, 0, 0, 0, 0, 0};
    const char *rows[] = {"BU00010001", "T1", "WK000100"};
    table.code = rows;
    table.row_period = same;
    table.period_count = 1;
    table.row_count = 2;
    table.refused_count = 1;
    assert_int_equal(kk_store_load_areas(store, &areas, &err), KK_OK);
    assert_int_equal(kk_store_load_table(store, 0, &table, &err), KK_OK);
    seen all = {0};
    assert_int_equal(kk_store_join(store, note_row, &all, &err), KK_OK);
    assert_contains(all.text, "1.0 0/0:\n");
    assert_contains(all.text, "2.0 0/0: 0(1) nan(2)\n");
    assert_contains(all.text, "3.0 0/0:\n3.1 0/0: 150(0) 10(0)\n");
    kk_store_close(store);
}

static void test_join_without_anything_gives_nothing(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_store *store = open_store("kk_join");
    seen all = {0};
    assert_int_equal(kk_store_join(store, note_row, &all, &err), KK_OK);
    assert_int_equal(all.rows, 0);
    kk_store_close(store);
}

static void test_a_callback_that_fails_ends_the_join(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_store *store = open_store("kk_join");
    load_sample(store);
    seen all = {.fail_at = 3};
    assert_int_equal(kk_store_join(store, note_row, &all, &err), KK_ERR_INPUT);
    assert_string_equal(err.message, "enough");
    assert_int_equal(all.rows, 3);
    seen again = {0};
    assert_int_equal(kk_store_join(store, note_row, &again, &err), KK_OK);
    assert_int_equal(again.rows, 18);
    kk_store_close(store);
}

/* ---- copying ---- */

static void test_many_and_large_rows_arrive_whole(void **state)
{
    (void)state;
    enum { ROWS = 3000, LENGTH = 1000, LARGE = 5 << 20 };
    kk_error err = {0};
    kk_copy copy;
    char *text = calloc(LARGE + 1, 1);
    assert_non_null(text);
    memset(text, 'x', LARGE);
    kk_store *store = open_store("kk_copy");
    assert_int_equal(kk_copy_begin(&copy, store->pg, "figure_status_new", &err), KK_OK);
    for (size_t i = 0; i < ROWS; i++) {
        assert_true(kk_copy_row(&copy, 2));
        kk_copy_smallint(&copy, i);
        kk_copy_text(&copy, i == 7 ? text : text + LARGE - LENGTH);
    }
    assert_int_equal(kk_copy_end(&copy, &err), KK_OK);
    assert_int_equal(kk_store_commit(store, &err), KK_OK);
    kk_store_close(store);
    assert_rows("SELECT count(*), sum(length(name)), max(length(name)), sum(status_no) FROM kk_copy.figure_status",
                "3000|8241880|5242880|4498500\n");
    free(text);
}

static void test_a_wrong_row_is_told_at_the_end(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_copy copy;
    kk_store *store = open_store("kk_wrong");
    assert_int_equal(kk_copy_begin(&copy, store->pg, "level_new", &err), KK_OK);
    assert_true(kk_copy_row(&copy, 1));
    kk_copy_smallint(&copy, 1);
    assert_int_equal(kk_copy_end(&copy, &err), KK_ERR_DATABASE);
    assert_string_equal(err.message, "database: row field count is 1, expected 6 (in loading level_new)");
    assert_int_equal(kk_copy_begin(&copy, store->pg, "nowhere", &err), KK_ERR_DATABASE);
    assert_contains(err.message, "current transaction is aborted");
    kk_store_close(store);
}

static void test_a_number_too_large_is_told_at_the_end(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_copy copy;
    kk_store *store = open_store("kk_large");
    assert_int_equal(kk_copy_begin(&copy, store->pg, "figure_status_new", &err), KK_OK);
    for (size_t i = 32767; kk_copy_row(&copy, 2); i++) {
        assert_true(i <= 32768);
        kk_copy_smallint(&copy, i);
        kk_copy_text(&copy, "x");
    }
    assert_int_equal(kk_copy_end(&copy, &err), KK_ERR_INPUT);
    assert_string_equal(err.message, "loading figure_status_new: there are more than 32768 of these");
    kk_store_close(store);
}

static void test_server_gone_while_copying_is_one_clear_line(void **state)
{
    (void)state;
    enum { ROWS = 20000 };
    static char text[1000];
    memset(text, 'x', sizeof text - 1);
    kk_error err = {0};
    kk_copy copy;
    kk_store *store = open_store("kk_gone");
    assert_int_equal(kk_copy_begin(&copy, store->pg, "figure_status_new", &err), KK_OK);
    assert_rows("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'COPY%'", "1\n");
    size_t i = 0;
    for (; i < ROWS && kk_copy_row(&copy, 2); i++) {
        kk_copy_smallint(&copy, i);
        kk_copy_text(&copy, text);
    }
    assert_int_equal(kk_copy_end(&copy, &err), KK_ERR_DATABASE);
    assert_contains(err.message, "the database server went away (in loading figure_status_new): ");
    assert_null(strchr(err.message, '\n'));
    assert_int_equal(kk_store_commit(store, &err), KK_ERR_DATABASE);
    kk_store_close(store);
    assert_rows("SELECT to_regnamespace('kk_gone') IS NULL", "t\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_areas_are_loaded_exactly),
        cmocka_unit_test(test_figures_are_loaded_exactly),
        cmocka_unit_test(test_empty_is_what_the_table_says_is_empty),
        cmocka_unit_test(test_figures_are_gone_after_the_commit),
        cmocka_unit_test(test_indexes_have_their_lasting_names),
        cmocka_unit_test(test_what_is_not_committed_is_gone),
        cmocka_unit_test(test_no_areas_and_no_rows),
        cmocka_unit_test(test_two_rows_for_an_area_are_refused),
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_join_has_every_land_area_in_order),
        cmocka_unit_test(test_join_of_two_tables),
        cmocka_unit_test(test_join_takes_no_row_of_another_area),
        cmocka_unit_test(test_join_without_anything_gives_nothing),
        cmocka_unit_test(test_a_callback_that_fails_ends_the_join),
        cmocka_unit_test(test_many_and_large_rows_arrive_whole),
        cmocka_unit_test(test_a_wrong_row_is_told_at_the_end),
        cmocka_unit_test(test_a_number_too_large_is_told_at_the_end),
        cmocka_unit_test(test_server_gone_while_copying_is_one_clear_line),
    };
    return cmocka_run_group_tests(tests, start_cluster, stop_cluster);
}
