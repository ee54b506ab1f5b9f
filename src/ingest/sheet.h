/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rows of a spreadsheet (XLS, XLSX, ODS) through GDAL, every cell as text.
 */
#ifndef KK_SHEET_H
#define KK_SHEET_H

#include "kk/ingest.h"

typedef struct kk_sheet kk_sheet;

/* True when the first bytes of a file are those of a spreadsheet (or another zip file), whatever its name. */
bool kk_sheet_is(const unsigned char *bytes, size_t length);

/* `name` NULL: the first sheet. Errors: KK_ERR_INPUT; for a sheet that is not there, KK_ERR_PROJECT with the nearest.
 */
kk_status kk_sheet_open(const kk_config_file *file, const char *name, kk_sheet **out, kk_error *err) KK_MUST_USE;
void kk_sheet_close(kk_sheet *sheet);

/* The next row that is not empty, as kk_rows_next; `*line` is the number of the row in the sheet. */
kk_status kk_sheet_next(kk_sheet *sheet, const kk_cell **cells, size_t *count, int64_t *line,
                        kk_error *err) KK_MUST_USE;
void kk_sheet_rewind(kk_sheet *sheet);

#endif
