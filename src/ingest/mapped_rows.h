/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rows of a file whose columns the project names (kk_config_csv), by field: places, homes, travel times, budgets,
 * activities. A field that the project does not name is the column with the field's own name, where there is one.
 */
#ifndef KK_MAPPED_ROWS_H
#define KK_MAPPED_ROWS_H

#include "ingest/record_fields.h"
#include "ingest/vector_points.h"
#include "kk/intake.h"

typedef struct kk_mapped_rows {
    const kk_config_csv *csv;
    kk_rows *table;           /* either this, */
    kk_vector_points *vector; /* or this */
    const char **header;      /* names of the columns; "" where they may not be shown */
    size_t header_count;
    ptrdiff_t column[KK_FIELD_COUNT]; /* −1: not there */
    kk_record_fields row;             /* at hand; of a vector source `line` is the number of the feature */
    double xy[2];                     /* of a vector source: its point, EPSG:28992, or NaN */
    kk_source_counts *counts;         /* rows read and rejected are counted here; used ones are for the caller */
    kk_rejects *rejects;
    kk_arena texts; /* of the header */
} kk_mapped_rows;

/*
 * Opens a CSV or spreadsheet, or with `vector` a layer of a vector source (NULL: the only one). Errors: KK_ERR_INPUT
 * for a file that cannot be read, KK_ERR_PROJECT for a column that is not there, with the nearest name. To be closed
 * also after a failure.
 */
kk_status kk_mapped_rows_open(const kk_config_csv *csv, bool vector, const char *layer, kk_source_counts *counts,
                              kk_rejects *rejects, kk_mapped_rows *out, kk_error *err) KK_MUST_USE;
void kk_mapped_rows_close(kk_mapped_rows *rows);

bool kk_mapped_rows_have(const kk_mapped_rows *rows, kk_csv_field field);
/* KK_ERR_PROJECT when there is no column for `field`: tells how to name it. */
kk_status kk_mapped_rows_need(const kk_mapped_rows *rows, kk_csv_field field, kk_error *err) KK_MUST_USE;

/* A row that is wider or narrower than the header is passed over, and rejected. */
kk_status kk_mapped_rows_next(kk_mapped_rows *rows, bool *found, kk_error *err) KK_MUST_USE;

/* A line in the rejects about the row at hand, which then counts as rejected, or about one of its cells. What stands in
   the cell is shown of public files only. */
kk_status kk_mapped_rows_reject(kk_mapped_rows *rows, kk_csv_field field, const char *reason,
                                kk_error *err) KK_MUST_USE;
kk_status kk_mapped_rows_reject_cell(kk_mapped_rows *rows, kk_csv_field field, const char *reason,
                                     kk_error *err) KK_MUST_USE;

/* A copy of the cell, "" where there is none; NULL when out of memory. */
const char *kk_mapped_rows_text(const kk_mapped_rows *rows, kk_csv_field field, kk_arena *arena);
/* A number from 0 to 10^9; NaN where it is missing: blank, a symbol of CBS, ≤ −99990. False for any other text. */
bool kk_mapped_rows_count(const kk_mapped_rows *rows, kk_csv_field field, double *number);

/*
 * Where the row at hand is, by the rules of the project, and by what the file has where the project tells nothing.
 * Without a finder (in tests) coordinates are RD as they stand and the area is not given. x and y of `location` are
 * NaN where there are none in the Netherlands.
 */
kk_locus kk_mapped_rows_locate(const kk_mapped_rows *rows, kk_locus_finder *find, const void *finder,
                               kk_location *location);

#endif
