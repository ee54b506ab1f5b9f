/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/rows.h"
#include "kk/log.h"
#include "ingest/csv.h"
#include "ingest/input_file.h"
#include "ingest/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Either `csv` or `sheet`. */
struct kk_rows {
    kk_csv *csv;
    kk_sheet *sheet;
    kk_arena texts; /* of the header */
    kk_cell *header;
    size_t header_count;
    const char *file; /* as messages call it */
    bool any;         /* a row below the header was met, or the lack of any told */
};

static kk_status next_row(kk_rows *rows, const kk_cell **cells, size_t *count, int64_t *line, kk_error *err)
{
    return rows->csv != NULL ? kk_csv_next(rows->csv, cells, count, line, err)
                             : kk_sheet_next(rows->sheet, cells, count, line, err);
}

/* Blank cells at the end of a header are no columns. */
static size_t used_count(const kk_cell *cells, size_t count)
{
    while (count > 0 && cells[count - 1].length == 0) count--;
    return count;
}

/* Line ends of CR alone: the whole file is one row. */
static bool has_lone_return(kk_cell cell)
{
    const char *at = memchr(cell.text, '\r', cell.length);
    return at != NULL && at + 1 < cell.text + cell.length && at[1] != '\n';
}

static kk_status read_header(kk_rows *rows, const kk_config_file *file, kk_error *err)
{
    const kk_cell *cells;
    size_t count;
    int64_t line;
    kk_status status = next_row(rows, &cells, &count, &line, err);
    if (status != KK_OK) return status;
    count = used_count(cells, count);
    if (count == 0)
        return kk_fail_at(err, KK_ERR_INPUT, file->mark, "%s: is empty; expected a first row with column names",
                          file->given);
    rows->header = kk_arena_alloc(&rows->texts, count, sizeof *rows->header);
    if (rows->header == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        if (has_lone_return(cells[i]))
            return kk_fail_at(err, KK_ERR_INPUT, file->mark,
                              "%s: is one line, as its line ends are CR alone; save it with LF or CR LF", file->given);
        const char *text = kk_arena_text(&rows->texts, cells[i].text, cells[i].length);
        if (text == NULL) return kk_fail_memory(err);
        rows->header[i] = (kk_cell){text, cells[i].length};
    }
    rows->header_count = count;
    rows->file = file->given;
    return KK_OK;
}

static bool is_spreadsheet(const char *path)
{
    unsigned char bytes[8];
    FILE *file = fopen(path, "rbe");
    if (file == NULL) return false;
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return kk_sheet_is(bytes, length);
}

/* Ends opening: reads the header, or cleans up after `status`. */
static kk_status finish_open(kk_rows *rows, const kk_config_file *file, kk_status status, kk_rows **out, kk_error *err)
{
    if (status == KK_OK) status = read_header(rows, file, err);
    if (status == KK_OK) {
        *out = rows;
        return KK_OK;
    }
    kk_rows_close(rows);
    *out = NULL;
    return status;
}

kk_status kk_rows_open(const kk_config_file *file, const char *sheet, kk_rows **out, kk_error *err)
{
    *out = NULL;
    const char *obstacle = kk_input_obstacle(file->path);
    if (obstacle != NULL)
        return kk_fail_at(err, KK_ERR_INPUT, file->mark, "%s: cannot be opened: %s", file->given, obstacle);
    kk_rows *rows = calloc(1, sizeof *rows);
    if (rows == NULL) return kk_fail_memory(err);
    kk_status status;
    if (is_spreadsheet(file->path)) {
        status = kk_sheet_open(file, sheet, &rows->sheet, err);
    } else {
        status = kk_csv_open(file, &rows->csv, err);
        if (status == KK_OK && sheet != NULL)
            status = kk_fail_at(err, KK_ERR_PROJECT, file->mark, "%s is no spreadsheet, so it has no sheet '%s'",
                                file->given, sheet);
    }
    return finish_open(rows, file, status, out, err);
}

kk_status kk_rows_open_memory(const char *bytes, size_t length, const kk_config_file *file, kk_rows **out,
                              kk_error *err)
{
    *out = NULL;
    kk_rows *rows = calloc(1, sizeof *rows);
    if (rows == NULL) return kk_fail_memory(err);
    return finish_open(rows, file, kk_csv_open_memory(bytes, length, file, &rows->csv, err), out, err);
}

void kk_rows_close(kk_rows *rows)
{
    if (rows == NULL) return;
    kk_csv_close(rows->csv);
    kk_sheet_close(rows->sheet);
    kk_arena_clear(&rows->texts);
    free(rows);
}

size_t kk_rows_header(const kk_rows *rows, const kk_cell **cells)
{
    *cells = rows->header;
    return rows->header_count;
}

/* Cells beyond the header's last column are left off when they are blank: rows often end in delimiters. */
kk_status kk_rows_next(kk_rows *rows, const kk_cell **cells, size_t *count, int64_t *line, kk_error *err)
{
    if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while reading a table");
    kk_status status = next_row(rows, cells, count, line, err);
    if (status != KK_OK) return status;
    while (*count > rows->header_count && (*cells)[*count - 1].length == 0) (*count)--;
    if (*count == 0 && !rows->any) kk_warn("%s: has no rows below its header", rows->file);
    rows->any = true;
    return KK_OK;
}

void kk_rows_allow_empty(kk_rows *rows)
{
    rows->any = true;
}

kk_status kk_rows_rewind(kk_rows *rows, kk_error *err)
{
    const kk_cell *cells;
    size_t count;
    int64_t line;
    kk_status status = KK_OK;
    if (rows->csv != NULL)
        status = kk_csv_rewind(rows->csv, err);
    else
        kk_sheet_rewind(rows->sheet);
    return status == KK_OK ? next_row(rows, &cells, &count, &line, err) : status;
}
