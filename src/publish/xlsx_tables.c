/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/xlsx_book.h"

#include "core/decimal.h"
#include "publish/dictionary_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = 10, NARROW = 13, WIDE = 28, SENTENCE = 60 };
static const double header_height = 75;

/* ---- a table of results ---- */

/* Sentences and names have more room than numbers. */
static double width_of(const kk_sheet *sheet, size_t column)
{
    size_t longest = 0;
    if (sheet->column[column].kind != KK_SHEET_TEXT) return NARROW;
    for (size_t r = 0; r < sheet->row_count; r++) {
        const char *text = sheet->cell[r * sheet->column_count + column].text;
        size_t length = text != NULL ? strlen(text) : 0;
        longest = length > longest ? length : longest;
    }
    return longest > SENTENCE ? SENTENCE : longest > NARROW ? WIDE : NARROW;
}

static kk_status find_decimals(const kk_sheet *sheet, int *decimals, kk_error *err)
{
    double *number = malloc((sheet->row_count + 1) * sizeof *number);
    if (number == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < sheet->column_count; c++) {
        decimals[c] = 0;
        if (sheet->column[c].kind != KK_SHEET_NUMBER) continue;
        for (size_t r = 0; r < sheet->row_count; r++) number[r] = sheet->cell[r * sheet->column_count + c].number;
        decimals[c] = kk_xlsx_decimals(number, sheet->row_count);
    }
    free(number);
    return KK_OK;
}

static void write_headers(kk_xlsx *xlsx, kk_xlsx_tab *tab, const kk_sheet *sheet, const kk_described_table *table)
{
    worksheet_set_row(tab->worksheet, 0, header_height, NULL);
    for (size_t c = 0; c < sheet->column_count; c++) {
        const kk_described_column *of = &table->column[c];
        const char *words = of->meaning_nl;
        bool tells_unit = strstr(words, of->unit) != NULL; /* also where there is none */
        if (!tells_unit) words = kk_arena_format(xlsx->arena, "%s (%s)", words, of->unit);
        kk_xlsx_text(xlsx, tab, 0, c, words, xlsx->heading);
        worksheet_set_column(tab->worksheet, (lxw_col_t)c, (lxw_col_t)c, width_of(sheet, c), NULL);
    }
    for (size_t c = 0; c < sheet->column_count; c++) kk_xlsx_text(xlsx, tab, 1, c, sheet->column[c].name, xlsx->name);
}

static void write_cell(kk_xlsx *xlsx, kk_xlsx_tab *tab, size_t row, size_t column, kk_sheet_kind kind,
                       kk_sheet_cell cell, int decimals)
{
    if (kind == KK_SHEET_TEXT)
        kk_xlsx_text(xlsx, tab, row, column, cell.text, xlsx->text);
    else if (kind == KK_SHEET_NUMBER)
        kk_xlsx_number(xlsx, tab, row, column, kk_number_significant(cell.number, DIGITS), xlsx->number[decimals]);
    else if (cell.whole == KK_SHEET_EMPTY)
        return;
    else if (kind == KK_SHEET_FLAG)
        kk_xlsx_flag(xlsx, tab, row, column, cell.whole != 0);
    else if (kind == KK_SHEET_EURO)
        kk_xlsx_number(xlsx, tab, row, column, (double)cell.whole / 100, xlsx->euro);
    else
        kk_xlsx_number(xlsx, tab, row, column, (double)cell.whole, xlsx->number[0]);
}

static void write_rows(kk_xlsx *xlsx, kk_xlsx_tab *tab, const kk_sheet *sheet, const int *decimals)
{
    for (size_t r = 0; r < sheet->row_count; r++)
        for (size_t c = 0; c < sheet->column_count; c++)
            write_cell(xlsx, tab, r + KK_XLSX_HEADER_ROWS, c, sheet->column[c].kind,
                       sheet->cell[r * sheet->column_count + c], decimals[c]);
}

kk_status kk_xlsx_sheet(kk_xlsx *xlsx, const kk_sheet *sheet, const kk_described_table *table, kk_error *err)
{
    kk_xlsx_tab *tab = kk_xlsx_add_tab(xlsx, table->tab, table->title_nl, table->file);
    int *decimals = kk_arena_alloc(xlsx->arena, sheet->column_count + 1, sizeof *decimals);
    if (tab == NULL || decimals == NULL) return kk_fail_memory(err);
    if (sheet->row_count > KK_XLSX_ROWS - KK_XLSX_HEADER_ROWS) {
        tab->limit = "niet in dit bestand: meer regels dan rijen in Excel";
        return KK_OK;
    }
    kk_status status = find_decimals(sheet, decimals, err);
    if (status != KK_OK) return status;
    write_headers(xlsx, tab, sheet, table);
    write_rows(xlsx, tab, sheet, decimals);
    kk_xlsx_table(xlsx, tab, sheet->row_count, sheet->column_count, 0);
    return KK_OK;
}

/* ---- the guide ---- */

kk_status kk_xlsx_guide(kk_xlsx *xlsx, kk_error *err)
{
    const kk_sheet *sheet;
    size_t count = kk_release_sheets(xlsx->release, &sheet);
    kk_status status = KK_OK;
    /* In the order in which the guide is read; of what it does not know in that of the release. */
    for (size_t place = 0; place <= KK_GUIDE_TEXTS_MAX && status == KK_OK; place++)
        for (size_t s = 0; s < count && status == KK_OK; s++) {
            kk_described_table table;
            if (kk_guide_texts_place(sheet[s].name) != place) continue;
            status = kk_describe_sheet(&sheet[s], xlsx->arena, &table, err);
            if (status == KK_OK) status = kk_xlsx_sheet(xlsx, &sheet[s], &table, err);
        }
    return status;
}

/* ---- what stands in files only: made a sheet ---- */

static const kk_described_table *find_file(const char *name)
{
    size_t count;
    const kk_described_table *files = kk_described_files(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(files[i].file, name) == 0) return &files[i];
    return NULL;
}

/* A sheet with the columns of the table and room for its cells. */
static kk_status begin_sheet(kk_xlsx *xlsx, const kk_described_table *table, size_t rows, kk_sheet *sheet,
                             kk_error *err)
{
    kk_sheet_column *column = kk_arena_alloc(xlsx->arena, table->column_count, sizeof *column);
    kk_sheet_cell *cell = kk_arena_alloc(xlsx->arena, rows * table->column_count + 1, sizeof *cell);
    if (column == NULL || cell == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < table->column_count; c++)
        column[c] = (kk_sheet_column){table->column[c].name, table->column[c].kind, table->column[c].meaning_en};
    *sheet = (kk_sheet){.name = table->tab,
                        .meaning = table->title_en,
                        .column = column,
                        .column_count = table->column_count,
                        .row_count = rows,
                        .cell = cell};
    return KK_OK;
}

static void tell_statistic(const kk_areas *areas, const kk_statistic_row *row, kk_sheet_cell *cell)
{
    const char *const before[] = {areas->level[row->level].name, row->within_code, row->within_name, row->period,
                                  row->indicator->name,          row->statistic,   row->term};
    const double number[] = {row->value, row->lower, row->upper, row->p};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) (cell++)->text = before[i];
    for (size_t i = 0; i < sizeof number / sizeof *number; i++) (cell++)->number = number[i];
    (cell++)->whole = (int64_t)row->areas;
    cell->text = row->note;
}

kk_status kk_xlsx_statistics(kk_xlsx *xlsx, kk_error *err)
{
    const kk_described_table *table = find_file("statistics.csv");
    const kk_statistic_row *row;
    size_t count = kk_release_statistics(xlsx->release, &row);
    kk_sheet sheet;
    if (count == 0) return KK_OK;
    kk_status status = begin_sheet(xlsx, table, count, &sheet, err);
    if (status != KK_OK) return status;
    for (size_t i = 0; i < count; i++)
        tell_statistic(kk_release_areas(xlsx->release), &row[i], &sheet.cell[i * sheet.column_count]);
    return kk_xlsx_sheet(xlsx, &sheet, table, err);
}

/* Of the tables that are in the workbook. */
static kk_status describe_tabs(kk_xlsx *xlsx, kk_described_table *tables, size_t *table_count, kk_error *err)
{
    const kk_sheet *sheet;
    const kk_statistic_row *row;
    size_t count = kk_release_sheets(xlsx->release, &sheet);
    kk_status status = KK_OK;
    *table_count = 0;
    if (kk_release_statistics(xlsx->release, &row) > 0) tables[(*table_count)++] = *find_file("statistics.csv");
    for (size_t s = 0; s < count && status == KK_OK; s++)
        status = kk_describe_sheet(&sheet[s], xlsx->arena, &tables[(*table_count)++], err);
    return status;
}

kk_status kk_xlsx_dictionary(kk_xlsx *xlsx, kk_error *err)
{
    const kk_described_table *table = find_file("woordenboek.csv");
    const kk_sheet *of_guide;
    kk_dictionary_row *row;
    size_t table_count, count;
    kk_sheet sheet;
    kk_described_table *tables =
        kk_arena_alloc(xlsx->arena, kk_release_sheets(xlsx->release, &of_guide) + 2, sizeof *tables);
    if (tables == NULL) return kk_fail_memory(err);
    kk_status status = describe_tabs(xlsx, tables, &table_count, err);
    if (status == KK_OK)
        status = kk_dictionary_make(xlsx->release, xlsx->config, tables, table_count, xlsx->arena, &row, &count, err);
    if (status == KK_OK) status = begin_sheet(xlsx, table, count, &sheet, err);
    if (status != KK_OK) return status;
    for (size_t i = 0; i < count; i++)
        for (size_t c = 0; c < KK_ENTRY_CELLS; c++) sheet.cell[i * sheet.column_count + c].text = row[i].cell[c];
    return kk_xlsx_sheet(xlsx, &sheet, table, err);
}
