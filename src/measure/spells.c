/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/spells.h"

#include <stdlib.h>
#include <string.h>

/* What came of asking for a form of help on a day. */
typedef struct kk_wait {
    kk_day asked;
    uint8_t form, referrer;
    kk_spell spell;
} kk_wait;

int kk_spells_init(kk_spells *spells, size_t group_count)
{
    *spells = (kk_spells){.group_count = group_count, .group = calloc(group_count + 1, sizeof *spells->group)};
    return spells->group == NULL ? -1 : 0;
}

void kk_spells_clear(kk_spells *spells)
{
    for (size_t g = 0; g < spells->group_count && spells->group != NULL; g++) free(spells->group[g].item);
    free(spells->group);
    free(spells->wait);
    *spells = (kk_spells){0};
}

static int add(kk_spell_list *list, kk_day begin, kk_day end, int32_t event, size_t slot)
{
    if (kk_grow(&list->item, &list->capacity, list->count + 1, sizeof *list->item) != 0) return -1;
    int32_t days = end > begin ? end - begin : 0;
    list->item[list->count++] = (kk_located_spell){.spell = {days, event}, .slot = (uint32_t)slot};
    return 0;
}

/* ---- waits ---- */

static kk_wait wait_of(const kk_record *record, kk_day until)
{
    kk_wait wait = {.asked = record->requested, .form = record->form, .referrer = record->referrer};
    kk_day end = until;
    if (record->begin != KK_NO_DAY && record->begin <= until) {
        end = record->begin;
        wait.spell.event = KK_HAPPENED;
    } else if (record->begin == KK_NO_DAY && record->end != KK_NO_DAY && record->end <= until) {
        end = record->end;
        wait.spell.event = KK_LEFT;
    }
    wait.spell.days = end > wait.asked ? end - wait.asked : 0;
    return wait;
}

/* Of one request first what started, then what was left, then what is still waiting; the shortest first. */
static int compare_waits(const void *left, const void *right)
{
    static const int order[] = {[KK_HAPPENED] = 0, [KK_LEFT] = 1, [KK_CENSORED] = 2};
    const kk_wait *a = left, *b = right;
    if (a->asked != b->asked) return a->asked < b->asked ? -1 : 1;
    if (a->form != b->form) return a->form < b->form ? -1 : 1;
    if (a->spell.event != b->spell.event) return order[a->spell.event] < order[b->spell.event] ? -1 : 1;
    if (a->spell.days != b->spell.days) return a->spell.days < b->spell.days ? -1 : 1;
    return (a->referrer > b->referrer) - (a->referrer < b->referrer);
}

/* The requests of the period. The same request told by several records is one. */
static int list_waits(kk_spells *spells, const kk_youth *youth, const kk_period *period)
{
    size_t count = 0, kept = 0;
    if (kk_grow(&spells->wait, &spells->wait_capacity, youth->record_count, sizeof *spells->wait) != 0) return -1;
    for (size_t i = 0; i < youth->record_count && youth->record[i].kind == KK_RECORD_CARE; i++) {
        if (kk_day_within(youth->record[i].requested, period))
            spells->wait[count++] = wait_of(&youth->record[i], youth->config->records.until);
    }
    if (count > 1) qsort(spells->wait, count, sizeof *spells->wait, compare_waits);
    for (size_t i = 0; i < count; i++) {
        const kk_wait *wait = &spells->wait[i], *before = kept == 0 ? NULL : &spells->wait[kept - 1];
        if (before == NULL || before->asked != wait->asked || before->form != wait->form) spells->wait[kept++] = *wait;
    }
    spells->wait_count = kept;
    return 0;
}

static int collect_waits(const kk_spells *spells, const kk_measure_column *column, size_t slot, kk_spell_list *list)
{
    for (size_t i = 0; i < spells->wait_count; i++) {
        const kk_wait *wait = &spells->wait[i];
        if (!kk_column_takes(column, wait->form, wait->referrer)) continue;
        if (add(list, 0, wait->spell.days, wait->spell.event, slot) != 0) return -1;
    }
    return 0;
}

/* ---- durations and returns ---- */

/* From the first day to the last, both included, of care periods that began in the period. */
static int collect_durations(kk_youth *youth, const kk_measure_column *column, const kk_period *period, size_t slot,
                             kk_spell_list *list)
{
    kk_care_list care = kk_youth_periods(youth, column);
    kk_day until = youth->config->records.until;
    for (size_t i = 0; i < care.count; i++) {
        const kk_care *c = &care.item[i];
        if (!kk_day_within(c->begin, period) || !kk_column_takes_form(column, c->form)) continue;
        bool ended = c->end != KK_OPEN_DAY;
        if (add(list, c->begin, (ended ? c->end : until) + 1, ended ? KK_HAPPENED : KK_CENSORED, slot) != 0) return -1;
    }
    return 0;
}

/* From ends of spans in the period to the begin of the next span. */
static int collect_returns(kk_youth *youth, const kk_measure_column *column, const kk_period *period, size_t slot,
                           kk_spell_list *list)
{
    kk_care_list care = kk_youth_periods(youth, column);
    kk_care span, next;
    size_t at = 0;
    bool more = kk_span_next(youth, care, column, &at, &span);
    for (; more; span = next) {
        more = kk_span_next(youth, care, column, &at, &next);
        kk_day end = more ? next.begin : youth->config->records.until;
        if (kk_day_within(span.end, period) && add(list, span.end, end, more ? KK_HAPPENED : KK_CENSORED, slot) != 0)
            return -1;
        if (!more) break;
    }
    return 0;
}

/* ---- all groups ---- */

static void mark_persons(kk_located_spell *spell, size_t count)
{
    kk_located_spell *soonest = NULL;
    for (size_t i = 0; i < count; i++) {
        if (spell[i].spell.event != KK_HAPPENED) continue;
        if (soonest == NULL || spell[i].spell.days < soonest->spell.days) soonest = &spell[i];
    }
    if (count > 0) spell[0].first = true;
    if (soonest != NULL) soonest->soonest = true;
}

int kk_spells_collect(kk_spells *spells, kk_youth *youth, const kk_measure_columns *columns, size_t p, size_t slot)
{
    const kk_period *period = &youth->config->records.period[p];
    int months = kk_youth_months(youth, p);
    if (spells->group_count > 0 && list_waits(spells, youth, period) != 0) return -1;
    for (size_t g = 0; g < spells->group_count; g++) {
        const kk_measure_column *column = columns->group[g];
        kk_spell_list *list = &spells->group[g];
        size_t before = list->count;
        if (!kk_youth_fits(youth, column, months)) continue;
        int failed = column->basis == KK_OF_WAITS       ? collect_waits(spells, column, slot, list)
                     : column->basis == KK_OF_DURATIONS ? collect_durations(youth, column, period, slot, list)
                                                        : collect_returns(youth, column, period, slot, list);
        if (failed != 0) return -1;
        mark_persons(list->item + before, list->count - before);
    }
    return 0;
}

int kk_spells_join(kk_spells *to, kk_spells *from)
{
    for (size_t g = 0; g < from->group_count; g++) {
        kk_spell_list *into = &to->group[g], *list = &from->group[g];
        if (list->count == 0) continue;
        if (kk_grow(&into->item, &into->capacity, into->count + list->count, sizeof *into->item) != 0) return -1;
        memcpy(into->item + into->count, list->item, list->count * sizeof *into->item);
        into->count += list->count;
        list->count = 0;
    }
    return 0;
}
