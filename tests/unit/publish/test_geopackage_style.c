/* SPDX-License-Identifier: EUPL-1.2 */
/* The styles of QGIS: rules and symbols, and that the rules, asked of SQLite as QGIS asks them, divide areas as the
   legend does. */
#include "unit/publish/fixture.h"

#include "kk/legend.h"
#include "kk/words.h"
#include "publish/geopackage.h"

#include <expat.h>
#include <gdal.h>
#include <ogr_api.h>

enum { RULES_MAX = 40, DEPTH_MAX = 3, TEXT = 600 };
static const kk_config_classes five = {KK_CLASSES_QUANTILES, 5};

/* ---- reading a style ---- */

typedef struct rule {
    char filter[TEXT], label[TEXT], symbol[16]; /* symbol: "" of a title */
    int parent;                                 /* −1: none */
} rule;

typedef struct qml {
    rule rule[RULES_MAX];
    int count, depth, open[DEPTH_MAX];
    char colour[RULES_MAX][32], angle[RULES_MAX][16]; /* of each symbol: the colour of its last fill, its hatch */
    bool is_white_below[RULES_MAX];
    int symbol, fills, aliases;
    char categories[64], alias[RULES_MAX][2][TEXT];
} qml;

static const char *attribute(const char **all, const char *name)
{
    for (; *all != NULL; all += 2)
        if (strcmp(all[0], name) == 0) return all[1];
    return "";
}

static void begin_rule(qml *q, const char **attributes)
{
    assert_true(q->count < RULES_MAX && q->depth < DEPTH_MAX);
    rule *made = &q->rule[q->count];
    snprintf(made->filter, TEXT, "%s", attribute(attributes, "filter"));
    snprintf(made->label, TEXT, "%s", attribute(attributes, "label"));
    snprintf(made->symbol, sizeof made->symbol, "%s", attribute(attributes, "symbol"));
    made->parent = q->depth > 0 ? q->open[q->depth - 1] : -1;
    q->open[q->depth++] = q->count++;
}

static void take_property(qml *q, const char *key, const char *value)
{
    if (strcmp(key, "angle") == 0) snprintf(q->angle[q->symbol], 16, "%s", value);
    if (strcmp(key, "color") != 0 || q->angle[q->symbol][0] != '\0') return;
    q->is_white_below[q->symbol] = q->fills++ == 1 && strcmp(q->colour[q->symbol], "255,255,255,255") == 0;
    snprintf(q->colour[q->symbol], 32, "%s", value);
}

static void XMLCALL on_begin(void *context, const char *element, const char **attributes)
{
    qml *q = context;
    if (strcmp(element, "rule") == 0) begin_rule(q, attributes);
    if (strcmp(element, "symbol") == 0 && strcmp(attribute(attributes, "type"), "fill") == 0) {
        q->symbol = atoi(attribute(attributes, "name"));
        q->fills = 0;
    }
    if (strcmp(element, "prop") == 0) take_property(q, attribute(attributes, "k"), attribute(attributes, "v"));
    if (strcmp(element, "qgis") == 0) snprintf(q->categories, 64, "%s", attribute(attributes, "styleCategories"));
    if (strcmp(element, "alias") == 0) {
        snprintf(q->alias[q->aliases][0], TEXT, "%s", attribute(attributes, "field"));
        snprintf(q->alias[q->aliases++][1], TEXT, "%s", attribute(attributes, "name"));
    }
}

static void XMLCALL on_end(void *context, const char *element)
{
    if (strcmp(element, "rule") == 0) ((qml *)context)->depth--;
}

static qml read_style(const kk_released_column *column, const kk_level *level, const kk_map_columns *aliases)
{
    kk_text style = {0};
    kk_style_write(&style, column, level, &five, aliases);
    assert_false(style.failed);
    qml q = {0};
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, &q);
    XML_SetElementHandler(parser, on_begin, on_end);
    assert_int_equal(XML_Parse(parser, style.bytes, (int)style.length, 1), XML_STATUS_OK);
    XML_ParserFree(parser);
    kk_text_clear(&style);
    return q;
}

/* ---- a map ---- */

enum { AREAS = 14 };

typedef struct map {
    kk_config_indicator indicator;
    kk_released_column column;
    kk_level level;
    double value[AREAS], lower[AREAS], upper[AREAS];
    uint8_t status[AREAS], hidden_by[AREAS];
    bool water[AREAS];
} map;

/* Areas 0 … 9 have figures 10 … 19, the even ones a wide interval; the others have none of their own. */
static void init(map *m, kk_statistic_part part)
{
    static const uint8_t others[] = {KK_FIGURE_PARENT, KK_FIGURE_SUPPRESSED_COUNT, KK_FIGURE_SECRET,
                                     KK_FIGURE_NO_POPULATION};
    *m = (map){.indicator = statistic_of_share(part)};
    m->indicator.unit = "% van \"a < b\" & c";
    for (int i = 0; i < AREAS; i++) {
        m->value[i] = i < 10 ? 10 + (double)i : NAN;
        m->lower[i] = m->value[i] - (i % 2 == 0 ? 4 : 1);
        m->upper[i] = m->value[i] + (i % 2 == 0 ? 4 : 1);
        m->status[i] = i < 10 ? KK_FIGURE_OK : others[i - 10];
    }
    m->value[10] = 14;
    m->hidden_by[10] = KK_FIGURE_SUPPRESSED_COUNT;
    m->level = (kk_level){.count = AREAS, .water = m->water, .name = "buurt", .plural = "buurten"};
    m->column = (kk_released_column){.indicator = &m->indicator,
                                     .period = "2023",
                                     .value = m->value,
                                     .lower = m->lower,
                                     .upper = m->upper,
                                     .status = m->status,
                                     .hidden_by = m->hidden_by};
}

static qml style_of(const map *m)
{
    return read_style(&m->column, &m->level, NULL);
}

static const rule *find_rule(const qml *q, const char *filter)
{
    for (int i = 0; i < q->count; i++)
        if (strcmp(q->rule[i].filter, filter) == 0) return &q->rule[i];
    fail_msg("no rule %s", filter);
    return NULL;
}

static const rule *find_label(const qml *q, const char *label)
{
    for (int i = 0; i < q->count; i++)
        if (strcmp(q->rule[i].label, label) == 0) return &q->rule[i];
    return NULL;
}

static const char *colour_of(const qml *q, const rule *of)
{
    return q->colour[atoi(of->symbol)];
}

static void check_colour(const qml *q, const rule *of, uint32_t colour, unsigned alpha)
{
    char expected[32];
    snprintf(expected, sizeof expected, "%u,%u,%u,%u", (unsigned)colour >> 16, (unsigned)colour >> 8 & 255,
             (unsigned)colour & 255, alpha);
    assert_string_equal(colour_of(q, of), expected);
}

/* ---- tests ---- */

static void classes_are_those_of_the_legend(void **state)
{
    (void)state;
    map m;
    kk_legend legend;
    kk_error err;
    init(&m, KK_STATISTIC_SMOOTHED);
    assert_int_equal(kk_legend_make(&m.column, &m.level, &five, &legend, &err), KK_OK);
    qml q = style_of(&m);
    assert_string_equal(q.categories, "Symbology");
    const rule *title = &q.rule[0], *unsure = &q.rule[6];
    assert_string_equal(title->label, "Deel (% van \"a < b\" & c), 2023");
    assert_string_equal(title->symbol, "");
    assert_string_equal(title->filter, "\"deel_status\" IN ('ok', 'nil') AND "
                                       "coalesce(\"deel_upper\" - \"deel_lower\", 0) <= 6");
    assert_string_equal(unsure->filter, "\"deel_status\" IN ('ok', 'nil') AND "
                                        "coalesce(\"deel_upper\" - \"deel_lower\", 0) > 6");
    for (int k = 0; k < 5; k++) {
        const rule *sure_class = &q.rule[1 + k], *unsure_class = &q.rule[7 + k];
        assert_int_equal(sure_class->parent, 0);
        assert_int_equal(unsure_class->parent, 6);
        assert_string_equal(sure_class->label, legend.entry[k].label_nl);
        assert_string_equal(unsure_class->label, sure_class->label);
        assert_string_equal(unsure_class->filter, sure_class->filter);
        check_colour(&q, sure_class, legend.entry[k].colour, 255);
        check_colour(&q, unsure_class, legend.entry[k].colour, 115);
        assert_false(q.is_white_below[atoi(sure_class->symbol)]);
        assert_true(q.is_white_below[atoi(unsure_class->symbol)]);
    }
    assert_string_equal(q.rule[1].filter, "\"deel\" >= 10 AND \"deel\" < 12");
    assert_string_equal(q.rule[5].filter, "\"deel\" >= 18 AND \"deel\" <= 19");
}

static void what_has_no_figure_of_its_own_is_hatched(void **state)
{
    (void)state;
    map m;
    init(&m, KK_STATISTIC_SMOOTHED);
    qml q = style_of(&m);
    const rule *parent = find_label(&q, kk_words_status(KK_FIGURE_PARENT, KK_DUTCH)),
               *hidden = find_label(&q, "verborgen"), *none = find_label(&q, "geen cijfer"),
               *water = find_label(&q, "water");
    assert_non_null(parent);
    assert_non_null(hidden);
    assert_string_equal(parent->filter, "\"deel_status\" IN ('parent')");
    assert_string_equal(hidden->filter,
                        "\"deel_status\" IN ('secret', 'suppressed', 'suppressed_population', 'suppressed_base', "
                        "'suppressed_count', 'suppressed_rest', 'suppressed_persons', 'suppressed_group', "
                        "'suppressed_dominance', 'suppressed_secondary')");
    assert_string_equal(none->filter, "ELSE");
    assert_string_equal(water->filter, "\"water\"");
    assert_string_equal(q.angle[atoi(parent->symbol)], "0");
    assert_string_equal(q.angle[atoi(hidden->symbol)], "45");
    assert_string_equal(q.angle[atoi(none->symbol)], "135");
    assert_string_equal(q.angle[atoi(water->symbol)], "");
    assert_string_equal(q.angle[atoi(q.rule[1].symbol)], "");
    check_colour(&q, hidden, KK_COLOUR_MISSING, 255);
    check_colour(&q, water, KK_COLOUR_WATER, 255);
}

static void rules_without_areas_are_left_out(void **state)
{
    (void)state;
    map m;
    init(&m, KK_STATISTIC_SMOOTHED);
    for (int i = 10; i < AREAS; i++) m.status[i] = KK_FIGURE_UNKNOWN, m.value[i] = NAN;
    for (int i = 0; i < AREAS; i++) m.lower[i] = m.upper[i] = NAN;
    qml q = style_of(&m);
    assert_int_equal(q.count, 1 + 5 + 2);
    assert_null(find_label(&q, "verborgen"));
    for (int i = 0; i < AREAS; i++) m.status[i] = KK_FIGURE_SECRET, m.value[i] = NAN;
    q = style_of(&m);
    assert_int_equal(q.count, 3);
    assert_string_equal(q.rule[0].label, "verborgen");
    for (int i = 0; i < AREAS; i++) m.water[i] = true;
    q = style_of(&m);
    assert_int_equal(q.count, 2);
}

static void one_value_is_one_class(void **state)
{
    (void)state;
    map m;
    init(&m, KK_STATISTIC_SMOOTHED);
    for (int i = 1; i < 10; i++) m.status[i] = KK_FIGURE_UNKNOWN, m.value[i] = NAN;
    qml q = style_of(&m);
    assert_string_equal(q.rule[0].filter, "\"deel_status\" IN ('ok', 'nil')");
    assert_string_equal(q.rule[1].filter, "\"deel\" >= 10 AND \"deel\" <= 10");
    assert_string_equal(q.rule[1].label, "10");
    assert_string_equal(q.rule[2].symbol, "1");
}

static void categories_have_their_words(void **state)
{
    (void)state;
    map m;
    init(&m, KK_STATISTIC_HOTSPOT);
    for (int i = 0; i < 10; i++) m.value[i] = i % 3 - 1;
    qml q = style_of(&m);
    size_t count;
    const kk_category *category = kk_statistic_categories(KK_STATISTIC_HOTSPOT, &count);
    for (size_t k = 0; k < count; k++) {
        char filter[40];
        snprintf(filter, sizeof filter, "\"deel\" = %d", category[k].code);
        assert_string_equal(find_rule(&q, filter)->label, category[k].label_nl);
    }
    assert_null(find_label(&q, "onzeker: kan in bijna elke klasse vallen"));
}

static void red_is_what_worries_of_the_base(void **state)
{
    (void)state;
    static const uint32_t red = 0xB2182B, blue = 0x2166AC;
    map m;
    init(&m, KK_STATISTIC_SIGNAL);
    for (int i = 0; i < 10; i++) m.value[i] = i % 3 - 1;
    m.indicator.base_direction = KK_DIRECTION_NEED;
    qml q = style_of(&m);
    check_colour(&q, find_rule(&q, "\"deel\" = 1"), red, 255);
    check_colour(&q, find_rule(&q, "\"deel\" = -1"), blue, 255);
    m.indicator.base_direction = KK_DIRECTION_STRENGTH;
    q = style_of(&m);
    check_colour(&q, find_rule(&q, "\"deel\" = 1"), blue, 255);
    check_colour(&q, find_rule(&q, "\"deel\" = -1"), red, 255);
}

/* Labels of the catalogue tell their unit; a difference has another than its base. */
static void a_title_tells_the_unit_once(void **state)
{
    (void)state;
    static const struct {
        kk_statistic_part part;
        const char *label, *unit, *period, *title;
    } titles[] = {
        {KK_STATISTIC_NONE, "Jongeren", "%", "2023", "Jongeren (%), 2023"},
        {KK_STATISTIC_NONE, "Jongeren", "", NULL, "Jongeren"},
        {KK_STATISTIC_NONE, "Dichtheid (inwoners per km² land)", "inw./km²", "2023",
         "Dichtheid (inwoners per km² land), 2023"},
        {KK_STATISTIC_RANK, "Jongeren (%), rang (1 = hoogste)", "rang", "2023",
         "Jongeren (%), rang (1 = hoogste), 2023"},
        {KK_STATISTIC_GAP, "Jongeren (%), verschil (samenhang)", "procentpunt", "2023",
         "Jongeren (%), verschil (samenhang) (procentpunt), 2023"},
    };
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        const kk_config_indicator indicator = {
            .label_nl = titles[i].label, .unit = titles[i].unit, .statistic = titles[i].part};
        kk_text title = {0};
        kk_style_title(&(kk_released_column){.indicator = &indicator, .period = titles[i].period}, &title);
        assert_false(title.failed);
        assert_string_equal(title.bytes, titles[i].title);
        kk_text_clear(&title);
    }
}

static void fields_have_names_for_people(void **state)
{
    (void)state;
    map m;
    init(&m, KK_STATISTIC_RANK);
    m.indicator.label_nl = "Rang <1> & \"2\"";
    const kk_released_column *columns[] = {&m.column};
    const kk_map_columns aliases = {columns, 1};
    qml q = read_style(&m.column, &m.level, &aliases);
    static const char *const expected[][2] = {{"code", "code"},
                                              {"name", "naam"},
                                              {"level", "niveau"},
                                              {"parent", "ligt in"},
                                              {"water", "water"},
                                              {"deel", "Rang <1> & \"2\""},
                                              {"deel_lower", "Rang <1> & \"2\", eerste plaats die mogelijk is"},
                                              {"deel_upper", "Rang <1> & \"2\", laatste plaats die mogelijk is"},
                                              {"deel_status", "Rang <1> & \"2\", status"}};
    assert_string_equal(q.categories, "Symbology|Fields");
    assert_int_equal(q.aliases, 9);
    for (int i = 0; i < 9; i++) {
        assert_string_equal(q.alias[i][0], expected[i][0]);
        assert_string_equal(q.alias[i][1], expected[i][1]);
    }
}

/* ---- the rules against the legend, by SQLite ---- */

/* The whole filter of a rule: its own and that of its title, or what no other rule has. */
static void whole_filter(const qml *q, const rule *of, kk_text *out)
{
    if (strcmp(of->filter, "ELSE") == 0) {
        kk_text_string(out, "NOT coalesce(0");
        for (int i = 0; i < q->count; i++) {
            if (q->rule[i].symbol[0] == '\0' || &q->rule[i] == of) continue;
            kk_text_string(out, " OR coalesce(");
            whole_filter(q, &q->rule[i], out);
            kk_text_string(out, ", 0)");
        }
        kk_text_string(out, ", 0)");
        return;
    }
    kk_text_char(out, '(');
    kk_text_string(out, of->filter);
    if (of->parent >= 0) {
        kk_text_string(out, ") AND (");
        kk_text_string(out, q->rule[of->parent].filter);
    }
    kk_text_char(out, ')');
}

static int count_by_filter(GDALDatasetH dataset, const char *layer, const qml *q, const rule *of)
{
    kk_text sql = {0};
    kk_text_string(&sql, "SELECT count(*) FROM ");
    kk_text_string(&sql, layer);
    kk_text_string(&sql, " WHERE ");
    whole_filter(q, of, &sql);
    kk_text_char(&sql, '\0');
    assert_false(sql.failed);
    OGRLayerH result = GDALDatasetExecuteSQL(dataset, sql.bytes, NULL, NULL);
    assert_non_null(result);
    OGRFeatureH row = OGR_L_GetNextFeature(result);
    int count = OGR_F_GetFieldAsInteger(row, 0);
    OGR_F_Destroy(row);
    GDALDatasetReleaseResultSet(dataset, result);
    kk_text_clear(&sql);
    return count;
}

static int count_by_legend(const kk_legend *legend, const kk_released_column *column, const kk_level *level, int k,
                           bool is_unsure)
{
    int count = 0;
    for (size_t i = 0; i < level->count; i++) {
        kk_published cell = kk_published_cell(column, level, i);
        if (!kk_figure_has_value((kk_figure_status)column->status[i]) || isnan(cell.value)) continue;
        count +=
            kk_legend_find(legend, cell.value) == k && kk_legend_is_unsure(legend, cell.lower, cell.upper) == is_unsure;
    }
    return count;
}

static int check_counts(fixture *f, GDALDatasetH dataset, const kk_released_column *column)
{
    const kk_level *level = &f->areas.level[column->level];
    qml q = read_style(column, level, NULL);
    kk_legend legend;
    assert_int_equal(kk_legend_make(column, level, &five, &legend, &f->err), KK_OK);
    int k = -1, all = 0, unsure = 0;
    for (int i = 0; i < q.count; i++) {
        const rule *here = &q.rule[i];
        if (here->symbol[0] == '\0') {
            k = 0;
            continue;
        }
        int found = count_by_filter(dataset, level->plural, &q, here);
        all += found;
        if (here->parent < 0) continue;
        assert_int_equal(found, count_by_legend(&legend, column, level, k++, here->parent > 0));
        if (here->parent > 0) unsure += found;
    }
    assert_int_equal(all, level->count);
    return unsure;
}

static void every_area_is_under_the_rule_of_its_class(void **state)
{
    fixture *f = *state;
    kk_config_indicator signal = statistic_of_share(KK_STATISTIC_SIGNAL);
    add_statistic(f, &signal, (const double[]){1, 0, -1, 0, 0, 1, NAN});
    assert_int_equal(kk_write_geopackage(f->release, &five, f->folder, &f->err), KK_OK);
    GDALDatasetH dataset =
        GDALOpenEx(kk_arena_format(&f->arena, "%s/kansenkompas.gpkg", f->folder), GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(dataset);
    const kk_released_column *columns;
    size_t count = kk_release_columns(f->release, &columns);
    int maps = 0, unsure = 0;
    for (size_t i = 0; i < count; i++) {
        if (!columns[i].shown_on_map) continue;
        unsure += check_counts(f, dataset, &columns[i]);
        maps++;
    }
    assert_int_equal(maps, 4);
    assert_true(unsure > 0);
    GDALClose(dataset);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_are_those_of_the_legend),
        cmocka_unit_test(what_has_no_figure_of_its_own_is_hatched),
        cmocka_unit_test(rules_without_areas_are_left_out),
        cmocka_unit_test(one_value_is_one_class),
        cmocka_unit_test(categories_have_their_words),
        cmocka_unit_test(red_is_what_worries_of_the_base),
        cmocka_unit_test(a_title_tells_the_unit_once),
        cmocka_unit_test(fields_have_names_for_people),
        cmocka_unit_test_setup_teardown(every_area_is_under_the_rule_of_its_class, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
