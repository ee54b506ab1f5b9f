/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/publish/fixture.h"

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <unistd.h>

static kk_status write_geojson(fixture *f, const char *folder, int threads)
{
    kk_projection projection;
    kk_status status = kk_projection_make(kk_release_areas(f->release), threads, &projection, &f->err);
    if (status == KK_OK) status = kk_write_geojson(f->release, &projection, folder, threads, &f->err);
    kk_projection_clear(&projection);
    return status;
}

/* Coordinates as ogr2ogr gives them (-lco RFC7946=YES -lco COORDINATE_PRECISION=6). */
static const char golden_buurten[] =
    "{\"type\":\"FeatureCollection\",\"name\":\"buurten\",\n"
    "\"kansenkompas\":{\"level\":\"buurt\",\"title\":\"Buurten\",\"indicators\":["
    "{\"name\":\"jeugdzorg\",\"label_nl\":\"Jongeren met 'jeugdzorg'\",\"label_en\":\"Youth care\",\"unit\":\"%\","
    "\"period\":\"2023\",\"direction\":\"need\",\"kind\":\"share\",\"source\":\"CBS, \\\"proef\\\"\","
    "\"axis\":\"use\",\"question\":\"Wie krijgt 'zorg'?\",\"description\":\"Of all \\\"youths\\\".\"},"
    "{\"name\":\"dichtheid\",\"label_nl\":\"Dichtheid\",\"label_en\":\"Density\",\"unit\":\"per km²\","
    "\"period\":\"2023\",\"direction\":\"neutral\",\"kind\":\"ratio\",\"source\":\"CBS, \\\"proef\\\"\","
    "\"axis\":\"\",\"question\":\"\",\"description\":\"\"}]},\n"
    "\"features\":[\n"
    "{\"type\":\"Feature\",\"id\":\"BU03070101\",\"bbox\":[5.387204,52.155172,5.388665,52.156071],"
    "\"properties\":{\"code\":\"BU03070101\",\"name\":\"Café \\\"De Hoop\\\", Noord\",\"level\":\"buurt\","
    "\"parent\":\"WK030701\",\"water\":false,"
    "\"jeugdzorg\":8.333333,\"jeugdzorg_lower\":4.166667,\"jeugdzorg_upper\":16.666667,\"jeugdzorg_status\":\"ok\","
    "\"dichtheid\":0.5,\"dichtheid_lower\":0.25,\"dichtheid_upper\":1,\"dichtheid_status\":\"ok\"},"
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[5.387204,52.156071],[5.387204,52.155172],"
    "[5.388665,52.155172],[5.388665,52.156071],[5.387204,52.156071]]]}},\n"
    "{\"type\":\"Feature\",\"id\":\"BU03070102\",\"bbox\":[5.390126,52.155172,5.391587,52.156071],"
    "\"properties\":{\"code\":\"BU03070102\",\"name\":\"Gat\",\"level\":\"buurt\",\"parent\":\"WK030701\",\"water\":"
    "false,"
    "\"jeugdzorg\":10.714286,\"jeugdzorg_lower\":5.357143,\"jeugdzorg_upper\":21.428571,\"jeugdzorg_status\":\"ok\","
    "\"dichtheid\":0.642857,\"dichtheid_lower\":0.321429,\"dichtheid_upper\":1.285714,\"dichtheid_status\":\"ok\"},"
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[5.390126,52.155172],[5.391587,52.155172],"
    "[5.391587,52.156071],[5.390126,52.156071],[5.390126,52.155172]],[[5.390711,52.155532],[5.390711,52.155712],"
    "[5.391003,52.155712],[5.391003,52.155532],[5.390711,52.155532]]]}},\n"
    "{\"type\":\"Feature\",\"id\":\"BU03070103\",\"bbox\":[5.393049,52.155172,5.397433,52.156071],"
    "\"properties\":{\"code\":\"BU03070103\",\"name\":\"Eilanden\",\"level\":\"buurt\",\"parent\":\"WK030701\","
    "\"water\":false,"
    "\"jeugdzorg\":null,\"jeugdzorg_lower\":null,\"jeugdzorg_upper\":null,\"jeugdzorg_status\":\"secret\","
    "\"dichtheid\":null,\"dichtheid_lower\":null,\"dichtheid_upper\":null,\"dichtheid_status\":\"secret\"},"
    "\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[5.393049,52.155172],[5.39451,52.155172],"
    "[5.39451,52.156071],[5.393049,52.156071],[5.393049,52.155172]]],[[[5.395971,52.155172],[5.397432,52.155172],"
    "[5.397433,52.156071],[5.395971,52.156071],[5.395971,52.155172]]]]}},\n"
    "{\"type\":\"Feature\",\"id\":\"BU03070104\","
    "\"properties\":{\"code\":\"BU03070104\",\"name\":\"A\\u0001\\tB\\\\C\",\"level\":\"buurt\",\"parent\":"
    "\"WK030701\","
    "\"water\":false,"
    "\"jeugdzorg\":15.47619,\"jeugdzorg_lower\":7.738095,\"jeugdzorg_upper\":30.952381,\"jeugdzorg_status\":\"ok\","
    "\"dichtheid\":0.928571,\"dichtheid_lower\":0.464286,\"dichtheid_upper\":1.857143,\"dichtheid_status\":\"ok\"},"
    "\"geometry\":null},\n"
    "{\"type\":\"Feature\",\"id\":\"BU03070105\",\"bbox\":[5.400355,52.155172,5.400355,52.155172],"
    "\"properties\":{\"code\":\"BU03070105\",\"name\":\"Klein\",\"level\":\"buurt\",\"parent\":\"WK030701\","
    "\"water\":false,"
    "\"jeugdzorg\":16.666667,\"jeugdzorg_lower\":8.333333,\"jeugdzorg_upper\":33.333333,\"jeugdzorg_status\":\"ok\","
    "\"dichtheid\":1,\"dichtheid_lower\":0.5,\"dichtheid_upper\":2,\"dichtheid_status\":\"ok\"},"
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[5.400355,52.155172],[5.400355,52.155172],"
    "[5.400355,52.155172],[5.400355,52.155172],[5.400355,52.155172]]]}},\n"
    "{\"type\":\"Feature\",\"id\":\"BU03070106\",\"bbox\":[5.401816,52.155171,5.403278,52.15607],"
    "\"properties\":{\"code\":\"BU03070106\",\"name\":\"Weinig\",\"level\":\"buurt\",\"parent\":\"WK030701\","
    "\"water\":false,"
    "\"jeugdzorg\":null,\"jeugdzorg_lower\":null,\"jeugdzorg_upper\":null,\"jeugdzorg_status\":\"suppressed_count\","
    "\"dichtheid\":null,\"dichtheid_lower\":null,\"dichtheid_upper\":null,\"dichtheid_status\":\"suppressed_count\"},"
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[5.401816,52.155171],[5.403277,52.155171],"
    "[5.403278,52.15607],[5.401816,52.155171]]]}},\n"
    "{\"type\":\"Feature\",\"id\":\"BU03079998\",\"bbox\":[5.404739,52.155171,5.4062,52.15607],"
    "\"properties\":{\"code\":\"BU03079998\",\"name\":\"Water\",\"level\":\"buurt\",\"parent\":\"WK030701\","
    "\"water\":true,"
    "\"jeugdzorg\":null,\"jeugdzorg_lower\":null,\"jeugdzorg_upper\":null,\"jeugdzorg_status\":\"not_applicable\","
    "\"dichtheid\":null,\"dichtheid_lower\":null,\"dichtheid_upper\":null,\"dichtheid_status\":\"not_applicable\"},"
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[5.404739,52.155171],[5.4062,52.155171],[5.4062,52.15607],"
    "[5.404739,52.15607],[5.404739,52.155171]]]}}\n"
    "],\n"
    "\"bbox\":[5.387204,52.155171,5.4062,52.156071]}\n";

static void buurten_are_written_to_the_byte(void **state)
{
    fixture *f = *state;
    assert_int_equal(write_geojson(f, f->folder, 1), KK_OK);
    assert_string_equal(read_file(f, "buurten.geojson"), golden_buurten);
}

static void every_level_has_a_file(void **state)
{
    fixture *f = *state;
    assert_int_equal(write_geojson(f, f->folder, 2), KK_OK);
    assert_contains(read_file(f, "wijken.geojson"), "\"parent\":\"GM0307\",\"water\":false,\"jeugdzorg\":47.142857,");
    const char *team = read_file(f, "team.geojson");
    assert_contains(team, "\"kansenkompas\":{\"level\":\"team\",\"title\":\"Wijkteams\",\"indicators\":[]},\n");
    assert_contains(team, "\"properties\":{\"code\":\"T1\",\"name\":\"Team 1\",\"level\":\"team\",\"parent\":null,"
                          "\"water\":false},\"geometry\":");
}

static void a_level_without_shapes_is_a_collection_too(void **state)
{
    fixture *f = *state;
    kk_level *level = &f->areas.level[TEAM];
    uint32_t none[2] = {0, 0};
    level->shape = (kk_polygons){.count = 1, .part_begin = none, .ring_begin = none, .point_begin = none};
    assert_int_equal(write_geojson(f, f->folder, 2), KK_OK);
    assert_contains(read_file(f, "team.geojson"), "\"water\":false},\"geometry\":null}\n]}\n");
    level->count = level->shape.count = 0;
    assert_int_equal(write_geojson(f, f->folder, 2), KK_OK);
    assert_contains(read_file(f, "team.geojson"), "\"features\":[\n\n]}\n");
}

/* Stars of 40 to 60 points: enough for a good number of blocks. */
static void fill_level(fixture *f, size_t areas)
{
    kk_level *level = &f->areas.level[TEAM];
    kk_shape_builder *builder = &f->builder[TEAM];
    level->code = kk_arena_alloc(&f->arena, areas, sizeof *level->code);
    level->area_name = level->code;
    level->parent = kk_arena_alloc(&f->arena, areas, sizeof *level->parent);
    level->water = kk_arena_alloc(&f->arena, areas, sizeof *level->water);
    for (size_t i = 0; i < areas; i++) {
        double xy[2 * 61];
        size_t points = 40 + i % 20;
        for (size_t q = 0; q < points; q++) {
            double angle = 2 * M_PI * (double)q / (double)points, radius = 300 + 200 * (double)((q * 7 + i) % 5);
            xy[2 * q] = 20000 + 1000 * (double)(i % 200) + radius * cos(angle);
            xy[2 * q + 1] = 310000 + 2500 * (double)(i / 200) + radius * sin(angle);
        }
        memcpy(xy + 2 * points, xy, 2 * sizeof *xy);
        if (i > 0) add_area(builder);
        if (i > 0) add_part(builder);
        if (i > 0) add_ring(builder, points + 1, xy);
        level->code[i] = kk_arena_format(&f->arena, "A%05zu", i);
    }
    assert_int_equal(kk_shape_seal(builder), 0);
    level->shape = builder->shape;
    level->count = areas;
}

static void any_number_of_threads_gives_the_same_bytes(void **state)
{
    fixture *f = *state;
    fill_level(f, 3000);
    assert_int_equal(write_geojson(f, f->folder, 1), KK_OK);
    const char *expected = read_file(f, "team.geojson");
    assert_true(strlen(expected) > 1000000);
    static const int threads[] = {2, 5, 0, 2};
    for (size_t i = 0; i < sizeof threads / sizeof threads[0]; i++) {
        assert_int_equal(write_geojson(f, f->folder, threads[i]), KK_OK);
        assert_string_equal(read_file(f, "team.geojson"), expected);
    }
}

/* What GDAL reads back is the source: each point within half a millionth of GDAL's own projection of it. */
static void gdal_reads_back_the_source(void **state)
{
    fixture *f = *state;
    fill_level(f, 500);
    assert_int_equal(write_geojson(f, f->folder, 2), KK_OK);
    GDALAllRegister();
    GDALDatasetH dataset =
        GDALOpenEx(kk_arena_format(&f->arena, "%s/team.geojson", f->folder), GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(dataset);
    OGRSpatialReferenceH rd = OSRNewSpatialReference(NULL), wgs84 = OSRNewSpatialReference(NULL);
    assert_int_equal(OSRImportFromEPSG(rd, 28992), OGRERR_NONE);
    assert_int_equal(OSRImportFromEPSG(wgs84, 4326), OGRERR_NONE);
    OSRSetAxisMappingStrategy(wgs84, OAMS_TRADITIONAL_GIS_ORDER);
    OGRCoordinateTransformationH transformation = OCTNewCoordinateTransformation(rd, wgs84);
    OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
    assert_string_equal(OGR_L_GetName(layer), "team");
    assert_int_equal(OGR_L_GetFeatureCount(layer, TRUE), 500);
    const kk_polygons *shape = &f->areas.level[TEAM].shape;
    for (size_t area = 1; area < 500; area++) {
        OGRFeatureH feature = OGR_L_GetFeature(layer, (GIntBig)area);
        assert_non_null(feature);
        OGRGeometryH ring = OGR_G_GetGeometryRef(OGR_F_GetGeometryRef(feature), 0);
        size_t begin = shape->point_begin[area], count = shape->point_begin[area + 1] - begin;
        assert_int_equal(OGR_G_GetPointCount(ring), count);
        for (size_t i = 0; i < count; i++) {
            double x = shape->xy[2 * (begin + i)], y = shape->xy[2 * (begin + i) + 1];
            assert_true(OCTTransform(transformation, 1, &x, &y, NULL));
            assert_near(OGR_G_GetX(ring, (int)i), x, 0.5001e-6);
            assert_near(OGR_G_GetY(ring, (int)i), y, 0.5001e-6);
        }
        OGR_F_Destroy(feature);
    }
    OCTDestroyCoordinateTransformation(transformation);
    OSRDestroySpatialReference(rd);
    OSRDestroySpatialReference(wgs84);
    GDALClose(dataset);
}

static void a_point_from_elsewhere_is_an_error(void **state)
{
    fixture *f = *state;
    f->areas.level[TEAM].shape.xy[2] = INFINITY;
    assert_int_equal(write_geojson(f, f->folder, 2), KK_ERR_INPUT);
    assert_contains(f->err.message, "are these RD coordinates (EPSG:28992)?");
}

static void a_full_disk_is_an_error(void **state)
{
    fixture *f = *state;
    fill_level(f, 2000);
    assert_int_equal(symlink("/dev/full", kk_arena_format(&f->arena, "%s/team.geojson", f->folder)), 0);
    for (int threads = 1; threads <= 2; threads++) {
        assert_int_equal(write_geojson(f, f->folder, threads), KK_ERR_OUTPUT);
        assert_contains(f->err.message, "No space left on device while writing /tmp/kk-publish-");
        assert_contains(f->err.message, "/team.geojson");
    }
}

static void a_folder_that_is_gone_is_an_error(void **state)
{
    fixture *f = *state;
    assert_int_equal(write_geojson(f, "/nowhere/at/all", 2), KK_ERR_OUTPUT);
    assert_string_equal(f->err.message, "cannot make /nowhere/at/all/wijken.geojson: No such file or directory");
}

static void categories_are_told(void **state)
{
    fixture *f = *state;
    kk_config_indicator cluster = statistic_of_share(KK_STATISTIC_CLUSTER);
    add_statistic(f, &cluster, (const double[]){0, 1, NAN, 4, 2, NAN, NAN});
    assert_int_equal(write_geojson(f, f->folder, 1), KK_OK);
    const char *text = read_file(f, "buurten.geojson");
    assert_contains(text, "\"direction\":\"neutral\",\"kind\":\"category\",");
    assert_contains(text, "\"description\":\"What it is.\",\"categories\":[{\"value\":0,\"name\":"
                          "\"not_significant\",\"label_nl\":\"");
    assert_contains(text, "},{\"value\":4,\"name\":\"high_low\",\"label_nl\":\"");
    assert_contains(text, "\"deel\":4,\"deel_lower\":null,");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(buurten_are_written_to_the_byte, begin, end),
        cmocka_unit_test_setup_teardown(every_level_has_a_file, begin, end),
        cmocka_unit_test_setup_teardown(a_level_without_shapes_is_a_collection_too, begin, end),
        cmocka_unit_test_setup_teardown(any_number_of_threads_gives_the_same_bytes, begin, end),
        cmocka_unit_test_setup_teardown(gdal_reads_back_the_source, begin, end),
        cmocka_unit_test_setup_teardown(a_point_from_elsewhere_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(a_full_disk_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(a_folder_that_is_gone_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(categories_are_told, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
