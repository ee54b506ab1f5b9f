/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/geopackage.h"

#include "kk/legend.h"
#include "kk/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Behind 45% of a colour: white, so that a layer below does not shine through. */
enum { FADED_ALPHA = 115, OPAQUE = 255, LABEL_SIZE = 512 };

/* Of borders: seen between light colours and between dark ones. */
static const uint32_t border = 0xC8C8C8, white = 0xFFFFFF;

/* A style being made: rules in `text`, symbols beside them, as QML has them behind each other. */
typedef struct style {
    kk_text *text;
    kk_text symbols;
    const char *name; /* of the field; [a-z0-9_]: nothing to escape */
    int64_t rules, symbol_count;
} style;

/* ---- symbols ---- */

static void write_property(kk_text *text, const char *key, const char *value)
{
    kk_text_string(text, "<prop k=\"");
    kk_text_string(text, key);
    kk_text_string(text, "\" v=\"");
    kk_text_string(text, value);
    kk_text_string(text, "\"/>");
}

static void write_colour(kk_text *text, const char *key, uint32_t colour, unsigned alpha)
{
    char value[32];
    snprintf(value, sizeof value, "%u,%u,%u,%u", (unsigned)(colour >> 16 & 0xFF), (unsigned)(colour >> 8 & 0xFF),
             (unsigned)(colour & 0xFF), alpha);
    write_property(text, key, value);
}

static void write_fill(style *out, uint32_t colour, unsigned alpha, bool has_border)
{
    kk_text *text = &out->symbols;
    kk_text_string(text, "<layer class=\"SimpleFill\" enabled=\"1\">");
    write_colour(text, "color", colour, alpha);
    if (has_border) {
        write_colour(text, "outline_color", border, OPAQUE);
        write_property(text, "outline_width", "0.1");
    } else {
        write_property(text, "outline_style", "no");
    }
    kk_text_string(text, "</layer>");
}

static void write_hatch(style *out, const char *angle)
{
    kk_text *text = &out->symbols;
    kk_text_string(text, "<layer class=\"LinePatternFill\" enabled=\"1\">");
    write_property(text, "angle", angle);
    write_property(text, "distance", "1.6");
    write_property(text, "line_width", "0.3");
    write_colour(text, "color", KK_COLOUR_HATCH, OPAQUE);
    kk_text_string(text, "<symbol type=\"line\" alpha=\"1\" name=\"@");
    kk_text_integer(text, out->symbol_count);
    kk_text_string(text, "@1\"><layer class=\"SimpleLine\" enabled=\"1\">");
    write_colour(text, "line_color", KK_COLOUR_HATCH, OPAQUE);
    write_property(text, "line_width", "0.3");
    kk_text_string(text, "</layer></symbol></layer>");
}

static void begin_symbol(style *out)
{
    kk_text_string(&out->symbols, "<symbol type=\"fill\" alpha=\"1\" name=\"");
    kk_text_integer(&out->symbols, out->symbol_count);
    kk_text_string(&out->symbols, "\">");
}

static void end_symbol(style *out)
{
    kk_text_string(&out->symbols, "</symbol>");
    out->symbol_count++;
}

static void add_colour(style *out, uint32_t colour, bool is_faded)
{
    begin_symbol(out);
    if (is_faded) write_fill(out, white, OPAQUE, false);
    write_fill(out, colour, is_faded ? FADED_ALPHA : OPAQUE, true);
    end_symbol(out);
}

static void add_hatched(style *out, const char *angle)
{
    begin_symbol(out);
    write_fill(out, KK_COLOUR_MISSING, OPAQUE, true);
    write_hatch(out, angle);
    end_symbol(out);
}

/* ---- filters ---- */

static void write_field(kk_text *filter, const style *of, const char *suffix)
{
    kk_text_char(filter, '"');
    kk_text_string(filter, of->name);
    kk_text_string(filter, suffix);
    kk_text_char(filter, '"');
}

static void write_comparison(kk_text *filter, const style *of, const char *comparison, double number)
{
    write_field(filter, of, "");
    kk_text_string(filter, comparison);
    kk_text_number(filter, number, "0");
}

/* The statuses that `belongs` is true of. */
static void write_statuses(kk_text *filter, const style *of, bool (*belongs)(kk_figure_status))
{
    const char *before = " IN ('";
    write_field(filter, of, "_status");
    for (kk_figure_status status = KK_FIGURE_OK; status < KK_FIGURE_STATUS_COUNT; status++) {
        if (!belongs(status)) continue;
        kk_text_string(filter, before);
        kk_text_string(filter, kk_figure_status_name(status));
        before = "', '";
    }
    kk_text_string(filter, "')");
}

static bool is_hidden(kk_figure_status status)
{
    return status == KK_FIGURE_SECRET || (kk_figure_is_suppressed(status) && status != KK_FIGURE_PARENT);
}

static bool is_parent(kk_figure_status status)
{
    return status == KK_FIGURE_PARENT;
}

/* As kk_legend_is_unsure: what has no interval is not. */
static void write_sureness(kk_text *filter, const style *of, const char *comparison, double width)
{
    kk_text_string(filter, " AND coalesce(");
    write_field(filter, of, "_upper");
    kk_text_string(filter, " - ");
    write_field(filter, of, "_lower");
    kk_text_string(filter, ", 0)");
    kk_text_string(filter, comparison);
    kk_text_number(filter, width, "0");
}

/* ---- rules ---- */

/* A rule with or without a symbol of its own, not yet closed. The filter is used up. */
static void open_rule(style *out, kk_text *filter, const char *label, bool has_symbol)
{
    kk_text_string(out->text, "<rule key=\"");
    kk_text_integer(out->text, out->rules++);
    if (has_symbol) {
        kk_text_string(out->text, "\" symbol=\"");
        kk_text_integer(out->text, out->symbol_count);
    }
    kk_text_string(out->text, "\" filter=\"");
    kk_text_char(filter, '\0');
    out->text->failed = out->text->failed || filter->failed;
    if (!filter->failed) kk_text_xml(out->text, filter->bytes);
    kk_text_clear(filter);
    kk_text_string(out->text, "\" label=\"");
    kk_text_xml(out->text, label);
    kk_text_string(out->text, "\">");
}

static void close_rule(style *out)
{
    kk_text_string(out->text, "</rule>");
}

static void add_entry(style *out, const kk_legend *legend, int k, bool is_faded)
{
    const kk_legend_entry *entry = &legend->entry[k];
    kk_text filter = {0};
    if (legend->is_category) {
        write_comparison(&filter, out, " = ", entry->low);
    } else {
        write_comparison(&filter, out, " >= ", entry->low);
        kk_text_string(&filter, " AND ");
        write_comparison(&filter, out, k + 1 == legend->count ? " <= " : " < ", entry->high);
    }
    open_rule(out, &filter, entry->label_nl, true);
    add_colour(out, entry->colour, is_faded);
    close_rule(out);
}

/* The classes of the figures that are sure, or of those that are not, under one title. */
static void add_classes(style *out, const kk_legend *legend, const char *title, bool is_faded)
{
    kk_text filter = {0};
    if (legend->count == 0) return;
    write_statuses(&filter, out, kk_figure_has_value);
    if (!isnan(legend->unsure_width)) write_sureness(&filter, out, is_faded ? " > " : " <= ", legend->unsure_width);
    open_rule(out, &filter, title, false);
    for (int k = 0; k < legend->count; k++) add_entry(out, legend, k, is_faded);
    close_rule(out);
}

static void add_hatched_statuses(style *out, bool (*belongs)(kk_figure_status), const char *label, const char *angle)
{
    kk_text filter = {0};
    write_statuses(&filter, out, belongs);
    open_rule(out, &filter, label, true);
    add_hatched(out, angle);
    close_rule(out);
}

static void add_rest(style *out)
{
    kk_text filter = {0};
    kk_text_string(&filter, "\"water\"");
    open_rule(out, &filter, "water", true);
    add_colour(out, KK_COLOUR_WATER, false);
    close_rule(out);
    kk_text_string(&filter, "ELSE");
    open_rule(out, &filter, "geen cijfer", true);
    add_hatched(out, "135");
    close_rule(out);
}

/* ---- which of them there are ---- */

typedef struct presence {
    bool unsure, hidden, parent;
} presence;

static presence look(const kk_legend *legend, const kk_released_column *column, const kk_level *level)
{
    presence found = {0};
    for (size_t i = 0; i < level->count; i++) {
        kk_figure_status status = (kk_figure_status)column->status[i];
        if (level->water[i]) continue;
        kk_published cell = kk_published_cell(column, level, i);
        found.hidden = found.hidden || is_hidden(status);
        found.parent = found.parent || is_parent(status);
        found.unsure =
            found.unsure || (kk_figure_has_value(status) && kk_legend_is_unsure(legend, cell.lower, cell.upper));
    }
    return found;
}

/* ---- the whole ---- */

static void write_aliases(kk_text *text, const kk_map_columns *map)
{
    static const char *const plain[][2] = {
        {"code", "code"}, {"name", "naam"}, {"level", "niveau"}, {"parent", "ligt in"}, {"water", "water"}};
    kk_text_string(text, "<aliases>");
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        kk_text_string(text, "<alias field=\"");
        kk_text_string(text, plain[i][0]);
        kk_text_string(text, "\" name=\"");
        kk_text_string(text, plain[i][1]);
        kk_text_string(text, "\"/>");
    }
    for (size_t i = 0; i < map->count * KK_INDICATOR_FIELDS; i++) {
        const kk_config_indicator *indicator = map->columns[i / KK_INDICATOR_FIELDS]->indicator;
        size_t field = i % KK_INDICATOR_FIELDS;
        kk_text_string(text, "<alias field=\"");
        kk_text_string(text, indicator->name);
        kk_text_string(text, kk_indicator_field_suffix[field]);
        kk_text_string(text, "\" name=\"");
        kk_text_xml(text, indicator->label_nl);
        kk_text_string(text, kk_indicator_field_meaning(indicator->statistic, field));
        kk_text_string(text, "\"/>");
    }
    kk_text_string(text, "</aliases>");
}

/* Labels of the catalogue end with their unit, "(% van de jongeren)"; that of what is made of them may be another. */
static bool tells_unit(const kk_config_indicator *indicator)
{
    const char *label = indicator->label_nl;
    bool is_own = indicator->statistic == KK_STATISTIC_NONE && *label != '\0' && label[strlen(label) - 1] == ')';
    return is_own || strstr(label, indicator->unit) != NULL;
}

void kk_style_title(const kk_released_column *column, kk_text *title)
{
    const kk_config_indicator *indicator = column->indicator;
    kk_text_string(title, indicator->label_nl);
    if (indicator->unit != NULL && *indicator->unit != '\0' && !tells_unit(indicator)) {
        kk_text_string(title, " (");
        kk_text_string(title, indicator->unit);
        kk_text_char(title, ')');
    }
    if (column->period != NULL) {
        kk_text_string(title, ", ");
        kk_text_string(title, column->period);
    }
    kk_text_char(title, '\0');
}

static void add_rules(style *out, const kk_legend *legend, const kk_released_column *column, const kk_level *level)
{
    presence found = look(legend, column, level);
    kk_text title = {0};
    kk_style_title(column, &title);
    out->text->failed = out->text->failed || title.failed;
    if (!title.failed) add_classes(out, legend, title.bytes, false);
    kk_text_clear(&title);
    if (found.unsure) add_classes(out, legend, "onzeker: kan in bijna elke klasse vallen", true);
    if (found.parent) add_hatched_statuses(out, is_parent, kk_words_status(KK_FIGURE_PARENT, KK_DUTCH), "0");
    if (found.hidden) add_hatched_statuses(out, is_hidden, "verborgen", "45");
    add_rest(out);
}

void kk_style_write(kk_text *text, const kk_released_column *column, const kk_level *level,
                    const kk_config_classes *classes, const kk_map_columns *aliases)
{
    kk_legend legend;
    kk_error err;
    if (kk_legend_make(column, level, classes, &legend, &err) != KK_OK) {
        text->failed = true;
        return;
    }
    style out = {.text = text, .name = column->indicator->name};
    kk_text_string(text, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
                         "<qgis version=\"3.22\" styleCategories=\"");
    kk_text_string(text, aliases != NULL ? "Symbology|Fields" : "Symbology");
    kk_text_string(text, "\"><renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\" forceraster=\"0\" "
                         "enableorderby=\"0\"><rules key=\"all\">");
    add_rules(&out, &legend, column, level);
    kk_text_string(text, "</rules><symbols>");
    text->failed = text->failed || out.symbols.failed;
    kk_text_bytes(text, out.symbols.bytes, out.symbols.length);
    kk_text_clear(&out.symbols);
    kk_text_string(text, "</symbols></renderer-v2>");
    if (aliases != NULL) write_aliases(text, aliases);
    kk_text_string(text, "<layerGeometryType>2</layerGeometryType></qgis>");
}
