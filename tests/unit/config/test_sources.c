/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/sources.h"
#include "project_text.h"

#include <stdio.h>

#define POSTCODES "postcodes: [{file: pc6.csv}]\n"

/* A project with one source of care, `more` among its keys; lines 1–3, what is `between`, then two lines and the
 * source. */
static const char *source_text(const char *between, const char *more)
{
    static char text[1000];
    snprintf(text, sizeof text, AREAS "%srecords:\n  sources:\n    - {name: s, file: a.csv, %s}\n", between, more);
    return text;
}

/* The ways in which that source is located, as digits. */
static void assert_ways(const char *between, const char *more, const char *expected)
{
    kk_config *config = project(source_text(between, more));
    const kk_config_csv *csv = &config->records.source[0].csv;
    char ways[KK_LOCATINGS + 1] = "";
    for (size_t i = 0; i < csv->by_count; i++) ways[i] = (char)('0' + csv->by[i]);
    assert_string_equal(ways, expected);
    kk_config_free(config);
}

#define CARE "help: ambulant, columns: {client: c, begin: b"

static void the_usual_order_is_that_of_the_columns(void **state)
{
    (void)state;
    assert_ways("", CARE "}", "");
    assert_ways("", CARE ", area: a}", "0");
    assert_ways("", CARE ", y: y, x: x}", "2");
    assert_ways(POSTCODES, CARE ", postcode: p}", "1");
    assert_ways(POSTCODES, CARE ", x: x, y: y, number: n, postcode: p, area: a}", "012");
    assert_ways(POSTCODES, CARE ", x: x, y: y, number: n, postcode: p, area: a}, locate: [point, postcode]", "21");
}

static void a_form_has_addresses_of_its_own(void **state)
{
    (void)state;
    assert_ways("", "form: beleidsinformatie", "0");
    assert_ways(POSTCODES, "form: beleidsinformatie", "01");
    assert_ways(POSTCODES, "form: jw323", "01");
    assert_ways(POSTCODES, "form: beleidsinformatie, columns: {area: Buurt}", "0");
    assert_ways(POSTCODES, "form: beleidsinformatie, columns: {number: Nr}", "01");
    assert_ways(POSTCODES, "form: beleidsinformatie, columns: {x: X, y: Y}, locate: [postcode, point]", "12");
    kk_config *config = project(AREAS POSTCODES "records:\n  sources: [{name: s, file: a.xml, form: jw301}]\n");
    assert_int_equal(config->records.source[0].csv.by_count, 1);
    assert_int_equal(config->records.source[0].csv.by[0], KK_BY_POSTCODE);
    kk_config_free(config);
}

static void coordinates_and_addresses_come_whole(void **state)
{
    (void)state;
    refused(source_text("", CARE ", x: east}"),
            "project.yaml:6:80: 'x' says nothing without 'y'; add 'y: …' to columns");
    refused(source_text("", CARE ", y: north}"),
            "project.yaml:6:80: 'y' says nothing without 'x'; add 'x: …' to columns");
    refused(source_text(POSTCODES, CARE ", number: n}"),
            "project.yaml:7:85: 'number' says nothing without 'postcode'; add 'postcode: …' to columns");
}

static void the_order_names_each_way_once_and_has_its_columns(void **state)
{
    (void)state;
    refused(source_text("", CARE ", area: a}, locate: [area, area]"), "project.yaml:6:102: 'area' is in locate twice");
    refused(source_text("", CARE "}, locate: [area]"),
            "project.yaml:6:87: no column to locate by area; add 'area: …' to columns");
    refused(source_text(POSTCODES, CARE ", area: a}, locate: [postcode]"),
            "project.yaml:7:96: no column to locate by postcode; add 'postcode: …' to columns");
    refused(source_text("", CARE ", area: a}, locate: [area, point]"),
            "project.yaml:6:102: no column to locate by point; add 'x: …' and 'y: …' to columns");
    refused(source_text("", "form: jw323, locate: [point]"),
            "project.yaml:6:52: no column to locate by point; add 'x: …' and 'y: …' to columns");
    refused(source_text("", CARE "}, locate: [street]"),
            "project.yaml:6:87: 'locate' must be one of area, postcode, point, not 'street'");
    refused(source_text("", CARE "}, locate: []"), "project.yaml:6:86: the list 'locate' is empty; fill it or leave "
                                                   "'locate' out");
    refused(source_text("", CARE "}, crs: RD"),
            "project.yaml:6:83: 'crs' must be one of EPSG:28992, EPSG:4326, not 'RD'");
}

static void postcodes_need_their_table(void **state)
{
    (void)state;
    refused(source_text("", CARE ", postcode: pc}"), "project.yaml:6:87: locating by postcode needs CBS's table of "
                                                     "postcodes; add 'postcodes: [{file: …}]'");
    refused(source_text("", "form: beleidsinformatie, locate: [postcode]"),
            "project.yaml:6:63: locating by postcode needs CBS's table of postcodes; add 'postcodes: [{file: …}]'");
}

static void every_field_has_a_key_of_its_own(void **state)
{
    (void)state;
    assert_string_equal(kk_csv_field_name(KK_FIELD_CLIENT), "client");
    assert_string_equal(kk_csv_field_name(KK_FIELD_COUNT_OF), "count");
    assert_string_equal(kk_csv_field_name(KK_FIELD_MINUTES), "minutes");
    for (int f = 0; f < KK_FIELD_COUNT; f++) {
        assert_non_null(kk_csv_field_name((kk_csv_field)f));
        for (int g = 0; g < f; g++)
            assert_string_not_equal(kk_csv_field_name((kk_csv_field)f), kk_csv_field_name((kk_csv_field)g));
    }
}

static void the_ending_tells_a_vector_source(void **state)
{
    (void)state;
    static const char *const plain[] = {"a.csv", "/x.gpkg/A.CSV", "a.txt", "a.tsv", "a.gpkg.csv"};
    static const char *const vector[] = {"a.gpkg", "a.geojson", "a.shp", "csv", "a.csv.zip", "a"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) assert_false(kk_is_vector_name(plain[i]));
    for (size_t i = 0; i < sizeof vector / sizeof *vector; i++) assert_true(kk_is_vector_name(vector[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_usual_order_is_that_of_the_columns),
        cmocka_unit_test(a_form_has_addresses_of_its_own),
        cmocka_unit_test(coordinates_and_addresses_come_whole),
        cmocka_unit_test(the_order_names_each_way_once_and_has_its_columns),
        cmocka_unit_test(postcodes_need_their_table),
        cmocka_unit_test(every_field_has_a_key_of_its_own),
        cmocka_unit_test(the_ending_tells_a_vector_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
