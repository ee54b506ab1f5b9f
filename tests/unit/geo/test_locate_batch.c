/* SPDX-License-Identifier: EUPL-1.2 */
#include "locate_level.h"

#include <sys/wait.h>
#include <unistd.h>

/*
 * One gemeente and its neighbour abroad. The buurten are squares of 100 m in a row, from (150000, 450000) to the east,
 * in this order: two in the first wijk, one in the second with water of the same code, open water, Belgium.
 */
enum { GEMEENTEN, WIJKEN, BUURTEN, OWN, LEVELS };
enum { BUURT_COUNT = 6 };

typedef struct place_test {
    kk_areas areas;
    made_level made;
    kk_finder finder;
    kk_config_csv how;
    kk_error err;
} place_test;

static const char *gemeente_codes[] = {"GM0001", "GM0001", "GM0998"};
static const char *wijk_codes[] = {"WK000100", "WK000101", "WK000199", "WK099800"};
static const char *buurt_codes[] = {"BU00010000", "BU00010001", "BU00010100", "BU00010100", "BU00019998", "BU09980000"};
static const char *own_codes[] = {"NOORD", "ZUID"};
static bool gemeente_water[] = {false, true, true}, wijk_water[] = {false, false, true, true};
static bool buurt_water[] = {false, false, false, true, true, true}, own_water[] = {false, false};

static int begin(void **state)
{
    static place_test test;
    test = (place_test){0};
    for (int i = 0; i < BUURT_COUNT; i++) {
        add_area(&test.made);
        add_box(&test.made, 150000 + 100 * i, 450000, 150100 + 100 * i, 450100);
    }
    finish_level(&test.made, 1);
    test.areas.level_count = LEVELS;
    kk_level *level = test.areas.level;
    level[GEMEENTEN] =
        (kk_level){.kind = KK_LEVEL_GEMEENTE, .count = 3, .code = gemeente_codes, .water = gemeente_water};
    level[WIJKEN] = (kk_level){.kind = KK_LEVEL_WIJK, .count = 4, .code = wijk_codes, .water = wijk_water};
    level[BUURTEN] = test.made.level;
    level[BUURTEN].kind = KK_LEVEL_BUURT;
    level[BUURTEN].code = buurt_codes;
    level[BUURTEN].water = buurt_water;
    level[OWN] = (kk_level){.kind = KK_LEVEL_OWN, .count = 2, .code = own_codes, .water = own_water};
    test.finder = (kk_finder){.areas = &test.areas, .finest = BUURTEN, .locator = test.made.locator};
    test.how = (kk_config_csv){.by = {KK_BY_AREA, KK_BY_POSTCODE, KK_BY_POINT}, .by_count = 3};
    *state = &test;
    return 0;
}

static int end(void **state)
{
    place_test *test = *state;
    clear_level(&test->made);
    return 0;
}

static kk_locus find(const place_test *test, kk_location location)
{
    return kk_finder_find(&test->finder, &test->how, &location);
}

static kk_location coded(const char *code)
{
    kk_location location = {.x = NAN, .y = NAN};
    strcpy(location.code, code);
    return location;
}

static kk_location at(double x, double y)
{
    return (kk_location){.x = x, .y = y};
}

/* ---- codes ---- */

static void a_code_of_any_level(void **state)
{
    const place_test *test = *state;
    assert_int_equal(find(test, coded("GM0001")), kk_locus_of(GEMEENTEN, 0));
    assert_int_equal(find(test, coded("WK000101")), kk_locus_of(WIJKEN, 1));
    assert_int_equal(find(test, coded("BU00010001")), kk_locus_of(BUURTEN, 1));
    assert_int_equal(find(test, coded("BU00010100")), kk_locus_of(BUURTEN, 2));
    assert_int_equal(find(test, coded("ZUID")), kk_locus_of(OWN, 1));
}

static void a_code_of_water_is_of_its_gemeente(void **state)
{
    const place_test *test = *state;
    assert_int_equal(find(test, coded("BU00019998")), kk_locus_of(GEMEENTEN, 0));
    assert_int_equal(find(test, coded("WK000199")), kk_locus_of(GEMEENTEN, 0));
    assert_int_equal(find(test, coded("BU09980000")), KK_UNKNOWN_CODE);
    assert_int_equal(find(test, coded("GM0998")), KK_UNKNOWN_CODE);
}

static void a_code_that_is_no_area(void **state)
{
    place_test *test = *state;
    const char *const kept[] = {"GM0001", "GM0002"};
    const char *const codes[] = {"BU00010099", "WK000177", "GM0777", "OOST", "BU1", "WK", "GM00010"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        assert_int_equal(find(test, coded(codes[i])), KK_UNKNOWN_CODE);
    test->finder.gemeenten = kept;
    test->finder.gemeente_count = 2;
    assert_int_equal(find(test, coded("BU00010099")), KK_UNKNOWN_CODE);
    assert_int_equal(find(test, coded("BU00020000")), KK_UNKNOWN_CODE);
    assert_int_equal(find(test, coded("BU07770000")), KK_OTHER_GEMEENTE);
    assert_int_equal(find(test, coded("GM0777")), KK_OTHER_GEMEENTE);
    assert_int_equal(find(test, coded("OOST")), KK_UNKNOWN_CODE);
}

static void a_code_finer_than_the_areas(void **state)
{
    place_test *test = *state;
    test->areas.level_count = WIJKEN + 1;
    assert_int_equal(find(test, coded("BU00010177")), kk_locus_of(WIJKEN, 1));
    assert_int_equal(find(test, coded("BU00017777")), KK_UNKNOWN_CODE);
    test->areas.level_count = GEMEENTEN + 1;
    assert_int_equal(find(test, coded("BU00010177")), kk_locus_of(GEMEENTEN, 0));
    assert_int_equal(find(test, coded("WK000177")), kk_locus_of(GEMEENTEN, 0));
    test->areas.level[GEMEENTEN].kind = KK_LEVEL_BUURT; /* no gemeenten, no wijken */
    assert_int_equal(find(test, coded("WK000100")), KK_UNKNOWN_CODE);
    assert_int_equal(find(test, coded("GM0001")), KK_UNKNOWN_CODE);
}

/* ---- points ---- */

static void a_point_in_each_area(void **state)
{
    const place_test *test = *state;
    assert_int_equal(find(test, at(150050, 450050)), kk_locus_of(BUURTEN, 0));
    assert_int_equal(find(test, at(150100, 450050)), kk_locus_of(BUURTEN, 0));
    assert_int_equal(find(test, at(150250, 450100)), kk_locus_of(BUURTEN, 2));
    assert_int_equal(find(test, at(150350, 450050)), kk_locus_of(GEMEENTEN, 0)); /* water beside land of its code */
    assert_int_equal(find(test, at(150450, 450050)), kk_locus_of(GEMEENTEN, 0)); /* open water */
    assert_int_equal(find(test, at(150550, 450050)), KK_OUTSIDE);                /* abroad */
}

static void a_point_in_no_area(void **state)
{
    place_test *test = *state;
    assert_int_equal(find(test, at(149999, 450050)), KK_OUTSIDE);
    assert_int_equal(find(test, at(0, 300000)), KK_OUTSIDE);
    assert_int_equal(find(test, at(300000, 630000)), KK_OUTSIDE);
    const double wrong[][2] = {{-1, 450050}, {300001, 450050}, {150050, 299999}, {150050, 630001},
                               {5.2, 52.1},  {450050, 150050}, {INFINITY, 4e5},  {150050, -INFINITY}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(find(test, at(wrong[i][0], wrong[i][1])), KK_WRONG_COORDINATES);
    assert_int_equal(find(test, at(NAN, 450050)), KK_NOWHERE_GIVEN);
    assert_int_equal(find(test, at(150050, NAN)), KK_NOWHERE_GIVEN);
    test->finder.locator = NULL;
    assert_int_equal(find(test, at(150050, 450050)), KK_OUTSIDE);
}

/* Water of a project without gemeenten, or whose areas are not of CBS, is nowhere. */
static void water_without_a_gemeente(void **state)
{
    place_test *test = *state;
    static const char *other_codes[] = {"a", "b", "c", "d", "e", "f"};
    test->areas.level[BUURTEN].code = other_codes;
    assert_int_equal(find(test, at(150450, 450050)), KK_OUTSIDE);
    test->areas.level[BUURTEN].code = buurt_codes;
    test->areas.level[GEMEENTEN].kind = KK_LEVEL_OWN;
    assert_int_equal(find(test, at(150450, 450050)), KK_OUTSIDE);
}

static void longitude_and_latitude(void **state)
{
    place_test *test = *state;
    kk_wgs84 *wgs84;
    double rd[BUURT_COUNT * 2], lonlat[BUURT_COUNT * 2];
    for (int i = 0; i < BUURT_COUNT; i++) rd[2 * i] = 150050 + 100 * i, rd[2 * i + 1] = 450050;
    assert_int_equal(kk_wgs84_open(&wgs84, &test->err), KK_OK);
    assert_int_equal(kk_wgs84_lonlat(wgs84, rd, BUURT_COUNT, lonlat, &test->err), KK_OK);
    test->how.crs = "EPSG:4326";
    for (int is_given = 0; is_given < 2; is_given++) {
        test->finder.wgs84 = is_given ? wgs84 : NULL;
        for (size_t i = 0; i < 3; i++) {
            kk_location location = at(lonlat[2 * i], lonlat[2 * i + 1]);
            assert_int_equal(kk_finder_find(&test->finder, &test->how, &location), kk_locus_of(BUURTEN, i));
            assert_near(location.x, rd[2 * i], 1e-3);
            assert_near(location.y, rd[2 * i + 1], 1e-3);
        }
    }
    assert_int_equal(find(test, at(3.1, 52)), KK_WRONG_COORDINATES); /* in the North Sea, west of RD */
    assert_int_equal(find(test, at(52.1, 5.2)), KK_WRONG_COORDINATES);
    assert_int_equal(find(test, at(150050, 450050)), KK_WRONG_COORDINATES);
    assert_int_equal(find(test, at(NAN, 52)), KK_NOWHERE_GIVEN);
    assert_int_equal(find(test, at(6, 52)), KK_OUTSIDE);
    kk_wgs84_close(wgs84);
}

static void coordinates_that_are_none_become_nan(void **state)
{
    place_test *test = *state;
    const double given[][2] = {{150050, NAN}, {NAN, 450050}, {5.2, 52.1}, {NAN, NAN}};
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
        kk_location location = coded("BU00010001");
        location.x = given[i][0];
        location.y = given[i][1];
        assert_int_equal(kk_finder_find(&test->finder, &test->how, &location), kk_locus_of(BUURTEN, 1));
        assert_true(isnan(location.x) && isnan(location.y));
    }
    kk_location elsewhere = coded("BU00010001");
    elsewhere.x = 150050, elsewhere.y = 450050;
    assert_int_equal(kk_finder_find(&test->finder, &test->how, &elsewhere), kk_locus_of(BUURTEN, 1));
    assert_true(elsewhere.x == 150050 && elsewhere.y == 450050);
}

/* ---- the order ---- */

static void the_first_that_succeeds(void **state)
{
    place_test *test = *state;
    kk_location both = coded("BU00010001");
    both.x = 150050, both.y = 450050;
    assert_int_equal(find(test, both), kk_locus_of(BUURTEN, 1));
    test->how = (kk_config_csv){.by = {KK_BY_POINT, KK_BY_AREA}, .by_count = 2};
    assert_int_equal(find(test, both), kk_locus_of(BUURTEN, 0));
    both.x = 1;
    assert_int_equal(find(test, both), kk_locus_of(BUURTEN, 1));
    test->how.by_count = 1;
    assert_int_equal(find(test, both), KK_OUTSIDE);
    test->how.by_count = 0;
    assert_int_equal(find(test, both), KK_NOWHERE_GIVEN);
}

/* A way that has nothing to go by is passed over, also for the reason. */
static void the_reason_of_the_last_that_was_tried(void **state)
{
    place_test *test = *state;
    kk_location wrong = coded("BU77777777");
    assert_int_equal(find(test, wrong), KK_UNKNOWN_CODE);
    wrong.postcode = 1;
    assert_int_equal(find(test, wrong), KK_UNKNOWN_POSTCODE);
    wrong.x = 10, wrong.y = 20;
    assert_int_equal(find(test, wrong), KK_WRONG_COORDINATES);
    wrong.y = 400000;
    assert_int_equal(find(test, wrong), KK_OUTSIDE);
    assert_int_equal(find(test, coded("")), KK_NOWHERE_GIVEN);
    test->how = (kk_config_csv){.by = {KK_BY_POINT, KK_BY_POSTCODE, KK_BY_AREA}, .by_count = 3};
    assert_int_equal(find(test, wrong), KK_UNKNOWN_CODE);
}

static kk_postcodes *read_postcodes(place_test *test, const char *text)
{
    char path[] = "/tmp/kk-test-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), strlen(text));
    close(file);
    kk_config_csv csv = {.name = "pc6", .is_public = true, .file = {.given = "pc6.csv", .path = path}};
    kk_config config = {.postcodes = &csv, .postcode_count = 1};
    kk_arena arena;
    kk_rejects rejects;
    kk_postcodes *table;
    kk_arena_init(&arena);
    kk_rejects_init(&rejects, &arena);
    if (kk_postcodes_read(&config, &test->areas, &rejects, &table, &test->err) != KK_OK)
        fail_msg("%s", test->err.message);
    kk_rejects_clear(&rejects);
    kk_arena_clear(&arena);
    unlink(path);
    return table;
}

static void an_address(void **state)
{
    place_test *test = *state;
    kk_postcodes *table = read_postcodes(test, "PC6;Huisnummer;Buurt2023;Wijk2023;Gem2023\n1234AB;1;10000;100;1\n"
                                               "1234AB;2;10001;100;1\n1234AC;1;19998;199;1\n");
    test->finder.postcodes = table;
    kk_location address = {.postcode = kk_postcode_pack("1234AB", 6), .number = 2, .x = NAN, .y = NAN};
    assert_int_equal(find(test, address), kk_locus_of(BUURTEN, 1));
    address.number = 0;
    assert_int_equal(find(test, address), kk_locus_of(WIJKEN, 0));
    address.postcode = kk_postcode_pack("1234AC", 6); /* a houseboat in open water */
    assert_int_equal(find(test, address), kk_locus_of(GEMEENTEN, 0));
    address.postcode = kk_postcode_pack("9999ZZ", 6);
    assert_int_equal(find(test, address), KK_UNKNOWN_POSTCODE);
    kk_postcodes_free(table);
}

/* ---- batches ---- */

enum { ROWS = 5000 };

static kk_location row_location(size_t row)
{
    const char *const codes[] = {"BU00010001", "", "GM0777", "", "WK000199"};
    kk_location location = coded(codes[row % 5]);
    if (row % 3 != 0) {
        location.x = 149990 + (double)(row % 311) * 2;
        location.y = 450050;
    }
    return location;
}

static bool is_wiped(const kk_location *location, size_t count)
{
    const unsigned char *bytes = (const unsigned char *)location;
    for (size_t i = 0; i < count * sizeof *location; i++)
        if (bytes[i] != 0) return false;
    return true;
}

static void a_batch_is_located_and_wiped(void **state)
{
    place_test *test = *state;
    kk_batch batch = {ROWS, calloc(ROWS, sizeof(kk_record)), calloc(ROWS, sizeof(kk_location))};
    assert_true(batch.record != NULL && batch.location != NULL);
    for (int threads = 1; threads <= 4; threads++) {
        for (size_t i = 0; i < ROWS; i++) {
            batch.record[i] = (kk_record){.client = i + 1, .place = KK_NOWHERE_GIVEN};
            batch.location[i] = row_location(i);
        }
        assert_int_equal(kk_batch_locate(&test->finder, &test->how, threads, &batch, &test->err), KK_OK);
        for (size_t i = 0; i < ROWS; i++) {
            assert_int_equal(batch.record[i].place, find(test, row_location(i)));
            assert_int_equal(batch.record[i].client, i + 1);
        }
        assert_true(is_wiped(batch.location, ROWS));
    }
    kk_batch empty = {0};
    assert_int_equal(kk_batch_locate(&test->finder, &test->how, 2, &empty, &test->err), KK_OK);
    free(batch.record);
    free(batch.location);
}

static void a_batch_in_longitude_and_latitude(void **state)
{
    place_test *test = *state;
    kk_wgs84 *wgs84;
    kk_batch batch = {ROWS, calloc(ROWS, sizeof(kk_record)), calloc(ROWS, sizeof(kk_location))};
    assert_true(batch.record != NULL && batch.location != NULL);
    assert_int_equal(kk_wgs84_open(&wgs84, &test->err), KK_OK);
    for (size_t i = 0; i < ROWS; i++) {
        double rd[] = {150050 + (double)(i % 3) * 100, 450050}, lonlat[2];
        assert_int_equal(kk_wgs84_lonlat(wgs84, rd, 1, lonlat, &test->err), KK_OK);
        batch.location[i] = i % 7 == 6 ? at(NAN, NAN) : at(lonlat[0], lonlat[1]);
    }
    test->how.crs = "EPSG:4326";
    assert_int_equal(kk_batch_locate(&test->finder, &test->how, 3, &batch, &test->err), KK_OK);
    for (size_t i = 0; i < ROWS; i++)
        assert_int_equal(batch.record[i].place, i % 7 == 6 ? KK_NOWHERE_GIVEN : kk_locus_of(BUURTEN, i % 3));
    assert_true(is_wiped(batch.location, ROWS));
    kk_wgs84_close(wgs84);
    free(batch.record);
    free(batch.location);
}

/* In a process of its own: PROJ looks for its database once. */
static void without_proj_longitudes_are_an_error(void **state)
{
    place_test *test = *state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        kk_record record = {0};
        kk_location location = at(5.2, 52.1);
        kk_batch batch = {1, &record, &location};
        test->how.crs = "EPSG:4326";
        setenv("PROJ_LIB", "/nowhere", 1);
        setenv("PROJ_DATA", "/nowhere", 1);
        bool told = find(test, location) == KK_WRONG_COORDINATES &&
                    kk_batch_locate(&test->finder, &test->how, 1, &batch, &test->err) == KK_ERR_INTERNAL &&
                    strstr(test->err.message, "proj.db") != NULL && is_wiped(&location, 1);
        _exit(told ? 0 : 1);
    }
    int result;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_int_equal(result, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(without_proj_longitudes_are_an_error, begin, end),
        cmocka_unit_test_setup_teardown(a_code_of_any_level, begin, end),
        cmocka_unit_test_setup_teardown(a_code_of_water_is_of_its_gemeente, begin, end),
        cmocka_unit_test_setup_teardown(a_code_that_is_no_area, begin, end),
        cmocka_unit_test_setup_teardown(a_code_finer_than_the_areas, begin, end),
        cmocka_unit_test_setup_teardown(a_point_in_each_area, begin, end),
        cmocka_unit_test_setup_teardown(a_point_in_no_area, begin, end),
        cmocka_unit_test_setup_teardown(water_without_a_gemeente, begin, end),
        cmocka_unit_test_setup_teardown(longitude_and_latitude, begin, end),
        cmocka_unit_test_setup_teardown(coordinates_that_are_none_become_nan, begin, end),
        cmocka_unit_test_setup_teardown(the_first_that_succeeds, begin, end),
        cmocka_unit_test_setup_teardown(the_reason_of_the_last_that_was_tried, begin, end),
        cmocka_unit_test_setup_teardown(an_address, begin, end),
        cmocka_unit_test_setup_teardown(a_batch_is_located_and_wiped, begin, end),
        cmocka_unit_test_setup_teardown(a_batch_in_longitude_and_latitude, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
