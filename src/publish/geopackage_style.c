/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/geopackage.h"

#include "publish/number.h"
#include "publish/style_classes.h"

#include <math.h>
#include <stdlib.h>

enum { COLOURS = 5, LABEL_DIGITS = 4 };

/* Viridis (Smith & van der Walt, CC0), light to dark: told apart with any colour vision and in grey. */
static const char *const viridis[COLOURS] = {"253,231,37", "94,201,98", "33,145,140", "59,82,139", "68,1,84"};
/* Blue to red of ColorBrewer's RdBu (Brewer, Apache 2.0), told apart with any colour vision. Red is what worries. */
static const char *const blue_to_red[COLOURS] = {"33,102,172", "146,197,222", "247,247,247", "244,165,130",
                                                 "178,24,43"};
static const char *const red_to_blue[COLOURS] = {"178,24,43", "244,165,130", "247,247,247", "146,197,222",
                                                 "33,102,172"};
/* By category: blue is much use or supply, orange much need, dark both, grey unclear. Told apart with any colour
   vision, as those of targets are. */
static const char *const crossings[] = {"150,150,150", "255,236,160", "67,147,195", "230,120,20", "60,20,80"};
/* The more certain, the darker. */
static const char *const targets[] = {"247,247,247", "254,211,128", "217,125,40", "110,35,10"};
static const char no_figure_colour[] = "224,224,224", water_colour[] = "198,219,239";

static void write_rule(kk_text *text, size_t symbol, const char *filter, const char *label)
{
    kk_text_string(text, "<rule key=\"");
    kk_text_integer(text, (int64_t)symbol);
    kk_text_string(text, "\" symbol=\"");
    kk_text_integer(text, (int64_t)symbol);
    kk_text_string(text, "\" filter=\"");
    kk_text_string(text, filter);
    kk_text_string(text, "\" label=\"");
    kk_text_string(text, label);
    kk_text_string(text, "\"/>");
}

/* Names of indicators are [a-z0-9_]: nothing to escape. */
static void write_class(kk_text *text, const char *name, const kk_style_classes *found, size_t k)
{
    kk_text filter = {0}, label = {0};
    kk_text_string(&filter, "&quot;");
    kk_text_string(&filter, name);
    kk_text_string(&filter, "&quot; &gt;= ");
    kk_text_number(&filter, found->bound[k], "0");
    kk_text_string(&filter, " AND &quot;");
    kk_text_string(&filter, name);
    kk_text_string(&filter, k + 1 == found->count ? "&quot; &lt;= " : "&quot; &lt; ");
    kk_text_number(&filter, found->bound[k + 1], "0");
    kk_text_number(&label, kk_number_significant(found->bound[k], LABEL_DIGITS), "");
    kk_text_string(&label, " – ");
    kk_text_number(&label, kk_number_significant(found->bound[k + 1], LABEL_DIGITS), "");
    kk_text_char(&filter, '\0');
    kk_text_char(&label, '\0');
    text->failed = text->failed || filter.failed || label.failed;
    if (!text->failed) write_rule(text, k, filter.bytes, label.bytes);
    kk_text_clear(&filter);
    kk_text_clear(&label);
}

static void write_symbol(kk_text *text, size_t number, const char *colour)
{
    kk_text_string(text, "<symbol type=\"fill\" alpha=\"1\" name=\"");
    kk_text_integer(text, (int64_t)number);
    kk_text_string(text, "\"><layer class=\"SimpleFill\" enabled=\"1\"><prop k=\"color\" v=\"");
    kk_text_string(text, colour);
    kk_text_string(text,
                   ",255\"/><prop k=\"outline_color\" v=\"255,255,255,255\"/><prop k=\"outline_width\" v=\"0.1\"/>"
                   "<prop k=\"style\" v=\"solid\"/></layer></symbol>");
}

static void begin_rules(kk_text *text)
{
    kk_text_string(text, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
                         "<qgis version=\"3.22\" styleCategories=\"Symbology\">"
                         "<renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\" forceraster=\"0\"><rules key=\"all\">");
}

/* After the rules of `count` classes: those of what has no class, and the colours of all. */
static void end_rules(kk_text *text, const char *const colours[], size_t count)
{
    write_rule(text, count, "&quot;water&quot; = 1", "water");
    write_rule(text, count + 1, "ELSE", "geen cijfer");
    kk_text_string(text, "</rules><symbols>");
    for (size_t k = 0; k < count; k++) write_symbol(text, k, colours[k]);
    write_symbol(text, count, water_colour);
    write_symbol(text, count + 1, no_figure_colour);
    kk_text_string(text, "</symbols></renderer-v2></qgis>");
}

/* From the lowest to the highest. */
static const char *const *low_to_high(kk_direction direction)
{
    return direction == KK_DIRECTION_STRENGTH ? red_to_blue : blue_to_red;
}

/* ---- numbers ---- */

static bool is_around_zero(kk_statistic_part part)
{
    return part == KK_STATISTIC_GAP || part == KK_STATISTIC_CHANGE || part == KK_STATISTIC_TREND;
}

static void write_numbers(kk_text *text, const kk_released_column *column, const kk_level *level,
                          kk_direction direction)
{
    const kk_config_indicator *indicator = column->indicator;
    double *values = calloc(level->count + 1, sizeof *values);
    if (values == NULL) {
        text->failed = true;
        return;
    }
    size_t count = 0;
    for (size_t i = 0; i < level->count; i++) {
        double value = kk_published_cell(column, level, i).value;
        if (!isnan(value)) values[count++] = value;
    }
    bool diverges = is_around_zero(indicator->statistic);
    kk_style_classes found = diverges ? kk_style_around_zero(values, count) : kk_style_quantiles(values, count);
    begin_rules(text);
    for (size_t k = 0; k < found.count; k++) write_class(text, indicator->name, &found, k);
    end_rules(text, diverges ? low_to_high(direction) : viridis, COLOURS);
    free(values);
}

/* ---- categories ---- */

static const char *category_colour(kk_statistic_part part, kk_direction direction, int code)
{
    static const size_t cluster[] = {2, 4, 0, 1, 3};
    /* Who is possibly among the worst may be anybody: a tint that does not alarm. */
    static const char *const worst[] = {"247,247,247", "253,219,199", "178,24,43"};
    switch (part) {
    case KK_STATISTIC_CLUSTER:
        return low_to_high(direction)[cluster[code]];
    case KK_STATISTIC_WORST:
        return worst[code];
    case KK_STATISTIC_FUNNEL:
        return low_to_high(direction)[code + 2];
    case KK_GUIDE_CROSSING_USE:
    case KK_GUIDE_CROSSING_SUPPLY:
        return crossings[code];
    case KK_GUIDE_TARGET:
        return targets[code - 1];
    default:
        return low_to_high(direction)[2 * code + 2];
    }
}

static void write_category(kk_text *text, const char *name, const kk_category *category, size_t symbol)
{
    kk_text filter = {0};
    kk_text_string(&filter, "&quot;");
    kk_text_string(&filter, name);
    kk_text_string(&filter, "&quot; = ");
    kk_text_integer(&filter, category->code);
    kk_text_char(&filter, '\0');
    text->failed = text->failed || filter.failed;
    if (!text->failed) write_rule(text, symbol, filter.bytes, category->label_nl);
    kk_text_clear(&filter);
}

static void write_categories(kk_text *text, const kk_config_indicator *indicator, kk_direction direction)
{
    size_t count;
    const kk_category *category = kk_statistic_categories(indicator->statistic, &count);
    const char *colours[COLOURS];
    begin_rules(text);
    for (size_t k = 0; k < count; k++) {
        colours[k] = category_colour(indicator->statistic, direction, category[k].code);
        write_category(text, indicator->name, &category[k], k);
    }
    end_rules(text, colours, count);
}

void kk_style_write(kk_text *text, const kk_released_column *column, const kk_level *level, kk_direction direction)
{
    size_t categories;
    kk_statistic_categories(column->indicator->statistic, &categories);
    if (categories > 0)
        write_categories(text, column->indicator, direction);
    else
        write_numbers(text, column, level, direction);
}
