/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/publish/fixture.h"

#include "publish/geopackage.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <expat.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

static int complaints;

static void CPL_STDCALL count_complaint(CPLErr kind, CPLErrorNum number, const char *message)
{
    (void)number;
    if (kind >= CE_Warning) print_error("GDAL: %s\n", message);
    complaints += kind >= CE_Warning;
}

static GDALDatasetH write_and_open(fixture *f)
{
    assert_int_equal(kk_write_geopackage(f->release, f->folder, &f->err), KK_OK);
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

static void style_of(fixture *f, kk_text *style, size_t column)
{
    const kk_released_column *columns;
    assert_true(kk_release_columns(f->release, &columns) > column);
    kk_style_write(style, &columns[column], &f->areas.level[columns[column].level], KK_DIRECTION_NEED);
    kk_text_char(style, '\0');
    assert_false(style->failed);
}

/* Values 7.14… to 19.05, six of them: the bounds are the 1st, 2nd, 3rd, 4th, 5th and 6th. */
static void styles_have_five_classes(void **state)
{
    fixture *f = *state;
    kk_text style = {0};
    style_of(f, &style, 1);
    assert_contains(style.bytes,
                    "filter=\"&quot;jeugdzorg&quot; &gt;= 7.142857 AND &quot;jeugdzorg&quot; &lt; 9.52381\" "
                    "label=\"7.143 – 9.524\"/>");
    assert_contains(style.bytes, "&gt;= 16.666667 AND &quot;jeugdzorg&quot; &lt;= 19.047619\"");
    assert_contains(style.bytes, "filter=\"ELSE\" label=\"geen cijfer\"/>");
    kk_text_clear(&style);
}

static void a_style_of_one_value_has_one_class(void **state)
{
    fixture *f = *state;
    kk_text style = {0};
    style_of(f, &style, 0);
    assert_contains(style.bytes, "&gt;= 47.142857 AND &quot;jeugdzorg&quot; &lt;= 47.142857\"");
    assert_null(strstr(style.bytes, "rule key=\"1\""));
    kk_text_clear(&style);
}

static void a_style_without_values_has_no_class(void **state)
{
    fixture *f = *state;
    kk_text style = {0};
    for (int i = 0; i < BUURTEN; i++) f->column[1].value[i] = NAN;
    assert_int_equal(kk_release_make(&f->raw, &f->config, 1, &f->arena, &f->release, &f->err), KK_OK);
    style_of(f, &style, 1);
    assert_null(strstr(style.bytes, "rule key=\"0\""));
    assert_contains(style.bytes, "rule key=\"6\"");
    kk_text_clear(&style);
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

/* The style of a part of the share in the arena: well-formed, whatever its words. */
static const char *style_of_part(fixture *f, kk_statistic_part part, kk_direction direction, const double *values)
{
    const kk_config_indicator indicator = statistic_of_share(part);
    uint8_t status[BUURTEN] = {KK_FIGURE_OK};
    const kk_released_column column = {
        .indicator = &indicator, .level = BUURT, .value = values, .lower = values, .upper = values, .status = status};
    kk_text style = {0};
    kk_style_write(&style, &column, &f->areas.level[BUURT], direction);
    assert_false(style.failed);
    XML_Parser parser = XML_ParserCreate("UTF-8");
    assert_int_equal(XML_Parse(parser, style.bytes, (int)style.length, 1), XML_STATUS_OK);
    XML_ParserFree(parser);
    kk_text_char(&style, '\0');
    const char *kept = kk_arena_copy(&f->arena, style.bytes);
    kk_text_clear(&style);
    return kept;
}

/* The colour of the area whose value a filter of the style ends with. */
static void check_colour(const char *style, const char *filter_end, const char *colour)
{
    const char *rule = strstr(style, filter_end);
    assert_non_null(rule);
    while (strncmp(rule, "symbol=\"", 8) != 0) rule--;
    char symbol[80];
    snprintf(symbol, sizeof symbol, "name=\"%c\"><layer class=\"SimpleFill\" enabled=\"1\"><prop k=\"color\" v=\"",
             rule[8]);
    const char *found = strstr(style, symbol);
    assert_non_null(found);
    assert_memory_equal(found + strlen(symbol), colour, strlen(colour));
}

static const char red[] = "178,24,43,255", blue[] = "33,102,172,255", pale[] = "253,219,199,255";

static void red_is_what_worries(void **state)
{
    fixture *f = *state;
    static const double values[BUURTEN] = {-4, -1, 0, 0.5, 1, 2, NAN};
    static const struct {
        kk_statistic_part part;
        const char *high, *low;
    } parts[] = {
        {KK_STATISTIC_CLUSTER, "&quot; = 1\"", "&quot; = 2\""}, {KK_STATISTIC_HOTSPOT, "&quot; = 1\"", "&quot; = -1\""},
        {KK_STATISTIC_FUNNEL, "&quot; = 2\"", "&quot; = -2\""}, {KK_STATISTIC_SIGNAL, "&quot; = 1\"", "&quot; = -1\""},
        {KK_STATISTIC_GAP, "&lt;= 4\"", "&gt;= -4 "},           {KK_STATISTIC_CHANGE, "&lt;= 4\"", "&gt;= -4 "},
        {KK_STATISTIC_TREND, "&lt;= 4\"", "&gt;= -4 "}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *need = style_of_part(f, parts[i].part, KK_DIRECTION_NEED, values);
        check_colour(need, parts[i].high, red);
        check_colour(need, parts[i].low, blue);
        const char *strength = style_of_part(f, parts[i].part, KK_DIRECTION_STRENGTH, values);
        check_colour(strength, parts[i].high, blue);
        check_colour(strength, parts[i].low, red);
    }
    for (kk_direction direction = KK_DIRECTION_NEUTRAL; direction <= KK_DIRECTION_STRENGTH; direction++) {
        const char *worst = style_of_part(f, KK_STATISTIC_WORST, direction, values);
        check_colour(worst, "&quot; = 2\"", red);
        check_colour(worst, "&quot; = 1\"", pale);
    }
}

/* Whatever the direction of the indicators before them. */
static void categories_of_the_guide_have_their_own_colours(void **state)
{
    fixture *f = *state;
    static const double values[BUURTEN] = {0, 1, 2, 3, 4, 0, NAN};
    static const kk_statistic_part crossings[] = {KK_GUIDE_CROSSING_USE, KK_GUIDE_CROSSING_SUPPLY};
    for (kk_direction direction = KK_DIRECTION_NEUTRAL; direction <= KK_DIRECTION_STRENGTH; direction++) {
        for (size_t i = 0; i < 2; i++) {
            const char *crossing = style_of_part(f, crossings[i], direction, values);
            check_colour(crossing, "&quot; = 0\"", "150,150,150,255");
            check_colour(crossing, "&quot; = 1\"", "255,236,160,255");
            check_colour(crossing, "&quot; = 2\"", "67,147,195,255");
            check_colour(crossing, "&quot; = 3\"", "230,120,20,255");
            check_colour(crossing, "&quot; = 4\"", "60,20,80,255");
        }
        const char *target = style_of_part(f, KK_GUIDE_TARGET, direction, values);
        check_colour(target, "&quot; = 1\"", "247,247,247,255");
        check_colour(target, "&quot; = 2\"", "254,211,128,255");
        check_colour(target, "&quot; = 3\"", "217,125,40,255");
        check_colour(target, "&quot; = 4\"", "110,35,10,255");
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

static void numbers_have_a_style(void **state)
{
    fixture *f = *state;
    static const double values[BUURTEN] = {1, 2, 3, 4, 5, 6, NAN};
    static const kk_statistic_part parts[] = {KK_STATISTIC_SMOOTHED,     KK_STATISTIC_RATIO, KK_STATISTIC_EXPECTED,
                                              KK_STATISTIC_WORST_CHANCE, KK_GUIDE_INDEX,     KK_GUIDE_MEANS};
    const kk_release *plain = f->release;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        check_colour(style_of_part(f, parts[i], KK_DIRECTION_NEED, values), "&lt;= 6\"", "68,1,84,255");
        kk_config_indicator part = statistic_of_share(parts[i]);
        f->release = plain;
        add_statistic(f, &part, values);
        GDALDatasetH dataset = write_and_open(f);
        check_query(dataset, "SELECT useAsDefault FROM layer_styles WHERE styleName = 'deel'", "0");
        check_query(dataset, "SELECT count(*) FROM layer_styles WHERE f_table_name = 'buurten'", "2");
        close_quietly(dataset);
        assert_int_equal(unlink(kk_arena_format(&f->arena, "%s/kansenkompas.gpkg", f->folder)), 0);
    }
}

/* A style is made with the direction of the base, which stands before it. */
static void a_part_is_coloured_as_its_base(void **state)
{
    fixture *f = *state;
    kk_config_indicator signal = statistic_of_share(KK_STATISTIC_SIGNAL);
    f->share.direction = KK_DIRECTION_STRENGTH;
    add_statistic(f, &signal, (const double[]){1, 0, -1, 0, 0, 0, NAN});
    GDALDatasetH dataset = write_and_open(f);
    check_query(dataset,
                "SELECT styleQML LIKE '%name=\"0\"%v=\"178,24,43,255\"%name=\"1\"%' FROM layer_styles "
                "WHERE styleName = 'deel'",
                "1");
    close_quietly(dataset);
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
    assert_int_equal(kk_write_geopackage(f->release, f->folder, &f->err), KK_OK);
    char *first = read_bytes(f, &first_length);
    assert_int_equal(unlink(kk_arena_format(&f->arena, "%s/kansenkompas.gpkg", f->folder)), 0);
    sleep(1);
    assert_int_equal(kk_write_geopackage(f->release, f->folder, &f->err), KK_OK);
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
        kk_status status = kk_write_geopackage(f->release, f->folder, &f->err);
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
    kk_status status = kk_write_geopackage(f->release, f->folder, &f->err);
    assert_int_equal(umount(f->folder), 0);
    assert_int_equal(status, KK_ERR_OUTPUT);
    assert_string_equal(
        f->err.message,
        kk_arena_format(&f->arena, "No space left on device while writing %s/kansenkompas.gpkg", f->folder));
}

static void a_folder_that_is_gone_is_an_error(void **state)
{
    fixture *f = *state;
    assert_int_equal(kk_write_geopackage(f->release, "/nowhere", &f->err), KK_ERR_OUTPUT);
    assert_string_equal(f->err.message, "unable to open database file while writing /nowhere/kansenkompas.gpkg");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_layer_for_each_level, begin, end),
        cmocka_unit_test_setup_teardown(figures_are_those_of_the_release, begin, end),
        cmocka_unit_test_setup_teardown(shapes_are_those_of_the_source, begin, end),
        cmocka_unit_test_setup_teardown(columns_have_names_for_people, begin, end),
        cmocka_unit_test_setup_teardown(styles_have_five_classes, begin, end),
        cmocka_unit_test_setup_teardown(a_style_of_one_value_has_one_class, begin, end),
        cmocka_unit_test_setup_teardown(a_style_without_values_has_no_class, begin, end),
        cmocka_unit_test_setup_teardown(bounds_have_their_own_words, begin, end),
        cmocka_unit_test_setup_teardown(red_is_what_worries, begin, end),
        cmocka_unit_test_setup_teardown(categories_of_the_guide_have_their_own_colours, begin, end),
        cmocka_unit_test_setup_teardown(a_crossing_tells_its_words, begin, end),
        cmocka_unit_test_setup_teardown(numbers_have_a_style, begin, end),
        cmocka_unit_test_setup_teardown(a_part_is_coloured_as_its_base, begin, end),
        cmocka_unit_test_setup_teardown(another_second_gives_the_same_bytes, begin, end),
        cmocka_unit_test_setup_teardown(a_disk_that_takes_no_more_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(a_full_disk_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(a_folder_that_is_gone_is_an_error, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
