/* SPDX-License-Identifier: EUPL-1.2 */
/* A CSV of a release, its columns by name. What is wrong in it is an error: nothing is left aside. */
#ifndef KK_RELEASE_CSV_H
#define KK_RELEASE_CSV_H

#include "kk/arena.h"
#include "kk/ingest.h"

enum { KK_RELEASE_COLUMNS_MAX = 12 };

typedef struct kk_release_csv {
    kk_config_file file;
    kk_rows *rows;
    const char *const *name;
    ptrdiff_t index[KK_RELEASE_COLUMNS_MAX]; /* −1: not in the file */
    const kk_cell *cells;                    /* of the row that was read last */
    size_t cell_count;
    int64_t line;
} kk_release_csv;

/* `path` is borrowed. The first `required` of the `count` columns must be there. Errors: KK_ERR_INPUT. */
kk_status kk_release_csv_open(kk_release_csv *csv, const char *path, const char *const *names, size_t count,
                              size_t required, kk_error *err) KK_MUST_USE;
void kk_release_csv_close(kk_release_csv *csv);

/* The next row; *more is false at the end. Errors: KK_ERR_INPUT for a row of another width than the header. */
kk_status kk_release_csv_next(kk_release_csv *csv, bool *more, kk_error *err) KK_MUST_USE;

/* The cell of a column, empty where the file has no such column. */
kk_cell kk_release_csv_cell(const kk_release_csv *csv, size_t column);

/* KK_ERR_INPUT about that cell: file, line, column, what it holds, and `why`. */
kk_status kk_release_csv_fail(const kk_release_csv *csv, size_t column, const char *why, kk_error *err);

/* The number in a cell, NaN where it is empty. Errors: KK_ERR_INPUT for any other text. */
kk_status kk_release_csv_number(const kk_release_csv *csv, size_t column, double *number, kk_error *err) KK_MUST_USE;

#endif
