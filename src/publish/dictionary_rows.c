/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/dictionary_rows.h"

#include "kk/words.h"
#include "publish/columns.h"
#include "publish/dictionary_words.h"
#include "publish/geopackage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAPS "kansenkompas.gpkg; *.geojson; *.topojson; *.fgb; kansenkompas.xlsx"

typedef struct dictionary {
    const kk_release *release;
    const kk_config *config;
    kk_arena *arena;
    kk_dictionary_row *row;
    size_t count;
    bool failed; /* out of memory */
} dictionary;

/* ---- rows ---- */

static const char *keep(dictionary *of, const char *text)
{
    of->failed = of->failed || text == NULL;
    return text;
}

static kk_dictionary_row *add(dictionary *of, const char *about, const char *file, const char *column)
{
    kk_dictionary_row *row = &of->row[of->count++];
    for (size_t c = 0; c < KK_ENTRY_CELLS; c++) row->cell[c] = "";
    row->cell[KK_ENTRY_ABOUT] = about;
    row->cell[KK_ENTRY_FILE] = file;
    row->cell[KK_ENTRY_COLUMN] = column;
    return row;
}

/* "gemeente; wijk": each text once, in the order of the release. */
static const char *collect(dictionary *of, const kk_config_indicator *indicator,
                           const char *(*tell)(const kk_release *, const kk_released_column *))
{
    const kk_released_column *column;
    size_t count = kk_release_columns(of->release, &column), length = 0, size = 1;
    for (size_t i = 0; i < count; i++)
        if (column[i].indicator == indicator) size += strlen(tell(of->release, &column[i])) + 2;
    char *text = kk_arena_alloc(of->arena, size, 1);
    if (keep(of, text) == NULL) return "";
    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        if (column[i].indicator != indicator) continue;
        const char *told = tell(of->release, &column[i]);
        bool is_new = *told != '\0';
        for (size_t k = 0; k < i && is_new; k++)
            is_new = column[k].indicator != indicator || strcmp(tell(of->release, &column[k]), told) != 0;
        if (is_new) length += (size_t)sprintf(text + length, "%s%s", length > 0 ? "; " : "", told);
    }
    return text;
}

static const char *level_of(const kk_release *release, const kk_released_column *column)
{
    return kk_release_areas(release)->level[column->level].name;
}

static const char *period_of(const kk_release *release, const kk_released_column *column)
{
    (void)release;
    return column->period;
}

static const char *source_of(const kk_release *release, const kk_released_column *column)
{
    (void)release;
    return column->source != NULL ? column->source : "";
}

/* ---- indicators ---- */

static const char *formula_of(dictionary *of, const kk_config_indicator *indicator)
{
    if (indicator->statistic != KK_STATISTIC_NONE && indicator->statistic < KK_GUIDE_INDEX)
        return keep(
            of, kk_arena_format(of->arena, "gemaakt van %s", of->config->indicators[indicator->base_indicator].name));
    if (indicator->numerator.count == 0) return "";
    if (indicator->denominator.count == 0 || indicator->kind == KK_VALUE) return indicator->numerator.text;
    if (indicator->per == 1)
        return keep(of,
                    kk_arena_format(of->arena, "(%s) / (%s)", indicator->numerator.text, indicator->denominator.text));
    return keep(of, kk_arena_format(of->arena, "%.10g * (%s) / (%s)", indicator->per, indicator->numerator.text,
                                    indicator->denominator.text));
}

static void add_categories(dictionary *of, const kk_config_indicator *indicator)
{
    size_t count;
    const kk_category *category = kk_statistic_categories(indicator->statistic, &count);
    for (size_t i = 0; i < count; i++) {
        kk_dictionary_row *row = add(of, "categorie", "indicators.csv", "category");
        row->cell[KK_ENTRY_VALUE] = category[i].word;
        row->cell[KK_ENTRY_LABEL] = indicator->name;
        row->cell[KK_ENTRY_MEANING] = category[i].label_nl;
        row->cell[KK_ENTRY_FORMULA] = keep(of, kk_arena_format(of->arena, "op kaarten %d", category[i].code));
    }
}

static void add_indicator(dictionary *of, const kk_config_indicator *indicator)
{
    kk_dictionary_row *row = add(of, "indicator", "indicators.csv", "indicator");
    row->cell[KK_ENTRY_VALUE] = indicator->name;
    row->cell[KK_ENTRY_LABEL] = indicator->label_nl;
    row->cell[KK_ENTRY_TYPE] = kk_dictionary_indicator_kind(indicator);
    row->cell[KK_ENTRY_UNIT] = indicator->unit;
    row->cell[KK_ENTRY_MEANING] = kk_dictionary_meaning(indicator);
    row->cell[KK_ENTRY_FORMULA] = formula_of(of, indicator);
    row->cell[KK_ENTRY_QUESTION] = indicator->question;
    row->cell[KK_ENTRY_DIRECTION] = kk_dictionary_direction(indicator->direction);
    row->cell[KK_ENTRY_AXIS] = kk_dictionary_axis(indicator->axis);
    row->cell[KK_ENTRY_LEVELS] = collect(of, indicator, level_of);
    row->cell[KK_ENTRY_PERIODS] = collect(of, indicator, period_of);
    row->cell[KK_ENTRY_SOURCE] = collect(of, indicator, source_of);
    row->cell[KK_ENTRY_ENGLISH] = indicator->description;
    add_categories(of, indicator);
}

/* ---- maps ---- */

static void add_map_column(dictionary *of, const kk_config_indicator *indicator, const char *suffix,
                           const char *meaning)
{
    kk_dictionary_row *row =
        add(of, "kaartkolom", MAPS, keep(of, kk_arena_format(of->arena, "%s%s", indicator->name, suffix)));
    bool is_status = strcmp(suffix, "_status") == 0;
    row->cell[KK_ENTRY_LABEL] = keep(of, kk_arena_format(of->arena, "%s%s", indicator->label_nl, meaning));
    row->cell[KK_ENTRY_TYPE] = is_status ? kk_dictionary_kind(KK_SHEET_TEXT) : kk_dictionary_kind(KK_SHEET_NUMBER);
    row->cell[KK_ENTRY_UNIT] = is_status ? "" : indicator->unit;
    row->cell[KK_ENTRY_MEANING] = is_status ? "of er een cijfer is, en zo niet waarom niet"
                                            : keep(of, kk_arena_format(of->arena, "%s, van de periode op de kaart",
                                                                       *suffix == '\0' ? "waarde" : meaning + 2));
    row->cell[KK_ENTRY_LEVELS] = collect(of, indicator, level_of);
    if (*suffix == '\0') row->cell[KK_ENTRY_SOURCE] = collect(of, indicator, source_of);
}

static void add_map_columns(dictionary *of)
{
    static const char *const fixed[][2] = {{"code", "code van het gebied"},
                                           {"name", "naam van het gebied"},
                                           {"level", "niveau: gemeente, wijk, buurt of een eigen indeling"},
                                           {"parent", "code van de wijk van een buurt, van de gemeente van een wijk"},
                                           {"water", "open water of buitenland"}};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        kk_dictionary_row *row = add(of, "kaartkolom", MAPS, fixed[i][0]);
        bool is_flag = strcmp(fixed[i][0], "water") == 0;
        row->cell[KK_ENTRY_TYPE] = kk_dictionary_kind(is_flag ? KK_SHEET_FLAG : KK_SHEET_TEXT);
        row->cell[KK_ENTRY_MEANING] = fixed[i][1];
    }
    for (size_t i = 0; i < of->config->indicator_count; i++) {
        const kk_config_indicator *indicator = &of->config->indicators[i];
        if (indicator->is_internal || !indicator->on_map) continue;
        for (size_t field = 0; field < KK_INDICATOR_FIELDS; field++)
            add_map_column(of, indicator, kk_indicator_field_suffix[field],
                           kk_indicator_field_meaning(indicator->statistic, field));
    }
}

/* ---- all ---- */

static void add_statuses(dictionary *of)
{
    for (int s = 0; s < KK_FIGURE_STATUS_COUNT; s++) {
        kk_dictionary_row *row = add(of, "status", "indicators.csv", "status");
        row->cell[KK_ENTRY_VALUE] = kk_figure_status_name((kk_figure_status)s);
        row->cell[KK_ENTRY_MEANING] = kk_words_status((kk_figure_status)s, KK_DUTCH);
        row->cell[KK_ENTRY_ENGLISH] = kk_words_status((kk_figure_status)s, KK_ENGLISH);
    }
}

static void add_table(dictionary *of, const kk_described_table *table)
{
    for (size_t c = 0; c < table->column_count; c++) {
        const kk_described_column *column = &table->column[c];
        kk_dictionary_row *row = add(of, "kolom", table->file, column->name);
        row->cell[KK_ENTRY_TYPE] = kk_dictionary_kind(column->kind);
        row->cell[KK_ENTRY_UNIT] = column->unit;
        row->cell[KK_ENTRY_MEANING] = column->meaning_nl;
        row->cell[KK_ENTRY_ENGLISH] = column->meaning_en;
    }
}

/* At most so many. */
static size_t room(const kk_config *config, const kk_described_table *tables, size_t table_count)
{
    size_t most = KK_FIGURE_STATUS_COUNT + 5;
    for (size_t i = 0; i < config->indicator_count; i++) {
        size_t categories;
        kk_statistic_categories(config->indicators[i].statistic, &categories);
        most += 1 + KK_INDICATOR_FIELDS + categories;
    }
    for (size_t t = 0; t < table_count; t++) most += tables[t].column_count;
    return most;
}

kk_status kk_dictionary_make(const kk_release *release, const kk_config *config, const kk_described_table *tables,
                             size_t table_count, kk_arena *arena, kk_dictionary_row **rows, size_t *count,
                             kk_error *err)
{
    dictionary of = {.release = release, .config = config, .arena = arena};
    of.row = kk_arena_alloc(arena, room(config, tables, table_count), sizeof *of.row);
    if (of.row == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < config->indicator_count; i++)
        if (!config->indicators[i].is_internal) add_indicator(&of, &config->indicators[i]);
    add_statuses(&of);
    add_map_columns(&of);
    for (size_t t = 0; t < table_count; t++) add_table(&of, &tables[t]);
    *rows = of.row;
    *count = of.count;
    return of.failed ? kk_fail_memory(err) : KK_OK;
}
