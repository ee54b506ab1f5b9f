/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/record_reader.h"
#include "ingest/record_make.h"
#include "ingest/record_report.h"
#include "ingest/record_source.h"
#include "ingest/record_texts.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH_BYTES = 16 * 1024 * 1024, TRIED_ROWS = 1000 };

struct kk_record_reader {
    kk_record_source source;
    kk_record_maker maker;
    kk_record_texts texts;
    kk_record_report report;
    kk_record_fields fields;
    int threads;
    bool ended;
    kk_record *record;     /* [KK_BATCH_ROWS] */
    kk_location *location; /* [KK_BATCH_ROWS], of which `filled` hold something */
    size_t filled;
    kk_record_verdict *verdict; /* [KK_BATCH_ROWS] */
    kk_source_counts counts;
};

/* ---- opening ---- */

static bool holds_measures(const kk_record_columns *columns)
{
    const char *form = columns->header[KK_FIELD_FORM];
    return form != NULL && strcasestr(form, "maatregel") != NULL;
}

static kk_status make_room(kk_record_reader *reader, kk_error *err)
{
    reader->record = calloc(KK_BATCH_ROWS, sizeof *reader->record);
    reader->location = calloc(KK_BATCH_ROWS, sizeof *reader->location);
    reader->verdict = calloc(KK_BATCH_ROWS, sizeof *reader->verdict);
    if (reader->record == NULL || reader->location == NULL || reader->verdict == NULL) return kk_fail_memory(err);
    return kk_record_texts_init(&reader->texts, &reader->source.columns, KK_BATCH_ROWS, err);
}

/* `rows` NULL: opens the file. */
static kk_status open_reader(kk_record_reader *reader, const kk_config *config, size_t source, kk_rows *rows,
                             const kk_key *key, kk_error *err)
{
    const kk_config_record_source *from = &config->records.source[source];
    kk_status status = rows != NULL ? kk_record_source_open_rows(from, rows, &reader->source, err)
                                    : kk_record_source_open(from, &reader->source, err);
    if (status != KK_OK) return status;
    bool measures = holds_measures(&reader->source.columns);
    status = kk_record_maker_init(&reader->maker, config, source, measures, key, err);
    reader->report.file = from->csv.file.given;
    reader->report.columns = &reader->source.columns;
    return status == KK_OK ? make_room(reader, err) : status;
}

kk_status kk_record_reader_open_rows(const kk_config *config, size_t source, kk_rows *rows, const kk_key *key,
                                     int threads, kk_rejects *rejects, kk_record_reader **out, kk_error *err)
{
    *out = NULL;
    kk_record_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL) {
        kk_rows_close(rows);
        return kk_fail_memory(err);
    }
    reader->threads = threads;
    reader->report.rejects = rejects;
    kk_status status = open_reader(reader, config, source, rows, key, err);
    if (status == KK_OK)
        *out = reader;
    else
        kk_record_reader_close(reader);
    return status;
}

kk_status kk_record_reader_open(const kk_config *config, size_t source, const kk_key *key, int threads,
                                kk_rejects *rejects, kk_record_reader **out, kk_error *err)
{
    return kk_record_reader_open_rows(config, source, NULL, key, threads, rejects, out, err);
}

/* ---- reading ---- */

/* Texts of the next rows, up to a batch of rows or of bytes. */
static kk_status gather(kk_record_reader *reader, kk_error *err)
{
    kk_record_texts *texts = &reader->texts;
    while (!reader->ended && texts->count < KK_BATCH_ROWS && texts->length < BATCH_BYTES) {
        bool found;
        kk_status status = kk_record_source_next(&reader->source, &reader->fields, &found, err);
        if (status == KK_OK && found)
            status = kk_record_texts_add(texts, &reader->fields, reader->source.wrong_width, err);
        if (status != KK_OK) return status;
        reader->ended = !found;
    }
    return KK_OK;
}

static void convert(kk_record_reader *reader)
{
    const kk_record_texts *texts = &reader->texts;
#pragma omp parallel num_threads(reader->threads)
    {
        kk_cell cell[KK_FIELD_COUNT];
        for (int field = 0; field < KK_FIELD_COUNT; field++) cell[field] = (kk_cell){"", 0};
#pragma omp for schedule(dynamic, 1024)
        for (size_t i = 0; i < texts->count; i++) {
            kk_record_texts_get(texts, i, cell);
            reader->verdict[i] = texts->line[i] < 0
                                     ? (kk_record_verdict){.fault = KK_RECORD_WRONG_WIDTH}
                                     : kk_record_make(&reader->maker, cell, &reader->record[i], &reader->location[i]);
        }
    }
}

/* Moves the good records together, in the order of the rows, and reports the others. */
static kk_status keep_good(kk_record_reader *reader, size_t *kept, kk_error *err)
{
    for (size_t i = 0; i < reader->texts.count; i++) {
        kk_record_verdict verdict = reader->verdict[i];
        if (verdict.fault != KK_RECORD_GOOD) {
            kk_status status = kk_record_report_row(&reader->report, llabs(reader->texts.line[i]), verdict, err);
            if (status != KK_OK) return status;
            continue;
        }
        kk_record_report_aside(&reader->report, verdict.aside);
        if (*kept != i) {
            reader->record[*kept] = reader->record[i];
            reader->location[*kept] = reader->location[i];
        }
        (*kept)++;
    }
    return KK_OK;
}

/* Figures of the smaller part of the records would look like those of all. */
static kk_status check_most_used(const kk_record_reader *reader, kk_error *err)
{
    const kk_config_csv *csv = &reader->maker.source->csv;
    const kk_rejects *rejects = reader->report.rejects;
    int64_t rejected = reader->counts.rows_rejected;
    if (rejected <= TRIED_ROWS || rejected <= reader->counts.rows_used) return KK_OK;
    const kk_reject *last = &rejects->items[rejects->count - 1];
    return kk_fail_at(err, KK_ERR_INPUT, csv->mark,
                      "%s: most rows cannot be used, such as line %lld: %s%s%s; are the right columns named?",
                      csv->file.given, (long long)last->line, last->column, *last->column != '\0' ? ": " : "",
                      last->reason);
}

static kk_status read_batch(kk_record_reader *reader, size_t *kept, kk_error *err)
{
    kk_status status = gather(reader, err);
    if (status != KK_OK) return status;
    if (reader->texts.count > reader->filled) reader->filled = reader->texts.count;
    convert(reader);
    status = keep_good(reader, kept, err);
    int64_t rows = (int64_t)reader->texts.count, used = (int64_t)*kept;
    reader->counts.rows_read += rows;
    reader->counts.rows_used += used;
    reader->counts.rows_rejected += rows - used;
    kk_record_texts_wipe(&reader->texts);
    return status == KK_OK ? check_most_used(reader, err) : status;
}

static void wipe_locations(kk_record_reader *reader)
{
    if (reader->location != NULL) OPENSSL_cleanse(reader->location, reader->filled * sizeof *reader->location);
    reader->filled = 0;
}

/* Batches in which no row was good are passed over: an empty one is the end. */
kk_status kk_record_reader_next(kk_record_reader *reader, kk_batch *batch, kk_error *err)
{
    *batch = (kk_batch){.record = reader->record, .location = reader->location};
    bool last = reader->ended;
    kk_status status = KK_OK;
    wipe_locations(reader);
    while (status == KK_OK && batch->count == 0 && !reader->ended) status = read_batch(reader, &batch->count, err);
    if (status == KK_OK && !last && reader->ended) status = kk_record_report_end(&reader->report, err);
    return status;
}

kk_source_counts kk_record_reader_counts(const kk_record_reader *reader)
{
    return reader->counts;
}

void kk_record_reader_close(kk_record_reader *reader)
{
    if (reader == NULL) return;
    wipe_locations(reader);
    kk_record_texts_clear(&reader->texts);
    kk_record_maker_clear(&reader->maker);
    kk_record_source_close(&reader->source);
    free(reader->record);
    free(reader->location);
    free(reader->verdict);
    free(reader);
}
