/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/xlsx_book.h"

#include "kk/words.h"
#include "publish/columns.h"
#include "publish/geopackage.h"
#include "publish/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { AREA_COLUMNS_MAX = 6, NAME_WIDTH = 28, CODE_WIDTH = 12, VALUE_WIDTH = 15, BOUND_WIDTH = 11 };
static const double header_height = 105;

/* The sheet of a level: what stands where. */
typedef struct level_sheet {
    kk_xlsx *xlsx;
    kk_xlsx_tab *tab;
    const kk_level *level;
    const kk_level *wijken, *gemeenten; /* around; NULL: none to be told */
    kk_map_columns map;
    bool *has_bounds; /* [column] */
    int *decimals;
    size_t columns; /* of the sheet */
} level_sheet;

/* ---- the areas ---- */

static const kk_level *level_of_kind(const kk_areas *areas, kk_level_kind kind)
{
    for (size_t l = 0; l < areas->level_count; l++)
        if (areas->level[l].kind == kind) return &areas->level[l];
    return NULL;
}

static const char *name_of(const kk_level *level, const char *code)
{
    ptrdiff_t area = code != NULL ? kk_level_find(level, code) : -1;
    return area >= 0 ? level->area_name[area] : "";
}

static size_t write_around(level_sheet *of, size_t row, size_t column, const kk_level *around, const char *code)
{
    kk_xlsx_text(of->xlsx, of->tab, row, column, code, of->xlsx->text);
    kk_xlsx_text(of->xlsx, of->tab, row, column + 1, name_of(around, code), of->xlsx->text);
    return column + 2;
}

static size_t write_area(level_sheet *of, size_t row, size_t area)
{
    const kk_level *level = of->level;
    char gemeente[16];
    size_t column = 2;
    const char *parent = level->parent != NULL ? level->parent[area] : NULL;
    kk_xlsx_text(of->xlsx, of->tab, row, 0, level->code[area], of->xlsx->text);
    kk_xlsx_text(of->xlsx, of->tab, row, 1, level->area_name[area], of->xlsx->text);
    if (of->wijken != NULL) column = write_around(of, row, column, of->wijken, parent);
    if (of->gemeenten == NULL) return column;
    if (of->wijken != NULL) parent = parent != NULL && kk_code_parent(parent, gemeente) ? gemeente : NULL;
    return write_around(of, row, column, of->gemeenten, parent);
}

/* ---- headers ---- */

static void write_header(level_sheet *of, size_t column, const char *words, double width)
{
    kk_xlsx_text(of->xlsx, of->tab, 0, column, words, of->xlsx->heading);
    worksheet_set_column(of->tab->worksheet, (lxw_col_t)column, (lxw_col_t)column, width, NULL);
}

typedef struct area_header {
    const char *words, *name;
    double width;
} area_header;

static size_t area_headers(const level_sheet *of, area_header header[AREA_COLUMNS_MAX])
{
    size_t count = 0;
    header[count++] = (area_header){"Code", "code", CODE_WIDTH};
    header[count++] = (area_header){"Naam", "name", NAME_WIDTH};
    if (of->wijken != NULL) {
        header[count++] = (area_header){"Code van de wijk", "wijk_code", CODE_WIDTH};
        header[count++] = (area_header){"Wijk", "wijk_name", NAME_WIDTH};
    }
    if (of->gemeenten != NULL) {
        header[count++] = (area_header){"Code van de gemeente", "gemeente_code", CODE_WIDTH};
        header[count++] = (area_header){"Gemeente", "gemeente_name", NAME_WIDTH};
    }
    return count;
}

static const char *title_of(level_sheet *of, const kk_released_column *column)
{
    kk_text title = {0};
    kk_style_title(column, &title);
    const char *kept = title.failed ? "" : kk_arena_copy(of->xlsx->arena, title.bytes);
    kk_text_clear(&title);
    return kept != NULL ? kept : "";
}

/* What a pointer over the header tells. */
static const char *note_of(level_sheet *of, const kk_released_column *column)
{
    const kk_config_indicator *indicator = column->indicator;
    const char *question = indicator->question != NULL ? indicator->question : "";
    const char *description = indicator->description != NULL ? indicator->description : "";
    const char *source = column->source != NULL ? column->source : "";
    const char *note = kk_arena_format(of->xlsx->arena, "%s%s%s%s%s%s%s", question, *question != '\0' ? "\n\n" : "",
                                       *source != '\0' ? "Bron: " : "", source, *source != '\0' ? "\n" : "",
                                       *description != '\0' ? "Omschrijving (Engels): " : "", description);
    return note != NULL ? note : "";
}

/* Columns of an indicator in the sheet: value, perhaps both bounds, status. Fields as in the maps. */
static size_t fields_of(const level_sheet *of, size_t i, size_t field[KK_INDICATOR_FIELDS])
{
    size_t count = 0;
    for (size_t f = 0; f < KK_INDICATOR_FIELDS; f++)
        if (f == 0 || f == KK_INDICATOR_STATUS || of->has_bounds[i]) field[count++] = f;
    return count;
}

static size_t write_indicator_header(level_sheet *of, size_t i, size_t at)
{
    static const lxw_row_col_options folded = {.hidden = LXW_TRUE, .level = 1};
    const kk_released_column *column = of->map.columns[i];
    size_t field[KK_INDICATOR_FIELDS], count = fields_of(of, i, field);
    for (size_t f = 0; f < count; f++) {
        lxw_col_t where = (lxw_col_t)(at + f);
        const char *meaning = kk_indicator_field_meaning(column->indicator->statistic, field[f]);
        const char *words = field[f] == 0
                                ? title_of(of, column)
                                : kk_arena_format(of->xlsx->arena, "%s%s", column->indicator->label_nl, meaning);
        write_header(of, where, words, field[f] == 0 ? VALUE_WIDTH : BOUND_WIDTH);
        if (field[f] == 0) kk_xlsx_note(of->xlsx, of->tab, 0, where, note_of(of, column));
        if (field[f] == KK_INDICATOR_STATUS)
            worksheet_set_column_opt(of->tab->worksheet, where, where, VALUE_WIDTH, NULL,
                                     (lxw_row_col_options *)(uintptr_t)&folded);
    }
    return at + count;
}

static size_t write_indicator_names(level_sheet *of, size_t i, size_t at)
{
    size_t field[KK_INDICATOR_FIELDS], count = fields_of(of, i, field);
    for (size_t f = 0; f < count; f++) {
        const char *name = kk_arena_format(of->xlsx->arena, "%s%s", of->map.columns[i]->indicator->name,
                                           kk_indicator_field_suffix[field[f]]);
        kk_xlsx_text(of->xlsx, of->tab, 1, at + f, name, of->xlsx->name);
    }
    return at + count;
}

static void write_headers(level_sheet *of)
{
    area_header header[AREA_COLUMNS_MAX];
    size_t count = area_headers(of, header), at = count;
    worksheet_set_row(of->tab->worksheet, 0, header_height, NULL);
    for (size_t c = 0; c < count; c++) write_header(of, c, header[c].words, header[c].width);
    for (size_t i = 0; i < of->map.count; i++) at = write_indicator_header(of, i, at);
    of->columns = at;
    for (size_t c = 0; c < count; c++) kk_xlsx_text(of->xlsx, of->tab, 1, c, header[c].name, of->xlsx->name);
    at = count;
    for (size_t i = 0; i < of->map.count; i++) at = write_indicator_names(of, i, at);
}

/* ---- figures ---- */

static const char *category_label(const kk_released_column *column, double value)
{
    size_t count;
    const kk_category *category = kk_statistic_categories(column->indicator->statistic, &count);
    for (size_t i = 0; i < count; i++)
        if (category[i].code == value) return category[i].label_nl;
    return NULL;
}

static void write_value(level_sheet *of, size_t i, size_t area, const kk_published *cell, size_t row, size_t at)
{
    const kk_released_column *column = of->map.columns[i];
    kk_figure_status status = (kk_figure_status)column->status[area];
    bool is_around = status == KK_FIGURE_PARENT;
    const char *label = category_label(column, cell->value);
    lxw_format *const *formats = is_around ? of->xlsx->around : of->xlsx->number;
    if (!isfinite(cell->value))
        kk_xlsx_text(of->xlsx, of->tab, row, at, kk_words_status(status, KK_DUTCH), of->xlsx->reason);
    else if (label != NULL)
        kk_xlsx_text(of->xlsx, of->tab, row, at, label, is_around ? of->xlsx->reason : of->xlsx->text);
    else
        kk_xlsx_number(of->xlsx, of->tab, row, at, cell->value, formats[of->decimals[i]]);
}

static size_t write_figure(level_sheet *of, size_t i, size_t area, size_t row, size_t at)
{
    kk_published cell = kk_published_cell(of->map.columns[i], of->level, area);
    lxw_format *number = of->xlsx->number[of->decimals[i]];
    write_value(of, i, area, &cell, row, at++);
    if (of->has_bounds[i]) {
        kk_xlsx_number(of->xlsx, of->tab, row, at++, cell.lower, number);
        kk_xlsx_number(of->xlsx, of->tab, row, at++, cell.upper, number);
    }
    kk_xlsx_text(of->xlsx, of->tab, row, at++, cell.status, of->xlsx->reason);
    return at;
}

static size_t write_rows(level_sheet *of)
{
    size_t row = KK_XLSX_HEADER_ROWS;
    for (size_t area = 0; area < of->level->count; area++) {
        if (of->level->water[area]) continue;
        size_t at = write_area(of, row, area);
        for (size_t i = 0; i < of->map.count; i++) at = write_figure(of, i, area, row, at);
        row++;
    }
    return row - KK_XLSX_HEADER_ROWS;
}

/* ---- all ---- */

static void look_at_columns(level_sheet *of)
{
    for (size_t i = 0; i < of->map.count; i++) {
        const kk_released_column *column = of->map.columns[i];
        of->has_bounds[i] = false;
        for (size_t a = 0; a < of->level->count && !of->has_bounds[i]; a++)
            of->has_bounds[i] = isfinite(column->lower[a]) || isfinite(column->upper[a]);
        of->decimals[i] = kk_xlsx_decimals(column->value, of->level->count);
    }
}

/* As many indicators as there is room for. */
static void fit_columns(level_sheet *of)
{
    size_t fits = (KK_XLSX_COLUMNS - AREA_COLUMNS_MAX) / KK_INDICATOR_FIELDS;
    if (of->map.count <= fits) return;
    of->tab->limit = kk_arena_format(of->xlsx->arena, "de eerste %zu van %zu indicatoren: meer past niet in Excel",
                                     fits, of->map.count);
    of->map.count = fits;
}

static size_t count_land(const kk_level *level)
{
    size_t count = 0;
    for (size_t i = 0; i < level->count; i++) count += !level->water[i];
    return count;
}

static void write_sheet(level_sheet *of)
{
    look_at_columns(of);
    write_headers(of);
    size_t rows = write_rows(of);
    kk_xlsx_table(of->xlsx, of->tab, rows, of->columns, 2);
}

kk_status kk_xlsx_level(kk_xlsx *xlsx, size_t index, kk_error *err)
{
    const kk_areas *areas = kk_release_areas(xlsx->release);
    const kk_level *level = &areas->level[index];
    const char *title = kk_arena_format(xlsx->arena, "De cijfers van de kaart: %s", level->title);
    const char *file = kk_arena_format(xlsx->arena, "%s.geojson", level->plural);
    level_sheet of = {.xlsx = xlsx, .level = level, .tab = kk_xlsx_add_tab(xlsx, level->title, title, file)};
    if (title == NULL || file == NULL || of.tab == NULL) return kk_fail_memory(err);
    if (level->kind == KK_LEVEL_BUURT) of.wijken = level_of_kind(areas, KK_LEVEL_WIJK);
    if (level->kind == KK_LEVEL_BUURT || level->kind == KK_LEVEL_WIJK)
        of.gemeenten = level_of_kind(areas, KK_LEVEL_GEMEENTE);
    if (count_land(level) > KK_XLSX_ROWS - KK_XLSX_HEADER_ROWS) {
        of.tab->limit = "niet in dit bestand: meer gebieden dan rijen in Excel";
        return KK_OK;
    }
    kk_status status = kk_map_columns_select(xlsx->release, index, &of.map, err);
    if (status != KK_OK) return status;
    fit_columns(&of);
    of.has_bounds = kk_arena_alloc(xlsx->arena, of.map.count + 1, sizeof *of.has_bounds);
    of.decimals = kk_arena_alloc(xlsx->arena, of.map.count + 1, sizeof *of.decimals);
    if (of.has_bounds == NULL || of.decimals == NULL)
        status = kk_fail_memory(err);
    else
        write_sheet(&of);
    free(of.map.columns);
    return status;
}
