/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/publish_sheets.h"

#include "store/copy.h"

#include <math.h>
#include <stdio.h>

static const char *const kind_names[] = {
    [KK_SHEET_TEXT] = "text", [KK_SHEET_WHOLE] = "whole", [KK_SHEET_NUMBER] = "number",
    [KK_SHEET_EURO] = "euro", [KK_SHEET_FLAG] = "flag",
};

static kk_status load_names(PGconn *pg, const kk_sheet *sheet, size_t count, kk_error *err)
{
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, pg, "sheet_new", err);
    if (status != KK_OK) return status;
    for (size_t s = 0; s < count && kk_copy_row(&copy, 3); s++) {
        kk_copy_smallint(&copy, s);
        kk_copy_text(&copy, sheet[s].name);
        kk_copy_text(&copy, sheet[s].meaning);
    }
    return kk_copy_end(&copy, err);
}

static kk_status load_columns(PGconn *pg, const kk_sheet *sheet, size_t count, kk_error *err)
{
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, pg, "sheet_column_new", err);
    if (status != KK_OK) return status;
    for (size_t s = 0; s < count; s++) {
        for (size_t c = 0; c < sheet[s].column_count && kk_copy_row(&copy, 5); c++) {
            const kk_sheet_column *column = &sheet[s].column[c];
            kk_copy_smallint(&copy, s);
            kk_copy_smallint(&copy, c);
            kk_copy_text(&copy, column->name);
            kk_copy_text(&copy, kind_names[column->kind]);
            kk_copy_text(&copy, column->meaning);
        }
    }
    return kk_copy_end(&copy, err);
}

static void copy_whole(kk_copy *copy, kk_sheet_kind kind, int64_t whole)
{
    if (whole == KK_SHEET_EMPTY)
        kk_copy_null(copy);
    else if (kind == KK_SHEET_FLAG)
        kk_copy_boolean(copy, whole != 0);
    else
        kk_copy_bigint(copy, whole);
}

static void copy_cell(kk_copy *copy, kk_sheet_kind kind, kk_sheet_cell cell)
{
    if (kind == KK_SHEET_TEXT)
        kk_copy_text(copy, cell.text == NULL || *cell.text == '\0' ? NULL : cell.text);
    else if (kind == KK_SHEET_NUMBER)
        kk_copy_double(copy, isfinite(cell.number) ? cell.number : NAN);
    else
        copy_whole(copy, kind, cell.whole);
}

static kk_status load_rows(PGconn *pg, const kk_sheet *sheet, kk_error *err)
{
    char table[64];
    kk_copy copy;
    snprintf(table, sizeof table, "sheet_%s_new", sheet->name);
    kk_status status = kk_copy_begin(&copy, pg, table, err);
    if (status != KK_OK) return status;
    for (size_t r = 0; r < sheet->row_count && kk_copy_row(&copy, (int)sheet->column_count + 1); r++) {
        kk_copy_integer(&copy, (int64_t)r);
        for (size_t c = 0; c < sheet->column_count; c++)
            copy_cell(&copy, sheet->column[c].kind, sheet->cell[r * sheet->column_count + c]);
    }
    return kk_copy_end(&copy, err);
}

kk_status kk_publish_sheets(PGconn *pg, const kk_release *release, kk_error *err)
{
    const kk_sheet *sheet;
    size_t count = kk_release_sheets(release, &sheet);
    kk_status status = load_names(pg, sheet, count, err);
    if (status == KK_OK) status = load_columns(pg, sheet, count, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(tables_sheets), NULL, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(tables_close), NULL, err);
    for (size_t s = 0; s < count && status == KK_OK; s++) status = load_rows(pg, &sheet[s], err);
    return status;
}
