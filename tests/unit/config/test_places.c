/* SPDX-License-Identifier: EUPL-1.2 */
#include "project_text.h"

#include <stdio.h>

/* Line 4. */
#define PLACES AREAS "places: [{name: cb, file: cb.csv, type: consultatiebureau}]\n"

static void places_get_their_defaults(void **state)
{
    (void)state;
    kk_config *config = project(PLACES);
    const kk_config_place_source *place = config->places;
    assert_int_equal(config->place_count, 1);
    assert_string_equal(place->csv.name, "cb");
    assert_string_equal(place->csv.source, "cb");
    assert_string_equal(place->type, "consultatiebureau");
    assert_null(place->layer);
    assert_true(place->csv.is_public);
    assert_string_equal(place->csv.crs, "EPSG:28992");
    assert_int_equal(place->csv.by_count, 2);
    assert_false(config->homes.given);
    assert_null(config->homes.csv.file.path);
    kk_config_free(config);
}

static void every_key_of_places_arrives(void **state)
{
    (void)state;
    kk_config *config = project(AREAS "postcodes: [{file: p.csv}]\n"
                                      "places:\n"
                                      "  - name: plaatsen\n"
                                      "    file: p.gpkg\n"
                                      "    layer: punten\n"
                                      "    source: Gemeente\n"
                                      "    crs: EPSG:4326\n"
                                      "    locate: [area, point]\n"
                                      "    columns: {id: a, name: b, type: c, capacity: d, area: e, postcode: f,\n"
                                      "              number: g, x: h, y: i}\n"
                                      "  - {name: scholen, file: s.geojson, type: school}\n");
    const kk_config_csv *csv = &config->places[0].csv;
    assert_string_equal(config->places[0].layer, "punten");
    assert_null(config->places[0].type);
    assert_string_equal(csv->source, "Gemeente");
    assert_string_equal(csv->crs, "EPSG:4326");
    assert_int_equal(csv->by_count, 2);
    assert_int_equal(csv->by[1], KK_BY_POINT);
    assert_string_equal(csv->column[KK_FIELD_ID], "a");
    assert_string_equal(csv->column[KK_FIELD_NAME], "b");
    assert_string_equal(csv->column[KK_FIELD_TYPE], "c");
    assert_string_equal(csv->column[KK_FIELD_CAPACITY], "d");
    assert_string_equal(csv->column[KK_FIELD_Y], "i");
    /* A vector source says itself in which system its points are. */
    assert_null(config->places[1].csv.crs);
    assert_int_equal(config->places[1].csv.by_count, 3);
    kk_config_free(config);
}

static void homes_are_addresses_squares_or_nothing(void **state)
{
    (void)state;
    kk_config *config = project(PLACES "homes: {file: adressen.csv, columns: {count: n, id: i, x: a, y: b}}\n");
    assert_true(config->homes.given);
    assert_false(config->homes.csv.is_public);
    assert_string_equal(config->homes.csv.name, "homes");
    assert_string_equal(config->homes.csv.crs, "EPSG:28992");
    assert_string_equal(config->homes.csv.column[KK_FIELD_COUNT_OF], "n");
    assert_int_equal(config->homes.csv.by_count, 1);
    assert_int_equal(config->homes.csv.by[0], KK_BY_POINT);
    kk_config_free(config);
    config = project(PLACES "homes: {file: v.gpkg, layer: vierkanten, source: CBS, columns: {count: n}}\n");
    assert_false(config->homes.csv.is_public); /* a GeoPackage may hold addresses as well */
    assert_string_equal(config->homes.layer, "vierkanten");
    assert_string_equal(config->homes.csv.source, "CBS");
    assert_null(config->homes.csv.crs);
    kk_config_free(config);
    config = project(PLACES "homes: {file: v.gpkg, public: true}\n");
    assert_true(config->homes.csv.is_public);
    kk_config_free(config);
    config = project(PLACES "homes: {travel: {file: t.csv, columns: {area: a, place: b, minutes: c}}}\n");
    assert_true(config->homes.given);
    assert_null(config->homes.csv.file.path);
    assert_string_equal(config->homes.travel.file.given, "t.csv");
    assert_string_equal(config->homes.travel.name, "travel");
    assert_string_equal(config->homes.travel.column[KK_FIELD_AREA], "a");
    assert_string_equal(config->homes.travel.column[KK_FIELD_PLACE], "b");
    assert_string_equal(config->homes.travel.column[KK_FIELD_MINUTES], "c");
    kk_config_free(config);
}

static void travel_is_as_private_as_the_homes(void **state)
{
    (void)state;
    kk_config *config = project(PLACES "homes: {file: a.csv, travel: {file: t.csv, columns: {id: i}}}\n");
    assert_false(config->homes.travel.is_public);
    assert_string_equal(config->homes.travel.column[KK_FIELD_ID], "i");
    kk_config_free(config);
    config = project(PLACES "homes: {file: a.csv, public: true, travel: {file: t.csv}}\n");
    assert_true(config->homes.travel.is_public);
    kk_config_free(config);
    /* Travel from areas tells nothing about who lives there. */
    config = project(PLACES "homes: {travel: {file: t.csv}}\n");
    assert_true(config->homes.travel.is_public);
    kk_config_free(config);
}

static void wrong_places_are_told(void **state)
{
    (void)state;
    refused(AREAS "places: [{name: a, file: a.csv, type: s, columns: {type: t}}]\n",
            "project.yaml:4:39: 'type' is that of all places in the file, and columns has 'type' as well; leave one of "
            "them out");
    refused(AREAS "places: [{name: a, file: a.csv, type: s, layer: l}]\n",
            "project.yaml:4:49: a CSV has no layers; leave 'layer' out");
    refused(AREAS "places: [{name: a, file: a, type: s}, {name: a, file: b, type: s}]\n",
            "project.yaml:4:46: two sources 'a'; the first is on line 4");
    refused(AREAS "places: [{name: a, file: a.csv, type: s, columns: {count: t}}]\n",
            "project.yaml:4:52: unknown key 'count' in columns; it can be id, name, type, capacity, area, postcode, "
            "number, x, y");
}

static void wrong_homes_are_told(void **state)
{
    (void)state;
    refused(AREAS "homes: {file: a.csv}\n", "project.yaml:4:8: homes are there to be near to places; add 'places: …'");
    refused(PLACES "homes: {columns: {count: n}}\n",
            "project.yaml:5:8: homes needs a 'file', or 'travel'; without homes the youths of an area live in its "
            "middle");
    refused(PLACES "homes: {file: a.csv, layer: l}\n", "project.yaml:5:29: a CSV has no layers; leave 'layer' out");
    static const char *const keys[] = {"layer: l",       "source: s",      "public: true",
                                       "crs: EPSG:4326", "locate: [area]", "columns: {count: n}"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char text[300], message[200];
        size_t key = strcspn(keys[i], ":");
        snprintf(text, sizeof text, PLACES "homes: {travel: {file: t.csv}, %s}\n", keys[i]);
        snprintf(message, sizeof message,
                 "project.yaml:5:%zu: '%.*s' is about a file of homes; add 'file: …' or leave it out", 34 + key,
                 (int)key, keys[i]);
        refused(text, message);
    }
    refused(PLACES "homes: {file: a.csv, travel: {file: t, columns: {count: c}}}\n",
            "project.yaml:5:50: unknown key 'count' in columns; it can be area, id, place, minutes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_get_their_defaults),
        cmocka_unit_test(every_key_of_places_arrives),
        cmocka_unit_test(homes_are_addresses_squares_or_nothing),
        cmocka_unit_test(travel_is_as_private_as_the_homes),
        cmocka_unit_test(wrong_places_are_told),
        cmocka_unit_test(wrong_homes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
