/* SPDX-License-Identifier: EUPL-1.2 */
/* Which columns of a CSV hold what: as `columns:` says, else as they are usually called. */
#ifndef KK_NAMED_COLUMNS_H
#define KK_NAMED_COLUMNS_H

#include "kk/ingest.h"

enum { KK_COLUMN_WORDS_MAX = 12 };

/* The usual names of a column of area codes. */
#define KK_AREA_WORDS                                                                                                  \
    {                                                                                                                  \
        "area", "gwbcode", "gebied", "gebiedscode", "wijkenenbuurten", "regios", "buurtcode", "wijkcode",              \
            "gemeentecode", "codering", "regiocode", "code"                                                            \
    }

typedef struct kk_named_column {
    kk_csv_field field;
    const char *what; /* for messages: "postcodes"; NULL: the file can do without */
    /* Usual names in small letters and digits, the likeliest first; one that ends with * is a beginning. */
    const char *words[KK_COLUMN_WORDS_MAX];
} kk_named_column;

/*
 * Fills in `index` for each of the columns, −1 for one that is not there. Errors: KK_ERR_PROJECT for a column that the
 * project names and the file lacks; KK_ERR_INPUT for one that is not recognised and cannot be missed.
 */
kk_status kk_named_columns_find(const kk_config_csv *csv, const kk_rows *rows, const kk_named_column *wanted,
                                size_t count, ptrdiff_t *index, kk_error *err) KK_MUST_USE;

/* The reason against a row that is wider or narrower than the header: a cell may have slipped into another column. */
#define KK_WRONG_WIDTH "the row has more or fewer cells than the header"
bool kk_named_row_fits(const kk_rows *rows, size_t count);

/* The cell of a column, empty where the row or the file has none. */
kk_cell kk_named_cell(const kk_cell *cells, size_t count, ptrdiff_t index);

/* A line in `rejects` about a row, with its cell in column `index` only when the file is public. */
kk_status kk_named_row_reject(const kk_config_csv *csv, const kk_rows *rows, ptrdiff_t index, kk_cell cell,
                              int64_t line, const char *reason, kk_rejects *rejects, kk_error *err) KK_MUST_USE;

#endif
