/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/release_csv.h"
#include "ingest/cell.h"
#include "ingest/encoding.h"
#include "ingest/named_columns.h"
#include "ingest/rows.h"

#include <math.h>

static ptrdiff_t find_column(const kk_rows *rows, const char *name)
{
    const kk_cell *header;
    size_t count = kk_rows_header(rows, &header);
    for (size_t i = 0; i < count; i++)
        if (kk_cell_equals(header[i], name)) return (ptrdiff_t)i;
    return -1;
}

kk_status kk_release_csv_open(kk_release_csv *csv, const char *path, const char *const *names, size_t count,
                              size_t required, kk_error *err)
{
    *csv = (kk_release_csv){.file = {.given = path, .path = path}, .name = names};
    kk_status status = kk_rows_open(&csv->file, NULL, &csv->rows, err);
    if (status == KK_OK) kk_rows_allow_empty(csv->rows);
    for (size_t i = 0; i < count && status == KK_OK; i++) {
        csv->index[i] = find_column(csv->rows, names[i]);
        if (csv->index[i] < 0 && i < required)
            status = kk_fail(err, KK_ERR_INPUT, "%s: has no column '%s'; docs/outputs.md tells what a release holds",
                             path, names[i]);
    }
    return status;
}

void kk_release_csv_close(kk_release_csv *csv)
{
    kk_rows_close(csv->rows);
    csv->rows = NULL;
}

kk_status kk_release_csv_next(kk_release_csv *csv, bool *more, kk_error *err)
{
    kk_status status = kk_rows_next(csv->rows, &csv->cells, &csv->cell_count, &csv->line, err);
    if (status != KK_OK) return status;
    *more = csv->cell_count > 0;
    if (*more && !kk_named_row_fits(csv->rows, csv->cell_count))
        return kk_fail(err, KK_ERR_INPUT, "%s:%lld: " KK_WRONG_WIDTH, csv->file.given, (long long)csv->line);
    return KK_OK;
}

kk_cell kk_release_csv_cell(const kk_release_csv *csv, size_t column)
{
    return kk_named_cell(csv->cells, csv->cell_count, csv->index[column]);
}

kk_status kk_release_csv_fail(const kk_release_csv *csv, size_t column, const char *why, kk_error *err)
{
    kk_cell cell = kk_release_csv_cell(csv, column);
    int shown = cell.length > 60 ? 60 : (int)cell.length;
    kk_status status = kk_fail(err, KK_ERR_INPUT, "%s:%lld: column '%s': '%.*s' %s", csv->file.given,
                               (long long)csv->line, csv->name[column], shown, cell.text, why);
    for (char *at = err->message; *at != '\0'; at++)
        if ((unsigned char)*at < ' ') *at = ' ';
    return status;
}

kk_status kk_release_csv_number(const kk_release_csv *csv, size_t column, double *number, kk_error *err)
{
    kk_cell cell = kk_release_csv_cell(csv, column);
    *number = NAN;
    if (cell.length == 0 || kk_cell_number(cell, number)) return KK_OK;
    return kk_release_csv_fail(csv, column, "is not a number", err);
}
