/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/measure.h"
#include "measure/crowds.h"
#include "measure/link.h"
#include "measure/order.h"

#include <stdlib.h>
#include <string.h>

enum { MIDDLE_OF_MONTH = 15 };

/* 10^14: up to here every sum of cents is exact in a double, and sums of squares fit in the halves of cube.h. */
static const int64_t cents_max = INT64_C(100000000000000);

/* What a kind of record is about when its form is not told, KK_FORM_UNKNOWN for the others. */
typedef struct preparation {
    uint8_t form[KK_RECORD_KIND_COUNT];
    kk_day before;    /* the day before the first period */
    int month_number; /* of the last month of the first period, counted from the year 0 */
} preparation;

static int month_number_of(kk_day day, int *day_of_month)
{
    int year, month;
    kk_day_split(day, &year, &month, day_of_month);
    return year * 12 + month - 1;
}

static preparation preparation_of(const kk_config *config)
{
    static const char *const forms[KK_RECORD_KIND_COUNT] = {
        [KK_RECORD_CONTACT] = "jgz", [KK_RECORD_REQUEST] = "wijkteam", [KK_RECORD_PARTICIPATION] = "programma"};
    int day;
    preparation rules = {.before = config->records.period[0].first - 1,
                         .month_number = month_number_of(config->records.period[0].last, &day)};
    for (int kind = 0; kind < KK_RECORD_KIND_COUNT; kind++) {
        int form = forms[kind] != NULL ? kk_codes_form(&config->codes, forms[kind]) : -1;
        rules.form[kind] = form < 0 ? KK_FORM_UNKNOWN : (uint8_t)form;
    }
    return rules;
}

/* Whether two records of a client tell of the same, as several deliveries do. */
static bool is_same(const kk_record *a, const kk_record *b)
{
    return a->kind == b->kind && a->begin == b->begin && a->requested == b->requested && a->form == b->form &&
           a->provider == b->provider && a->contract == b->contract && a->reference == b->reference;
}

/* Of records of the same, sorted by end and outcome: the one that ended latest, an open one only when none has ended,
   and of these the first with an outcome, so that who was seen on a day was seen. */
static kk_record *find_latest(kk_record *records, size_t count)
{
    kk_record *latest = records;
    for (size_t i = 1; i < count && records[i].end != KK_OPEN_DAY; i++)
        if (records[i].end > latest->end || latest->outcome == KK_OUTCOME_NONE) latest = &records[i];
    return latest;
}

/* One of the same is left, told as fully as all together; of money each row counts. */
static size_t keep_latest(kk_record *records, size_t count, kk_record *out)
{
    size_t kept = 0;
    kk_record *latest = find_latest(records, count);
    for (size_t i = 0; i < count; i++)
        if (records[i].cents == 0 && &records[i] != latest) kk_record_complete(latest, &records[i]);
    for (size_t i = 0; i < count; i++)
        if (records[i].cents != 0 || &records[i] == latest) out[kept++] = records[i];
    return kept;
}

/* Declarations are netted already. */
static size_t drop_repeated(kk_record *records, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && is_same(&records[i], &records[next]);) next++;
        kept += keep_latest(records + i, next - i, records + kept);
    }
    if (kept < count) kk_records_sort(records, kept, 1);
    return kept;
}

static size_t first_of_kind(const kk_record *records, size_t count, kk_record_kind kind)
{
    size_t at = 0;
    while (at < count && records[at].kind < kind) at++;
    return at;
}

/* The age that the latest record with one tells; KK_MONTHS_UNKNOWN. */
static int16_t months_of_client(const kk_record *records, size_t count)
{
    int16_t months = KK_MONTHS_UNKNOWN;
    kk_day latest = KK_NO_DAY;
    for (size_t i = 0; i < count; i++) {
        kk_day day = kk_record_first_day(&records[i]);
        if (records[i].months == KK_MONTHS_UNKNOWN || day < latest) continue;
        months = records[i].months;
        latest = day;
    }
    return months;
}

/*
 * Declarations carry no birth date: their ages come from the client's other records. Those tell the month of birth; the
 * day is taken to be its middle, as it is of a birth date without a day.
 */
static void fill_ages(kk_record *records, size_t count, const preparation *rules)
{
    int16_t months = months_of_client(records, count);
    if (months == KK_MONTHS_UNKNOWN) return;
    for (size_t i = 0; i < count; i++) {
        kk_day event = kk_record_first_day(&records[i]);
        if (records[i].months != KK_MONTHS_UNKNOWN || event == KK_NO_DAY || event == KK_OPEN_DAY) continue;
        int day, since_birth = month_number_of(event, &day) - (rules->month_number - months);
        records[i].months = months;
        records[i].months_event = (int16_t)(since_birth - (day < MIDDLE_OF_MONTH));
    }
}

/* One client's records, in place; returns how many are left. */
static size_t prepare_client(kk_record *records, size_t count, const preparation *rules)
{
    for (size_t i = 0; i < count; i++) {
        kk_record *r = &records[i];
        bool lasts = r->kind == KK_RECORD_CARE || r->kind == KK_RECORD_REQUEST || r->kind == KK_RECORD_PARTICIPATION;
        if (r->form == KK_FORM_UNKNOWN) r->form = rules->form[r->kind];
        if (r->end == KK_NO_DAY && lasts) r->end = KK_OPEN_DAY;
    }
    size_t messages = first_of_kind(records, count, KK_RECORD_ALLOCATION);
    count = messages + kk_messages_link(records + messages, count - messages, rules->before);
    size_t declarations = first_of_kind(records, messages, KK_RECORD_DECLARATION);
    size_t others = first_of_kind(records, messages, KK_RECORD_CONTACT);
    size_t netted = kk_declarations_net(records + declarations, others - declarations);
    memmove(records + declarations + netted, records + others, (count - others) * sizeof *records);
    count -= others - declarations - netted;
    fill_ages(records, count, rules);
    kk_records_sort(records, count, 1);
    return drop_repeated(records, count);
}

/* The clients of a chunk, moved to its front; returns how many records are left. */
static size_t prepare_chunk(kk_record *records, size_t count, const preparation *rules)
{
    size_t kept = 0;
    for (size_t at = 0; at < count;) {
        size_t end = kk_client_end(records, count, at);
        size_t left = prepare_client(records + at, end - at, rules);
        memmove(records + kept, records + at, left * sizeof *records);
        kept += left;
        at = end;
    }
    return kept;
}

/* All amounts together, credits and messages that take back as well. */
static kk_status check_cents(const kk_records *records, kk_error *err)
{
    int64_t sum = 0;
    for (size_t i = 0; i < records->count && sum <= cents_max; i++) {
        int64_t cents = records->item[i].cents;
        sum = cents < -cents_max || cents > cents_max ? INT64_MAX : sum + (cents < 0 ? -cents : cents);
    }
    if (sum <= cents_max) return KK_OK;
    return kk_fail(err, KK_ERR_INPUT,
                   "records: the amounts come to more than 1,000,000,000,000 euros together; are they in euros or in "
                   "cents (`amounts:`)?");
}

static void warn_of_crowd(const kk_records *records, const kk_config *config)
{
    bool told = false;
    for (size_t at = 0, end; at < records->count && !told; at = end) {
        end = kk_client_end(records->item, records->count, at);
        told = kk_crowd_tell(config, "client", &records->item[at], end - at);
    }
}

kk_status kk_records_prepare(kk_records *records, const kk_config *config, int threads, kk_error *err)
{
    kk_status status = check_cents(records, err);
    if (status != KK_OK) return status;
    size_t chunks = kk_chunk_count(records->count), count = 0;
    size_t *begin = calloc(chunks + 1, sizeof *begin), *left = calloc(chunks + 1, sizeof *left);
    if (begin == NULL || left == NULL) {
        status = kk_fail_memory(err);
        goto done;
    }
    preparation rules = preparation_of(config);

    kk_records_sort(records->item, records->count, threads);
    warn_of_crowd(records, config);
    for (size_t c = 0; c <= chunks; c++) begin[c] = kk_chunk_begin(records->item, records->count, c);
#pragma omp parallel for num_threads(threads) schedule(dynamic)
    for (size_t c = 0; c < chunks; c++)
        left[c] = prepare_chunk(records->item + begin[c], begin[c + 1] - begin[c], &rules);
    for (size_t c = 0; c < chunks; c++) {
        memmove(records->item + count, records->item + begin[c], left[c] * sizeof *records->item);
        count += left[c];
    }
    records->count = count;

done:
    free(begin);
    free(left);
    return status;
}
