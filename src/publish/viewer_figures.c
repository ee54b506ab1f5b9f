/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/columns.h"
#include "publish/viewer_script.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- figures: all periods of an indicator and level ---- */

typedef enum part { VALUE, LOWER, UPPER, NUMERATOR, DENOMINATOR } part;
static const char *const part_names[] = {"value", "lower", "upper", "numerator", "denominator"};

static double number_of(const kk_released_column *column, const kk_level *level, size_t area, part which)
{
    kk_published cell = kk_published_cell(column, level, area);
    switch (which) {
    case VALUE:
        return cell.value;
    case LOWER:
        return cell.lower;
    case UPPER:
        return cell.upper;
    case NUMERATOR:
        return level->water[area] ? NAN : column->numerator[area];
    default:
        return level->water[area] ? NAN : column->denominator[area];
    }
}

/* A list of all areas; none where nobody has a number. */
static void write_numbers(kk_text *text, const kk_released_column *column, const kk_level *level, part which)
{
    bool any = false;
    for (size_t i = 0; i < level->count && !any; i++) any = isfinite(number_of(column, level, i, which));
    if (!any) return;
    kk_text_char(text, '"');
    kk_text_string(text, part_names[which]);
    kk_text_string(text, "\":[");
    for (size_t i = 0; i < level->count; i++) {
        if (i > 0) kk_text_char(text, ',');
        kk_text_number(text, number_of(column, level, i, which), "null");
    }
    kk_text_string(text, "],");
}

static void write_statuses(kk_text *text, const kk_released_column *column, const kk_level *level)
{
    bool any_parent = false;
    kk_text_string(text, "\"status\":[");
    for (size_t i = 0; i < level->count; i++) {
        int status = level->water[i] ? KK_FIGURE_NOT_APPLICABLE : column->status[i];
        any_parent = any_parent || status == KK_FIGURE_PARENT;
        if (i > 0) kk_text_char(text, ',');
        kk_text_integer(text, status);
    }
    kk_text_char(text, ']');
    if (!any_parent) return;
    kk_text_string(text, ",\"hidden_by\":[");
    for (size_t i = 0; i < level->count; i++) {
        if (i > 0) kk_text_char(text, ',');
        bool is_parent = !level->water[i] && column->status[i] == KK_FIGURE_PARENT;
        if (is_parent)
            kk_text_integer(text, column->hidden_by[i]);
        else
            kk_text_string(text, "null");
    }
    kk_text_char(text, ']');
}

static void write_period(kk_text *text, const kk_released_column *column, const kk_level *level)
{
    kk_text_json(text, column->period);
    kk_text_string(text, ":{");
    for (int which = VALUE; which <= DENOMINATOR; which++) write_numbers(text, column, level, (part)which);
    write_statuses(text, column, level);
    kk_text_char(text, '}');
}

static bool is_same(const kk_released_column *a, const kk_released_column *b)
{
    return a->indicator == b->indicator && a->level == b->level;
}

/* Columns of the same indicator and level stand together, by period. Returns how many. */
static size_t count_periods(const kk_released_column *column, size_t left)
{
    size_t count = 1;
    while (count < left && is_same(column, &column[count])) count++;
    return count;
}

static kk_status write_figures(const kk_viewer_source *source, const kk_released_column *column, size_t periods,
                               const char *folder, kk_error *err)
{
    const kk_level *level = &kk_release_areas(source->release)->level[column->level];
    char *name;
    kk_output output;
    if (asprintf(&name, "figures-%s-%s", level->name, column->indicator->name) < 0) return kk_fail_memory(err);
    kk_status status = kk_script_open(&output, folder, name, err);
    free(name);
    kk_text_char(&output.text, '{');
    for (size_t p = 0; p < periods; p++) {
        if (p > 0) kk_text_string(&output.text, ",\n");
        write_period(&output.text, &column[p], level);
        kk_output_drain(&output);
    }
    kk_text_char(&output.text, '}');
    return kk_script_close(&output, status, err);
}

kk_status kk_viewer_figures(const kk_viewer_source *source, const char *folder, kk_error *err)
{
    const kk_released_column *column;
    size_t count = kk_release_columns(source->release, &column);
    kk_status status = KK_OK;
    for (size_t i = 0, periods; i < count && status == KK_OK; i += periods) {
        bool is_shown = false;
        periods = count_periods(&column[i], count - i);
        for (size_t p = 0; p < periods; p++) is_shown = is_shown || column[i + p].shown_on_map;
        if (is_shown) status = write_figures(source, &column[i], periods, folder, err);
    }
    return status;
}

/* ---- areas ---- */

static void write_texts(kk_text *text, const char *key, const char *const *list, size_t count)
{
    kk_text_json(text, key);
    kk_text_string(text, ":[");
    for (size_t i = 0; i < count; i++) {
        if (i > 0) kk_text_char(text, ',');
        kk_text_json(text, list[i]);
    }
    kk_text_string(text, "],\n");
}

/* The larger area of a level of CBS by code, −1 without. */
static ptrdiff_t area_around(const kk_areas *areas, const kk_level *level, size_t area, const kk_level *larger)
{
    char code[16];
    const char *parent = level->parent != NULL ? level->parent[area] : NULL;
    if (parent != NULL && level->kind == KK_LEVEL_BUURT && larger->kind == KK_LEVEL_GEMEENTE)
        parent = kk_code_parent(parent, code) ? code : NULL;
    (void)areas;
    return parent != NULL ? kk_level_find(larger, parent) : -1;
}

static void write_around(kk_text *text, const kk_areas *areas, const kk_level *level)
{
    bool any = false;
    kk_text_string(text, "\"in\":{");
    for (size_t l = 0; l < areas->level_count; l++) {
        const kk_level *larger = &areas->level[l];
        if (level->kind == KK_LEVEL_OWN || larger->kind >= level->kind) continue;
        if (any) kk_text_char(text, ',');
        any = true;
        kk_text_json(text, larger->name);
        kk_text_string(text, ":[");
        for (size_t i = 0; i < level->count; i++) {
            if (i > 0) kk_text_char(text, ',');
            kk_text_integer(text, area_around(areas, level, i, larger));
        }
        kk_text_char(text, ']');
    }
    kk_text_char(text, '}');
}

static kk_status write_areas(const kk_areas *areas, const kk_level *level, const char *folder, kk_error *err)
{
    char *name;
    kk_output output;
    if (asprintf(&name, "areas-%s", level->name) < 0) return kk_fail_memory(err);
    kk_status status = kk_script_open(&output, folder, name, err);
    free(name);
    kk_text *text = &output.text;
    kk_text_char(text, '{');
    write_texts(text, "code", level->code, level->count);
    write_texts(text, "name", level->area_name, level->count);
    kk_text_string(text, "\"water\":[");
    for (size_t i = 0; i < level->count; i++) {
        if (i > 0) kk_text_char(text, ',');
        kk_text_integer(text, level->water[i]);
    }
    kk_text_string(text, "],\n");
    write_around(text, areas, level);
    kk_text_char(text, '}');
    return kk_script_close(&output, status, err);
}

kk_status kk_viewer_areas(const kk_viewer_source *source, const char *folder, kk_error *err)
{
    const kk_areas *areas = kk_release_areas(source->release);
    kk_status status = KK_OK;
    for (size_t l = 0; l < areas->level_count && status == KK_OK; l++)
        status = write_areas(areas, &areas->level[l], folder, err);
    return status;
}
