/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cohort_batch.h"
#include "ingest/wiped.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_BYTES = 64 * 1024 };

kk_status kk_cohort_batch_init(kk_cohort_batch *batch, size_t column_count, kk_error *err)
{
    *batch = (kk_cohort_batch){.column_count = column_count};
    batch->line = calloc(KK_COHORT_BATCH_ROWS, sizeof *batch->line);
    batch->fault = calloc(KK_COHORT_BATCH_ROWS, sizeof *batch->fault);
    batch->person = calloc(KK_COHORT_BATCH_ROWS, sizeof *batch->person);
    batch->end = calloc(KK_COHORT_BATCH_ROWS, column_count * sizeof *batch->end);
    bool whole = batch->line != NULL && batch->fault != NULL && batch->person != NULL && batch->end != NULL;
    return whole && kk_wiped_grow(&batch->bytes, &batch->capacity, FIRST_BYTES) == 0 ? KK_OK : kk_fail_memory(err);
}

void kk_cohort_batch_clear(kk_cohort_batch *batch)
{
    free(batch->line);
    free(batch->fault);
    kk_wiped_free(batch->person);
    free(batch->end);
    kk_wiped_free(batch->bytes);
    *batch = (kk_cohort_batch){0};
}

static kk_cell cell_of(const kk_cell *cells, ptrdiff_t index, kk_cell place)
{
    return index < 0 ? place : cells[index];
}

kk_status kk_cohort_batch_add(kk_cohort_batch *batch, const kk_cell *cells, const ptrdiff_t *index, kk_cell place,
                              int64_t line, kk_error *err)
{
    size_t need = batch->length;
    uint32_t *end = batch->end + batch->count * batch->column_count;
    for (size_t c = 0; c < batch->column_count; c++) need += cell_of(cells, index[c], place).length;
    if (need > UINT32_MAX || kk_wiped_grow(&batch->bytes, &batch->capacity, need) != 0) return kk_fail_memory(err);
    char *out = batch->bytes + batch->length;
    for (size_t c = 0; c < batch->column_count; c++) {
        kk_cell cell = cell_of(cells, index[c], place);
        if (cell.length > 0) memcpy(out, cell.text, cell.length);
        out += cell.length;
        end[c] = (uint32_t)(out - batch->bytes);
    }
    batch->length = need;
    batch->fault[batch->count] = (kk_cohort_fault){NULL, ""};
    batch->person[batch->count] = 0;
    batch->line[batch->count++] = line;
    return KK_OK;
}

void kk_cohort_batch_add_fault(kk_cohort_batch *batch, kk_cohort_fault fault, int64_t line)
{
    uint32_t *end = batch->end + batch->count * batch->column_count;
    for (size_t c = 0; c < batch->column_count; c++) end[c] = (uint32_t)batch->length;
    batch->fault[batch->count] = fault;
    batch->line[batch->count++] = line;
}

void kk_cohort_batch_empty(kk_cohort_batch *batch)
{
    explicit_bzero(batch->bytes, batch->length);
    batch->count = batch->length = 0;
}
