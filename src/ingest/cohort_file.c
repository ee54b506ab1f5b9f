/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cohort_file.h"
#include "ingest/cohort_parse.h"
#include "ingest/mapped_rows.h"
#include "ingest/named_columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH_BYTES = 16 * 1024 * 1024, TASK_ROWS = 256, TRIED_ROWS = 1000 };

typedef struct file_reader {
    const kk_cohort_source *source;
    const kk_cohort_columns *columns;
    kk_cohort_pile *pile;
    kk_cohort *cohort;
    kk_mapped_rows rows; /* of which the columns for locating are used, and the file */
    ptrdiff_t *index;    /* [column] in the file */
    ptrdiff_t age;       /* −1: rows of every age */
    kk_cohort_batch batch[2];
    bool ended;
    int64_t used, rejected, other_age;
    int64_t ageless; /* rejected before their age was known */
} file_reader;

/* ---- gathering ---- */

/* The bytes of the area's kk_locus in `place`; no cell where there is none. */
static kk_cell locate(file_reader *in, const kk_cell *cells, kk_locus *place)
{
    kk_location location;
    for (int field = 0; field < KK_FIELD_COUNT; field++)
        in->rows.row.cell[field] = kk_named_cell(cells, in->rows.header_count, in->rows.column[field]);
    *place = kk_mapped_rows_locate(&in->rows, in->source->find, in->source->finder, &location);
    explicit_bzero(&location, sizeof location);
    return (kk_cell){(const char *)place, kk_locus_is_area(*place) ? sizeof *place : 0};
}

static kk_status add_ageless(file_reader *in, kk_cohort_batch *batch, const char *reason, const char *column,
                             int64_t line)
{
    in->ageless++;
    kk_cohort_batch_add_fault(batch, (kk_cohort_fault){reason, column}, line);
    return KK_OK;
}

static kk_status add_row(file_reader *in, const kk_cell *cells, size_t count, int64_t line, kk_cohort_batch *batch,
                         kk_error *err)
{
    const kk_config_estimates *config = in->columns->config;
    double age = config->grew_up_age;
    in->cohort->counts.rows_read++;
    if (count != in->rows.header_count) return add_ageless(in, batch, KK_WRONG_WIDTH, "", line);
    if (in->age >= 0 && (!kk_cohort_number(cells[in->age], &age) || isnan(age)))
        return add_ageless(in, batch, "the age is not a number", config->age_column, line);
    if (age != config->grew_up_age) {
        in->other_age++;
        return KK_OK;
    }
    kk_locus place = KK_NOWHERE_GIVEN;
    kk_cell where = in->columns->place >= 0 ? locate(in, cells, &place) : (kk_cell){"", 0};
    return kk_cohort_batch_add(batch, cells, in->index, where, line, err);
}

static kk_status gather(file_reader *in, kk_cohort_batch *batch, kk_error *err)
{
    kk_status status = KK_OK;
    while (status == KK_OK && !in->ended && batch->count < KK_COHORT_BATCH_ROWS && batch->length < BATCH_BYTES) {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        status = kk_rows_next(in->rows.table, &cells, &count, &line, err);
        if (status != KK_OK) break;
        in->ended = count == 0;
        if (!in->ended) status = add_row(in, cells, count, line, batch, err);
    }
    return status;
}

/* ---- settling ---- */

static kk_status report(file_reader *in, const kk_cohort_batch *batch, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t row = 0; row < batch->count && status == KK_OK; row++) {
        kk_reject line = {.kind = KK_REJECT_ROW,
                          .file = in->source->csv->file.given,
                          .line = batch->line[row],
                          .column = batch->fault[row].column,
                          .reason = batch->fault[row].reason};
        if (line.reason == NULL) {
            in->used++;
            continue;
        }
        in->rejected++;
        status = kk_rejects_add(in->source->rejects, &line, err);
    }
    return status;
}

/* Estimates from the smaller part of the persons would look like those from all. */
static kk_status check_most_used(const file_reader *in, kk_error *err)
{
    const kk_rejects *rejects = in->source->rejects;
    const kk_config_csv *csv = in->source->csv;
    bool most_of_age = in->rejected - in->ageless > in->used;
    if (!most_of_age && in->rejected <= in->used + in->other_age) return KK_OK;
    const kk_reject *last = &rejects->items[rejects->count - 1];
    return kk_fail_at(err, KK_ERR_INPUT, csv->mark,
                      "%s: most rows cannot be used, such as line %lld: %s%s%s; are the right columns named?",
                      csv->file.given, (long long)last->line, last->column, *last->column != '\0' ? ": " : "",
                      last->reason);
}

static kk_status settle(file_reader *in, kk_cohort_batch *batch, kk_error *err)
{
    kk_status status = kk_cohort_pile_settle(in->pile, batch, err);
    if (status == KK_OK) status = report(in, batch, err);
    kk_cohort_batch_empty(batch);
    return status == KK_OK && in->rejected > TRIED_ROWS ? check_most_used(in, err) : status;
}

/* ---- all ---- */

/* The other threads of the team take the tasks while this one gathers. */
static kk_status read_batches(file_reader *in, kk_error *err)
{
    kk_cohort_batch *ready = &in->batch[0], *next = &in->batch[1];
    kk_status status = gather(in, ready, err);
    while (status == KK_OK && ready->count > 0) {
        status = kk_cohort_pile_open(in->pile, err);
        if (status != KK_OK) break;
        for (size_t first = 0; first < ready->count; first += TASK_ROWS) {
            size_t end = first + TASK_ROWS < ready->count ? first + TASK_ROWS : ready->count;
#pragma omp task default(none) firstprivate(in, ready, first, end)
            kk_cohort_pile_parse(in->pile, ready, first, end);
        }
        status = gather(in, next, err);
#pragma omp taskwait
        if (status == KK_OK) status = settle(in, ready, err);
        kk_cohort_batch *emptied = ready;
        ready = next;
        next = emptied;
    }
    return status;
}

static kk_status open_file(file_reader *in, kk_error *err)
{
    kk_status status =
        kk_mapped_rows_open(in->source->csv, false, NULL, &in->cohort->counts, in->source->rejects, &in->rows, err);
    if (status != KK_OK) return status;
    in->index = calloc(in->columns->count + 1, sizeof *in->index);
    if (in->index == NULL) return kk_fail_memory(err);
    status = kk_cohort_columns_find(in->columns, in->source->csv, in->rows.table, in->index, &in->age, err);
    size_t width = in->columns->count + (in->index[in->columns->count] >= 0);
    for (size_t i = 0; i < 2 && status == KK_OK; i++) status = kk_cohort_batch_init(&in->batch[i], width, err);
    return status;
}

kk_status kk_cohort_file_read(const kk_cohort_source *source, kk_cohort_pile *pile, kk_cohort *cohort, kk_error *err)
{
    file_reader in = {.source = source, .columns = pile->columns, .pile = pile, .cohort = cohort};
    kk_status status = open_file(&in, err);
    if (status == KK_OK) {
#pragma omp parallel num_threads(source->threads)
#pragma omp single
        status = read_batches(&in, err);
        if (status == KK_OK) status = check_most_used(&in, err);
    }
    cohort->counts.rows_used += in.used;
    cohort->counts.rows_rejected += in.rejected;
    cohort->other_age += in.other_age;
    kk_mapped_rows_close(&in.rows);
    for (size_t i = 0; i < 2; i++) kk_cohort_batch_clear(&in.batch[i]);
    free(in.index);
    return status;
}
