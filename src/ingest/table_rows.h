/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The rows of a table while it grows, found by area code and period.
 */
#ifndef KK_TABLE_ROWS_H
#define KK_TABLE_ROWS_H

#include "kk/ingest.h"

/* Statuses of cells that are not settled before the whole table is read; beyond those of kk_figure_status. */
enum {
    KK_STATUS_UNSEEN = KK_FIGURE_STATUS_COUNT, /* no cell was met */
    KK_STATUS_BLANK,
    KK_STATUS_REJECTED
};

enum { KK_NO_SOURCE = UINT32_MAX };

typedef struct kk_table_row {
    const char *code;
    uint32_t period;
    uint32_t source_rows;
    int64_t line;
} kk_table_row;

typedef struct kk_table_rows {
    kk_arena *arena; /* of codes and names of periods */
    size_t column_count;
    size_t count;
    kk_table_row *row;
    double *value; /* [row × column_count + column] */
    uint8_t *status;
    size_t row_capacity, value_capacity, status_capacity;
    size_t period_count;
    const char **period;
    uint32_t *source; /* [period × column_count + column]: the name that held values there, or KK_NO_SOURCE */
    size_t period_capacity, source_capacity;
    uint32_t *slots; /* open addressing: row + 1, or 0 */
    size_t slot_count;
} kk_table_rows;

void kk_table_rows_init(kk_table_rows *rows, size_t column_count, kk_arena *arena);
void kk_table_rows_clear(kk_table_rows *rows);

/* The row of `code` in `period`, added when there is none (`*added`): then without values, all cells unseen. */
kk_status kk_table_rows_take(kk_table_rows *rows, const char *code, const char *period, int64_t line, uint32_t *row,
                             bool *added, kk_error *err) KK_MUST_USE;

void kk_table_rows_set(kk_table_rows *rows, uint32_t row, size_t column, double value, uint8_t status);

/* Periods ascending; `row->period` follows. No rows can be taken after it. */
kk_status kk_table_rows_sort_periods(kk_table_rows *rows, kk_error *err) KK_MUST_USE;

#endif
