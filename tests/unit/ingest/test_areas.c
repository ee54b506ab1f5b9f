/* SPDX-License-Identifier: EUPL-1.2 */
/* Areas from GeoJSON files written by hand: recognition, mapping, coordinate systems, restriction, refusals; own areas.
 */
#include "unit/check.h"

#include "kk/ingest.h"

#include <unistd.h>

/* A run's worth of state, with a file of areas and one of groups. */
typedef struct fixture {
    kk_arena arena;
    kk_rejects rejects;
    kk_areas areas;
    kk_error err;
    kk_config config;
    kk_config_source source;
    kk_config_group group;
    char folder[64], path[128], groups_path[128];
} fixture;

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    kk_arena_init(&f->arena);
    kk_rejects_init(&f->rejects, &f->arena);
    strcpy(f->folder, "/tmp/kk-areas-XXXXXX");
    if (mkdtemp(f->folder) == NULL) return -1;
    snprintf(f->path, sizeof f->path, "%s/areas.geojson", f->folder);
    snprintf(f->groups_path, sizeof f->groups_path, "%s/groups.csv", f->folder);
    f->source.file = (kk_config_file){"areas.geojson", f->path, {"p.yaml", 3, 7}};
    f->source.mark = f->source.file.mark;
    f->config.areas.sources = &f->source;
    f->config.areas.source_count = 1;
    f->config.areas.mark = (kk_mark){"p.yaml", 2, 1};
    f->group = (kk_config_group){.name = "team",
                                 .title = "Teams",
                                 .file = {"groups.csv", f->groups_path, {"p.yaml", 9, 5}},
                                 .mark = {"p.yaml", 9, 5}};
    *state = f;
    return 0;
}

static int end(void **state)
{
    fixture *f = *state;
    unlink(f->path);
    unlink(f->groups_path);
    rmdir(f->folder);
    kk_rejects_clear(&f->rejects);
    kk_arena_clear(&f->arena);
    free(f);
    return 0;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

/* Features as JSON, with `crs` said in the old way that GDAL still reads ("" for WGS84). */
static void write_areas(fixture *f, const char *crs, const char *features)
{
    char *text;
    const char *format = "{\"type\":\"FeatureCollection\",%s%s%s\"features\":[%s]}";
    assert_true(asprintf(&text, format,
                         *crs ? "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::" : "",
                         crs, *crs ? "\"}}," : "", features) > 0);
    write_file(f->path, text);
    free(text);
}

#define SQUARE(x, y)                                                                                                   \
    "{\"type\":\"Polygon\",\"coordinates\":[[[" #x "," #y "],[" #x "1," #y "],[" #x "1," #y "1],[" #x "," #y "1],[" #x \
    "," #y "]]]}"
/* x and y have a decimal point, so that a digit behind makes them a little larger. */
#define BUURT(code, water, x, y)                                                                                       \
    "{\"type\":\"Feature\",\"properties\":{\"buurtcode\":\"" code "\",\"buurtnaam\":\"Naam " code                      \
    "\",\"wijkcode\":\"-\",\"gemeentecode\":\"-\",\"water\":\"" water                                                  \
    "\",\"jaar\":2024},\"geometry\":" SQUARE(x, y) "}"

static kk_status read_areas(fixture *f)
{
    return kk_areas_read(&f->config, &f->arena, &f->rejects, &f->areas, &f->err);
}

static void test_an_era_is_recognised_by_its_columns(void **state)
{
    fixture *f = *state;
    write_areas(f, "28992",
                BUURT("BU00340102", "NEE", 140000.0, 480000.0) "," BUURT(
                    "BU0034AA01", "JA", 141000.0, 480000.0) "," BUURT(" BU00340101 ", "B", 142000.0, 480000.0));
    assert_int_equal(read_areas(f), KK_OK);
    assert_int_equal(f->areas.level_count, 1);
    assert_int_equal(f->areas.vintage, 2024);
    const kk_level *level = &f->areas.level[0];
    assert_int_equal(level->kind, KK_LEVEL_BUURT);
    assert_string_equal(level->code[0], "BU00340101"); /* sorted, trimmed */
    assert_string_equal(level->code[2], "BU0034AA01");
    assert_string_equal(level->area_name[1], "Naam BU00340102");
    assert_string_equal(level->parent[2], "WK0034AA");
    assert_true(level->water[0] && !level->water[1] && level->water[2]);
    assert_near(level->shape.xy[0], 142000, 1e-9);
    assert_int_equal(level->shape.point_count, 15);
}

static void test_other_sources_are_mapped(void **state)
{
    fixture *f = *state;
    write_areas(
        f, "28992",
        "{\"type\":\"Feature\",\"properties\":{\"statcode\":\"WK003401\",\"statnaam\":\"Haven\"},\"geometry\":" SQUARE(
            140000.0, 480000.0) "}");
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message, "p.yaml:3:7: no layer of areas.geojson ('areas')");
    f->source.code = "statcode";
    assert_int_equal(read_areas(f), KK_OK);
    assert_int_equal(f->areas.level[0].kind, KK_LEVEL_WIJK);
    assert_string_equal(f->areas.level[0].area_name[0], "Haven");
    f->source.name = "statname";
    assert_int_equal(read_areas(f), KK_ERR_PROJECT);
    assert_contains(f->err.message, "has no column 'statname' in layer 'areas'; did you mean 'statnaam'?");
    f->source.name = NULL;
    f->source.code = "statnaam";
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message, "does not hold codes of gemeenten");
    f->source.layer = "areaz";
    assert_int_equal(read_areas(f), KK_ERR_PROJECT);
    assert_contains(f->err.message, "no layer 'areaz'");
}

/* Amersfoort's tower is at RD 155000, 463000, longitude 5.387206, latitude 52.155174. */
static void test_longitude_and_latitude_become_rd(void **state)
{
    fixture *f = *state;
    write_areas(f, "", BUURT("BU00340101", "NEE", 5.387206, 52.155174));
    assert_int_equal(read_areas(f), KK_OK);
    assert_near(f->areas.level[0].shape.xy[0], 155000, 1);
    assert_near(f->areas.level[0].shape.xy[1], 463000, 1);
}

static void test_a_wrong_coordinate_system_is_told(void **state)
{
    fixture *f = *state;
    write_areas(f, "3857", BUURT("BU00340101", "NEE", 140000.0, 480000.0));
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message, "says EPSG:3857");
    assert_contains(f->err.message, "these are RD coordinates (EPSG:28992): add `crs: EPSG:28992`");
    f->source.crs = "EPSG:28992";
    assert_int_equal(read_areas(f), KK_OK);
    f->source.crs = "EPSG:nonsense";
    assert_int_equal(read_areas(f), KK_ERR_PROJECT);
    assert_contains(f->err.message, "unknown coordinate system 'EPSG:nonsense'");
    f->source.crs = NULL;
    write_areas(f, "28992", BUURT("BU00340101", "NEE", 5.3, 52.1));
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message, "longitude and latitude (EPSG:4326)");
    write_areas(f, "", BUURT("BU00340101", "NEE", 52.1, 5.3));
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message, "swap the axes");
    write_areas(f, "28992", BUURT("BU00340101", "NEE", 900000.0, 480000.0));
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message, "is it the right file");
}

static void test_codes_twice_are_refused_but_land_and_water_may_share_one(void **state)
{
    fixture *f = *state;
    write_areas(f, "28992",
                BUURT("BU00340101", "JA", 140000.0, 480000.0) "," BUURT("BU00340101", "NEE", 141000.0, 480000.0));
    assert_int_equal(read_areas(f), KK_OK);
    assert_true(!f->areas.level[0].water[0] && f->areas.level[0].water[1]);
    write_areas(f, "28992",
                BUURT("BU00340101", "NEE", 140000.0, 480000.0) "," BUURT("BU00340101", "NEE", 141000.0, 480000.0));
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message, "the code BU00340101 occurs more than once");
}

static void test_rows_without_a_code_are_rejected(void **state)
{
    fixture *f = *state;
    write_areas(f, "28992",
                BUURT("", "NEE", 140000.0, 480000.0) "," BUURT("WK003401", "NEE", 141000.0, 480000.0) "," BUURT(
                    "BU00340101", "NEE", 142000.0, 480000.0));
    assert_int_equal(read_areas(f), KK_OK);
    assert_int_equal(f->areas.level[0].count, 1);
    assert_int_equal(f->rejects.count, 2);
    assert_string_equal(f->rejects.items[0].reason, "the area has no code");
    assert_string_equal(f->rejects.items[1].code, "WK003401");
    write_areas(f, "28992", BUURT("", "NEE", 140000.0, 480000.0));
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message, "the sources hold no areas: all");
}

static void test_only_the_gemeenten_asked_for(void **state)
{
    fixture *f = *state;
    const char *almere[] = {"GM0034"}, *nowhere[] = {"GM9999"};
    write_areas(f, "28992",
                BUURT("BU00340101", "NEE", 140000.0, 480000.0) "," BUURT("BU03630101", "NEE", 141000.0, 480000.0));
    f->config.areas.gemeenten = almere;
    f->config.areas.gemeente_count = 1;
    assert_int_equal(read_areas(f), KK_OK);
    assert_int_equal(f->areas.level[0].count, 1);
    assert_string_equal(f->areas.level[0].code[0], "BU00340101");
    f->config.areas.gemeenten = nowhere;
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message, "none of the gemeenten asked for (GM9999) is in the sources");
}

static void test_shapes_without_ground_are_told(void **state)
{
    fixture *f = *state;
    write_areas(
        f, "28992",
        "{\"type\":\"Feature\",\"properties\":{\"buurtcode\":\"BU00340101\"},\"geometry\":null},"
        "{\"type\":\"Feature\",\"properties\":{\"buurtcode\":\"BU00340102\"},\"geometry\":{\"type\":\"Polygon\","
        "\"coordinates\":[[[140000,480000],[140010,480000],[140000,480000]]]}}");
    assert_int_equal(read_areas(f), KK_OK);
    assert_int_equal(f->areas.level[0].count, 2);
    assert_int_equal(f->areas.level[0].shape.part_count, 0);
    assert_int_equal(f->rejects.count, 3);
    assert_string_equal(f->rejects.items[0].reason, "the source has no geometry for this area");
    assert_contains(f->rejects.items[1].reason, "fewer than 4 points");
    assert_int_equal(f->rejects.items[2].kind, KK_EMPTY);
}

static void test_unreadable_sources(void **state)
{
    fixture *f = *state;
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message, "cannot read areas.geojson: No such file or directory");
    write_file(f->path, "not a map");
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message, "areas.geojson is not a vector file that GDAL can read");
}

static void test_words_for_water(void **state)
{
    fixture *f = *state;
    const char *const words[][2] = {{"NEE", "0"}, {"nee", "0"}, {"", "0"},     {"0", "0"},    {"false", "0"},
                                    {"JA", "1"},  {"b", "1"},   {"TRUE", "1"}, {" ja ", "1"}, {"1", "1"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char features[1500];
        snprintf(features, sizeof features,
                 BUURT("BU00340101", "%s", 140000.0, 480000.0) "," BUURT("BU00340102", "NEE", 141000.0, 480000.0),
                 words[i][0]);
        write_areas(f, "28992", features);
        if (read_areas(f) != KK_OK) fail_msg("%s", f->err.message);
        assert_int_equal(f->areas.level[0].water[0], *words[i][1] == '1');
    }
    write_areas(f, "28992", BUURT("BU00340101", "Nederland", 140000.0, 480000.0));
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message, "p.yaml:3:7: areas.geojson: BU00340101 has 'Nederland' in the column 'water'");
    assert_contains(f->err.message, "expected NEE, JA or B");
}

/* As the engine's own output has it. */
static void test_water_as_a_boolean(void **state)
{
    fixture *f = *state;
    write_areas(
        f, "28992",
        "{\"type\":\"Feature\",\"properties\":{\"buurtcode\":\"BU00340101\",\"water\":false},\"geometry\":" SQUARE(
            140000.0, 480000.0) "},{\"type\":\"Feature\",\"properties\":{\"buurtcode\":\"BU00340102\",\"water\":true},"
                                "\"geometry\":" SQUARE(141000.0, 480000.0) "}");
    assert_int_equal(read_areas(f), KK_OK);
    assert_true(!f->areas.level[0].water[0] && f->areas.level[0].water[1]);
}

static void test_nothing_but_water(void **state)
{
    fixture *f = *state;
    write_areas(f, "28992",
                BUURT("BU00340101", "JA", 140000.0, 480000.0) "," BUURT("BU00340102", "B", 141000.0, 480000.0));
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message,
                    "all 2 buurten are water, says the column 'water'; name the right one with `water:`");
}

#define WIJK_OF(year)                                                                                                  \
    "{\"type\":\"Feature\",\"properties\":{\"wijkcode\":\"WK003401\",\"jaar\":" #year                                  \
    "},\"geometry\":" SQUARE(140000.0, 480000.0) "}"

static void test_years_must_agree(void **state)
{
    fixture *f = *state;
    char other[128];
    write_areas(f, "28992", BUURT("BU00340101", "NEE", 140000.0, 480000.0));
    f->config.areas.vintage = 2023;
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message,
                    "layer 'areas' of areas.geojson is of 2024, says its column 'jaar', but `vintage:` says 2023");
    f->config.areas.vintage = 2024;
    assert_int_equal(read_areas(f), KK_OK);
    f->config.areas.vintage = 0;
    snprintf(other, sizeof other, "%s/other.geojson", f->folder);
    assert_int_equal(rename(f->path, other), 0);
    write_areas(f, "28992", WIJK_OF(2022));
    kk_config_source both[] = {f->source, f->source};
    both[1].file = (kk_config_file){"other.geojson", other, {"p.yaml", 4, 7}};
    both[1].mark = both[1].file.mark;
    f->config.areas.sources = both;
    f->config.areas.source_count = 2;
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message, "p.yaml:4:7: layer 'other' of other.geojson is of 2024, but layer 'areas' of "
                                    "areas.geojson is of 2022: boundaries must be of one year");
    write_areas(f, "28992", WIJK_OF(2024));
    assert_int_equal(read_areas(f), KK_OK);
    assert_int_equal(f->areas.file_count, 2);
    assert_string_equal(f->areas.file[0].given, "areas.geojson");
    assert_string_equal(f->areas.file[1].path, other);
    unlink(other);
}

static void test_rows_of_two_years(void **state)
{
    fixture *f = *state;
    write_areas(f, "28992",
                WIJK_OF(2024) ",{\"type\":\"Feature\",\"properties\":{\"wijkcode\":\"WK003402\",\"jaar\":2022},"
                              "\"geometry\":" SQUARE(141000.0, 480000.0) "}");
    assert_int_equal(read_areas(f), KK_ERR_INPUT);
    assert_contains(f->err.message,
                    "layer 'areas' of areas.geojson has rows of 2024 and of 2022, says its column 'jaar'");
}

/* A ring that is not closed is no ring, wherever its area stands in the file. */
static void test_an_open_ring(void **state)
{
    fixture *f = *state;
    const char *const good[] = {BUURT("BU00340101", "NEE", 5.30, 52.10), BUURT("BU00340103", "NEE", 5.50, 52.10)};
    const char *open = "{\"type\":\"Feature\",\"properties\":{\"buurtcode\":\"BU00340102\"},\"geometry\":{\"type\":"
                       "\"Polygon\",\"coordinates\":[[[5.4,52.1],[5.41,52.1],[5.41,52.11],[5.4,52.11],[5.4,52.105]]]}}";
    for (int place = 0; place < 3; place++) {
        char features[2500];
        snprintf(features, sizeof features, "%s,%s,%s", place == 0 ? open : good[0],
                 place == 1 ? open : good[place == 0 ? 0 : 1], place == 2 ? open : good[1]);
        write_areas(f, "", features);
        f->rejects.count = 0;
        if (read_areas(f) != KK_OK) fail_msg("%s", f->err.message);
        assert_int_equal(f->areas.level[0].count, 3);
        assert_int_equal(f->areas.level[0].shape.part_count, 2);
        assert_int_equal(f->rejects.count, 1);
        assert_int_equal(f->rejects.items[0].kind, KK_EMPTY);
        assert_string_equal(f->rejects.items[0].code, "BU00340102");
        assert_string_equal(f->rejects.items[0].reason, "the geometry is invalid beyond repair");
    }
}

/* ---- own areas ---- */

static kk_status read_groups(fixture *f, const char *text)
{
    write_areas(
        f, "28992",
        BUURT("BU00340101", "NEE", 140000.0, 480000.0) "," BUURT("BU00340102", "NEE", 141000.0, 480000.0) "," BUURT(
            "BU00340103", "NEE", 142000.0, 480000.0) "," BUURT("BU00340198", "JA", 143000.0, 480000.0));
    assert_int_equal(read_areas(f), KK_OK);
    write_file(f->groups_path, text);
    f->config.areas.groups = &f->group;
    f->config.areas.group_count = 1;
    return kk_groups_read(&f->config, &f->arena, &f->rejects, &f->areas, &f->err);
}

static void test_own_areas_become_a_level(void **state)
{
    fixture *f = *state;
    assert_int_equal(read_groups(f, "code;group;name\nBU00340103;Z;Zuid\nBU00340101;N;Noord\n"), KK_OK);
    assert_int_equal(f->areas.level_count, 2);
    const kk_level *level = &f->areas.level[1];
    assert_string_equal(level->name, "team");
    assert_int_equal(level->count, 2);
    assert_string_equal(level->code[0], "N");
    assert_string_equal(level->area_name[1], "Zuid");
    assert_int_equal(level->membership.member[0], 0);
    assert_int_equal(level->membership.member[1], 2);
    assert_int_equal(f->rejects.count, 1); /* land in no group; water needs none */
    assert_string_equal(f->rejects.items[0].code, "BU00340102");
    assert_int_equal(f->rejects.items[0].kind, KK_UNASSIGNED);
}

static void test_own_areas_that_cannot_be(void **state)
{
    fixture *f = *state;
    const char *const wrong[][2] = {
        {"code;group;name\nBU00340101;N;x\nBU00340101;Z;x\n",
         "groups.csv:3: BU00340101 is in group 'N' already (line 2)"},
        {"code;group;name\nBU00349999;N;x\n", "groups.csv:2: BU00349999 is not among the buurten"},
        {"code;group;name\nhaven;N;x\n", "groups.csv:2: 'haven' is not the code"},
        {"code;group;name\nWK003401;N;x\n", "groups.csv:2: WK003401: the sources have no areas of this level"},
        {"code;group;name\nBU00340101;;x\n", "groups.csv:2: the group is empty"},
        {"code;group;name\nBU00340102;N;x\nBU00340101;WK003401;x\n",
         "groups.csv:3: WK003401 is the code of a wijk; give the group another code"},
        {"code;name\nBU00340101;x\n", "has no column 'group'"},
        {"code;group;name\n", "lists no areas"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(read_groups(f, wrong[i][0]), KK_ERR_INPUT);
        assert_contains(f->err.message, wrong[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_era_is_recognised_by_its_columns, begin, end),
        cmocka_unit_test_setup_teardown(test_other_sources_are_mapped, begin, end),
        cmocka_unit_test_setup_teardown(test_longitude_and_latitude_become_rd, begin, end),
        cmocka_unit_test_setup_teardown(test_a_wrong_coordinate_system_is_told, begin, end),
        cmocka_unit_test_setup_teardown(test_codes_twice_are_refused_but_land_and_water_may_share_one, begin, end),
        cmocka_unit_test_setup_teardown(test_rows_without_a_code_are_rejected, begin, end),
        cmocka_unit_test_setup_teardown(test_only_the_gemeenten_asked_for, begin, end),
        cmocka_unit_test_setup_teardown(test_shapes_without_ground_are_told, begin, end),
        cmocka_unit_test_setup_teardown(test_unreadable_sources, begin, end),
        cmocka_unit_test_setup_teardown(test_words_for_water, begin, end),
        cmocka_unit_test_setup_teardown(test_water_as_a_boolean, begin, end),
        cmocka_unit_test_setup_teardown(test_nothing_but_water, begin, end),
        cmocka_unit_test_setup_teardown(test_years_must_agree, begin, end),
        cmocka_unit_test_setup_teardown(test_rows_of_two_years, begin, end),
        cmocka_unit_test_setup_teardown(test_an_open_ring, begin, end),
        cmocka_unit_test_setup_teardown(test_own_areas_become_a_level, begin, end),
        cmocka_unit_test_setup_teardown(test_own_areas_that_cannot_be, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
