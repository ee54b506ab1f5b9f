/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the join gave, columnar: for each level, table and period the figures of every area, `absent` where the table
 * has no row.
 */
#ifndef KK_JOINED_H
#define KK_JOINED_H

#include "kk/areas.h"
#include "kk/ingest.h"
#include "kk/store.h"

/* Figures of one level, table and period: [area × column_count + column]. */
typedef struct kk_joined_block {
    double *value;
    uint8_t *status;
    size_t column_count;
    size_t rows;             /* areas that have a row */
    const uint32_t *guard;   /* [column], as in kk_table; NULL: each column is its own */
    const uint32_t *largest; /* [column], as in kk_table; NULL: of none */
} kk_joined_block;

typedef struct kk_joined {
    size_t table_count;
    const kk_table *tables;
    kk_joined_block **block; /* [level × table_count + table][period] */
} kk_joined;

/* Runs the join of `store` and keeps it in the arena. */
kk_status kk_joined_read(const kk_areas *areas, const kk_table *tables, size_t table_count, kk_store *store,
                         kk_arena *arena, kk_joined *joined, kk_error *err) KK_MUST_USE;

const kk_joined_block *kk_joined_block_of(const kk_joined *joined, size_t level, size_t table, size_t period);

#endif
