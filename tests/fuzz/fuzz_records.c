/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The reader of client records over CSV: any bytes give records that keep their promises, or an error of input or
 * project. The first byte chooses the form.
 */
#include "config/codes.h"
#include "ingest/record_reader.h"
#include "kk/log.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
    if (!truth) abort();
}

static bool is_day(kk_day day)
{
    return day == KK_NO_DAY || (day >= kk_day_of(1900, 1, 1) && day <= kk_day_of(2100, 12, 31));
}

static void check_record(const kk_config *config, const kk_record *record, const kk_location *location)
{
    kk_day first = record->begin != KK_NO_DAY ? record->begin : record->requested;
    require(record->client != 0 && record->place == KK_NOWHERE_GIVEN);
    require(is_day(record->begin) && is_day(record->requested) && (record->end == KK_OPEN_DAY || is_day(record->end)));
    require(first == KK_NO_DAY || record->end >= first);
    require(record->kind == config->records.source->kind);
    require(record->form < config->codes.form_count || record->form == KK_FORM_UNKNOWN);
    require(record->referrer < config->codes.referrer_count);
    require(record->sex <= KK_SEX_FEMALE && record->outcome < KK_OUTCOME_COUNT);
    require(memchr(location->code, '\0', sizeof location->code) != NULL);
    require(location->postcode <= 9000 * 676);
    require(!isinf(location->x) && !isinf(location->y));
}

static kk_status read_all(const kk_config *config, kk_record_reader *reader, kk_error *err)
{
    kk_batch batch;
    int64_t used = 0;
    kk_status status;
    do {
        status = kk_record_reader_next(reader, &batch, err);
        for (size_t i = 0; status == KK_OK && i < batch.count; i++)
            check_record(config, &batch.record[i], &batch.location[i]);
        used += status == KK_OK ? (int64_t)batch.count : 0;
    } while (status == KK_OK && batch.count > 0);
    kk_source_counts counts = kk_record_reader_counts(reader);
    require(counts.rows_read == counts.rows_used + counts.rows_rejected);
    require(status != KK_OK || counts.rows_used == used);
    return status;
}

static void read_bytes(kk_config *config, const char *bytes, size_t length)
{
    static const kk_key key;
    kk_arena arena;
    kk_rejects rejects;
    kk_rows *rows;
    kk_record_reader *reader;
    kk_error err;
    kk_arena_init(&arena);
    kk_rejects_init(&rejects, &arena);
    require(kk_codes_load(&arena, &config->codes, &err) == KK_OK);
    kk_status status = kk_rows_open_memory(bytes, length, &config->records.source->csv.file, &rows, &err);
    if (status == KK_OK) status = kk_record_reader_open_rows(config, 0, rows, &key, 1, &rejects, &reader, &err);
    if (status == KK_OK) {
        status = read_all(config, reader, &err);
        kk_record_reader_close(reader);
    }
    require(status == KK_OK || status == KK_ERR_INPUT || status == KK_ERR_PROJECT);
    kk_rejects_clear(&rejects);
    kk_arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct {
        kk_record_form form;
        kk_record_kind kind;
    } choices[] = {
        {KK_FORM_BELEIDSINFORMATIE, KK_RECORD_CARE},
        {KK_FORM_JW323, KK_RECORD_DECLARATION},
        {KK_FORM_CSV, KK_RECORD_CARE},
        {KK_FORM_CSV, KK_RECORD_CONTACT},
        {KK_FORM_JW301, KK_RECORD_ALLOCATION},
        {KK_FORM_JW307, KK_RECORD_STOP},
        {KK_FORM_CSV, KK_RECORD_REQUEST},
        {KK_FORM_CSV, KK_RECORD_DECLARATION},
    };
    if (size == 0) return 0;
    kk_log_set_level(KK_LOG_WARNINGS);
    kk_period period;
    require(kk_period_of("2023", &period));
    kk_config_record_source source = {.form = choices[data[0] & 7].form, .kind = choices[data[0] & 7].kind};
    source.csv.name = "s";
    source.csv.file.given = "fuzz.csv";
    source.in_euros = (data[0] & 8) != 0;
    /* Names of one letter, so that a mapped header is soon found: a is the client. */
    static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k",
                                        "l", "m", "n", "o", "p", "q", "r", "s", "t", "u"};
    for (int field = 0; field <= KK_FIELD_Y && source.form == KK_FORM_CSV; field++)
        if (field < KK_FIELD_FORM || (data[0] & 16) == 0) source.csv.column[field] = names[field];
    kk_config config = {0};
    config.records.source = &source;
    config.records.source_count = 1;
    config.records.period = &period;
    config.records.period_count = 1;
    read_bytes(&config, (const char *)data + 1, size - 1);
    return 0;
}
