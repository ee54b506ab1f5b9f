/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/legend.h"
#include "kk/words.h"
#include "publish/categories.h"
#include "publish/columns.h"
#include "publish/viewer_script.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- legends ---- */

static void write_entry(kk_json *json, const kk_legend_entry *entry)
{
    char colour[8];
    snprintf(colour, sizeof colour, "#%06x", (unsigned)entry->colour & 0xFFFFFFu);
    kk_json_begin_object(json, NULL);
    kk_json_number(json, "low", entry->low);
    kk_json_number(json, "high", entry->high);
    kk_json_string(json, "colour", colour);
    kk_json_string(json, "label_nl", entry->label_nl);
    kk_json_string(json, "label_en", entry->label_en);
    kk_json_end_object(json);
}

static void write_legend(kk_json *json, const kk_legend *legend)
{
    kk_json_begin_object(json, "legend");
    kk_json_boolean(json, "category", legend->is_category);
    kk_json_boolean(json, "diverges", legend->diverges);
    kk_json_number(json, "unsure_width", legend->unsure_width);
    kk_json_begin_list(json, "entries");
    for (int k = 0; k < legend->count; k++) write_entry(json, &legend->entry[k]);
    kk_json_end_list(json);
    kk_json_end_object(json);
}

/* ---- indicators ---- */

/* Columns of an indicator and level, which stand together. */
static kk_status write_level(kk_json *json, const kk_viewer_source *source, const kk_released_column *column,
                             size_t count, kk_error *err)
{
    const kk_level *level = &kk_release_areas(source->release)->level[column->level];
    const kk_released_column *shown = NULL;
    kk_legend legend;
    for (size_t p = 0; p < count; p++)
        if (column[p].shown_on_map) shown = &column[p];
    if (shown == NULL) return KK_OK;
    kk_status status = kk_legend_make(shown, level, &source->config->output.classes, &legend, err);
    if (status != KK_OK) return status;
    kk_json_begin_object(json, level->name);
    kk_json_begin_list(json, "periods");
    for (size_t p = 0; p < count; p++) kk_json_string(json, NULL, column[p].period);
    kk_json_end_list(json);
    kk_json_string(json, "shown", shown->period);
    kk_json_string(json, "source", shown->source);
    write_legend(json, &legend);
    kk_json_end_object(json);
    return KK_OK;
}

/* What it is made of: "" where it is nothing but itself. A rank of need is of the index, of which there is one. */
static const char *base_of(const kk_config *config, const kk_config_indicator *indicator)
{
    if (indicator->statistic == KK_STATISTIC_NONE) return "";
    if (indicator->statistic < KK_GUIDE_INDEX) return config->indicators[indicator->base_indicator].name;
    for (size_t i = 0; i < config->indicator_count && indicator->statistic == KK_GUIDE_RANK; i++)
        if (config->indicators[i].statistic == KK_GUIDE_INDEX) return config->indicators[i].name;
    return "";
}

static void write_texts(kk_json *json, const kk_config *config, const kk_config_indicator *indicator)
{
    const char *ending = kk_statistic_ending(indicator->statistic);
    kk_json_string(json, "name", indicator->name);
    kk_json_string(json, "label_nl", indicator->label_nl);
    kk_json_string(json, "label_en", indicator->label_en);
    kk_json_string(json, "unit", indicator->unit);
    kk_json_string(json, "direction", kk_direction_name(indicator->direction));
    kk_json_string(json, "kind", kk_published_kind(indicator));
    kk_json_string(json, "axis", kk_axis_name(indicator->axis));
    kk_json_string(json, "question", indicator->question);
    kk_json_string(json, "description", indicator->description);
    kk_json_string(json, "part", *ending == '_' ? ending + 1 : ending);
    kk_json_string(json, "base", base_of(config, indicator));
    kk_categories_write(json, indicator->statistic);
}

static bool is_shown(const kk_released_column *column, size_t count, const kk_config_indicator *indicator)
{
    for (size_t i = 0; i < count; i++)
        if (column[i].indicator == indicator && column[i].shown_on_map) return true;
    return false;
}

static kk_status write_indicator(kk_json *json, const kk_viewer_source *source, const kk_config_indicator *indicator,
                                 kk_error *err)
{
    const kk_released_column *column;
    size_t count = kk_release_columns(source->release, &column);
    kk_status status = KK_OK;
    if (!is_shown(column, count, indicator)) return KK_OK;
    kk_json_begin_object(json, NULL);
    write_texts(json, source->config, indicator);
    kk_json_begin_object(json, "on");
    for (size_t i = 0; i < count && status == KK_OK;) {
        size_t periods = 1;
        while (i + periods < count && column[i + periods].indicator == column[i].indicator &&
               column[i + periods].level == column[i].level)
            periods++;
        if (column[i].indicator == indicator) status = write_level(json, source, &column[i], periods, err);
        i += periods;
    }
    kk_json_end_object(json);
    kk_json_end_object(json);
    kk_text_char(json->text, '\n');
    return status;
}

/* In the order of the first level in which each is shown. */
static kk_status write_indicators(kk_json *json, const kk_viewer_source *source, kk_error *err)
{
    const kk_released_column *column;
    size_t count = kk_release_columns(source->release, &column);
    kk_status status = KK_OK;
    kk_json_begin_list(json, "indicators");
    for (size_t i = 0; i < count && status == KK_OK; i++) {
        bool is_first = column[i].shown_on_map && !is_shown(column, i, column[i].indicator);
        if (is_first) status = write_indicator(json, source, column[i].indicator, err);
    }
    kk_json_end_list(json);
    return status;
}

/* ---- the rest ---- */

static void write_levels(kk_json *json, const kk_areas *areas)
{
    kk_json_begin_list(json, "levels");
    for (size_t l = 0; l < areas->level_count; l++) {
        kk_json_begin_object(json, NULL);
        kk_json_string(json, "name", areas->level[l].name);
        kk_json_string(json, "plural", areas->level[l].plural);
        kk_json_string(json, "title", areas->level[l].title);
        kk_json_integer(json, "areas", (int64_t)areas->level[l].count);
        kk_json_end_object(json);
    }
    kk_json_end_list(json);
}

static void write_statuses(kk_json *json)
{
    kk_json_begin_list(json, "statuses");
    for (int s = 0; s < KK_FIGURE_STATUS_COUNT; s++) {
        kk_json_begin_object(json, NULL);
        kk_json_string(json, "name", kk_figure_status_name((kk_figure_status)s));
        kk_json_string(json, "label_nl", kk_words_status((kk_figure_status)s, KK_DUTCH));
        kk_json_string(json, "label_en", kk_words_status((kk_figure_status)s, KK_ENGLISH));
        kk_json_end_object(json);
    }
    kk_json_end_list(json);
}

static void write_bounds(kk_json *json, const kk_viewer_source *source)
{
    const kk_topology *topology = &source->boundaries->topology;
    int32_t west = INT32_MAX, south = INT32_MAX, east = INT32_MIN, north = INT32_MIN;
    for (uint32_t i = 0; i < topology->begin[topology->arc_count]; i++) {
        if (!source->detail->simplified.is_kept[i]) continue;
        kk_micro_point p = source->boundaries->degrees[topology->vertex[i]];
        west = p.lon < west ? p.lon : west;
        east = p.lon > east ? p.lon : east;
        south = p.lat < south ? p.lat : south;
        north = p.lat > north ? p.lat : north;
    }
    kk_json_begin_list(json, "bounds");
    const int32_t bounds[] = {west, south, east, north}, country[] = {3360000, 50750000, 7230000, 53560000};
    bool is_anywhere = west <= east;
    for (int i = 0; i < 4; i++) kk_json_number(json, NULL, (is_anywhere ? bounds[i] : country[i]) / 1e6);
    kk_json_end_list(json);
}

/* The scripts that not every project has. */
static void write_extras(kk_json *json, const kk_viewer_source *source)
{
    const kk_config *config = source->config;
    const kk_sheet *sheet;
    kk_json_boolean(json, "sheets", kk_release_sheets(source->release, &sheet) > 0);
    kk_json_boolean(json, "explanation", config->guide.given);
    kk_json_boolean(json, "siting", config->guide.siting_count > 0);
    kk_json_boolean(json, "stories", config->guide.stories.path != NULL);
    if (!config->output.tiles.given) {
        kk_json_string(json, "tiles", NULL);
        return;
    }
    kk_json_begin_object(json, "tiles");
    kk_json_integer(json, "from", config->output.tiles.from);
    kk_json_integer(json, "to", config->output.tiles.to);
    kk_json_end_object(json);
}

kk_status kk_viewer_project(const kk_viewer_source *source, const char *folder, kk_error *err)
{
    const kk_config *config = source->config;
    kk_output output;
    kk_status status = kk_script_open(&output, folder, "project", err);
    kk_json json = {.text = &output.text};
    kk_json_begin_object(&json, NULL);
    kk_json_string(&json, "name", config->project.name);
    kk_json_string(&json, "title", config->project.title);
    kk_json_string(&json, "period", config->project.period);
    kk_json_string(&json, "version", KK_VERSION);
    kk_json_integer(&json, "boundaries", kk_release_areas(source->release)->vintage);
    write_levels(&json, kk_release_areas(source->release));
    write_statuses(&json);
    write_bounds(&json, source);
    write_extras(&json, source);
    if (status == KK_OK) status = write_indicators(&json, source, err);
    kk_json_end_object(&json);
    return kk_script_close(&output, status, err);
}
