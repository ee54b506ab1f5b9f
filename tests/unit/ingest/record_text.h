/* SPDX-License-Identifier: EUPL-1.2 */
/* A source of records read from a text, with what the project file would say of it. */
#ifndef KK_TESTS_RECORD_TEXT_H
#define KK_TESTS_RECORD_TEXT_H

#include "../check.h"

#include "config/codes.h"
#include "ingest/record_reader.h"

enum { RECORDS_MAX = 64 };

typedef struct record_text {
    kk_config config;
    kk_config_record_source source;
    kk_period period;
    kk_key key;
    kk_arena arena;
    kk_rejects rejects;
    kk_error err;
    size_t count; /* of those kept below */
    kk_record record[RECORDS_MAX];
    kk_location location[RECORDS_MAX];
    kk_source_counts counts;
} record_text;

/* A mapped CSV of this kind; amounts in euros; the period is 2023. */
static inline void record_text_init(record_text *t, kk_record_kind kind)
{
    *t = (record_text){.key = {{1, 2, 3}}};
    t->source = (kk_config_record_source){.kind = kind, .in_euros = true};
    t->source.csv.name = "help";
    t->source.csv.file = (kk_config_file){.given = "help.csv", .path = "/nonexistent/help.csv"};
    t->source.csv.mark = (kk_mark){"project.yaml", 8, 5};
    assert_true(kk_period_of("2023", &t->period));
    kk_arena_init(&t->arena);
    kk_rejects_init(&t->rejects, &t->arena);
    assert_int_equal(kk_codes_load(&t->arena, &t->config.codes, &t->err), KK_OK);
}

/* An iJw message: amounts in cents, under a decision. */
static inline void record_text_init_message(record_text *t, kk_record_form form, kk_record_kind kind)
{
    record_text_init(t, kind);
    t->source.form = form;
    t->source.indicated = true;
    t->source.in_euros = false;
}

static inline void record_text_clear(record_text *t)
{
    kk_rejects_clear(&t->rejects);
    kk_arena_clear(&t->arena);
}

/* Names the column of a field, at project.yaml:20:9. */
static inline void record_text_map(record_text *t, kk_csv_field field, const char *column)
{
    t->source.csv.column[field] = column;
    t->source.csv.column_mark[field] = (kk_mark){"project.yaml", 20, 9};
}

static inline kk_status record_text_open(record_text *t, const char *bytes, size_t length, int threads,
                                         kk_record_reader **reader)
{
    kk_rows *rows;
    t->config.records.source = &t->source;
    t->config.records.source_count = 1;
    t->config.records.period = &t->period;
    t->config.records.period_count = 1;
    kk_status status = kk_rows_open_memory(bytes, length, &t->source.csv.file, &rows, &t->err);
    if (status != KK_OK) return status;
    return kk_record_reader_open_rows(&t->config, 0, rows, &t->key, threads, &t->rejects, reader, &t->err);
}

static inline kk_status record_text_try(record_text *t, const char *text)
{
    kk_record_reader *reader;
    kk_batch batch = {.count = 1};
    t->count = 0;
    kk_status status = record_text_open(t, text, strlen(text), 2, &reader);
    if (status != KK_OK) return status;
    while (status == KK_OK && batch.count > 0) {
        status = kk_record_reader_next(reader, &batch, &t->err);
        for (size_t i = 0; status == KK_OK && i < batch.count && t->count < RECORDS_MAX; i++) {
            t->location[t->count] = batch.location[i];
            t->record[t->count++] = batch.record[i];
        }
    }
    t->counts = kk_record_reader_counts(reader);
    kk_record_reader_close(reader);
    assert_int_equal(t->counts.rows_read, t->counts.rows_used + t->counts.rows_rejected);
    return status;
}

static inline void record_text_read(record_text *t, const char *text)
{
    if (record_text_try(t, text) != KK_OK) fail_msg("%s", t->err.message);
}

/* The only reject, of a row: line, column and reason. */
static inline void check_rejected(record_text *t, const char *text, const char *column, const char *reason, int line)
{
    size_t before = t->rejects.count;
    record_text_read(t, text);
    if (t->count != 0 || t->rejects.count != before + 1) fail_msg("line %d: not rejected", line);
    const kk_reject *reject = &t->rejects.items[before];
    check_contains(reject->reason, reason, line);
    assert_int_equal(reject->kind, KK_REJECT_ROW);
    assert_string_equal(reject->column, column);
    assert_string_equal(reject->file, "help.csv");
    assert_string_equal(reject->value, "");
    assert_int_equal(reject->line, 2);
    assert_int_equal(t->counts.rows_rejected, 1);
}
#define assert_rejected(t, text, column, reason) check_rejected(t, text, column, reason, __LINE__)

/* The index of a form of help. */
static inline int form_index(const record_text *t, const char *name)
{
    int form = kk_codes_form(&t->config.codes, name);
    assert_true(form >= 0);
    return form;
}

#endif
