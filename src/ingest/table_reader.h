/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A table while it is read. The steps, in the order of kk_table_read_rows:
 *   kk_key_columns_find      which columns hold the area code, the period … (table_key.c)
 *   kk_columns_choose        which columns hold the figures (table_columns.c)
 *   kk_percentages_plan      which percentages are checked (percentage.c)
 *   kk_table_read_…          the rows: wide, long, a release or published estimates (table_wide.c, observations.c,
 *                            table_release.c, table_estimates.c)
 *   kk_table_check_doubles   areas that occur more than once (table_doubles.c)
 *   kk_table_resolve_missing what a blank means (table_missing.c)
 *   kk_percentages_check     percentages that contradict their counts (percentage.c)
 */
#ifndef KK_TABLE_READER_H
#define KK_TABLE_READER_H

#include "ingest/period.h"
#include "ingest/rows.h"
#include "ingest/table_columns.h"
#include "ingest/table_rows.h"
#include "kk/ingest.h"

#include <stdarg.h>

enum { KK_CODE_MAX = 32 };

/* Header columns that say what a row is about; −1: none. */
typedef struct kk_key_columns {
    uint32_t code;
    ptrdiff_t period;
    ptrdiff_t measure, value, attribute; /* of the long form */
    uint32_t *where;                     /* of config->where */
} kk_key_columns;

/* Header columns of an indicators.csv that the engine wrote. */
typedef enum kk_release_part {
    KK_RELEASE_VALUE,
    KK_RELEASE_NUMERATOR,
    KK_RELEASE_DENOMINATOR,
    KK_RELEASE_LOWER,
    KK_RELEASE_UPPER,
    KK_RELEASE_PARTS
} kk_release_part;

typedef struct kk_release_header {
    bool found; /* the file is a release */
    uint32_t code, indicator, status, part[KK_RELEASE_PARTS];
} kk_release_header;

/* Percentages to check: indices of columns, terms over columns. */
typedef struct kk_percentage_check {
    uint32_t column, count;
    kk_expression base;
} kk_percentage_check;

typedef struct kk_table_reader {
    const kk_config *config;
    const kk_config_table *table; /* what the project says of it */
    kk_rows *rows;
    kk_arena *arena;  /* of the result */
    kk_arena scratch; /* until the table is read */
    kk_rejects *rejects;
    kk_error *err;
    kk_names header;
    kk_names names;      /* the header; in the long form the measures; of a release its indicators and their parts; of
                            published estimates the columns that are wanted */
    kk_names indicators; /* of a release; each has KK_RELEASE_PARTS names in `names` */
    kk_release_header release;
    struct kk_estimates_reader *estimates; /* of published estimates (table_estimates.h), else NULL */
    const char *companion;                 /* path of the MeasureCodes.csv that was read, or NULL */
    kk_key_columns key;
    bool statline;               /* a blank means secret or nobody there */
    char period[KK_PERIOD_SIZE]; /* of all rows, when config->period is given */
    kk_columns columns;
    kk_percentage_check *checks;
    size_t check_count, check_capacity;
    kk_table_rows data;
    size_t doubles;           /* rows refused because their area and period came before … */
    uint32_t doubled;         /* … which the first of those was, in `data` … */
    uint32_t doubled_measure; /* … and of which measure, in the long form, or which selection of estimates */
    int64_t rows_read, rows_used, rows_rejected, rows_filtered;
} kk_table_reader;

/* What to do with a row, and why. */
typedef enum kk_row_verdict { KK_ROW_USE, KK_ROW_FILTER, KK_ROW_REJECT } kk_row_verdict;

typedef struct kk_row_key {
    char code[KK_CODE_MAX + 1];
    char period[KK_PERIOD_SIZE];
    kk_cell value;      /* of a row to reject: the cell that is wrong (none: length 0) … */
    const char *column; /* … and its column, or "" */
    char reason[200];
} kk_row_key;

kk_status kk_key_columns_find(kk_table_reader *in) KK_MUST_USE;
kk_row_verdict kk_row_judge(const kk_table_reader *in, const kk_cell *cells, size_t count, kk_row_key *key);

/* The code as messages may hold it: of a table that is not public only one of CBS, else "". */
const char *kk_code_shown(const kk_table_reader *in, const char *code);
/* Adds a line to `rejects`: `what` (without file), with code and value only where they may be shown. */
kk_status kk_table_report(kk_table_reader *in, const kk_reject *what, kk_cell value) KK_MUST_USE;

/* Counts a row that is not used and reports it when rejected. */
kk_status kk_row_turn_away(kk_table_reader *in, kk_row_verdict verdict, const kk_row_key *key,
                           int64_t line) KK_MUST_USE;
/* The same for an area that came before in the same period, as row `first`; `key->reason` is filled in. */
kk_status kk_row_turn_away_double(kk_table_reader *in, const kk_row_key *key, uint32_t first, int64_t line) KK_MUST_USE;
/* Reports a cell that is neither figure nor symbol. */
kk_status kk_cell_reject(kk_table_reader *in, const char *column, const char *code, kk_cell value,
                         int64_t line) KK_MUST_USE;

kk_status kk_table_read_wide(kk_table_reader *in) KK_MUST_USE;
/* The measures of the long form, as names. */
kk_status kk_measures_find(kk_table_reader *in) KK_MUST_USE;
/* What the file has in the column of measures, without doubles. */
kk_status kk_measures_collect(kk_table_reader *in, bool shown, kk_names *names) KK_MUST_USE;
enum { KK_MEASURES_MAX = 10000, KK_NOT_A_MEASURE = KK_MEASURES_MAX };
/* Index of a measure; the search starts at the one found last. KK_NOT_A_MEASURE when there is none. */
uint32_t kk_measure_find(const kk_names *names, kk_cell code, uint32_t last);
/* Reads all rows, of one observation each: `take` uses one, and keeps in `last` the measure it found. */
typedef kk_status kk_measure_row(kk_table_reader *in, const kk_cell *cells, size_t count, int64_t line, uint32_t *last);
kk_status kk_measures_read(kk_table_reader *in, kk_measure_row *take) KK_MUST_USE;
kk_status kk_table_read_long(kk_table_reader *in) KK_MUST_USE;

/* A release: whether the header is that of one; its indicators as names; its rows; what was not met is absent. */
void kk_table_release_recognise(kk_table_reader *in);
kk_status kk_table_release_names(kk_table_reader *in) KK_MUST_USE;
kk_status kk_table_read_release(kk_table_reader *in) KK_MUST_USE;
void kk_table_release_settle(kk_table_reader *in);

kk_status kk_table_check_doubles(kk_table_reader *in) KK_MUST_USE;
kk_status kk_table_resolve_missing(kk_table_reader *in) KK_MUST_USE;
kk_status kk_percentages_plan(kk_table_reader *in) KK_MUST_USE;
kk_status kk_percentages_check(kk_table_reader *in) KK_MUST_USE;
void kk_percentages_clear(kk_table_reader *in);

/* Reads a table from rows that are open. `rows` stays the caller's. */
kk_status kk_table_read_rows(const kk_config *config, size_t table_index, kk_rows *rows, kk_arena *arena,
                             kk_rejects *rejects, kk_table *table, kk_error *err) KK_MUST_USE;

#endif
