/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/store/private_cluster.h"
#include "unit/store/sample.h"

#include "kk/disclosure.h"
#include "store/store.h"

/* Two outcomes, incomes × sexes, a land and three wijken; of each region some combinations have persons. Of subgroup 3
   and of the last wijk nothing is released. */
enum { CELLS = 6, COMBINATIONS = 4 };

static const char *incomes[] = {"all", "Very \"Low\", or none"}, *sexes[] = {"all", "Men"};
static const char *lands[] = {"all"}, *region_codes[] = {"WK000100", "WK0001A1", "WK0001B1"};
static const char *land_titles[] = {""}, *region_titles[] = {"Noord", "'s-Gravenveld", "Verborgen"};
static kk_framed_outcome outcomes[] = {{.name = "youth_protection", .is_binary = true}, {.name = "Household income"}};
static kk_dimension dimensions[] = {{.name = "income", .group_count = 2, .group = incomes},
                                    {.name = "Sex \"at birth\"", .group_count = 2, .group = sexes}};
static kk_region_type types[] = {{.name = "all", .count = 1, .id = lands, .title = land_titles},
                                 {.name = "wijk_code", .count = 3, .id = region_codes, .title = region_titles}};
static const kk_estimate_frame frame = {2, 2, 2, outcomes, dimensions, types, COMBINATIONS, 12};

static const size_t first_land[] = {0, 2}, first_wijk[] = {2, 3, 5, 6};
static const uint16_t combinations[CELLS] = {0, 3, 1, 0, 2, 0};
static const kk_cells cells = {CELLS, {first_land, first_wijk}, combinations};

static const kk_estimate_cell some_cells[2][CELLS] = {
    {{0.1, 0.05, 0.15000000000000002, 8000, false},
     {0.5, 0.25, 0.75, 5, true},
     {0.25, -0.125, 0.625, 2147483647, false},
     {NAN, NAN, NAN, 0, true},
     {1.0 / 3, NAN, NAN, 11, false},
     {0.5, 0.25, 0.75, 7, true}},
    {{1e300, -1e300, 5e-324, 10, false},
     {0, 0, 0, 9, true},
     {0, 0, 0, 9, true},
     {0, 0, 0, 9, true},
     {0, 0, 0, 9, true},
     {0, 0, 0, 9, true}},
};

/* Both outcomes in a block, or one in each of two. */
static kk_status add_blocks(kk_store *store, size_t outcomes_in_block, kk_error *err)
{
    kk_estimate_cell cell[2][CELLS];
    kk_released_estimates *released = NULL;
    kk_status status = KK_OK;
    int64_t shown = 0, hidden = 0;
    memcpy(cell, some_cells, sizeof cell);
    for (size_t o = 0; o < 2 && status == KK_OK; o += outcomes_in_block) {
        kk_estimates raw = {&frame, &cells, o, outcomes_in_block, {cell[o], cell[1]}};
        status = kk_release_estimates(&raw, 1, &released, &shown, &hidden, err);
        if (status == KK_OK) status = kk_store_estimates_add(store, released, err);
    }
    kk_released_estimates_free(released);
    return status;
}

static kk_status load(kk_store *store, size_t outcomes_in_block, kk_error *err)
{
    kk_areas areas = sample_areas();
    kk_status status = kk_store_load_areas(store, &areas, err);
    if (status == KK_OK) status = kk_store_estimates_begin(store, &frame, err);
    if (status == KK_OK) status = add_blocks(store, outcomes_in_block, err);
    if (status == KK_OK) status = kk_store_estimates_end(store, err);
    return status;
}

static void load_and_commit(const char *schema, size_t outcomes_in_block)
{
    kk_error err = {0};
    kk_store *store = open_store(schema);
    if (load(store, outcomes_in_block, &err) != KK_OK) fail_msg("%s", err.message);
    if (kk_store_commit(store, &err) != KK_OK) fail_msg("%s", err.message);
    kk_store_close(store);
}

static void commit_without_estimates(const char *schema)
{
    kk_error err = {0};
    kk_areas areas = sample_areas();
    kk_store *store = open_store(schema);
    assert_int_equal(kk_store_load_areas(store, &areas, &err), KK_OK);
    if (kk_store_commit(store, &err) != KK_OK) fail_msg("%s", err.message);
    kk_store_close(store);
}

/* ---- what is there ---- */

static void test_the_view_has_what_is_released_by_name(void **state)
{
    (void)state;
    load_and_commit("kk_estimates", 2);
    assert_rows(
        "SELECT * FROM kk_estimates.estimates ORDER BY outcome DESC, region_type, region_id",
        "youth_protection|all|all|all|all|8000|0.1|0.05|0.15000000000000002||12|t\n"
        "youth_protection|all|Men|wijk_code|WK000100|2147483647|0.25|-0.125|0.625|Noord|12|t\n"
        "youth_protection|Very \"Low\", or none|all|wijk_code|WK0001A1|11|0.3333333333333333|||'s-Gravenveld|12|t\n"
        "Household income|all|all|all|all|10|1e+300|-1e+300|5e-324||12|f\n");
    assert_rows("SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute "
                "WHERE attrelid = 'kk_estimates.estimates'::regclass",
                "outcome income_group Sex \"at birth\"_group region_type region_id n est lwr upr region_title "
                "grew_up_age is_binary\n");
}

static void test_tables_have_numbers(void **state)
{
    (void)state;
    load_and_commit("kk_estimates", 2);
    assert_rows("SELECT outcome, subgroup, region, n FROM kk_estimates.estimate",
                "0|0|0|8000\n0|1|1|2147483647\n0|2|2|11\n1|0|0|10\n");
    assert_rows("SELECT * FROM kk_estimates.estimate_outcome", "0|youth_protection|t\n1|Household income|f\n");
    assert_rows("SELECT indexname FROM pg_indexes WHERE schemaname = 'kk_estimates' AND tablename ~ 'estimate' "
                "ORDER BY 1",
                "estimate_outcome_pkey\nestimate_outcome_region_idx\nestimate_region_pkey\n"
                "estimate_region_type_id_idx\nestimate_subgroup_pkey\n");
}

/* Neither that there is a man of the lowest incomes, nor that somebody grew up in the last wijk. */
static void test_what_is_hidden_has_no_name(void **state)
{
    (void)state;
    for (size_t outcomes_in_block = 1; outcomes_in_block <= 2; outcomes_in_block++) {
        load_and_commit("kk_estimates", outcomes_in_block);
        assert_rows("SELECT * FROM kk_estimates.estimate_subgroup",
                    "0|all|all\n1|all|Men\n2|Very \"Low\", or none|all\n");
        assert_rows("SELECT * FROM kk_estimates.estimate_region",
                    "0|all|all||12\n1|wijk_code|WK000100|Noord|12\n2|wijk_code|WK0001A1|'s-Gravenveld|12\n");
    }
}

static void test_blocks_follow_each_other(void **state)
{
    (void)state;
    load_and_commit("kk_estimates", 1);
    assert_rows("SELECT outcome, subgroup, region, n FROM kk_estimates.estimate",
                "0|0|0|8000\n0|1|1|2147483647\n0|2|2|11\n1|0|0|10\n");
}

static void test_everything_for_people_is_described(void **state)
{
    (void)state;
    load_and_commit("kk_estimates", 2);
    assert_rows("SELECT attname FROM pg_attribute WHERE attrelid = 'kk_estimates.estimates'::regclass "
                "AND (col_description(attrelid, attnum) IS NULL OR obj_description(attrelid, 'pg_class') IS NULL)",
                "");
    assert_rows("SELECT relname FROM pg_class WHERE relnamespace = 'kk_estimates'::regnamespace AND relkind = 'r' "
                "AND relname ~ '^estimate' AND obj_description(oid, 'pg_class') IS NULL",
                "");
    assert_rows("SELECT col_description(attrelid, attnum) FROM pg_attribute "
                "WHERE attrelid = 'kk_estimates.estimates'::regclass AND attname ~ 'Sex'",
                "group of the dimension Sex \"at birth\"; all: everyone\n");
}

/* Boundaries and estimates meet by code. */
static void test_a_map_of_estimates(void **state)
{
    (void)state;
    load_and_commit("kk_estimates", 2);
    assert_rows(
        "SELECT w.name, e.est, ST_NPoints(w.geom) FROM kk_estimates.wijken w LEFT JOIN kk_estimates.estimates e "
        "ON e.region_type = 'wijk_code' AND e.region_id = w.code AND e.outcome = 'youth_protection' "
        "AND e.income_group = 'all' AND e.\"Sex \"\"at birth\"\"_group\" = 'Men' ORDER BY w.code",
        "Noord|0.25|5\nZuid||5\n");
}

static void test_others_read_the_view_only(void **state)
{
    (void)state;
    assert_rows("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC", "");
    load_and_commit("kk_estimates", 2);
    assert_rows("ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM PUBLIC", "");
    assert_rows("CREATE ROLE estimate_reader", "");
    assert_rows("GRANT USAGE ON SCHEMA kk_estimates TO estimate_reader", "");
    assert_rows("SET ROLE estimate_reader; SELECT count(*) FROM kk_estimates.estimates", "4\n");
    assert_rows("SET ROLE estimate_reader; SELECT * FROM kk_estimates.estimate",
                "ERROR:  permission denied for table estimate\n");
    assert_rows("SELECT relname FROM pg_class WHERE relnamespace = 'kk_estimates'::regnamespace AND relkind = 'r' "
                "AND has_table_privilege('estimate_reader', oid, 'SELECT')",
                "");
}

/* ---- one run after another ---- */

static void test_nothing_shows_before_the_commit(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_store *store = open_store("kk_later");
    if (load(store, 2, &err) != KK_OK) fail_msg("%s", err.message);
    assert_rows("SELECT to_regclass('kk_later.estimate_new'), to_regclass('kk_later.estimates')", "|\n");
    assert_rows_on(store->pg, "SELECT count(*) FROM kk_later.estimate_new", "4\n");
    kk_store_close(store);
    assert_rows("SELECT to_regnamespace('kk_later')", "\n");
}

static void test_the_next_run_takes_the_place_of_the_last(void **state)
{
    (void)state;
    load_and_commit("kk_again", 2);
    load_and_commit("kk_again", 2);
    assert_rows("SELECT count(*) FROM kk_again.estimates", "4\n");
    assert_rows("SELECT relname FROM pg_class WHERE relnamespace = 'kk_again'::regnamespace AND relname ~ '_new'", "");
}

static void test_a_run_without_estimates_removes_them(void **state)
{
    (void)state;
    load_and_commit("kk_gone", 2);
    commit_without_estimates("kk_gone");
    assert_rows("SELECT relname FROM pg_class WHERE relnamespace = 'kk_gone'::regnamespace AND relname ~ 'estimate'",
                "");
    assert_rows("SELECT count(*) FROM kk_gone.wijken", "2\n");
}

static void test_what_others_built_on_the_view_stays(void **state)
{
    (void)state;
    kk_error err = {0};
    load_and_commit("kk_built", 2);
    assert_rows("CREATE VIEW public.mine AS SELECT est FROM kk_built.estimates", "");
    kk_store *store = open_store("kk_built");
    assert_int_equal(load(store, 2, &err), KK_OK);
    assert_int_equal(kk_store_commit(store, &err), KK_ERR_DATABASE);
    assert_contains(err.message, "cannot drop view estimates because other objects depend on it: view mine");
    kk_store_close(store);
    assert_rows("SELECT count(*) FROM public.mine", "4\n");
    assert_rows("DROP VIEW public.mine", "");
}

/* ---- edges ---- */

static void test_a_frame_of_nothing(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_areas areas = sample_areas();
    const kk_estimate_frame nothing = {.combination_count = 1};
    kk_store *store = open_store("kk_empty");
    assert_int_equal(kk_store_load_areas(store, &areas, &err), KK_OK);
    if (kk_store_estimates_begin(store, &nothing, &err) != KK_OK) fail_msg("%s", err.message);
    if (kk_store_estimates_end(store, &err) != KK_OK) fail_msg("%s", err.message);
    if (kk_store_commit(store, &err) != KK_OK) fail_msg("%s", err.message);
    kk_store_close(store);
    assert_rows("SELECT count(*) FROM kk_empty.estimates", "0\n");
    assert_rows("SELECT count(*) FROM kk_empty.estimate_subgroup", "0\n");
}

static void test_a_level_of_that_name_is_refused(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_areas areas = sample_areas();
    areas.level[TEAMS].plural = "estimates";
    kk_store *store = open_store("kk_taken");
    assert_int_equal(kk_store_load_areas(store, &areas, &err), KK_OK);
    assert_int_equal(kk_store_estimates_begin(store, &frame, &err), KK_OK);
    assert_int_equal(kk_store_estimates_end(store, &err), KK_OK);
    assert_int_equal(kk_store_commit(store, &err), KK_ERR_DATABASE);
    assert_contains(err.message, "own areas cannot be named 'estimates'");
    kk_store_close(store);
}

static void test_a_server_that_is_gone(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_store *store = open_store("kk_broken");
    assert_int_equal(kk_store_estimates_begin(store, &frame, &err), KK_OK);
    char stop[80];
    snprintf(stop, sizeof stop, "SELECT pg_terminate_backend(%d)", PQbackendPID(store->pg));
    assert_rows(stop, "t\n");
    assert_int_equal(add_blocks(store, 2, &err), KK_ERR_DATABASE);
    assert_contains(err.message, "loading estimate_new");
    kk_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_view_has_what_is_released_by_name),
        cmocka_unit_test(test_tables_have_numbers),
        cmocka_unit_test(test_what_is_hidden_has_no_name),
        cmocka_unit_test(test_blocks_follow_each_other),
        cmocka_unit_test(test_everything_for_people_is_described),
        cmocka_unit_test(test_a_map_of_estimates),
        cmocka_unit_test(test_others_read_the_view_only),
        cmocka_unit_test(test_nothing_shows_before_the_commit),
        cmocka_unit_test(test_the_next_run_takes_the_place_of_the_last),
        cmocka_unit_test(test_a_run_without_estimates_removes_them),
        cmocka_unit_test(test_what_others_built_on_the_view_stays),
        cmocka_unit_test(test_a_frame_of_nothing),
        cmocka_unit_test(test_a_level_of_that_name_is_refused),
        cmocka_unit_test(test_a_server_that_is_gone),
    };
    return cmocka_run_group_tests(tests, start_cluster, stop_cluster);
}
