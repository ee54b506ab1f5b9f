/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/youth.h"
#include "measure/order.h"

#include <stdlib.h>
#include <string.h>

enum { FORMS = 256 };

/* ---- memory ---- */

static int resize(void *items, size_t count, size_t size)
{
    void *old;
    memcpy(&old, items, sizeof old);
    void *grown = reallocarray(old, count, size);
    if (grown == NULL) return -1;
    memcpy(items, &grown, sizeof grown);
    return 0;
}

static int reserve(kk_youth *youth, size_t count)
{
    if (count <= youth->capacity) return 0;
    size_t capacity = count > 2 * youth->capacity ? count : 2 * youth->capacity;
    if (resize(&youth->stretch, capacity, sizeof *youth->stretch) != 0 ||
        resize(&youth->period, capacity, sizeof *youth->period) != 0 ||
        resize(&youth->selected, capacity, sizeof *youth->selected) != 0 ||
        resize(&youth->order, capacity, sizeof *youth->order) != 0 ||
        resize(&youth->days, capacity, 2 * sizeof *youth->days) != 0)
        return -1;
    youth->capacity = capacity;
    return 0;
}

void kk_youth_clear(kk_youth *youth)
{
    free(youth->stretch);
    free(youth->period);
    free(youth->selected);
    free(youth->order);
    free(youth->days);
    *youth = (kk_youth){0};
}

/* ---- stretches ---- */

static bool is_stretch(const kk_record *record, kk_day until)
{
    bool helps = record->kind == KK_RECORD_CARE || (record->kind == KK_RECORD_DECLARATION && record->cents > 0);
    return helps && record->begin != KK_NO_DAY && record->begin <= until;
}

static kk_care stretch_of(const kk_record *record, kk_day until)
{
    kk_day end = kk_record_last_day(record);
    return (kk_care){
        .begin = record->begin,
        .end = end > until ? KK_OPEN_DAY : end,
        .contract = record->contract,
        .form = record->form,
        .referrer = record->referrer,
        .indicated = record->indicated,
        .planned = record->outcome == KK_OUTCOME_PLANNED,
        .declared = record->kind == KK_RECORD_DECLARATION,
    };
}

/* Care and declarations are each sorted by begin already. */
static size_t merge_by_begin(const kk_record *record, size_t care, size_t count, kk_day until, kk_care *out,
                             uint64_t *order)
{
    size_t made = 0;
    for (size_t c = 0, d = care; c < care || d < count;) {
        bool is_care = d == count || (c < care && record[c].begin <= record[d].begin);
        const kk_record *next = &record[is_care ? c++ : d++];
        if (!is_stretch(next, until)) continue;
        out[made] = stretch_of(next, until);
        order[made++] = next->provider;
    }
    return made;
}

/* Marks declarations (begin KK_NO_DAY) during which care of the same form begins. */
static void mark_declared_before(kk_care *stretch, size_t count)
{
    int64_t next[FORMS];
    for (size_t f = 0; f < FORMS; f++) next[f] = INT64_MAX;
    for (size_t i = count; i-- > 0;) {
        if (!stretch[i].declared) next[stretch[i].form] = stretch[i].begin;
        if (stretch[i].declared && next[stretch[i].form] <= stretch[i].end) stretch[i].begin = KK_NO_DAY;
    }
}

/*
 * Leaves out declarations of which care of the same form has a day: care that began before, or that begins during. That
 * it was paid for under an indication goes over to the care.
 */
static size_t drop_covered(kk_care *stretch, size_t count, uint64_t *order)
{
    size_t kept = 0, longest[FORMS];
    bool indicated_before[FORMS] = {false};
    for (size_t f = 0; f < FORMS; f++) longest[f] = SIZE_MAX;
    mark_declared_before(stretch, count);
    for (size_t i = 0; i < count; i++) {
        kk_care care = stretch[i];
        kk_care *covering = longest[care.form] == SIZE_MAX ? NULL : &stretch[longest[care.form]];
        if (care.declared && care.begin == KK_NO_DAY) {
            indicated_before[care.form] |= care.indicated;
            continue;
        }
        if (care.declared && covering != NULL && covering->end >= care.begin) {
            covering->indicated |= care.indicated;
            continue;
        }
        if (!care.declared) {
            care.indicated |= indicated_before[care.form];
            indicated_before[care.form] = false;
            if (covering == NULL || care.end > covering->end) longest[care.form] = kept;
        }
        order[kept] = order[i];
        stretch[kept++] = care;
    }
    return kept;
}

static void read_stretches(kk_youth *youth)
{
    size_t care = 0, count = 0;
    while (care < youth->record_count && youth->record[care].kind == KK_RECORD_CARE) care++;
    for (count = care; count < youth->record_count && youth->record[count].kind == KK_RECORD_DECLARATION;) count++;
    kk_day until = youth->config->records.until;
    size_t made = merge_by_begin(youth->record, care, count, until, youth->stretch, youth->order);
    if (care < count && made > 1) made = drop_covered(youth->stretch, made, youth->order);
    for (size_t i = 0; i < made; i++) youth->order[i] = youth->order[i] << 32 | i;
    kk_keys_sort(youth->order, made);
    youth->stretches = (kk_care_list){youth->stretch, made};
    youth->by_provider = youth->order;
}

/* ---- care periods ---- */

/* Days without help between an end and the next begin. */
static int64_t days_between(kk_day end, kk_day begin)
{
    return (int64_t)begin - end - 1;
}

static void prolong(kk_care *care, const kk_care *more)
{
    if (more->end > care->end) {
        care->end = more->end;
        care->planned = more->planned;
    } else if (more->end == care->end) {
        care->planned |= more->planned;
    }
}

/* `out` may be `list.item`. */
static size_t merge_forms(kk_care_list list, int gap_days, kk_care *out)
{
    size_t made = 0, last[FORMS];
    if (list.count > 1) memset(last, 0xff, sizeof last);
    for (size_t i = 0; i < list.count; i++) {
        kk_care care = list.item[i];
        kk_care *before = i > 0 && last[care.form] != SIZE_MAX ? &out[last[care.form]] : NULL;
        if (before != NULL && days_between(before->end, care.begin) <= gap_days) {
            prolong(before, &care);
            continue;
        }
        if (list.count > 1) last[care.form] = made;
        out[made++] = care;
    }
    return made;
}

kk_care_list kk_youth_periods(kk_youth *youth, const kk_measure_column *column)
{
    if (column->measure.referrers == UINT32_MAX) return youth->periods;
    size_t count = 0;
    for (size_t i = 0; i < youth->stretches.count; i++) {
        kk_care care = youth->stretch[i];
        if (kk_column_takes(column, care.form, care.referrer)) youth->selected[count++] = care;
    }
    kk_care_list selected = {youth->selected, count};
    selected.count = merge_forms(selected, youth->config->records.gap_days, youth->selected);
    return selected;
}

bool kk_span_next(const kk_youth *youth, kk_care_list list, const kk_measure_column *column, size_t *at, kk_care *span)
{
    bool found = false;
    for (; *at < list.count; ++*at) {
        const kk_care *care = &list.item[*at];
        if (!kk_column_takes_form(column, care->form)) continue;
        if (!found)
            *span = *care;
        else if (days_between(span->end, care->begin) <= youth->config->records.gap_days)
            prolong(span, care);
        else
            break;
        found = true;
    }
    return found;
}

/* ---- who ---- */

unsigned kk_record_has(const kk_record *record)
{
    static const unsigned of_kind[KK_RECORD_KIND_COUNT] = {
        [KK_RECORD_CARE] = KK_HAS_CARE | KK_HAS_HELP,
        [KK_RECORD_DECLARATION] = KK_HAS_CARE | KK_HAS_HELP,
        [KK_RECORD_CONTACT] = KK_HAS_CONTACTS,
        [KK_RECORD_REQUEST] = KK_HAS_REQUESTS | KK_HAS_HELP,
        [KK_RECORD_PARTICIPATION] = KK_HAS_PARTICIPATIONS | KK_HAS_HELP,
    };
    unsigned has = of_kind[record->kind];
    if (record->cents != 0) has |= KK_HAS_CENTS;
    if (record->kind == KK_RECORD_CARE && record->requested != KK_NO_DAY) has |= KK_HAS_WAITS;
    if (record->provider != 0) has |= KK_HAS_PROVIDERS;
    if (record->family != 0) has |= KK_HAS_FAMILIES;
    return has;
}

/* Of what records tell differently, the latest holds. */
static void read_person(kk_youth *youth)
{
    kk_day family = KK_NO_DAY, sex = KK_NO_DAY, months = KK_NO_DAY;
    youth->family = 0;
    youth->has = 0;
    youth->sex = KK_SEX_UNKNOWN;
    youth->months = KK_MONTHS_UNKNOWN;
    for (size_t i = 0; i < youth->record_count; i++) {
        const kk_record *record = &youth->record[i];
        kk_day day = kk_record_first_day(record);
        youth->has |= kk_record_has(record);
        if (record->family != 0 && day >= family) {
            family = day;
            youth->family = record->family;
        }
        if (record->sex != KK_SEX_UNKNOWN && day >= sex) {
            sex = day;
            youth->sex = (kk_sex)record->sex;
        }
        if (record->months != KK_MONTHS_UNKNOWN && day >= months) {
            months = day;
            youth->months = record->months;
        }
    }
}

int kk_youth_read(kk_youth *youth, const kk_config *config, const kk_record *record, size_t count)
{
    if (reserve(youth, count) != 0) return -1;
    youth->config = config;
    youth->record = record;
    youth->record_count = count;
    read_person(youth);
    read_stretches(youth);
    youth->periods.item = youth->period;
    youth->periods.count = merge_forms(youth->stretches, config->records.gap_days, youth->period);
    return 0;
}

int kk_youth_months(const kk_youth *youth, size_t p)
{
    const kk_period *period = youth->config->records.period;
    int year, month, first_year, first_month, day;
    if (youth->months == KK_MONTHS_UNKNOWN) return KK_MONTHS_UNKNOWN;
    kk_day_split(period[0].last, &first_year, &first_month, &day);
    kk_day_split(period[p].last, &year, &month, &day);
    return youth->months + (year - first_year) * 12 + month - first_month;
}

bool kk_youth_fits(const kk_youth *youth, const kk_measure_column *column, int months)
{
    return kk_column_takes_age(column, months) &&
           (column->measure.sex == KK_SEX_UNKNOWN || column->measure.sex == youth->sex);
}
