/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/store/private_cluster.h"
#include "unit/store/sample.h"

static kk_arena arena;

static kk_coverage cover_table(const kk_areas *areas, const kk_table *table)
{
    kk_error err = {0};
    kk_coverage coverage;
    kk_store *store = open_store("kk_coverage");
    if (kk_store_load_areas(store, areas, &err) != KK_OK) fail_msg("%s", err.message);
    if (kk_store_load_table(store, 4, table, &err) != KK_OK) fail_msg("%s", err.message);
    if (kk_store_coverage(store, &arena, &coverage, &err) != KK_OK) fail_msg("%s", err.message);
    kk_store_close(store);
    return coverage;
}

/* A table of these codes, of one period, with inhabitants only (NaN: unknown), the last `refused_count` refused. */
static kk_coverage cover_codes(const char **codes, const double *inhabitants, size_t count, ptrdiff_t population,
                               size_t refused_count)
{
    kk_areas areas = sample_areas();
    uint32_t periods[16] = {0};
    uint8_t statuses[16] = {0};
    double values[16];
    memcpy(values, inhabitants, count * sizeof *values);
    for (size_t i = 0; i < count; i++)
        if (isnan(values[i])) statuses[i] = KK_FIGURE_UNKNOWN;
    kk_table table = {.config = &sample_table_config,
                      .column_count = 1,
                      .column = sample_columns,
                      .population = population,
                      .boundary_change = -1,
                      .period_count = 1,
                      .period = sample_periods,
                      .row_count = count - refused_count,
                      .refused_count = refused_count,
                      .code = codes,
                      .row_period = periods,
                      .value = values,
                      .status = statuses};
    return cover_table(&areas, &table);
}

static kk_coverage cover(const char **codes, const double *inhabitants, size_t count, ptrdiff_t population)
{
    return cover_codes(codes, inhabitants, count, population, 0);
}

static const char *totals_of(const kk_coverage *coverage)
{
    static char text[4000];
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < coverage->total_count; i++) {
        const kk_coverage_total *t = &coverage->totals[i];
        used += (size_t)snprintf(text + used, sizeof text - used, "%u %s %s: %d %d %d %d %d %d %s\n", t->table,
                                 t->period, t->level, (int)t->areas, (int)t->inhabited, (int)t->with_figure,
                                 (int)t->without_figure, (int)t->figures_without_area, (int)t->no_population, t->cause);
    }
    return text;
}

static const char *gaps_of(const kk_coverage *coverage)
{
    static const char *const kinds[] = {"no figure", "no area", "no population"};
    static char text[4000];
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < coverage->gap_count; i++) {
        const kk_coverage_gap *g = &coverage->gaps[i];
        used += (size_t)snprintf(text + used, sizeof text - used, "%u %s %s, %s %s '%s': %s\n", g->table, g->period,
                                 kinds[g->gap], g->level, g->code, g->name, g->cause);
    }
    return text;
}

static void test_all_meets(void **state)
{
    (void)state;
    const char *codes[] = {"GM0001", "WK000100", "WK0001A1"};
    const double inhabitants[] = {10, 5, 5};
    kk_coverage coverage = cover(codes, inhabitants, 3, 0);
    assert_string_equal(totals_of(&coverage), "4 2023 gemeente: 1 1 1 0 0 0 \n"
                                              "4 2023 wijk: 2 2 2 0 0 0 \n"
                                              "4 2023 buurt: 4 4 0 4 0 0 the table has no figures at this level\n"
                                              "4 2023 teams: 2 2 0 2 0 0 the table has no figures at this level\n");
    assert_int_equal(coverage.gap_count, 0);
}

static void test_every_gap_has_its_cause(void **state)
{
    (void)state;
    const char *codes[] = {"WK000100",   "WK000177",   "GM0370",     "WK037001", "BU00010001", "BU00010002",
                           "BU00019998", "BU00020001", "BU00019997", "NL00",     "T2",         "BU0001A177"};
    const double inhabitants[] = {5, 5, 5, 5, 0, 0, 0, 7, 7, 9, 1, 0};
    kk_coverage coverage = cover(codes, inhabitants, 12, 0);
    assert_string_equal(totals_of(&coverage), "4 2023 gemeente: 1 1 0 1 1 0 \n"
                                              "4 2023 wijk: 2 2 1 1 2 0 \n"
                                              "4 2023 buurt: 4 2 2 2 4 3 \n"
                                              "4 2023 teams: 2 2 1 1 0 0 \n"
                                              "4 2023 other: 0 0 0 0 1 0 \n");
    assert_string_equal(
        gaps_of(&coverage),
        "4 2023 no figure, gemeente GM0001 'Aa': not in the table: another vintage?\n"
        "4 2023 no area, gemeente GM0370 '': gemeente GM0370 is not on these boundaries (it no longer exists, or is of "
        "another year)\n"
        "4 2023 no figure, wijk WK0001A1 'Zuid': not in the table: another vintage?\n"
        "4 2023 no area, wijk WK000177 '': not on the boundaries of 2024: another vintage?\n"
        "4 2023 no area, wijk WK037001 '': gemeente GM0370 is not on these boundaries (it no longer exists, or is of "
        "another year)\n"
        "4 2023 no figure, buurt BU00010003 'Kade \"Oost\"': not in the table: another vintage?\n"
        "4 2023 no figure, buurt BU0001A101 'Nieuw': not in the table: another vintage?\n"
        "4 2023 no area, buurt BU00019997 '': water\n"
        "4 2023 no area, buurt BU00019998 'Meer': water\n"
        "4 2023 no area, buurt BU0001A177 '': not on the boundaries of 2024: another vintage?\n"
        "4 2023 no area, buurt BU00020001 '': gemeente GM0002 is not on these boundaries (it no longer exists, or is "
        "of "
        "another year)\n"
        "4 2023 no population, buurt BU00010001 'Dorp': no inhabitants in the table\n"
        "4 2023 no population, buurt BU00010002 ''s-Gravenveld': no inhabitants in the table\n"
        "4 2023 no population, buurt BU0001A177 '': no inhabitants in the table\n"
        "4 2023 no figure, teams T1 'Team één': not in the table\n"
        "4 2023 no area, other NL00 '': not the code of an area here (of a country, province or region?)\n");
}

static void test_gemeente_that_the_table_lacks(void **state)
{
    (void)state;
    const char *codes[] = {"GM0370"};
    const double inhabitants[] = {5};
    kk_coverage coverage = cover(codes, inhabitants, 1, 0);
    assert_string_equal(gaps_of(&coverage),
                        "4 2023 no figure, gemeente GM0001 'Aa': the table has no figures of gemeente GM0001 (a newer "
                        "gemeente, or another year)\n"
                        "4 2023 no area, gemeente GM0370 '': gemeente GM0370 is not on these boundaries (it no longer "
                        "exists, or is of another year)\n");
}

static void test_a_number_that_is_not_known_is_not_nobody(void **state)
{
    (void)state;
    const char *codes[] = {"WK000100", "WK0001A1"};
    const double inhabitants[] = {NAN, 0};
    kk_coverage coverage = cover(codes, inhabitants, 2, 0);
    assert_contains(totals_of(&coverage), "4 2023 wijk: 2 1 2 0 0 1 \n");
    assert_string_equal(gaps_of(&coverage),
                        "4 2023 no population, wijk WK0001A1 'Zuid': no inhabitants in the table\n");
}

static void test_rows_that_were_refused_say_so(void **state)
{
    (void)state;
    const char *level[] = {"GM0001", "WK000100", "WK0001A1", "WK000177"};
    const double inhabitants[] = {10, 5, 0, 5};
    kk_coverage coverage = cover_codes(level, inhabitants, 4, 0, 3);
    assert_contains(totals_of(&coverage), "4 2023 wijk: 2 2 0 2 0 0 refused: see rejected.csv\n");
    assert_contains(totals_of(&coverage), "4 2023 buurt: 4 4 0 4 0 0 the table has no figures at this level\n");
    assert_int_equal(coverage.gap_count, 0);

    const char *single[] = {"WK000100", "WK0001A1"};
    coverage = cover_codes(single, inhabitants, 2, 0, 1);
    assert_contains(totals_of(&coverage), "4 2023 wijk: 2 2 1 1 0 0 \n");
    assert_string_equal(gaps_of(&coverage), "4 2023 no figure, wijk WK0001A1 'Zuid': refused: see rejected.csv\n");
}

/* Own areas that are named as areas of CBS do not take their figures. */
static void test_own_areas_with_a_code_of_cbs(void **state)
{
    (void)state;
    kk_areas areas = sample_areas();
    const char *codes[] = {"BU00010001", "T1"};
    areas.level[TEAMS].code = codes;
    kk_table table = sample_table();
    kk_coverage coverage = cover_table(&areas, &table);
    assert_contains(totals_of(&coverage), "4 2024 buurt: 4 3 2 2 0 1 \n");
    assert_contains(totals_of(&coverage), "4 2024 teams: 2 2 1 1 0 0 \n");
}

static void test_without_a_population_column_nobody_is_absent(void **state)
{
    (void)state;
    const char *codes[] = {"GM0001"};
    const double figures[] = {0};
    kk_coverage coverage = cover(codes, figures, 1, -1);
    assert_int_equal(coverage.totals[0].inhabited, 1);
    assert_int_equal(coverage.totals[0].no_population, 0);
    assert_int_equal(coverage.gap_count, 0);
}

static void test_levels_that_the_project_lacks_are_not_listed(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_areas areas = sample_areas();
    areas.level_count = 1;
    areas.vintage = 0;
    kk_table table = sample_table();
    kk_coverage coverage;
    kk_store *store = open_store("kk_coverage");
    assert_int_equal(kk_store_load_areas(store, &areas, &err), KK_OK);
    assert_int_equal(kk_store_load_table(store, 0, &table, &err), KK_OK);
    assert_int_equal(kk_store_coverage(store, &arena, &coverage, &err), KK_OK);
    assert_string_equal(totals_of(&coverage), "0 2023 gemeente: 1 1 1 0 0 0 \n"
                                              "0 2024 gemeente: 1 1 1 0 0 0 \n"
                                              "0 2024 wijk: 0 0 0 0 1 0 there are no areas of this level\n"
                                              "0 2024 buurt: 0 0 0 0 2 1 there are no areas of this level\n"
                                              "0 2024 other: 0 0 0 0 1 0 \n");
    assert_contains(gaps_of(&coverage), "0 2024 no population, buurt BU00010002 ''");
    assert_int_equal(coverage.gap_count, 2);
    kk_store_close(store);
}

/* On the CBS map a gemeente on the coast comes twice. */
static void test_land_and_water_of_one_code(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_areas areas = sample_areas();
    const char *codes[] = {"BU00010001", "BU00010001", "BU00010002", "BU00010002", "BU00010003"};
    bool water[] = {false, true, true, true, false};
    areas.level[BUURTEN].code = codes;
    areas.level[BUURTEN].water = water;
    kk_store *store = open_store("kk_coverage");
    assert_int_equal(kk_store_load_areas(store, &areas, &err), KK_ERR_DATABASE);
    assert_contains(err.message, "(2, BU00010002, t) is duplicated");
    kk_store_close(store);

    water[2] = false;
    kk_table table = sample_table();
    kk_coverage coverage;
    store = open_store("kk_coverage");
    assert_int_equal(kk_store_load_areas(store, &areas, &err), KK_OK);
    assert_int_equal(kk_store_load_table(store, 0, &table, &err), KK_OK);
    assert_int_equal(kk_store_coverage(store, &arena, &coverage, &err), KK_OK);
    assert_contains(totals_of(&coverage), "0 2024 buurt: 3 2 2 1 0 1 \n");
    assert_null(strstr(gaps_of(&coverage), "water"));
    kk_store_close(store);
}

static void test_boundaries_of_an_unknown_year(void **state)
{
    (void)state;
    kk_error err = {0};
    kk_areas areas = sample_areas();
    areas.vintage = 0;
    kk_table table = sample_table();
    const char *codes[] = {"WK000166"};
    table.code = codes;
    table.row_count = 1;
    kk_coverage coverage;
    kk_store *store = open_store("kk_coverage");
    assert_int_equal(kk_store_load_areas(store, &areas, &err), KK_OK);
    assert_int_equal(kk_store_load_table(store, 0, &table, &err), KK_OK);
    assert_int_equal(kk_store_coverage(store, &arena, &coverage, &err), KK_OK);
    assert_contains(gaps_of(&coverage), "WK000166 '': not on these boundaries: another vintage?");
    kk_store_close(store);
}

static int begin(void **state)
{
    kk_arena_init(&arena);
    return start_cluster(state);
}

static int end(void **state)
{
    kk_arena_clear(&arena);
    return stop_cluster(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_meets),
        cmocka_unit_test(test_every_gap_has_its_cause),
        cmocka_unit_test(test_gemeente_that_the_table_lacks),
        cmocka_unit_test(test_a_number_that_is_not_known_is_not_nobody),
        cmocka_unit_test(test_rows_that_were_refused_say_so),
        cmocka_unit_test(test_own_areas_with_a_code_of_cbs),
        cmocka_unit_test(test_without_a_population_column_nobody_is_absent),
        cmocka_unit_test(test_levels_that_the_project_lacks_are_not_listed),
        cmocka_unit_test(test_land_and_water_of_one_code),
        cmocka_unit_test(test_boundaries_of_an_unknown_year),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
