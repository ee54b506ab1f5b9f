/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/decimal.h"
#include "publish/viewer_script.h"

enum { DIGITS = 10 };

static const char *kind_name(kk_sheet_kind kind)
{
    static const char *const names[] = {"text", "whole", "number", "euro", "flag"};
    return names[kind];
}

/* Euros as a number with two decimals, which doubles hold up to 10¹³. */
static void write_cell(kk_text *text, kk_sheet_kind kind, kk_sheet_cell cell)
{
    if (kind == KK_SHEET_TEXT) {
        kk_text_json(text, cell.text != NULL && *cell.text != '\0' ? cell.text : NULL);
    } else if (kind == KK_SHEET_NUMBER) {
        kk_text_number(text, kk_number_significant(cell.number, DIGITS), "null");
    } else if (cell.whole == KK_SHEET_EMPTY) {
        kk_text_string(text, "null");
    } else if (kind == KK_SHEET_EURO) {
        kk_text_number(text, (double)cell.whole / 100, "null");
    } else if (kind == KK_SHEET_FLAG) {
        kk_text_string(text, cell.whole != 0 ? "true" : "false");
    } else {
        kk_text_integer(text, cell.whole);
    }
}

static void write_columns(kk_text *text, const kk_sheet *sheet)
{
    kk_json json = {.text = text};
    kk_json_begin_list(&json, NULL);
    for (size_t c = 0; c < sheet->column_count; c++) {
        kk_json_begin_object(&json, NULL);
        kk_json_string(&json, "name", sheet->column[c].name);
        kk_json_string(&json, "kind", kind_name(sheet->column[c].kind));
        kk_json_string(&json, "description", sheet->column[c].meaning);
        kk_json_end_object(&json);
    }
    kk_json_end_list(&json);
}

static void write_sheet(kk_output *output, const kk_sheet *sheet)
{
    kk_text *text = &output->text;
    kk_text_json(text, sheet->name);
    kk_text_string(text, ":{\"columns\":");
    write_columns(text, sheet);
    kk_text_string(text, ",\"rows\":[");
    for (size_t r = 0; r < sheet->row_count; r++) {
        kk_text_string(text, r > 0 ? ",\n[" : "\n[");
        for (size_t c = 0; c < sheet->column_count; c++) {
            if (c > 0) kk_text_char(text, ',');
            write_cell(text, sheet->column[c].kind, sheet->cell[r * sheet->column_count + c]);
        }
        kk_text_char(text, ']');
        kk_output_drain(output);
    }
    kk_text_string(text, "]}");
}

kk_status kk_viewer_sheets(const kk_viewer_source *source, const char *folder, kk_error *err)
{
    const kk_sheet *sheet;
    kk_output output;
    size_t count = kk_release_sheets(source->release, &sheet);
    if (count == 0) return KK_OK;
    kk_status status = kk_script_open(&output, folder, "sheets", err);
    kk_text_char(&output.text, '{');
    for (size_t s = 0; s < count; s++) {
        if (s > 0) kk_text_string(&output.text, ",\n");
        write_sheet(&output, &sheet[s]);
    }
    kk_text_char(&output.text, '}');
    return kk_script_close(&output, status, err);
}
