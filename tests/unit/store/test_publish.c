/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/store/private_cluster.h"
#include "unit/store/sample.h"

#include "kk/disclosure.h"

#include <pthread.h>
#include <time.h>

/* ---- a release of two indicators: youths of two years at the gemeente and buurten, density at the buurten ---- */

static const kk_config_indicator indicators[] = {
    {.name = "youth_care",
     .kind = KK_SHARE,
     .per = 100,
     .unit = "%",
     .direction = KK_DIRECTION_NEED,
     .label_en = "Youths with care",
     .label_nl = "Jongeren met zorg",
     .description = "Told by CBS",
     .question = "Hoeveel jongeren?",
     .axis = KK_AXIS_USE,
     .form = "ambulant",
     .age = "0..4",
     .on_map = true,
     .denominator.count = 1},
    {.name = "density", .kind = KK_VALUE, .per = 1, .unit = "per km²", .on_map = true},
};
static double youth_2023[] = {0.1}, youth_2024[] = {0.125}, low[] = {0.0625}, high[] = {0.25}, top[] = {125},
              base[] = {1000};
static uint8_t fine[] = {KK_FIGURE_OK};
static double shares[] = {0.25, NAN, NAN, NAN, NAN}, lows[] = {0.125, NAN, NAN, NAN, NAN},
              highs[] = {0.5, NAN, NAN, NAN, NAN}, tops[] = {25, NAN, NAN, NAN, NAN}, bases[] = {100, NAN, 4, NAN, NAN};
static uint8_t share_statuses[] = {KK_FIGURE_OK, KK_FIGURE_NO_POPULATION, KK_FIGURE_SECRET, KK_FIGURE_NOT_APPLICABLE,
                                   KK_FIGURE_ABSENT};
static double densities[] = {1500, 0, 2000, NAN, 1}, none[] = {NAN, NAN, NAN, NAN, NAN};
static uint8_t density_statuses[] = {KK_FIGURE_OK, KK_FIGURE_NIL, KK_FIGURE_OK, KK_FIGURE_NOT_APPLICABLE, KK_FIGURE_OK};

static kk_indicator_column columns[] = {
    {indicators, GEMEENTEN, "2023", true, "CBS", youth_2023, low, high, top, base, fine, NULL, NULL, false, false},
    {indicators, GEMEENTEN, "2024", true, "CBS", youth_2024, low, high, top, base, fine, NULL, NULL, false, false},
    {indicators, BUURTEN, "2024", true, "CBS", shares, lows, highs, tops, bases, share_statuses, NULL, NULL, false,
     false},
    {indicators + 1, BUURTEN, "2024", true, "CBS, KWB", densities, none, none, none, none, density_statuses, NULL, NULL,
     false, false},
};

static const kk_release *make_release(const kk_areas *areas, size_t column_count, kk_arena *arena)
{
    kk_error err = {0};
    kk_config config = {.project.period = "2024"};
    kk_indicator_table raw = {.areas = areas, .column_count = column_count, .column = columns};
    const kk_release *release = NULL;
    if (kk_release_make(&raw, &config, 1, arena, &release, &err) != KK_OK) fail_msg("%s", err.message);
    return release;
}

static kk_status publish(kk_store *store, const kk_areas *areas, size_t column_count, kk_error *err)
{
    kk_arena arena;
    kk_arena_init(&arena);
    kk_status status = kk_store_load_areas(store, areas, err);
    if (status == KK_OK) status = kk_store_publish(store, make_release(areas, column_count, &arena), err);
    kk_arena_clear(&arena);
    return status;
}

static void publish_and_commit(const char *schema, size_t column_count)
{
    kk_error err = {0};
    kk_areas areas = sample_areas();
    kk_store *store = open_store(schema);
    if (publish(store, &areas, column_count, &err) != KK_OK) fail_msg("%s", err.message);
    if (kk_store_commit(store, &err) != KK_OK) fail_msg("%s", err.message);
    kk_store_close(store);
}

/* ---- the views ---- */

static void test_indicators_view_has_a_row_for_each_figure(void **state)
{
    (void)state;
    publish_and_commit("kk_views", 4);
    assert_rows("SELECT * FROM kk_views.indicators ORDER BY level DESC, indicator DESC, period, code",
                "gemeente|GM0001|Aa|2023|youth_care|10|6.25|25|125|1000|ok|%|CBS|use|ambulant|0..4|||\n"
                "gemeente|GM0001|Aa|2024|youth_care|12.5|6.25|25|125|1000|ok|%|CBS|use|ambulant|0..4|||\n"
                "buurt|BU00010001|Dorp|2024|youth_care|25|12.5|50|25|100|ok|%|CBS|use|ambulant|0..4|||\n"
                "buurt|BU00010002|'s-Gravenveld|2024|youth_care||||||no_population|%|CBS|use|ambulant|0..4|||\n"
                "buurt|BU00010003|Kade \"Oost\"|2024|youth_care|||||4|secret|%|CBS|use|ambulant|0..4|||\n"
                "buurt|BU0001A101|Nieuw|2024|youth_care||||||absent|%|CBS|use|ambulant|0..4|||\n"
                "buurt|BU00010001|Dorp|2024|density|1500|||||ok|per km²|CBS, KWB||||||\n"
                "buurt|BU00010002|'s-Gravenveld|2024|density|0|||||nil|per km²|CBS, KWB||||||\n"
                "buurt|BU00010003|Kade \"Oost\"|2024|density|2000|||||ok|per km²|CBS, KWB||||||\n"
                "buurt|BU0001A101|Nieuw|2024|density|1|||||ok|per km²|CBS, KWB||||||\n");
}

static void test_level_views_are_maps(void **state)
{
    (void)state;
    publish_and_commit("kk_views", 4);
    assert_rows("SELECT id, code, name, parent, water, youth_care, youth_care_lower, youth_care_upper, "
                "youth_care_status, density, density_status, ST_NPoints(geom) FROM kk_views.buurten ORDER BY id",
                "1|BU00010001|Dorp|WK000100|f|25|12.5|50|ok|1500|ok|15\n"
                "2|BU00010002|'s-Gravenveld|WK000100|f||||no_population|0|nil|5\n"
                "3|BU00010003|Kade \"Oost\"|WK000100|f||||secret|2000|ok|5\n"
                "4|BU00019998|Meer|WK000199|t||||not_applicable||not_applicable|5\n"
                "5|BU0001A101|Nieuw|WK0001A1|f||||absent|1|ok|0\n");
    assert_rows("SELECT youth_care FROM kk_views.gemeenten", "12.5\n");
    assert_rows("SELECT code, name FROM kk_views.teams ORDER BY id", "T1|Team één\nT2|Team twee\n");
    assert_rows("SELECT f_table_name, type, srid FROM geometry_columns WHERE f_table_schema = 'kk_views' AND "
                "f_table_name <> 'area' ORDER BY 1",
                "buurten|MULTIPOLYGON|28992\ngemeenten|MULTIPOLYGON|28992\nteams|MULTIPOLYGON|28992\n"
                "wijken|MULTIPOLYGON|28992\n");
}

static void test_everything_for_people_is_described(void **state)
{
    (void)state;
    publish_and_commit("kk_views", 4);
    assert_rows(
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
        "WHERE c.relnamespace = 'kk_views'::regnamespace AND c.relkind = 'v' "
        "AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid, 'pg_class') IS NULL)",
        "");
    assert_rows("SELECT obj_description('kk_views.buurten'::regclass, 'pg_class')",
                "Buurten of 2024 with the released indicators of kansenkompas: a row for each area\n");
    assert_rows(
        "SELECT col_description('kk_views.gemeenten'::regclass, attnum) FROM pg_attribute "
        "WHERE attrelid = 'kk_views.gemeenten'::regclass AND attname ~ 'youth' ORDER BY attnum",
        "Youths with care, 2024, %; source: CBS; Told by CBS\nYouths with care: lower bound of the 95% interval\n"
        "Youths with care: upper bound of the 95% interval\nYouths with care: ok, or why there is no value\n");
    assert_rows("SELECT * FROM kk_views.indicator ORDER BY 1",
                "0|youth_care|share|100|%|need|Jongeren met zorg|Youths with care|Told by CBS|use|Hoeveel "
                "jongeren?|ambulant|0..4|||95% interval\n"
                "1|density|value|1|per km²|neutral|density|density||||||||95% interval\n");
}

static void test_others_read_the_views_only(void **state)
{
    (void)state;
    publish_and_commit("kk_views", 4);
    assert_rows("CREATE ROLE visitor", "");
    assert_rows("GRANT USAGE ON SCHEMA kk_views TO visitor", "");
    assert_rows("SET ROLE visitor; SELECT count(*) FROM kk_views.buurten, kk_views.indicators", "50\n");
    assert_rows("SET ROLE visitor; SELECT * FROM kk_views.released", "ERROR:  permission denied for table released\n");
    assert_rows("SELECT relname FROM pg_class WHERE relnamespace = 'kk_views'::regnamespace AND relkind = 'r' "
                "AND has_table_privilege('visitor', oid, 'SELECT')",
                "");
}

static void test_rights_that_new_tables_have_by_default_are_taken_away(void **state)
{
    (void)state;
    assert_rows("CREATE ROLE \"the boss\"", "");
    assert_rows("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC", "");
    assert_rows("ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO \"the boss\" WITH GRANT OPTION", "");
    publish_and_commit("kk_rights", 4);
    assert_rows("SELECT relname, grantee::regrole FROM pg_class, aclexplode(relacl) "
                "WHERE relnamespace = 'kk_rights'::regnamespace AND relkind = 'r' AND grantee <> relowner",
                "");
    assert_rows("SELECT count(*) FROM pg_class WHERE relnamespace = 'kk_rights'::regnamespace AND relkind = 'v' "
                "AND has_table_privilege('public', oid, 'SELECT')",
                "6\n");
    assert_rows("ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM PUBLIC, \"the boss\"", "");
}

static void test_a_release_of_nothing(void **state)
{
    (void)state;
    publish_and_commit("kk_none", 0);
    assert_rows("SELECT count(*) FROM kk_none.indicators", "0\n");
    assert_rows("SELECT code, water FROM kk_none.buurten WHERE id = 4", "BU00019998|t\n");
}

/* ---- statistics ---- */

static const kk_config_indicator density_parts[] = {
    {.name = "density_cluster", .per = 1, .on_map = true, .statistic = KK_STATISTIC_CLUSTER, .base_indicator = 1},
    {.name = "density_rank", .per = 1, .on_map = true, .statistic = KK_STATISTIC_RANK, .base_indicator = 1},
    {.name = "density_limits", .per = 1, .on_map = true, .statistic = KK_STATISTIC_LIMITS, .base_indicator = 1},
};
enum { PARTS = sizeof density_parts / sizeof *density_parts };
static const double clusters[] = {1, 0, NAN, NAN, 4};
static const uint8_t cluster_statuses[] = {KK_FIGURE_OK, KK_FIGURE_OK, KK_FIGURE_UNKNOWN, KK_FIGURE_NOT_APPLICABLE,
                                           KK_FIGURE_OK};

/* The clusters of the densities (and as many ranks and limits), and two rows about the whole map. */
static const kk_release *with_statistics(const kk_release *release, kk_arena *arena)
{
    kk_released_column parts[PARTS];
    for (int i = 0; i < PARTS; i++)
        parts[i] = (kk_released_column){&density_parts[i], BUURTEN, "2024", false, "CBS, KWB",
                                        clusters,          none,    none,   none,  none,
                                        cluster_statuses,  NULL};
    kk_statistic_row rows[] = {
        {&indicators[1], BUURTEN, "2024", "", "", "moran", "", 0.125, NAN, NAN, 0.001, 4, ""},
        {&indicators[1], BUURTEN, "2024", "GM0001", "Aa", "gini", "", NAN, NAN, NAN, NAN, 1, "One area."}};
    kk_statistic_row *kept = kk_arena_alloc(arena, 2, sizeof *kept);
    assert_non_null(kept);
    memcpy(kept, rows, sizeof rows);
    kk_statistics statistics = {PARTS, 2, parts, kept};
    kk_config config = {.indicators = (kk_config_indicator *)indicators};
    const kk_release *extended;
    kk_error err = {0};
    assert_int_equal(kk_release_extend(release, &config, &statistics, arena, &extended, &err), KK_OK);
    return extended;
}

static void test_statistics_have_a_view_and_categories_their_words(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_arena arena;
    kk_arena_init(&arena);
    kk_areas areas = sample_areas();
    kk_store *store = open_store("kk_statistics");
    const kk_release *release = with_statistics(make_release(&areas, 4, &arena), &arena);
    assert_int_equal(kk_store_load_areas(store, &areas, &err), KK_OK);
    assert_int_equal(kk_store_publish(store, release, &err), KK_OK);
    assert_int_equal(kk_store_commit(store, &err), KK_OK);
    kk_store_close(store);
    kk_arena_clear(&arena);
    assert_rows("SELECT * FROM kk_statistics.statistics", "buurt|||2024|density|moran||0.125|||0.001|4|\n"
                                                          "buurt|GM0001|Aa|2024|density|gini||||||1|One area.\n");
    assert_rows(
        "SELECT code, value, category FROM kk_statistics.indicators WHERE indicator = 'density_cluster' ORDER BY 1",
        "BU00010001|1|high_high\nBU00010002|0|not_significant\nBU00010003||\nBU0001A101|4|high_low\n");
    assert_rows("SELECT density_cluster, density_cluster_status FROM kk_statistics.buurten WHERE id = 1", "1|ok\n");
    assert_rows("SELECT col_description('kk_statistics.buurten'::regclass, attnum) FROM pg_attribute WHERE attrelid = "
                "'kk_statistics.buurten'::regclass AND attname ~ 'cluster$|(rank|limits)_lower' ORDER BY attname",
                "density_cluster, 2024; source: CBS, KWB\n"
                "density_limits: lower bound of the 99.8% control limits\n"
                "density_rank: lower bound of the confidence set\n");
}

/* ---- one run after another, and beside another ---- */

static void test_the_next_run_takes_the_place_of_the_last(void **state)
{
    (void)state;
    kk_error err = {0};
    publish_and_commit("kk_next", 4);
    kk_store *store = open_store("kk_next");
    kk_areas areas = sample_areas();
    areas.level[TEAMS].name = areas.level[TEAMS].plural = "Wijk teams";
    assert_int_equal(publish(store, &areas, 1, &err), KK_OK);
    assert_rows("SELECT count(*) FROM kk_next.indicators", "10\n");
    assert_int_equal(kk_store_commit(store, &err), KK_OK);
    assert_rows("SELECT count(*) FROM kk_next.indicators", "1\n");
    assert_rows("SELECT viewname FROM pg_views WHERE schemaname = 'kk_next' ORDER BY 1",
                "Wijk teams\nbuurten\ngemeenten\nindicators\nstatistics\nwijken\n");
    kk_store_close(store);
}

static void test_what_others_built_on_a_view_stays(void **state)
{
    (void)state;
    kk_error err = {0};
    publish_and_commit("kk_built", 4);
    assert_rows("CREATE VIEW public.mine AS SELECT code FROM kk_built.buurten", "");
    kk_areas areas = sample_areas();
    kk_store *store = open_store("kk_built");
    assert_int_equal(publish(store, &areas, 4, &err), KK_OK);
    assert_int_equal(kk_store_commit(store, &err), KK_ERR_DATABASE);
    assert_contains(err.message, "cannot drop view buurten because other objects depend on it: view mine depends on");
    kk_store_close(store);
    assert_rows("SELECT count(*) FROM public.mine", "5\n");
    assert_rows("DROP VIEW public.mine", "");
}

static void test_a_name_that_is_taken(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_areas areas = sample_areas();
    areas.level[TEAMS].plural = "released";
    kk_store *store = open_store("kk_taken");
    assert_int_equal(publish(store, &areas, 4, &err), KK_OK);
    assert_int_equal(kk_store_commit(store, &err), KK_ERR_DATABASE);
    assert_contains(err.message, "own areas cannot be named 'released'");
    kk_store_close(store);
}

/* PostGIS lives in `public`: tables there that have our names are not ours. */
static void test_tables_of_our_names_elsewhere_are_left_alone(void **state)
{
    (void)state;
    assert_rows("CREATE TABLE public.area AS SELECT 1 AS theirs", "");
    assert_rows("CREATE TABLE public.level AS SELECT 'kk_elsewhere' AS plural", "");
    publish_and_commit("kk_elsewhere", 4);
    publish_and_commit("kk_elsewhere", 4);
    assert_rows("SELECT theirs FROM public.area", "1\n");
    assert_rows("SELECT count(*) FROM kk_elsewhere.area", "10\n");
    assert_rows("DROP TABLE public.area, public.level", "");
}

typedef struct second_run {
    kk_store *store;
    kk_status status;
    kk_error err;
    volatile bool done;
} second_run;

static void *open_second(void *context)
{
    second_run *second = context;
    second->status = kk_store_open(kk_cluster_url(cluster), "kk_twice", &second->store, &second->err);
    second->done = true;
    return NULL;
}

static void test_runs_on_one_schema_wait_for_each_other(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_areas areas = sample_areas();
    second_run second = {0};
    pthread_t thread;
    kk_store *first = open_store("kk_twice");
    assert_int_equal(pthread_create(&thread, NULL, open_second, &second), 0);
    nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL);
    assert_false(second.done);
    assert_int_equal(publish(first, &areas, 4, &err), KK_OK);
    assert_int_equal(kk_store_commit(first, &err), KK_OK);
    pthread_join(thread, NULL);
    assert_int_equal(second.status, KK_OK);
    kk_store_close(first);
    assert_int_equal(publish(second.store, &areas, 1, &err), KK_OK);
    assert_int_equal(kk_store_commit(second.store, &err), KK_OK);
    kk_store_close(second.store);
    assert_rows("SELECT count(*) FROM kk_twice.indicators", "1\n");
}

static void test_runs_on_two_schemas_do_not_wait(void **state)
{
    (void)state;
    kk_store *first = open_store("kk_one");
    kk_store *second = open_store("kk \"two\"");
    kk_store_close(first);
    kk_store_close(second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_indicators_view_has_a_row_for_each_figure),
        cmocka_unit_test(test_level_views_are_maps),
        cmocka_unit_test(test_everything_for_people_is_described),
        cmocka_unit_test(test_others_read_the_views_only),
        cmocka_unit_test(test_rights_that_new_tables_have_by_default_are_taken_away),
        cmocka_unit_test(test_a_release_of_nothing),
        cmocka_unit_test(test_statistics_have_a_view_and_categories_their_words),
        cmocka_unit_test(test_the_next_run_takes_the_place_of_the_last),
        cmocka_unit_test(test_what_others_built_on_a_view_stays),
        cmocka_unit_test(test_a_name_that_is_taken),
        cmocka_unit_test(test_tables_of_our_names_elsewhere_are_left_alone),
        cmocka_unit_test(test_runs_on_one_schema_wait_for_each_other),
        cmocka_unit_test(test_runs_on_two_schemas_do_not_wait),
    };
    return cmocka_run_group_tests(tests, start_cluster, stop_cluster);
}
