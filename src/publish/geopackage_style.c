/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/geopackage.h"

#include "publish/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CLASSES = 5, LABEL_DIGITS = 4 };

/* Viridis (Smith & van der Walt, CC0), light to dark: told apart with any colour vision and in grey. */
static const char *const class_colours[CLASSES] = {"253,231,37", "94,201,98", "33,145,140", "59,82,139", "68,1,84"};
static const char no_figure_colour[] = "224,224,224", water_colour[] = "198,219,239";

enum { CATEGORIES_MAX = 5 };

/* Red and blue of ColorBrewer's RdBu (Brewer, Apache 2.0), told apart with any colour vision; from low to high. */
static const char *const low_to_high[CATEGORIES_MAX] = {"33,102,172", "146,197,222", "247,247,247", "244,165,130",
                                                        "178,24,43"};

/* bound[k] … bound[k + 1] is class k; the last class has its upper bound too. */
typedef struct classes {
    double bound[CLASSES + 1];
    size_t count;
} classes;

static int by_size(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Quantiles, each bound once. */
static classes divide(double *values, size_t count)
{
    classes found = {0};
    if (count == 0) return found;
    qsort(values, count, sizeof *values, by_size);
    size_t bounds = 0;
    for (size_t k = 0; k <= CLASSES; k++) {
        double bound = values[(count - 1) * k / CLASSES];
        if (bounds == 0 || bound > found.bound[bounds - 1]) found.bound[bounds++] = bound;
    }
    if (bounds == 1) found.bound[bounds++] = found.bound[0];
    found.count = bounds - 1;
    return found;
}

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
static void write_class(kk_text *text, const char *name, const classes *found, size_t k)
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

static void write_classes(kk_text *text, const char *name, const classes *found)
{
    begin_rules(text);
    for (size_t k = 0; k < found->count; k++) write_class(text, name, found, k);
    end_rules(text, class_colours, CLASSES);
}

/* ---- categories ---- */

static const char *category_colour(kk_statistic_part part, int code)
{
    static const char *const cluster[] = {"247,247,247", "178,24,43", "33,102,172", "146,197,222", "244,165,130"};
    static const char *const worst[] = {"247,247,247", "244,165,130", "178,24,43"};
    switch (part) {
    case KK_STATISTIC_CLUSTER:
        return cluster[code];
    case KK_STATISTIC_WORST:
        return worst[code];
    case KK_STATISTIC_FUNNEL:
        return low_to_high[code + 2];
    default:
        return low_to_high[2 * code + 2];
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

void kk_style_write_categories(kk_text *text, const kk_config_indicator *indicator)
{
    size_t count;
    const kk_category *category = kk_statistic_categories(indicator->statistic, &count);
    const char *colours[CATEGORIES_MAX];
    begin_rules(text);
    for (size_t k = 0; k < count; k++) {
        colours[k] = category_colour(indicator->statistic, category[k].code);
        write_category(text, indicator->name, &category[k], k);
    }
    end_rules(text, colours, count);
}

void kk_style_write(kk_text *text, const kk_released_column *column, const kk_level *level)
{
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
    classes found = divide(values, count);
    write_classes(text, column->indicator->name, &found);
    free(values);
}
