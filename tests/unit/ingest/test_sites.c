/* SPDX-License-Identifier: EUPL-1.2 */
/* Readers of places, homes and travel times: CSV and vector files, what is rejected, order of rows. */
#include "sites_text.h"

#define POINT(x, y, properties)                                                                                        \
    "{\"type\":\"Feature\",\"properties\":{" properties "},\"geometry\":{\"type\":\"Point\",\"coordinates\":[" #x      \
    "," #y "]}}"
#define RD_COLLECTION(features)                                                                                        \
    "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::"     \
    "28992\"}},\"features\":[" features "]}"

static void give_places(sites_text *t, const char *text)
{
    t->config.place_count = 1;
    t->place[0].csv.is_public = true;
    give_file(t, &t->place[0].csv, "places.csv", text);
}

static void give_homes(sites_text *t, const char *name, const char *text)
{
    t->config.homes.given = true;
    give_file(t, &t->config.homes.csv, name, text);
}

/* ---- places ---- */

static void test_places_of_a_csv(void **state)
{
    sites_text *t = *state;
    give_places(t, "id;type;x;y;capacity\n"
                   "s1;School;150000;450000;200\n"
                   "c1;consultatiebureau;50000,5;400000.25;\n"
                   "s2;SCHOOL;250000;450000;.\n");
    read_sites(t);
    const kk_points *places = &t->sites.places;
    assert_int_equal(t->sites.type_count, 2);
    assert_string_equal(t->sites.type[0], "consultatiebureau");
    assert_string_equal(t->sites.type[1], "school");
    assert_int_equal(places->count, 3);
    assert_string_equal(places->id[0], "c1");
    assert_near(places->xy[0], 50000.5, 0);
    assert_near(places->xy[1], 400000.25, 0);
    assert_true(isnan(places->weight[0]) && isnan(places->weight[2]));
    assert_near(places->weight[1], 200, 0);
    assert_int_equal(places->type[0], 0);
    assert_int_equal(places->type[2], 1);
    assert_int_equal(places->place[0], kk_locus_of(2, WEST));
    assert_int_equal(places->place[1], kk_locus_of(2, EAST));
    assert_int_equal(places->place[2], KK_OUTSIDE); /* it has a distance all the same */
    assert_true(t->sites.homes_by_area && !t->sites.has_travel);
    assert_int_equal(t->sites.counts[0].rows_used, 3);
    assert_int_equal(t->rejects.count, 0);
}

static void test_places_that_are_none(void **state)
{
    sites_text *t = *state;
    give_places(t, "id;type;x;y;capacity\n"
                   "a;school;;450000;\n"
                   "b;school;5.387;52.155;\n"
                   "c;;150000;450000;\n"
                   "d;school;150000;450000;many\n"
                   "e;school;150000;450000;-1\n"
                   "f;school;150000;450000;1e10\n"
                   "g;school;150000;450000;12;5\n"
                   "h;school;150000\n");
    read_sites(t);
    assert_int_equal(t->sites.places.count, 3);
    for (size_t i = 0; i < 3; i++) assert_true(isnan(t->sites.places.weight[i]));
    assert_int_equal(t->sites.counts[0].rows_read, 8);
    assert_int_equal(t->sites.counts[0].rows_rejected, 5);
    assert_int_equal(t->rejects.count, 8);
    check_reject(t, 0, 2, "x", "", "needs coordinates in the Netherlands");
    check_reject(t, 1, 3, "x", "5.387", "needs coordinates");
    check_reject(t, 2, 4, "type", "", "without type");
    check_reject(t, 3, 5, "capacity", "many", "the capacity is unknown");
    assert_int_equal(t->rejects.items[3].kind, KK_REJECT_CELL);
    check_reject(t, 4, 6, "capacity", "-1", "not a number");
    check_reject(t, 5, 7, "capacity", "1e10", "not a number");
    check_reject(t, 6, 8, "", "", "more or fewer cells than the header");
    check_reject(t, 7, 9, "", "", "more or fewer cells than the header");
}

static void test_private_places_show_no_cells(void **state)
{
    sites_text *t = *state;
    give_places(t, "id;type;x;y;capacity\nd;school;5;6;many\n");
    t->place[0].csv.is_public = false;
    read_sites(t);
    check_reject(t, 0, 2, "x", "", "needs coordinates");
}

static void test_columns_by_name_and_one_type_for_a_file(void **state)
{
    sites_text *t = *state;
    give_places(t, "nummer,oost,noord,plaatsen\n7,150000,450000,12\n");
    kk_config_csv *csv = &t->place[0].csv;
    t->place[0].type = "Buurthuis";
    csv->column[KK_FIELD_ID] = "nummer";
    csv->column[KK_FIELD_X] = "oost";
    csv->column[KK_FIELD_Y] = "noord";
    csv->column[KK_FIELD_CAPACITY] = "plaats";
    csv->column_mark[KK_FIELD_CAPACITY] = (kk_mark){"p.yaml", 12, 9};
    assert_int_equal(try_sites(t), KK_ERR_PROJECT);
    assert_contains(t->err.message, "p.yaml:12:9: places.csv has no column 'plaats'; did you mean 'plaatsen'?");
    csv->column[KK_FIELD_CAPACITY] = "plaatsen";
    read_sites(t);
    assert_string_equal(t->sites.type[0], "buurthuis");
    assert_near(t->sites.places.weight[0], 12, 0);
}

static void test_what_is_not_there(void **state)
{
    sites_text *t = *state;
    give_places(t, "id;x;y\n1;150000;450000\n");
    assert_int_equal(try_sites(t), KK_ERR_PROJECT);
    assert_contains(t->err.message, "p.yaml:10:5: places.csv has no column 'type'; name the one that holds it: "
                                    "`columns: {type: …}`");
    t->place[0].type = "school";
    read_sites(t);
    unlink(t->path[0]);
    assert_int_equal(try_sites(t), KK_ERR_INPUT);
    assert_contains(t->err.message, "places.csv: cannot be opened");
}

static void test_too_many_types_are_none(void **state)
{
    sites_text *t = *state;
    static char text[60000] = "type;x;y\n";
    size_t used = strlen(text);
    for (int i = 0; i <= 1000; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "name %d;150000;450000\n", i);
    give_places(t, text);
    assert_int_equal(try_sites(t), KK_ERR_INPUT);
    assert_contains(t->err.message, "more than 1000 different types of places; is `type` the right column?");
}

static void test_order_of_rows_makes_no_difference(void **state)
{
    sites_text *t = *state;
    const char *rows[] = {"a;school;150000;450000;1\n", "b;school;150000;450000;1\n", "c;bso;150000;440000;2\n",
                          "d;school;50000;450000;\n"};
    for (size_t order = 0; order < 4; order++) {
        char text[300] = "id;type;x;y;capacity\n";
        for (size_t i = 0; i < 4; i++) strcat(text, rows[(i * (order % 2 == 0 ? 1 : 3) + order) % 4]);
        give_places(t, text);
        read_sites(t);
        const char *expected[] = {"c", "d", "a", "b"};
        for (size_t i = 0; i < 4; i++) assert_string_equal(t->sites.places.id[i], expected[i]);
    }
}

static void test_places_of_a_vector_file(void **state)
{
    sites_text *t = *state;
    t->config.place_count = 1;
    t->place[0].csv.is_public = true;
    give_file(
        t, &t->place[0].csv, "places.geojson",
        RD_COLLECTION(POINT(150000, 450000, "\"id\":\"p\",\"type\":\"school\",\"capacity\":30") "," POINT(
            999999, 450000,
            "\"id\":\"far\",\"type\":\"school\",\"capacity\":30") "," POINT(50000, 400000,
                                                                            "\"id\":12,\"type\":\"bso\",\"capacity\":"
                                                                            "null") ",{\"type\":\"Feature\","
                                                                                    "\"properties\":"
                                                                                    "{\"id\":\"q\",\"type\":\"park\","
                                                                                    "\"capacity\":1},\"geometry\":{"
                                                                                    "\"type\":\"Polygon\","
                                                                                    "\"coordinates\":[[[110000,450000],"
                                                                                    "[130000,450000],[130000,480000],["
                                                                                    "110000,450000]]]}}"));
    assert_int_equal(try_sites(t), KK_ERR_INPUT); /* the middle of the layer is abroad */
    t->file_count = 0;
    give_file(
        t, &t->place[0].csv, "places.geojson",
        RD_COLLECTION(POINT(150000, 450000, "\"id\":\"p\",\"type\":\"school\",\"capacity\":30") "," POINT(
            310000, 450000,
            "\"id\":\"far\",\"type\":\"school\",\"capacity\":30") "," POINT(50000, 400000,
                                                                            "\"id\":12,\"type\":\"bso\",\"capacity\":"
                                                                            "null") ",{\"type\":\"Feature\","
                                                                                    "\"properties\":"
                                                                                    "{\"id\":\"q\",\"type\":\"park\","
                                                                                    "\"capacity\":1},\"geometry\":{"
                                                                                    "\"type\":\"Polygon\","
                                                                                    "\"coordinates\":[[[110000,450000],"
                                                                                    "[130000,450000],[130000,480000],["
                                                                                    "110000,450000]]]}}"));
    read_sites(t);
    const kk_points *places = &t->sites.places;
    assert_int_equal(places->count, 3);
    assert_string_equal(places->id[0], "12");
    assert_true(isnan(places->weight[0]));
    assert_string_equal(places->id[1], "q");
    assert_near(places->xy[2], 120000, 1e-6); /* the middle of its box */
    assert_near(places->xy[3], 465000, 1e-6);
    assert_int_equal(places->place[1], kk_locus_of(2, EAST));
    assert_string_equal(places->id[2], "p");
    assert_int_equal(t->rejects.count, 1);
    check_reject(t, 0, 1, "", "", "needs coordinates");
}

static void test_longitude_and_latitude_of_a_vector_file_become_rd(void **state)
{
    sites_text *t = *state;
    t->config.place_count = 1;
    t->place[0].type = "toren";
    give_file(t, &t->place[0].csv, "places.geojson",
              "{\"type\":\"FeatureCollection\",\"features\":[" POINT(5.387206, 52.155174, "\"id\":1") "]}");
    read_sites(t);
    assert_near(t->sites.places.xy[0], 155000, 1);
    assert_near(t->sites.places.xy[1], 463000, 1);
    t->place[0].layer = "other";
    assert_int_equal(try_sites(t), KK_ERR_PROJECT);
    assert_contains(t->err.message, "places.geojson has no layer 'other'; its layers: 'places'");
}

/* ---- homes ---- */

static void test_addresses(void **state)
{
    sites_text *t = *state;
    give_homes(t, "homes.csv",
               "x;y;area;count\n150000;450000;;3\n;;BU00000001;2\n;;BU00000009;1\n250000;400000;;\n"
               "150000;450001;;1,5\n150000;450001;;veel\n");
    read_sites(t);
    const kk_points *homes = &t->sites.homes;
    assert_false(t->sites.homes_by_area);
    assert_int_equal(homes->count, 4);
    assert_null(homes->type);
    assert_null(homes->id);
    assert_true(isnan(homes->xy[0])); /* known by its area alone */
    assert_int_equal(homes->place[0], kk_locus_of(2, WEST));
    assert_near(homes->weight[0], 2, 0);
    assert_near(homes->weight[1], 3, 0);
    assert_near(homes->weight[2], 1.5, 0);
    assert_int_equal(homes->place[3], KK_OUTSIDE);
    assert_near(homes->weight[3], 0, 0); /* missing */
    assert_int_equal(t->sites.counts[0].rows_rejected, 2);
    check_reject(t, 0, 4, "x", "", "neither coordinates in the Netherlands nor an area");
    check_reject(t, 1, 7, "count", "", "not a number of youths");
}

static void test_addresses_without_a_count_are_one_each(void **state)
{
    sites_text *t = *state;
    give_homes(t, "homes.csv", "x;y\n150000;450000\n150000;450001\n");
    read_sites(t);
    assert_near(t->sites.homes.weight[0] + t->sites.homes.weight[1], 2, 0);
}

static void test_squares_need_a_count(void **state)
{
    sites_text *t = *state;
    give_homes(t, "squares.geojson",
               RD_COLLECTION("{\"type\":\"Feature\",\"properties\":{\"kinderen\":-99997},\"geometry\":{\"type\":"
                             "\"Polygon\",\"coordinates\":[[[150000,450000],[150100,450000],[150100,450100],[150000,"
                             "450100],[150000,450000]]]}}"));
    assert_int_equal(try_sites(t), KK_ERR_PROJECT);
    assert_contains(t->err.message, "squares.geojson has no column 'count'; name the one that holds it");
    t->config.homes.csv.column[KK_FIELD_COUNT_OF] = "kinderen";
    read_sites(t);
    assert_int_equal(t->sites.homes.count, 1);
    assert_near(t->sites.homes.weight[0], 0, 0);
    assert_near(t->sites.homes.xy[0], 150050, 1e-9);
}

static void test_real_squares(void **state)
{
    sites_text *t = *state;
    char path[512];
    const char *folder = getenv("KANSENKOMPAS_REAL_DATA");
    snprintf(path, sizeof path, "%s/real/vierkanten_100m_ermelo.gpkg", folder == NULL ? "../shared/data" : folder);
    if (access(path, R_OK) != 0) {
        print_message("skipped: %s is not there\n", path);
        skip();
    }
    t->config.homes.csv.file = (kk_config_file){"squares.gpkg", path, {"p.yaml", 1, 1}};
    t->config.homes.csv.column[KK_FIELD_COUNT_OF] = "aantal_inwoners_0_tot_15_jaar";
    read_sites(t);
    const kk_points *homes = &t->sites.homes;
    assert_int_equal(homes->count, 2443);
    double youths = 0;
    for (size_t i = 0; i < homes->count; i++) {
        assert_true(homes->weight[i] >= 0);
        assert_near(fmod(homes->xy[2 * i], 100), 50, 0.01); /* squares of 100 m lie on the grid */
        youths += homes->weight[i];
    }
    assert_near(youths, 14270, 0); /* SELECT sum(aantal_inwoners_0_tot_15_jaar) … WHERE it is > −99990 */
    assert_int_equal(t->rejects.count, 0);
}

/* ---- travel times ---- */

static void give_travel(sites_text *t, const char *text)
{
    give_file(t, &t->config.homes.travel, "travel.csv", text);
}

static void test_minutes_between_homes_and_places(void **state)
{
    sites_text *t = *state;
    give_places(t, "id;type;x;y\nB;school;150000;450000\nA;school;150000;440000\n");
    give_homes(t, "homes.csv", "id;x;y\nh2;150000;451000\nh1;150000;450000\n");
    give_travel(t, "id;place;minutes\nh2;B;9,5\nh1;A;3\nh2;A;4\nh1;C;1\nh9;A;1\nh1;B;lang\nh1;B;\nh2;A;7\n");
    read_sites(t);
    const kk_travel *travel = &t->sites.travel;
    assert_true(t->sites.has_travel && !travel->by_area);
    assert_string_equal(t->sites.homes.id[0], "h1");
    assert_string_equal(t->sites.places.id[0], "A");
    assert_int_equal(travel->count, 3);
    const uint32_t homes[] = {0, 1, 1}, sites[] = {0, 0, 1};
    const double minutes[] = {3, 4, 9.5};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(travel->home[i], homes[i]);
        assert_int_equal(travel->site[i], sites[i]);
        assert_near(travel->minutes[i], minutes[i], 0);
    }
    assert_int_equal(t->rejects.count, 3);
    check_reject(t, 0, 5, "place", "", "not the id of a place");
    check_reject(t, 1, 6, "id", "", "not the id of a home");
    check_reject(t, 2, 7, "minutes", "", "not a number of minutes");
    assert_int_equal(t->sites.counts[2].rows_used, 5);
}

static void test_minutes_from_areas(void **state)
{
    sites_text *t = *state;
    give_places(t, "id;type;x;y\nA;school;150000;440000\n");
    give_travel(t, "area;place;minutes\nBU00000002;A;3\nBU00000001;A;4\nBU1;A;4\n");
    t->config.homes.given = true;
    read_sites(t);
    const kk_travel *travel = &t->sites.travel;
    assert_true(travel->by_area && t->sites.homes_by_area);
    assert_int_equal(travel->count, 2);
    assert_int_equal(travel->home[0], kk_locus_of(2, WEST));
    assert_near(travel->minutes[0], 4, 0);
    check_reject(t, 0, 4, "area", "", "no such area");
}

static void test_a_travel_file_without_its_columns(void **state)
{
    sites_text *t = *state;
    give_places(t, "id;type;x;y\nA;school;150000;440000\n");
    give_travel(t, "area;to;minutes\nBU00000002;A;3\n");
    assert_int_equal(try_sites(t), KK_ERR_PROJECT);
    assert_contains(t->err.message, "travel.csv has no column 'place'");
    assert_false(t->sites.has_travel);
}

static void test_without_a_finder(void **state)
{
    sites_text *t = *state;
    give_places(t, "id;type;x;y\nA;school;150000;440000\n");
    assert_int_equal(kk_sites_read(&t->config, NULL, NULL, &t->arena, &t->rejects, &t->sites, &t->err), KK_OK);
    assert_near(t->sites.places.xy[0], 150000, 0);
    assert_int_equal(t->sites.places.place[0], KK_NOWHERE_GIVEN);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_text, end_text)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_places_of_a_csv),
        TEST(test_places_that_are_none),
        TEST(test_private_places_show_no_cells),
        TEST(test_columns_by_name_and_one_type_for_a_file),
        TEST(test_what_is_not_there),
        TEST(test_too_many_types_are_none),
        TEST(test_order_of_rows_makes_no_difference),
        TEST(test_places_of_a_vector_file),
        TEST(test_longitude_and_latitude_of_a_vector_file_become_rd),
        TEST(test_addresses),
        TEST(test_addresses_without_a_count_are_one_each),
        TEST(test_squares_need_a_count),
        TEST(test_real_squares),
        TEST(test_minutes_between_homes_and_places),
        TEST(test_minutes_from_areas),
        TEST(test_a_travel_file_without_its_columns),
        TEST(test_without_a_finder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
