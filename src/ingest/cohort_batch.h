/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rows of a cohort's file as text, gathered so that several threads can make persons of them. Wiped when it is emptied
 * or goes.
 */
#ifndef KK_COHORT_BATCH_H
#define KK_COHORT_BATCH_H

#include "kk/ingest.h"

enum { KK_COHORT_BATCH_ROWS = 4096 };

/* Why a row is rejected: no reason, it is not. */
typedef struct kk_cohort_fault {
    const char *reason;
    const char *column; /* as the project calls it, "" for the row as a whole */
} kk_cohort_fault;

typedef struct kk_cohort_batch {
    size_t count, column_count;
    int64_t *line;          /* [row] */
    kk_cohort_fault *fault; /* [row] */
    uint64_t *person;       /* [row] hash; 0 where the file does not tell persons */
    uint32_t *end;          /* [row][column], in `bytes` */
    char *bytes;
    size_t length, capacity;
} kk_cohort_batch;

kk_status kk_cohort_batch_init(kk_cohort_batch *batch, size_t column_count, kk_error *err) KK_MUST_USE;
void kk_cohort_batch_clear(kk_cohort_batch *batch);

/* A row with its `column_count` cells: cells[index[c]], or `place` where index[c] is −1. The batch must not be full. */
kk_status kk_cohort_batch_add(kk_cohort_batch *batch, const kk_cell *cells, const ptrdiff_t *index, kk_cell place,
                              int64_t line, kk_error *err) KK_MUST_USE;
/* A row that is rejected for what it is as a whole, or for its age. */
void kk_cohort_batch_add_fault(kk_cohort_batch *batch, kk_cohort_fault fault, int64_t line);
void kk_cohort_batch_empty(kk_cohort_batch *batch);

static inline kk_cell kk_cohort_batch_cell(const kk_cohort_batch *batch, size_t row, size_t column)
{
    size_t at = row * batch->column_count + column;
    uint32_t begin = at == 0 ? 0 : batch->end[at - 1];
    return (kk_cell){batch->bytes + begin, batch->end[at] - begin};
}

#endif
