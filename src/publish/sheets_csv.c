/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "publish/number.h"
#include "publish/output.h"

#include <stdio.h>

enum { DIGITS = 10 };

/* Never by a double, which has no cents from 10¹³ on. */
static void add_euros(kk_text *text, int64_t cents)
{
    int64_t size = cents < 0 ? -cents : cents;
    const char decimals[] = {'.', (char)('0' + size / 10 % 10), (char)('0' + size % 10)};
    if (cents < 0) kk_text_char(text, '-');
    kk_text_integer(text, size / 100);
    kk_text_bytes(text, decimals, sizeof decimals);
}

static void add_whole(kk_text *text, kk_sheet_kind kind, int64_t whole)
{
    if (whole == KK_SHEET_EMPTY) return;
    if (kind == KK_SHEET_EURO)
        add_euros(text, whole);
    else if (kind == KK_SHEET_FLAG)
        kk_text_string(text, whole != 0 ? "true" : "false");
    else
        kk_text_integer(text, whole);
}

static void add_cell(kk_text *text, kk_sheet_kind kind, kk_sheet_cell cell)
{
    if (kind == KK_SHEET_TEXT)
        kk_text_csv(text, cell.text);
    else if (kind == KK_SHEET_NUMBER)
        kk_text_number(text, kk_number_significant(cell.number, DIGITS), "");
    else
        add_whole(text, kind, cell.whole);
}

static void write_header(kk_text *text, const kk_sheet *sheet)
{
    for (size_t c = 0; c < sheet->column_count; c++) {
        if (c > 0) kk_text_char(text, ',');
        kk_text_csv(text, sheet->column[c].name);
    }
    kk_text_char(text, '\n');
}

static void write_row(kk_text *text, const kk_sheet *sheet, const kk_sheet_cell *cell)
{
    for (size_t c = 0; c < sheet->column_count; c++) {
        if (c > 0) kk_text_char(text, ',');
        add_cell(text, sheet->column[c].kind, cell[c]);
    }
    kk_text_char(text, '\n');
}

static kk_status write_sheet(const kk_sheet *sheet, const char *folder, kk_error *err)
{
    char name[100];
    kk_output output;
    snprintf(name, sizeof name, "%s.csv", sheet->name);
    kk_status status = kk_output_open(&output, folder, name, err);
    if (status == KK_OK) {
        write_header(&output.text, sheet);
        for (size_t r = 0; r < sheet->row_count; r++) {
            write_row(&output.text, sheet, &sheet->cell[r * sheet->column_count]);
            kk_output_drain(&output);
        }
    }
    return kk_output_close(&output, status, err);
}

kk_status kk_write_sheets_csv(const kk_release *release, const char *folder, kk_error *err)
{
    const kk_sheet *sheet;
    size_t count = kk_release_sheets(release, &sheet);
    kk_status status = KK_OK;
    for (size_t s = 0; s < count && status == KK_OK; s++) status = write_sheet(&sheet[s], folder, err);
    return status;
}
