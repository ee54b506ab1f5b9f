/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/publish/fixture.h"

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <unistd.h>

/* Three places and three buurten: one closes, one opens, one is not chosen; of one buurt nobody has a place. */
typedef struct siting_world {
    kk_config_siting config;
    kk_guide_siting siting;
    kk_guide guide;
    bool is_open[3];
    uint32_t serves[3];
} siting_world;

static const kk_guide_place places[] = {{155000, 463000, NAN, "Hart \"A\"", "hart"},
                                        {156000, 464000, 20, "s1", "school"},
                                        {157000, 465000, 20, "s2", "school"}};
static const double xy[] = {155050, 463050, 155230, 463020, 155450, 463050};

static void fill_world(siting_world *w)
{
    static const uint32_t candidate[] = {0, 1, 2}, area[] = {0, 1, 2};
    static const bool is_present[] = {true, false, false};
    static const double youths[] = {100, 50, 25};
    static const double served[] = {NAN, 150, NAN}, need[] = {NAN, 37.5, NAN}, mean[] = {NAN, 1312.04999, NAN};
    static const float before[] = {70.71068F, 230.86793F, 452.76926F}, after[] = {1343.5029F, 1246.7959F, INFINITY};
    *w = (siting_world){.is_open = {false, true, false}, .serves = {1, 1, UINT32_MAX}};
    w->config = (kk_config_siting){.name = "hart", .label_nl = "Hart", .need = -2, .radius_m = 1000};
    w->siting = (kk_guide_siting){.config = &w->config,
                                  .level = BUURT,
                                  .place = places,
                                  .candidate_count = 3,
                                  .demand_count = 3,
                                  .candidate = candidate,
                                  .is_present = is_present,
                                  .area = area,
                                  .xy = xy,
                                  .youths = youths,
                                  .result = {.is_open = w->is_open, .serves = w->serves},
                                  .before = before,
                                  .after = after,
                                  .youths_served = served,
                                  .need_served = need,
                                  .mean_distance = mean};
    w->guide = (kk_guide){.siting = &w->siting, .siting_count = 1};
}

static const char golden[] =
    "{\n"
    "  \"type\": \"FeatureCollection\",\n"
    "  \"features\": [\n"
    "    {\"type\":\"Feature\",\"properties\":{\"kind\":\"place\",\"siting\":\"hart\","
    "\"place_id\":\"Hart \\\"A\\\"\",\"type\":\"hart\",\"was_present\":true,\"is_open\":false,\"is_new\":false,"
    "\"is_closed\":true,\"youths_served\":null,\"need_served\":null,\"mean_distance\":null}"
    ",\"geometry\":{\"type\":\"Point\",\"coordinates\":[5.387204,52.155172]}},\n"
    "    {\"type\":\"Feature\",\"properties\":{\"kind\":\"place\",\"siting\":\"hart\",\"place_id\":\"s1\","
    "\"type\":\"school\",\"was_present\":false,\"is_open\":true,\"is_new\":true,\"is_closed\":false,"
    "\"youths_served\":150,\"need_served\":37.5,\"mean_distance\":1312}"
    ",\"geometry\":{\"type\":\"Point\",\"coordinates\":[5.401819,52.164159]}},\n"
    "    {\"type\":\"Feature\",\"properties\":{\"kind\":\"service\",\"siting\":\"hart\","
    "\"code\":\"BU03070101\",\"name\":\"Café \\\"De Hoop\\\", Noord\",\"place_id\":\"s1\",\"youths\":100,"
    "\"distance_before\":70.7,\"distance_after\":1343.5}"
    ",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[5.387934,52.155622],[5.401819,52.164159]]}},\n"
    "    {\"type\":\"Feature\",\"properties\":{\"kind\":\"service\",\"siting\":\"hart\","
    "\"code\":\"BU03070102\",\"name\":\"Gat\",\"place_id\":\"s1\",\"youths\":50,\"distance_before\":230.9,"
    "\"distance_after\":1246.8}"
    ",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[5.390564,52.155352],[5.401819,52.164159]]}}\n"
    "  ]\n"
    "}\n";

static void places_and_services_are_written_to_the_byte(void **state)
{
    fixture *f = *state;
    siting_world w;
    fill_world(&w);
    assert_int_equal(kk_write_siting_geojson(&w.guide, &f->areas, f->folder, &f->err), KK_OK);
    assert_string_equal(read_file(f, "siting.geojson"), golden);
}

/* What GDAL reads back is where it was, within half a millionth of a degree of GDAL's own projection. */
static void gdal_reads_back_the_source(void **state)
{
    fixture *f = *state;
    siting_world w;
    fill_world(&w);
    assert_int_equal(kk_write_siting_geojson(&w.guide, &f->areas, f->folder, &f->err), KK_OK);
    GDALAllRegister();
    GDALDatasetH dataset =
        GDALOpenEx(kk_arena_format(&f->arena, "%s/siting.geojson", f->folder), GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(dataset);
    OGRSpatialReferenceH rd = OSRNewSpatialReference(NULL), wgs84 = OSRNewSpatialReference(NULL);
    assert_int_equal(OSRImportFromEPSG(rd, 28992), OGRERR_NONE);
    assert_int_equal(OSRImportFromEPSG(wgs84, 4326), OGRERR_NONE);
    OSRSetAxisMappingStrategy(wgs84, OAMS_TRADITIONAL_GIS_ORDER);
    OGRCoordinateTransformationH way = OCTNewCoordinateTransformation(rd, wgs84);
    OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
    assert_int_equal(OGR_L_GetFeatureCount(layer, TRUE), 4);
    /* Two places that are or will be, and two lines to the second of them. */
    const double expected[4][2][2] = {{{155000, 463000}, {0}},
                                      {{156000, 464000}, {0}},
                                      {{155050, 463050}, {156000, 464000}},
                                      {{155230, 463020}, {156000, 464000}}};
    for (int i = 0; i < 4; i++) {
        OGRFeatureH feature = OGR_L_GetNextFeature(layer);
        OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
        assert_int_equal(OGR_G_GetGeometryType(geometry), i < 2 ? wkbPoint : wkbLineString);
        assert_string_equal(OGR_F_GetFieldAsString(feature, OGR_F_GetFieldIndex(feature, "kind")),
                            i < 2 ? "place" : "service");
        for (int p = 0; p < (i < 2 ? 1 : 2); p++) {
            double x = expected[i][p][0], y = expected[i][p][1];
            assert_true(OCTTransform(way, 1, &x, &y, NULL));
            assert_near(OGR_G_GetX(geometry, p), x, 0.5001e-6);
            assert_near(OGR_G_GetY(geometry, p), y, 0.5001e-6);
        }
        OGR_F_Destroy(feature);
    }
    OCTDestroyCoordinateTransformation(way);
    OSRDestroySpatialReference(rd);
    OSRDestroySpatialReference(wgs84);
    GDALClose(dataset);
}

static void nothing_asked_is_an_empty_collection(void **state)
{
    fixture *f = *state;
    kk_guide none = {0};
    assert_int_equal(kk_write_siting_geojson(&none, &f->areas, f->folder, &f->err), KK_OK);
    assert_string_equal(read_file(f, "siting.geojson"),
                        "{\n  \"type\": \"FeatureCollection\",\n  \"features\": []\n}\n");
}

static void a_folder_that_is_gone_is_an_error(void **state)
{
    fixture *f = *state;
    siting_world w;
    fill_world(&w);
    assert_int_equal(kk_write_siting_geojson(&w.guide, &f->areas, "/nowhere/at/all", &f->err), KK_ERR_OUTPUT);
    assert_contains(f->err.message, "siting.geojson");
}

static void a_place_from_elsewhere_is_an_error(void **state)
{
    fixture *f = *state;
    siting_world w;
    fill_world(&w);
    const kk_guide_place lost[] = {{INFINITY, 463000, NAN, "a", "hart"}, places[1], places[2]};
    w.siting.place = lost;
    assert_int_equal(kk_write_siting_geojson(&w.guide, &f->areas, f->folder, &f->err), KK_ERR_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(places_and_services_are_written_to_the_byte, begin, end),
        cmocka_unit_test_setup_teardown(gdal_reads_back_the_source, begin, end),
        cmocka_unit_test_setup_teardown(nothing_asked_is_an_empty_collection, begin, end),
        cmocka_unit_test_setup_teardown(a_folder_that_is_gone_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(a_place_from_elsewhere_is_an_error, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
