/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/record_make.h"
#include "ingest/record_amount.h"
#include "ingest/record_day.h"
#include "ingest/record_location.h"

#include <ctype.h>
#include <openssl/crypto.h>
#include <string.h>

enum { PROVIDER_LETTERS = 200 };

#define BIT(field) (UINT64_C(1) << (field))

/* What may become of a record of each kind. */
static uint32_t outcomes_of(kk_record_kind kind)
{
    const uint32_t care =
        1u << KK_OUTCOME_PLANNED | 1u << KK_OUTCOME_EARLY | 1u << KK_OUTCOME_LEFT | 1u << KK_OUTCOME_OTHER;
    switch (kind) {
    case KK_RECORD_CONTACT:
        return 1u << KK_OUTCOME_SEEN | 1u << KK_OUTCOME_NOT_SEEN;
    case KK_RECORD_REQUEST:
        return 1u << KK_OUTCOME_SOLVED | 1u << KK_OUTCOME_REFERRED | 1u << KK_OUTCOME_LEFT | 1u << KK_OUTCOME_OTHER;
    default:
        return care;
    }
}

kk_status kk_record_maker_init(kk_record_maker *maker, const kk_config *config, size_t source, bool measures,
                               const kk_key *key, kk_error *err)
{
    const kk_config_record_source *from = &config->records.source[source];
    *maker = (kk_record_maker){.source = from, .form = -1, .source_index = (uint8_t)source};
    kk_status status = kk_record_codes_load(config, from, measures, &maker->codes, err);
    if (status != KK_OK) return status;
    if (from->fixed_form != NULL) maker->form = kk_codes_form(&config->codes, from->fixed_form);
    maker->allowed = outcomes_of(from->kind);
    maker->reference_day = config->records.period_count > 0 ? config->records.period[0].last : KK_NO_DAY;
    kk_hasher_init(&maker->client, key, "client");
    kk_hasher_init(&maker->family, key, "family");
    kk_hasher_init(&maker->contract, key, "contract");
    kk_hasher_init(&maker->reference, key, "reference");
    kk_hasher_init(&maker->provider, key, "provider");
    return KK_OK;
}

void kk_record_maker_clear(kk_record_maker *maker)
{
    kk_hasher_forget(&maker->client);
    kk_hasher_forget(&maker->family);
    kk_hasher_forget(&maker->contract);
    kk_hasher_forget(&maker->reference);
    kk_hasher_forget(&maker->provider);
    kk_record_codes_clear(&maker->codes);
}

/* ---- persons ---- */

static bool is_word(kk_cell cell, const char *const words[])
{
    if (cell.length == 0) return false;
    for (; *words != NULL; words++)
        if (strlen(*words) == cell.length && strncasecmp(*words, cell.text, cell.length) == 0) return true;
    return false;
}

/* 999999999 and 000000000 stand for a number that is not known, and for a child that is not yet born. */
static bool is_nobodys_number(const char *digits, size_t count)
{
    return (count == 1 && digits[0] == '0') || (count == 9 && memcmp(digits, "999999999", 9) == 0);
}

static bool is_nobody(kk_cell cell)
{
    static const char *const words[] = {"onbekend", "unknown", "anoniem", "geen", "leeg", "null", "none",
                                        "nvt",      "n.v.t.",  "n.v.t",   "n/a",  "na",   "nb",   "n.b.",
                                        "-",        "--",      ".",       "?",    "x",    NULL};
    char digits[16];
    size_t count = kk_number_digits(cell.text, cell.length, digits, sizeof digits);
    return count > 0 ? is_nobodys_number(digits, count) : cell.length == 0 || is_word(cell, words);
}

static uint64_t pseudonym_of(const kk_hasher *hasher, kk_cell cell)
{
    return is_nobody(cell) ? 0 : kk_hasher_pseudonym(hasher, cell.text, cell.length);
}

static kk_sex sex_of(kk_cell cell, kk_record_verdict *verdict)
{
    static const char *const male[] = {"m", "1", "man", "jongen", "mannelijk", "male", NULL};
    static const char *const female[] = {"v", "2", "f", "vrouw", "meisje", "vrouwelijk", "female", NULL};
    static const char *const unknown[] = {"o", "x", "0", "9", "onbekend", "unknown", NULL};
    if (is_word(cell, male)) return KK_SEX_MALE;
    if (is_word(cell, female)) return KK_SEX_FEMALE;
    if (cell.length > 0 && !is_word(cell, unknown)) verdict->aside |= BIT(KK_FIELD_SEX);
    return KK_SEX_UNKNOWN;
}

static int16_t months_at(kk_day birth, kk_day at)
{
    bool known = birth != KK_NO_DAY && at != KK_NO_DAY && at != KK_OPEN_DAY;
    return known ? (int16_t)kk_months_between(birth, at) : (int16_t)KK_MONTHS_UNKNOWN;
}

/* ---- codes ---- */

/* What may leave its form to another message of the same allocation. */
static bool is_message(kk_record_kind kind)
{
    return kind == KK_RECORD_ALLOCATION || kind == KK_RECORD_START || kind == KK_RECORD_STOP || kind == KK_RECORD_ASKED;
}

static uint8_t form_of(const kk_record_maker *maker, const kk_cell *cell, kk_record_verdict *verdict)
{
    if (maker->form >= 0) return (uint8_t)maker->form;
    kk_cell product = cell[KK_FIELD_PRODUCT], form = cell[KK_FIELD_FORM];
    int found = product.length > 0 ? kk_code_find(&maker->codes.product, product) : -1;
    if (found < 0 && form.length > 0) found = kk_code_find(&maker->codes.form, form);
    if (found >= 0) return (uint8_t)found;
    bool blank = product.length == 0 && form.length == 0;
    if (blank && is_message(maker->source->kind)) return KK_FORM_UNKNOWN;
    verdict->aside |= BIT(form.length > 0 || product.length == 0 ? KK_FIELD_FORM : KK_FIELD_PRODUCT);
    return KK_FORM_UNKNOWN;
}

static uint8_t referrer_of(const kk_record_maker *maker, kk_cell cell, kk_record_verdict *verdict)
{
    if (cell.length == 0) return 0;
    int found = kk_code_find(&maker->codes.referrer, cell);
    if (found < 0) verdict->aside |= BIT(KK_FIELD_REFERRER);
    return found < 0 ? 0 : (uint8_t)found;
}

static uint8_t outcome_of(const kk_record_maker *maker, kk_cell cell, kk_record_verdict *verdict)
{
    if (cell.length == 0) return KK_OUTCOME_NONE;
    int found = kk_code_find(&maker->codes.outcome, cell);
    bool fits = found == KK_OUTCOME_NONE || (found > 0 && (maker->allowed >> found & 1) != 0);
    if (!fits) verdict->aside |= BIT(KK_FIELD_OUTCOME);
    return fits ? (uint8_t)found : KK_OUTCOME_NONE;
}

/* ---- shorter pseudonyms ---- */

static uint32_t short_pseudonym(const kk_hasher *hasher, kk_cell cell)
{
    if (cell.length == 0) return 0;
    uint32_t hash = (uint32_t)(kk_hasher_pseudonym(hasher, cell.text, cell.length) >> 32);
    return hash == 0 ? 1 : hash;
}

/* Names are the same in capitals and without. */
static uint32_t provider_of(const kk_record_maker *maker, kk_cell cell)
{
    char name[PROVIDER_LETTERS];
    size_t length = cell.length < sizeof name ? cell.length : sizeof name;
    for (size_t i = 0; i < length; i++) name[i] = (char)tolower((unsigned char)cell.text[i]);
    return short_pseudonym(&maker->provider, (kk_cell){name, length});
}

static uint32_t reference_of(const kk_record_maker *maker, const kk_cell *cell)
{
    if (maker->source->kind == KK_RECORD_PARTICIPATION)
        return cell[KK_FIELD_PROGRAMME].length == 0
                   ? 0
                   : kk_name_hash(cell[KK_FIELD_PROGRAMME].text, cell[KK_FIELD_PROGRAMME].length);
    return short_pseudonym(&maker->reference, cell[KK_FIELD_REFERENCE]);
}

/* ---- days ---- */

static bool find_fault(kk_record_verdict *verdict, kk_record_fault fault, kk_csv_field field)
{
    verdict->fault = (uint8_t)fault;
    verdict->field = (uint8_t)field;
    return false;
}

/* Only an end may be open: a begin in the year 9999 is no date. */
static bool read_days(const kk_cell *cell, kk_record *record, kk_day *birth, kk_record_verdict *verdict)
{
    if (!kk_birth_parse(cell[KK_FIELD_BIRTH], birth)) return find_fault(verdict, KK_RECORD_BAD_DATE, KK_FIELD_BIRTH);
    if (!kk_day_parse(cell[KK_FIELD_BEGIN], &record->begin) || record->begin == KK_OPEN_DAY)
        return find_fault(verdict, KK_RECORD_BAD_DATE, KK_FIELD_BEGIN);
    if (!kk_day_parse(cell[KK_FIELD_END], &record->end)) return find_fault(verdict, KK_RECORD_BAD_DATE, KK_FIELD_END);
    if (!kk_day_parse(cell[KK_FIELD_REQUESTED], &record->requested) || record->requested == KK_OPEN_DAY)
        return find_fault(verdict, KK_RECORD_BAD_DATE, KK_FIELD_REQUESTED);
    return true;
}

/* An end that is not given: running, or (of what has no length) the day of the begin itself. */
static kk_day end_of(const kk_record *record)
{
    if (record->end != KK_NO_DAY) return record->end;
    bool moment = record->kind == KK_RECORD_DECLARATION || record->kind == KK_RECORD_CONTACT;
    return moment ? record->begin : KK_OPEN_DAY;
}

/* The day that a record of this kind cannot do without. */
static bool check_days(kk_record *record, kk_record_verdict *verdict)
{
    kk_csv_field field = KK_FIELD_BEGIN;
    bool given = record->begin != KK_NO_DAY;
    if (record->kind == KK_RECORD_CARE) given = given || record->requested != KK_NO_DAY;
    if (record->kind == KK_RECORD_STOP) {
        field = KK_FIELD_END;
        given = record->end != KK_NO_DAY && record->end != KK_OPEN_DAY;
    } else if (record->kind == KK_RECORD_ALLOCATION || record->kind == KK_RECORD_ASKED) {
        field = KK_FIELD_REQUESTED;
        given = record->requested != KK_NO_DAY;
    }
    if (!given) return find_fault(verdict, KK_RECORD_NO_DATE, field);
    record->end = end_of(record);
    kk_day first = record->begin != KK_NO_DAY ? record->begin : record->requested;
    if (first != KK_NO_DAY && record->end < first) return find_fault(verdict, KK_RECORD_ENDS_FIRST, KK_FIELD_END);
    return true;
}

/* Who asks after the help has begun has not waited; what then was asked is not known. */
static void check_request(kk_record *record, kk_record_verdict *verdict)
{
    bool late = record->kind == KK_RECORD_CARE && record->begin != KK_NO_DAY && record->requested > record->begin;
    if (!late) return;
    record->requested = KK_NO_DAY;
    verdict->aside |= BIT(KK_FIELD_REQUESTED);
}

static int16_t months_at_event(const kk_record *record, kk_day birth)
{
    kk_day first = record->begin != KK_NO_DAY       ? record->begin
                   : record->requested != KK_NO_DAY ? record->requested
                                                    : record->end;
    return months_at(birth, first);
}

/* ---- money ---- */

/* 0 unknown, −1 credit, 1 debit. */
static int sign_of(kk_cell cell)
{
    static const char *const credit[] = {"c", "credit", NULL}, *const debit[] = {"d", "debet", "debit", NULL};
    return cell.length == 0 || is_word(cell, debit) ? 1 : is_word(cell, credit) ? -1 : 0;
}

static bool read_amount(const kk_record_maker *maker, const kk_cell *cell, kk_record *record,
                        kk_record_verdict *verdict)
{
    kk_cell amount = cell[KK_FIELD_AMOUNT];
    if (amount.length == 0)
        return maker->source->kind != KK_RECORD_DECLARATION ||
               find_fault(verdict, KK_RECORD_NO_AMOUNT, KK_FIELD_AMOUNT);
    if (!kk_amount_parse(amount, maker->source->in_euros, &record->cents))
        return find_fault(verdict, KK_RECORD_BAD_AMOUNT, KK_FIELD_AMOUNT);
    int sign = sign_of(cell[KK_FIELD_CREDIT]);
    if (sign == 0) return find_fault(verdict, KK_RECORD_BAD_CREDIT, KK_FIELD_CREDIT);
    if (sign < 0 && record->cents > 0) record->cents = -record->cents;
    return true;
}

/*
 * A message may take back one sent before: C as XML gives it, and as the elements themselves stand in a flat file 01 or
 * 13 (RedenWijziging) of an allocation, 3 (StatusAanlevering) of the others.
 */
static bool takes_back(kk_record_kind kind, kk_cell cell)
{
    static const char *const allocation[] = {"c", "1", "01", "13", NULL}, *const other[] = {"c", "3", NULL};
    return is_message(kind) && is_word(cell, kind == KK_RECORD_ALLOCATION ? allocation : other);
}

/* ---- records ---- */

kk_record_verdict kk_record_make(const kk_record_maker *maker, const kk_cell cell[KK_FIELD_COUNT], kk_record *record,
                                 kk_location *location)
{
    kk_record_verdict verdict = {0};
    kk_day birth;
    *record = (kk_record){.kind = (uint8_t)maker->source->kind,
                          .place = KK_NOWHERE_GIVEN,
                          .indicated = maker->source->indicated,
                          .source = maker->source_index};
    if (is_nobody(cell[KK_FIELD_CLIENT])) {
        find_fault(&verdict, KK_RECORD_NO_CLIENT, KK_FIELD_CLIENT);
        return verdict;
    }
    if (!read_days(cell, record, &birth, &verdict) || !check_days(record, &verdict) ||
        !read_amount(maker, cell, record, &verdict))
        return verdict;
    check_request(record, &verdict);
    if (takes_back(maker->source->kind, cell[KK_FIELD_CREDIT])) record->cents = -1;
    record->client = pseudonym_of(&maker->client, cell[KK_FIELD_CLIENT]);
    record->family = pseudonym_of(&maker->family, cell[KK_FIELD_FAMILY]);
    record->months_event = months_at_event(record, birth);
    record->months = months_at(birth, maker->reference_day);
    record->sex = (uint8_t)sex_of(cell[KK_FIELD_SEX], &verdict);
    record->form = form_of(maker, cell, &verdict);
    record->referrer = referrer_of(maker, cell[KK_FIELD_REFERRER], &verdict);
    record->outcome = outcome_of(maker, cell[KK_FIELD_OUTCOME], &verdict);
    record->provider = provider_of(maker, cell[KK_FIELD_PROVIDER]);
    record->contract = short_pseudonym(&maker->contract, cell[KK_FIELD_CONTRACT]);
    record->reference = reference_of(maker, cell);
    verdict.aside |= kk_location_parse(cell, location);
    OPENSSL_cleanse(&birth, sizeof birth);
    return verdict;
}
