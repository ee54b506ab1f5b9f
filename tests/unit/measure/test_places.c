/* SPDX-License-Identifier: EUPL-1.2 */
/* The table of places: five homes, three schools and a bso by hand; homes by area; travel times; what has no figure. */
#include "people.h"

static const char *types[] = {"bso", "school"};

/* Two schools and a bso at the middles of the first, the fourth and the last buurt. */
static double place_xy[] = {104500, 400500, 100500, 400500, 103500, 400500};
static double capacity[] = {NAN, 10, 20};
static uint32_t type[] = {0, 1, 1};
static kk_locus place_area[3];

/*
 * Home      0 buurt 0   1 buurt 1   2 buurt 3   3 of GM0001   4 outside
 * youths    4           6           10          5             7
 * school 1  1000        1500        3000        2000
 * school 2              1500        0                         3000       (others beyond 3 km)
 */
static double home_xy[] = {100500, 401500, 102000, 400500, 103500, 400500, 100500, 402500, 103500, 403500};
static double youths[] = {4, 6, 10, 5, 7};
static kk_locus home_area[5];

static void use_case(world *w, kk_sites *sites)
{
    world_init(w);
    world_draw(w);
    const char *homes[] = {"BU00010101", "BU00010102", "BU00010201", "GM0001"};
    for (size_t i = 0; i < 4; i++) home_area[i] = at(homes[i]);
    home_area[4] = KK_OUTSIDE;
    place_area[0] = at("BU00020101");
    place_area[1] = at("BU00010101");
    place_area[2] = at("BU00010201");
    *sites = (kk_sites){.type_count = 2, .type = types};
    sites->places = (kk_points){.count = 3, .xy = place_xy, .weight = capacity, .type = type, .place = place_area};
    sites->homes = (kk_points){.count = 5, .xy = home_xy, .weight = youths, .place = home_area};
}

static kk_status try_measure(world *w, const kk_sites *sites, const kk_population *population, int threads)
{
    return kk_measure_places(&w->config, &w->table_config, sites, population, &w->areas, threads, &w->arena, &w->table,
                             &w->err);
}

static void measure(world *w, const kk_sites *sites, const kk_population *population)
{
    if (try_measure(w, sites, population, 2) != KK_OK) fail_msg("%s", w->err.message);
}

static const kk_population nobody = {0};

static void test_addresses_by_hand(void **state)
{
    (void)state;
    world w;
    kk_sites sites;
    use_case(&w, &sites);
    size_t homes = want(&w, KK_MEASURE_HOMES), distance = want_item(&w, KK_MEASURE_DISTANCE, "school", NAN);
    size_t squares = want_item(&w, KK_MEASURE_DISTANCE, "school", NAN);
    size_t within = want_item(&w, KK_MEASURE_WITHIN, "School", 1), count = want_item(&w, KK_MEASURE_PLACE_COUNT, "", 0);
    size_t schools = want_item(&w, KK_MEASURE_PLACE_COUNT, "school", NAN);
    w.measure[squares].part = KK_PART_SQUARES;
    measure(&w, &sites, &nobody);
    const struct {
        const char *code;
        double homes, distance, squares, within, count, schools;
    } expected[] = {
        {"BU00010101", 4, 4, 4, 4, 1, 1},    {"BU00010102", 6, 9, 13.5, 0, 0, 0}, {"BU00010201", 10, 0, 0, 10, 1, 1},
        {"WK000101", 10, 13, 17.5, 4, 1, 1}, {"WK000102", 10, 0, 0, 10, 1, 1},    {"GM0001", 25, 23, 37.5, 14, 2, 2},
        {"A", 10, 13, 17.5, 4, 1, 1},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        for (size_t p = 0; p < 2; p++) {
            const char *code = expected[i].code, *period = w.period[p].name;
            assert_value(&w, homes, code, period, expected[i].homes);
            assert_value(&w, distance, code, period, expected[i].distance);
            assert_value(&w, squares, code, period, expected[i].squares);
            assert_value(&w, within, code, period, expected[i].within);
            assert_value(&w, count, code, period, expected[i].count);
            assert_value(&w, schools, code, period, expected[i].schools);
        }
    world_clear(&w);
}

static void test_access_by_hand(void **state)
{
    (void)state;
    world w;
    kk_sites sites;
    use_case(&w, &sites);
    size_t access = want_item(&w, KK_MEASURE_ACCESS, "school", 3);
    size_t squares = want_item(&w, KK_MEASURE_ACCESS, "school", 3), bso = want_item(&w, KK_MEASURE_ACCESS, "bso", 1.2);
    w.measure[squares].part = KK_PART_SQUARES;
    measure(&w, &sites, &nobody);
    double first = 10 / (4 + 6 * 0.68 + 10 * 0.22 + 5 * 0.68), second = 20 / (6 * 0.68 + 10 + 7 * 0.22);
    double baker = 0.68 * (first + second), smith = 0.22 * first + second;
    assert_value(&w, access, "BU00010101", "2023", 4 * first);
    assert_value(&w, access, "BU00010102", "2023", 6 * baker);
    assert_value(&w, access, "BU00010201", "2023", 10 * smith);
    assert_value(&w, access, "GM0001", "2023", 4 * first + 6 * baker + 10 * smith + 5 * 0.68 * first);
    assert_value(&w, squares, "WK000101", "2023", 4 * first * first + 6 * baker * baker);
    assert_value(&w, bso, "GM0001", "2023", 1); /* its capacity is unknown: one place, for those of buurt 3 alone */
    world_clear(&w);
}

static void test_what_has_no_figure(void **state)
{
    (void)state;
    world w;
    kk_sites sites;
    use_case(&w, &sites);
    youths[1] = 0;
    size_t homes = want(&w, KK_MEASURE_HOMES), distance = want_item(&w, KK_MEASURE_DISTANCE, "school", NAN);
    size_t museum = want_item(&w, KK_MEASURE_DISTANCE, "museum", NAN);
    size_t museums = want_item(&w, KK_MEASURE_PLACE_COUNT, "museum", NAN);
    size_t count = want_item(&w, KK_MEASURE_PLACE_COUNT, "school", NAN);
    measure(&w, &sites, &nobody);
    youths[1] = 6;
    assert_status(&w, homes, "BU00010102", "2022", KK_FIGURE_NO_POPULATION);
    assert_status(&w, distance, "BU00010102", "2022", KK_FIGURE_NO_POPULATION);
    assert_status(&w, homes, "GM0002", "2022", KK_FIGURE_ABSENT); /* nobody told where its youths live */
    assert_status(&w, distance, "BU00020101", "2022", KK_FIGURE_ABSENT);
    assert_status(&w, distance, "B", "2022", KK_FIGURE_ABSENT); /* half of it is in GM0002 */
    assert_status(&w, museum, "GM0001", "2022", KK_FIGURE_NOT_APPLICABLE);
    assert_status(&w, museums, "GM0002", "2022", KK_FIGURE_NOT_APPLICABLE);
    assert_value(&w, count, "GM0002", "2022", 0);
    assert_value(&w, count, "B", "2022", 1);
    for (size_t row = 0; row < w.table.row_count; row++) assert_string_not_equal(w.table.code[row], "BU00010199");
    assert_int_equal(w.table.row_count, 2 * (2 + 3 + 4 + 2));
    world_clear(&w);
}

static void test_who_is_behind_a_figure(void **state)
{
    (void)state;
    world w;
    kk_sites sites;
    use_case(&w, &sites);
    size_t homes = want(&w, KK_MEASURE_HOMES), distance = want_item(&w, KK_MEASURE_DISTANCE, "school", NAN);
    size_t within = want_item(&w, KK_MEASURE_WITHIN, "school", 1);
    size_t count = want_item(&w, KK_MEASURE_PLACE_COUNT, "school", NAN);
    measure(&w, &sites, &nobody);
    const uint32_t *guard = w.table.guard;
    assert_int_equal(guard[homes], homes);
    assert_int_equal(guard[within], within);
    assert_true(guard[distance] >= w.table_config.wanted_count && guard[count] >= w.table_config.wanted_count);
    assert_value(&w, guard[distance], "BU00010101", "2022", 4);
    assert_status(&w, guard[distance], "GM0002", "2022", KK_FIGURE_ABSENT);
    assert_value(&w, guard[count], "BU00010101", "2022", 0);
    assert_value(&w, guard[count], "GM0002", "2022", 0);
    for (size_t c = 0; c < w.table.column_count; c++) assert_true(guard[c] < w.table.column_count);
    world_clear(&w);
}

static void test_homes_by_area(void **state)
{
    (void)state;
    world w;
    kk_sites sites;
    people p;
    use_case(&w, &sites);
    people_init(&p, &w);
    people_live(&p, 0, MILLER, 10, 2, 0, KK_FIGURE_OK);
    people_live(&p, 0, SMITH, 0, 0, 0, KK_FIGURE_SECRET);
    people_live(&p, 0, OTHER, 20, 0, 0, KK_FIGURE_OK);
    people_live(&p, 1, MILLER, 30, 0, 0, KK_FIGURE_OK);
    people_live(&p, 1, BAKER, 8, 0, 0, KK_FIGURE_OK);
    sites.homes = (kk_points){0};
    sites.homes_by_area = true;
    size_t homes = want(&w, KK_MEASURE_HOMES), distance = want_item(&w, KK_MEASURE_DISTANCE, "school", NAN);
    size_t access = want_item(&w, KK_MEASURE_ACCESS, "school", 0.3);
    measure(&w, &sites, &p.population);
    assert_value(&w, homes, "BU00010101", "2022", 12); /* youths of 0–22 */
    assert_value(&w, distance, "BU00010101", "2022", 0);
    assert_value(&w, distance, "BU00020101", "2022", 20);
    assert_value(&w, distance, "GM0002", "2022", 20);
    assert_value(&w, distance, "B", "2022", 20);
    assert_value(&w, homes, "GM0001", "2022", 12);
    assert_status(&w, distance, "BU00010102", "2022", KK_FIGURE_NO_POPULATION);
    assert_status(&w, distance, "BU00010201", "2022", KK_FIGURE_SECRET);
    assert_status(&w, homes, "WK000102", "2022", KK_FIGURE_SECRET);
    assert_value(&w, access, "GM0001", "2022", 10);
    assert_value(&w, homes, "BU00010101", "2023", 30); /* each period has its own youths */
    assert_value(&w, distance, "WK000101", "2023", 8);
    assert_value(&w, access, "BU00010101", "2023", 10);
    world_clear(&w);
}

/* A file with children alone tells nothing of youths. */
static void test_a_population_without_young_adults(void **state)
{
    (void)state;
    world w;
    kk_sites sites;
    people p;
    use_case(&w, &sites);
    people_init(&p, &w);
    people_live(&p, 0, MILLER, 10, NAN, 0, KK_FIGURE_OK);
    people_live(&p, 0, BAKER, 10, 1, 0, KK_FIGURE_OK);
    sites.homes = (kk_points){0};
    sites.homes_by_area = true;
    size_t distance = want_item(&w, KK_MEASURE_DISTANCE, "school", NAN);
    measure(&w, &sites, &p.population);
    assert_status(&w, distance, "BU00010101", "2022", KK_FIGURE_ABSENT);
    assert_value(&w, distance, "BU00010102", "2022", 11);
    assert_value(&w, distance, "WK000101", "2022", 11);
    world_clear(&w);
}

static void test_homes_by_area_need_a_population(void **state)
{
    (void)state;
    world w;
    kk_sites sites;
    use_case(&w, &sites);
    sites.homes = (kk_points){0};
    sites.homes_by_area = true;
    size_t count = want_item(&w, KK_MEASURE_PLACE_COUNT, "", NAN);
    measure(&w, &sites, &nobody);
    assert_value(&w, count, "GM0002", "2022", 1);
    want_item(&w, KK_MEASURE_DISTANCE, "school", NAN);
    assert_int_equal(try_measure(&w, &sites, &nobody, 1), KK_ERR_PROJECT);
    assert_contains(w.err.message, "places need to know where youths live: add `homes:`, or `population:`");
    world_clear(&w);
}

static void test_an_address_without_coordinates_is_in_its_area(void **state)
{
    (void)state;
    world w;
    kk_sites sites;
    double xy[10];
    use_case(&w, &sites);
    memcpy(xy, home_xy, sizeof xy);
    xy[2] = xy[3] = NAN;
    sites.homes.xy = xy;
    size_t distance = want_item(&w, KK_MEASURE_DISTANCE, "school", NAN);
    measure(&w, &sites, &nobody);
    assert_value(&w, distance, "BU00010102", "2022", 6); /* 1 km from the middle of one square to that of the next */
    world_clear(&w);
}

static void test_travel_times_of_homes(void **state)
{
    (void)state;
    world w;
    kk_sites sites;
    use_case(&w, &sites);
    uint32_t home[] = {0, 0, 2}, site[] = {1, 2, 0};
    double minutes[] = {12, 7, 4};
    sites.has_travel = true;
    sites.travel = (kk_travel){.count = 3, .home = home, .site = site, .minutes = minutes};
    size_t distance = want_item(&w, KK_MEASURE_DISTANCE, "school", NAN),
           any = want_item(&w, KK_MEASURE_DISTANCE, "", 0);
    size_t within = want_item(&w, KK_MEASURE_WITHIN, "school", 7);
    measure(&w, &sites, &nobody);
    assert_value(&w, distance, "BU00010101", "2022", 28);
    assert_status(&w, distance, "BU00010201", "2022", KK_FIGURE_UNKNOWN); /* only the bso can be reached */
    assert_value(&w, any, "BU00010201", "2022", 40);
    assert_status(&w, distance, "GM0001", "2022", KK_FIGURE_UNKNOWN);
    assert_value(&w, within, "GM0001", "2022", 4);
    world_clear(&w);
}

/* Minutes from a wijk are those of all who live in it; those of a buurt in it go before them. */
static void test_travel_times_of_areas(void **state)
{
    (void)state;
    world w;
    kk_sites sites;
    use_case(&w, &sites);
    uint32_t from[] = {at("WK000101"), at("BU00010102")}, site[] = {1, 1};
    double minutes[] = {5, 9};
    assert_true(from[0] < from[1]);
    sites.has_travel = true;
    sites.travel = (kk_travel){.count = 2, .by_area = true, .home = from, .site = site, .minutes = minutes};
    size_t distance = want_item(&w, KK_MEASURE_DISTANCE, "school", NAN);
    measure(&w, &sites, &nobody);
    assert_value(&w, distance, "BU00010101", "2022", 4 * 5);
    assert_value(&w, distance, "BU00010102", "2022", 6 * 9);
    assert_value(&w, distance, "WK000101", "2022", 74);
    assert_status(&w, distance, "BU00010201", "2022", KK_FIGURE_UNKNOWN);
    world_clear(&w);
}

static void test_threads_make_no_difference(void **state)
{
    (void)state;
    world w;
    kk_sites sites;
    use_case(&w, &sites);
    want_item(&w, KK_MEASURE_DISTANCE, "school", NAN);
    want_item(&w, KK_MEASURE_ACCESS, "", 3);
    assert_int_equal(try_measure(&w, &sites, &nobody, 1), KK_OK);
    kk_table one = w.table;
    assert_int_equal(try_measure(&w, &sites, &nobody, 3), KK_OK);
    assert_int_equal(one.row_count, w.table.row_count);
    assert_memory_equal(one.value, w.table.value, one.row_count * one.column_count * sizeof *one.value);
    assert_memory_equal(one.status, w.table.status, one.row_count * one.column_count);
    world_clear(&w);
}

static void test_no_places_at_all(void **state)
{
    (void)state;
    world w;
    kk_sites sites;
    use_case(&w, &sites);
    sites.places = (kk_points){0};
    sites.type_count = 0;
    size_t any = want_item(&w, KK_MEASURE_DISTANCE, "", NAN), homes = want(&w, KK_MEASURE_HOMES);
    measure(&w, &sites, &nobody);
    assert_status(&w, any, "GM0001", "2022", KK_FIGURE_NOT_APPLICABLE);
    assert_value(&w, homes, "GM0001", "2022", 25);
    world_clear(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses_by_hand),
        cmocka_unit_test(test_access_by_hand),
        cmocka_unit_test(test_what_has_no_figure),
        cmocka_unit_test(test_who_is_behind_a_figure),
        cmocka_unit_test(test_homes_by_area),
        cmocka_unit_test(test_a_population_without_young_adults),
        cmocka_unit_test(test_homes_by_area_need_a_population),
        cmocka_unit_test(test_an_address_without_coordinates_is_in_its_area),
        cmocka_unit_test(test_travel_times_of_homes),
        cmocka_unit_test(test_travel_times_of_areas),
        cmocka_unit_test(test_threads_make_no_difference),
        cmocka_unit_test(test_no_places_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
