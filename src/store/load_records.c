/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/copy.h"
#include "store/store.h"

/* ---- what the numbers mean ---- */

static void copy_code(kk_copy *copy, const char *list, size_t number, const char *name)
{
    if (!kk_copy_row(copy, 3)) return;
    kk_copy_text(copy, list);
    kk_copy_smallint(copy, number);
    kk_copy_text(copy, name);
}

static void copy_fixed_codes(kk_copy *copy)
{
    static const char *const kinds[] = {"care",       "declaration", "contact", "request", "participation",
                                        "allocation", "start",       "stop",    "asked"};
    static const char *const sexes[] = {"unknown", "male", "female"};
    static const char *const outcomes[] = {"",        "seen",  "not_seen", "solved", "referred",
                                           "planned", "early", "left",     "other"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) copy_code(copy, "kind", i, kinds[i]);
    for (size_t i = 0; i < sizeof sexes / sizeof *sexes; i++) copy_code(copy, "sex", i, sexes[i]);
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) copy_code(copy, "outcome", i, outcomes[i]);
    for (uint32_t r = KK_NOT_LOCATED; r < KK_LOCUS_REASONS_END; r++)
        copy_code(copy, "reason", r - KK_NOT_LOCATED, kk_locus_reason(r));
}

static kk_status load_codes(kk_store *store, const kk_config *config, kk_error *err)
{
    const kk_codes *codes = &config->codes;
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, store->pg, "client_record_code_new", err);
    if (status != KK_OK) return status;
    copy_fixed_codes(&copy);
    for (size_t i = 0; i < config->records.source_count; i++)
        copy_code(&copy, "source", i, config->records.source[i].csv.name);
    for (size_t i = 0; i < codes->form_count; i++) copy_code(&copy, "form", i, codes->form[i].name);
    for (size_t i = 0; i < codes->referrer_count; i++) copy_code(&copy, "referrer", i, codes->referrer[i].name);
    return kk_copy_end(&copy, err);
}

/* ---- the records ---- */

kk_status kk_store_records_begin(kk_store *store, const kk_config *config, kk_error *err)
{
    kk_status status = kk_sql_none(store->pg, KK_SQL(tables_records), NULL, err);
    if (status == KK_OK) status = kk_sql_none(store->pg, KK_SQL(tables_close), NULL, err);
    if (status == KK_OK) status = load_codes(store, config, err);
    return status == KK_OK ? kk_copy_begin(&store->records, store->pg, "client_record_new", err) : status;
}

static void copy_locus(kk_copy *copy, kk_locus place)
{
    if (kk_locus_is_area(place)) {
        kk_copy_smallint(copy, kk_locus_level(place));
        kk_copy_integer(copy, (int64_t)kk_locus_area(place));
        kk_copy_null(copy);
    } else {
        kk_copy_null(copy);
        kk_copy_null(copy);
        kk_copy_smallint(copy, place - KK_NOT_LOCATED);
    }
}

static void copy_months(kk_copy *copy, int16_t months)
{
    if (months == KK_MONTHS_UNKNOWN)
        kk_copy_null(copy);
    else
        kk_copy_signed_smallint(copy, months);
}

static void copy_number(kk_copy *copy, size_t number, size_t unknown)
{
    if (number == unknown)
        kk_copy_null(copy);
    else
        kk_copy_smallint(copy, number);
}

static void copy_record(kk_copy *copy, const kk_record *record)
{
    kk_copy_smallint(copy, record->source);
    kk_copy_smallint(copy, record->kind);
    kk_copy_bigint(copy, (int64_t)record->client);
    if (record->family == 0)
        kk_copy_null(copy);
    else
        kk_copy_bigint(copy, (int64_t)record->family);
    copy_number(copy, record->form, KK_FORM_UNKNOWN);
    copy_number(copy, record->referrer, 0);
    if (record->provider == 0)
        kk_copy_null(copy);
    else
        kk_copy_integer(copy, (int32_t)record->provider);
    kk_copy_date(copy, record->begin);
    kk_copy_date(copy, record->end);
    kk_copy_date(copy, record->requested);
    copy_months(copy, record->months_event);
    copy_months(copy, record->months);
    kk_copy_smallint(copy, record->sex);
    kk_copy_smallint(copy, record->outcome);
    kk_copy_boolean(copy, record->indicated);
    kk_copy_bigint(copy, record->cents);
    copy_locus(copy, record->place);
}

bool kk_store_records_add(kk_store *store, const kk_record *records, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!kk_copy_row(&store->records, 19)) return false;
        copy_record(&store->records, &records[i]);
    }
    return true;
}

kk_status kk_store_records_end(kk_store *store, kk_error *err)
{
    return kk_copy_end(&store->records, err);
}

kk_status kk_store_purge_records(const char *url, const char *schema, kk_error *err)
{
    PGconn *pg = NULL;
    kk_status status = kk_sql_connect(url, &pg, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(transaction_begin), NULL, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(schema_lock), &(kk_values){1, {schema}}, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(schema_choose), &(kk_values){2, {schema, schema}}, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(purge_records), NULL, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(transaction_commit), NULL, err);
    PQfinish(pg);
    return status;
}
