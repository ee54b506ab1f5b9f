/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/publish/fixture.h"

#include "publish/geopackage.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

static const kk_config_classes five = {KK_CLASSES_QUANTILES, 5};
static int complaints;

static void CPL_STDCALL count_complaint(CPLErr kind, CPLErrorNum number, const char *message)
{
    (void)number;
    if (kind >= CE_Warning) print_error("GDAL: %s\n", message);
    complaints += kind >= CE_Warning;
}

static GDALDatasetH write_and_open(fixture *f)
{
    assert_int_equal(kk_write_geopackage(f->release, &five, f->folder, &f->err), KK_OK);
    complaints = 0;
    CPLPushErrorHandler(count_complaint);
    GDALDatasetH dataset =
        GDALOpenEx(kk_arena_format(&f->arena, "%s/kansenkompas.gpkg", f->folder), GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(dataset);
    return dataset;
}

static void close_quietly(GDALDatasetH dataset)
{
    GDALClose(dataset);
    CPLPopErrorHandler();
    assert_int_equal(complaints, 0);
}

/* The first cell of a query as text. */
static void check_query(GDALDatasetH dataset, const char *query, const char *expected)
{
    OGRLayerH result = GDALDatasetExecuteSQL(dataset, query, NULL, NULL);
    assert_non_null(result);
    OGRFeatureH row = OGR_L_GetNextFeature(result);
    assert_non_null(row);
    assert_string_equal(OGR_F_GetFieldAsString(row, 0), expected);
    OGR_F_Destroy(row);
    GDALDatasetReleaseResultSet(dataset, result);
}

static void a_layer_for_each_level(void **state)
{
    fixture *f = *state;
    GDALDatasetH dataset = write_and_open(f);
    static const char *const names[] = {"wijken", "buurten", "team"};
    static const int counts[] = {1, 7, 1};
    for (int i = 0; i < 3; i++) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset, i);
        assert_string_equal(OGR_L_GetName(layer), names[i]);
        assert_int_equal(OGR_L_GetFeatureCount(layer, TRUE), counts[i]);
        assert_int_equal(OGR_L_GetGeomType(layer), wkbMultiPolygon);
        assert_string_equal(OSRGetAuthorityCode(OGR_L_GetSpatialRef(layer), NULL), "28992");
        assert_true(OGR_L_TestCapability(layer, OLCFastSpatialFilter));
    }
    check_query(dataset, "SELECT description FROM gpkg_contents WHERE table_name = 'team'", "Wijkteams");
    close_quietly(dataset);
}

static void figures_are_those_of_the_release(void **state)
{
    fixture *f = *state;
    GDALDatasetH dataset = write_and_open(f);
    OGRLayerH layer = GDALDatasetGetLayerByName(dataset, "buurten");
    OGRFeatureH first = OGR_L_GetFeature(layer, 1), hidden = OGR_L_GetFeature(layer, 6),
                water = OGR_L_GetFeature(layer, 7);
    int value = OGR_F_GetFieldIndex(first, "jeugdzorg"), status = OGR_F_GetFieldIndex(first, "jeugdzorg_status");
    assert_int_equal(OGR_F_GetFieldCount(first), 5 + 2 * 4);
    assert_string_equal(OGR_F_GetFieldAsString(first, OGR_F_GetFieldIndex(first, "code")), "BU03070101");
    assert_string_equal(OGR_F_GetFieldAsString(first, OGR_F_GetFieldIndex(first, "name")), "Café \"De Hoop\", Noord");
    assert_string_equal(OGR_F_GetFieldAsString(first, OGR_F_GetFieldIndex(first, "parent")), "WK030701");
    assert_true(OGR_F_GetFieldAsDouble(first, value) == 8.333333);
    assert_true(OGR_F_GetFieldAsDouble(first, OGR_F_GetFieldIndex(first, "jeugdzorg_lower")) == 4.166667);
    assert_true(OGR_F_GetFieldAsDouble(first, OGR_F_GetFieldIndex(first, "jeugdzorg_upper")) == 16.666667);
    assert_string_equal(OGR_F_GetFieldAsString(first, status), "ok");
    assert_true(OGR_F_IsFieldNull(hidden, value));
    assert_string_equal(OGR_F_GetFieldAsString(hidden, status), "suppressed_count");
    assert_int_equal(OGR_F_GetFieldAsInteger(water, OGR_F_GetFieldIndex(water, "water")), 1);
    assert_string_equal(OGR_F_GetFieldAsString(water, status), "not_applicable");
    OGR_F_Destroy(first);
    OGR_F_Destroy(hidden);
    OGR_F_Destroy(water);
    close_quietly(dataset);
}

static void shapes_are_those_of_the_source(void **state)
{
    fixture *f = *state;
    GDALDatasetH dataset = write_and_open(f);
    OGRLayerH layer = GDALDatasetGetLayerByName(dataset, "buurten");
    OGRFeatureH hole = OGR_L_GetFeature(layer, 2), islands = OGR_L_GetFeature(layer, 3),
                none = OGR_L_GetFeature(layer, 4);
    char *text;
    assert_int_equal(OGR_G_ExportToWkt(OGR_F_GetGeometryRef(hole), &text), OGRERR_NONE);
    assert_string_equal(text, "MULTIPOLYGON (((155200 463000,155300 463000,155300 463100,155200 463100,155200 463000),"
                              "(155240 463040,155260 463040,155260 463060,155240 463060,155240 463040)))");
    CPLFree(text);
    assert_int_equal(OGR_G_GetGeometryCount(OGR_F_GetGeometryRef(islands)), 3);
    assert_null(OGR_F_GetGeometryRef(none));
    OGR_F_Destroy(hole);
    OGR_F_Destroy(islands);
    OGR_F_Destroy(none);
    close_quietly(dataset);
}

static void columns_have_names_for_people(void **state)
{
    fixture *f = *state;
    GDALDatasetH dataset = write_and_open(f);
    check_query(dataset,
                "SELECT title || '|' || name || '|' || description FROM gpkg_data_columns "
                "WHERE table_name = 'buurten' AND column_name = 'jeugdzorg_lower'",
                "Jongeren met 'jeugdzorg', ondergrens|Jongeren met 'jeugdzorg', ondergrens (jeugdzorg_lower)|"
                "%; 2023; CBS, \"proef\"; use; Wie krijgt 'zorg'?; Of all \"youths\".");
    check_query(dataset, "SELECT description FROM gpkg_data_columns WHERE column_name = 'dichtheid'",
                "per km²; 2023; CBS, \"proef\"");
    check_query(dataset, "SELECT count(*) FROM gpkg_data_columns", "12");
    check_query(dataset, "SELECT group_concat(f_table_name) FROM layer_styles WHERE useAsDefault", "wijken,buurten");
    close_quietly(dataset);
}

/* ---- statistics ---- */

static void bounds_have_their_own_words(void **state)
{
    static const struct {
        kk_statistic_part part;
        const char *lower;
    } parts[] = {{KK_STATISTIC_SMOOTHED, "Deel, ondergrens"},
                 {KK_STATISTIC_LIMITS, "Deel, 99,8%-ondergrens"},
                 {KK_STATISTIC_RANK, "Deel, eerste plaats die mogelijk is"},
                 {KK_GUIDE_INDEX, "Deel, ondergrens"},
                 {KK_GUIDE_RANK, "Deel, eerste plaats die mogelijk is"}};
    fixture *f = *state;
    const kk_release *plain = f->release;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        kk_config_indicator part = statistic_of_share(parts[i].part);
        f->release = plain;
        add_statistic(f, &part, (const double[]){1, 2, 3, 4, 5, 6, NAN});
        GDALDatasetH dataset = write_and_open(f);
        check_query(dataset, "SELECT title FROM gpkg_data_columns WHERE column_name = 'deel_lower'", parts[i].lower);
        check_query(dataset, "SELECT description FROM gpkg_data_columns WHERE column_name = 'deel'",
                    "2023; What it is.");
        close_quietly(dataset);
        assert_int_equal(unlink(kk_arena_format(&f->arena, "%s/kansenkompas.gpkg", f->folder)), 0);
    }
}

/* Programs show the words; that more may be needed is said of high need with little supply alone. */
static void a_crossing_tells_its_words(void **state)
{
    fixture *f = *state;
    kk_config_indicator crossing = statistic_of_share(KK_GUIDE_CROSSING_SUPPLY);
    add_statistic(f, &crossing, (const double[]){0, 1, 2, 3, 4, 0, NAN});
    GDALDatasetH dataset = write_and_open(f);
    check_query(dataset, "SELECT constraint_name FROM gpkg_data_columns WHERE column_name = 'deel'", "need_supply");
    check_query(dataset,
                "SELECT group_concat(value) FROM gpkg_data_column_constraints WHERE constraint_name = 'need_supply' "
                "AND description LIKE '%(hier kan meer nodig zijn)'",
                "3");
    check_query(dataset, "SELECT count(*) FROM layer_styles WHERE styleName = 'deel'", "1");
    close_quietly(dataset);
}

/* The first indicator is what a layer opens with, and tells the names of its fields; any other has a style too, but the
   number of a cluster of the scan. */
static void every_map_has_a_style(void **state)
{
    fixture *f = *state;
    static const double values[BUURTEN] = {1, 2, 3, 4, 5, 6, NAN};
    static const kk_statistic_part parts[] = {KK_STATISTIC_SMOOTHED, KK_STATISTIC_CLUSTER, KK_STATISTIC_SCAN,
                                              KK_GUIDE_INDEX, KK_GUIDE_MEANS};
    const kk_release *plain = f->release;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        kk_config_indicator part = statistic_of_share(parts[i]);
        f->release = plain;
        add_statistic(f, &part, values);
        GDALDatasetH dataset = write_and_open(f);
        bool has_style = parts[i] != KK_STATISTIC_SCAN;
        check_query(dataset, "SELECT count(*) FROM layer_styles WHERE f_table_name = 'buurten'", has_style ? "3" : "2");
        check_query(dataset, "SELECT count(*) FROM layer_styles WHERE styleName = 'deel' AND useAsDefault = 0",
                    has_style ? "1" : "0");
        check_query(dataset,
                    "SELECT group_concat(styleName || ' ' || description, '; ') FROM layer_styles "
                    "WHERE f_table_name = 'buurten' AND styleName <> 'deel' ORDER BY id",
                    "jeugdzorg Jongeren met 'jeugdzorg' (%), 2023; dichtheid Dichtheid (per km²), 2023");
        check_query(dataset,
                    "SELECT group_concat(f_table_name || ' ' || styleName, ', ') FROM layer_styles "
                    "WHERE styleQML LIKE '%\"Symbology|Fields\"%<aliases>%' AND useAsDefault",
                    "wijken jeugdzorg, buurten jeugdzorg");
        check_query(dataset, "SELECT count(*) FROM layer_styles WHERE styleQML LIKE '%alias%' AND NOT useAsDefault",
                    "0");
        close_quietly(dataset);
        assert_int_equal(unlink(kk_arena_format(&f->arena, "%s/kansenkompas.gpkg", f->folder)), 0);
    }
}

static char *read_bytes(fixture *f, size_t *length)
{
    FILE *file = fopen(kk_arena_format(&f->arena, "%s/kansenkompas.gpkg", f->folder), "rb");
    assert_non_null(file);
    char *bytes = malloc(4 * 1024 * 1024);
    assert_non_null(bytes);
    *length = fread(bytes, 1, 4 * 1024 * 1024, file);
    assert_int_equal(fclose(file), 0);
    return bytes;
}

static void another_second_gives_the_same_bytes(void **state)
{
    fixture *f = *state;
    size_t first_length, second_length;
    assert_int_equal(kk_write_geopackage(f->release, &five, f->folder, &f->err), KK_OK);
    char *first = read_bytes(f, &first_length);
    assert_int_equal(unlink(kk_arena_format(&f->arena, "%s/kansenkompas.gpkg", f->folder)), 0);
    sleep(1);
    assert_int_equal(kk_write_geopackage(f->release, &five, f->folder, &f->err), KK_OK);
    char *second = read_bytes(f, &second_length);
    assert_int_equal(first_length, second_length);
    assert_memory_equal(first, second, first_length);
    free(first);
    free(second);
}

/* No file may grow beyond the limit: fails in the first tables, in the layers, and when the file is closed. */
static void a_disk_that_takes_no_more_is_an_error(void **state)
{
    fixture *f = *state;
    struct rlimit old;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    const char *expected = kk_arena_format(&f->arena, "disk I/O error while writing %s/kansenkompas.gpkg", f->folder);
    for (rlim_t limit = 4096; limit < 160000; limit += 8192) {
        (void)unlink(kk_arena_format(&f->arena, "%s/kansenkompas.gpkg", f->folder));
        signal(SIGXFSZ, SIG_IGN);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &(struct rlimit){limit, old.rlim_max}), 0);
        kk_status status = kk_write_geopackage(f->release, &five, f->folder, &f->err);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
        signal(SIGXFSZ, SIG_DFL);
        assert_int_equal(status, KK_ERR_OUTPUT);
        assert_string_equal(f->err.message, expected);
    }
}

static void a_full_disk_is_an_error(void **state)
{
    fixture *f = *state;
    if (mount("none", f->folder, "tmpfs", 0, "size=100k") != 0) {
        print_message("skipped: a small file system needs root\n");
        skip();
    }
    kk_status status = kk_write_geopackage(f->release, &five, f->folder, &f->err);
    assert_int_equal(umount(f->folder), 0);
    assert_int_equal(status, KK_ERR_OUTPUT);
    assert_string_equal(
        f->err.message,
        kk_arena_format(&f->arena, "No space left on device while writing %s/kansenkompas.gpkg", f->folder));
}

static void a_folder_that_is_gone_is_an_error(void **state)
{
    fixture *f = *state;
    assert_int_equal(kk_write_geopackage(f->release, &five, "/nowhere", &f->err), KK_ERR_OUTPUT);
    assert_string_equal(f->err.message, "unable to open database file while writing /nowhere/kansenkompas.gpkg");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_layer_for_each_level, begin, end),
        cmocka_unit_test_setup_teardown(figures_are_those_of_the_release, begin, end),
        cmocka_unit_test_setup_teardown(shapes_are_those_of_the_source, begin, end),
        cmocka_unit_test_setup_teardown(columns_have_names_for_people, begin, end),
        cmocka_unit_test_setup_teardown(bounds_have_their_own_words, begin, end),
        cmocka_unit_test_setup_teardown(a_crossing_tells_its_words, begin, end),
        cmocka_unit_test_setup_teardown(every_map_has_a_style, begin, end),
        cmocka_unit_test_setup_teardown(another_second_gives_the_same_bytes, begin, end),
        cmocka_unit_test_setup_teardown(a_disk_that_takes_no_more_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(a_full_disk_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(a_folder_that_is_gone_is_an_error, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
