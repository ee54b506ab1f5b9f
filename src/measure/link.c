/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/link.h"
#include "measure/order.h"

#include <stdlib.h>
#include <string.h>

#define ORDER_BY(field)                                                                                                \
    if (a->field != b->field) return a->field < b->field ? -1 : 1

static bool knows_place_better(const kk_record *a, const kk_record *b)
{
    if (!kk_locus_is_area(a->place)) return false;
    return !kk_locus_is_area(b->place) || kk_locus_level(a->place) > kk_locus_level(b->place);
}

void kk_record_complete(kk_record *record, const kk_record *other)
{
    if (record->form == KK_FORM_UNKNOWN) record->form = other->form;
    if (record->provider == 0) record->provider = other->provider;
    if (record->referrer == 0) record->referrer = other->referrer;
    if (record->family == 0) record->family = other->family;
    if (record->sex == KK_SEX_UNKNOWN) record->sex = other->sex;
    if (record->months == KK_MONTHS_UNKNOWN) record->months = other->months;
    if (record->months_event == KK_MONTHS_UNKNOWN) record->months_event = other->months_event;
    if (record->outcome == KK_OUTCOME_NONE) record->outcome = other->outcome;
    if (knows_place_better(other, record)) record->place = other->place;
    record->indicated |= other->indicated;
}

/* The earlier of two days, of which KK_NO_DAY is none. */
static kk_day earlier(kk_day a, kk_day b)
{
    return a == KK_NO_DAY ? b : b == KK_NO_DAY || a < b ? a : b;
}

/* ---- requests ---- */

static int by_reference(const void *left, const void *right)
{
    const kk_record *a = left, *b = right;
    ORDER_BY(reference);
    ORDER_BY(requested);
    return kk_record_compare(a, b);
}

static size_t find_reference(const kk_record *asked, size_t count, uint32_t reference)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (asked[middle].reference < reference)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

enum { ANSWERED = KK_RECORD_KIND_COUNT };

/* Gives allocations the day of their request, and marks the first request of their reference. */
static void answer(kk_record *allocation, size_t count, kk_record *asked, size_t asked_count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t reference = allocation[i].reference;
        size_t at = find_reference(asked, asked_count, reference);
        if (reference == 0 || at == asked_count || asked[at].reference != reference) continue;
        allocation[i].requested = earlier(asked[at].requested, allocation[i].requested);
        kk_record_complete(&allocation[i], &asked[at]);
        asked[at].kind = ANSWERED;
    }
}

/* Moves the requests that no allocation answers to the front; returns how many. */
static size_t keep_unanswered(kk_record *asked, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0, next; i < count; i = next) {
        next = i + 1;
        while (asked[i].reference != 0 && next < count && asked[next].reference == asked[i].reference) next++;
        if (asked[i].kind == ANSWERED) continue;
        memmove(asked + kept, asked + i, (next - i) * sizeof *asked);
        kept += next - i;
    }
    return kept;
}

/* ---- contracts ---- */

static kk_day day_of(const kk_record *message)
{
    return message->kind == KK_RECORD_ALLOCATION ? KK_NO_DAY
           : message->kind == KK_RECORD_START    ? message->begin
                                                 : message->end;
}

static int compare_contracts(const kk_record *a, const kk_record *b)
{
    ORDER_BY(contract);
    if (a->contract != 0) return 0;
    ORDER_BY(form);
    ORDER_BY(provider);
    return 0;
}

static int by_contract(const void *left, const void *right)
{
    const kk_record *a = left, *b = right;
    int order = compare_contracts(a, b);
    if (order != 0) return order;
    if (day_of(a) != day_of(b)) return day_of(a) < day_of(b) ? -1 : 1;
    return kk_record_compare(a, b);
}

/* The care of one contract while its messages are read. */
typedef struct care_course {
    kk_record care; /* what is known so far: `begin` is KK_NO_DAY unless it runs */
    bool allocated, runs;
    kk_record *out;
    size_t made;
} care_course;

static void emit(care_course *course, kk_day begin, kk_day end, kk_outcome outcome)
{
    kk_record *care = &course->out[course->made++];
    *care = course->care;
    care->kind = KK_RECORD_CARE;
    care->begin = begin;
    care->end = end;
    care->outcome = (uint8_t)outcome;
    care->cents = 0;
    care->reference = 0;
    course->care.requested = KK_NO_DAY;
    course->runs = false;
}

static void read_stop(care_course *course, const kk_record *stop, kk_day before)
{
    if (course->runs)
        emit(course, course->care.begin, stop->end, (kk_outcome)stop->outcome);
    else if (course->made == 0 && stop->begin != KK_NO_DAY)
        emit(course, stop->begin, stop->end, (kk_outcome)stop->outcome);
    else if (course->made == 0 && course->allocated)
        emit(course, KK_NO_DAY, stop->end, KK_OUTCOME_LEFT);
    else if (course->made == 0)
        emit(course, stop->end < before ? stop->end : before, stop->end, (kk_outcome)stop->outcome);
}

static void read_message(care_course *course, const kk_record *message, kk_day before)
{
    kk_record_complete(&course->care, message);
    if (message->kind == KK_RECORD_ALLOCATION) {
        course->care.requested = earlier(course->care.requested, message->requested);
        course->allocated = true;
    } else if (message->kind == KK_RECORD_STOP) {
        read_stop(course, message, before);
    } else if (!course->runs) {
        course->care.begin = message->begin;
        course->care.months_event = message->months_event;
        course->runs = true;
    }
}

/* Care takes the place of messages already read: each message gives one at most. */
static size_t read_contract(const kk_record *message, size_t count, kk_day before, kk_record *out)
{
    care_course course = {.care = message[0], .out = out};
    if (message[0].kind != KK_RECORD_ALLOCATION) course.care.requested = KK_NO_DAY;
    for (size_t i = 0; i < count; i++) {
        kk_record copy = message[i];
        read_message(&course, &copy, before);
    }
    if (course.runs)
        emit(&course, course.care.begin, KK_OPEN_DAY, KK_OUTCOME_NONE);
    else if (course.made == 0)
        emit(&course, KK_NO_DAY, KK_OPEN_DAY, KK_OUTCOME_NONE);
    return course.made;
}

/* ---- what is taken back ---- */

enum { TAKES_BACK = -1 }; /* cents of a message */

static int compare_messages(const kk_record *a, const kk_record *b)
{
    ORDER_BY(kind);
    ORDER_BY(contract);
    ORDER_BY(begin);
    return 0;
}

/* Those that take back first. */
static int by_message(const void *left, const void *right)
{
    const kk_record *a = left, *b = right;
    int order = compare_messages(a, b);
    if (order != 0) return order;
    ORDER_BY(cents);
    return kk_record_compare(a, b);
}

/* Both a message that takes back and the one that it takes back go; each takes back one. The rest is in order of kind.
 */
static size_t drop_taken_back(kk_record *message, size_t count)
{
    size_t kept = 0, taking = 0, first = 0;
    while (first < count && message[first].cents != TAKES_BACK) first++;
    if (first == count) return count;
    qsort(message, count, sizeof *message, by_message);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && compare_messages(&message[i - 1], &message[i]) != 0) taking = 0;
        if (message[i].cents == TAKES_BACK)
            taking++;
        else if (taking > 0)
            taking--;
        else
            message[kept++] = message[i];
    }
    return kept;
}

size_t kk_messages_link(kk_record *message, size_t count, kk_day before)
{
    size_t allocations = 0, contracts = 0, made = 0;
    count = drop_taken_back(message, count);
    while (allocations < count && message[allocations].kind == KK_RECORD_ALLOCATION) allocations++;
    for (contracts = allocations; contracts < count && message[contracts].kind != KK_RECORD_ASKED;) contracts++;
    kk_record *asked = message + contracts;
    qsort(asked, count - contracts, sizeof *asked, by_reference);
    answer(message, allocations, asked, count - contracts);
    size_t open = keep_unanswered(asked, count - contracts);
    qsort(message, contracts, sizeof *message, by_contract);
    for (size_t i = 0, end; i < contracts; i = end) {
        for (end = i + 1; end < contracts && compare_contracts(&message[i], &message[end]) == 0;) end++;
        made += read_contract(message + i, end - i, before, message + made);
    }
    for (size_t i = 0; i < open; i++) {
        kk_record waiting = asked[i];
        waiting.kind = KK_RECORD_ALLOCATION;
        made += read_contract(&waiting, 1, before, message + made);
    }
    return made;
}

/* ---- declarations ---- */

static int compare_deliveries(const kk_record *a, const kk_record *b)
{
    ORDER_BY(contract);
    ORDER_BY(provider);
    ORDER_BY(form);
    ORDER_BY(begin);
    ORDER_BY(end);
    return 0;
}

static int by_delivery(const void *left, const void *right)
{
    int order = compare_deliveries(left, right);
    return order != 0 ? order : kk_record_compare(left, right);
}

size_t kk_declarations_net(kk_record *declaration, size_t count)
{
    size_t kept = 0;
    qsort(declaration, count, sizeof *declaration, by_delivery);
    for (size_t i = 0, next; i < count; i = next) {
        kk_record net = declaration[i];
        for (next = i + 1; next < count && compare_deliveries(&net, &declaration[next]) == 0; next++) {
            net.cents += declaration[next].cents;
            kk_record_complete(&net, &declaration[next]);
        }
        if (net.cents != 0) declaration[kept++] = net;
    }
    return kept;
}
