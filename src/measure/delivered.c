/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/delivered.h"
#include "measure/order.h"
#include "measure/where.h"
#include "measure/youth.h"

enum { KK_HAS_OF_ALL_PERIODS = KK_HAS_PROVIDERS | KK_HAS_FAMILIES };

static bool is_told_of(const kk_record *record, const kk_period *period)
{
    if (record->kind == KK_RECORD_CARE) return true;
    if (record->kind == KK_RECORD_REQUEST)
        return kk_day_within(record->begin, period) || kk_day_within(record->end, period);
    return kk_record_touches(record, period);
}

static unsigned told_of(const kk_record *record, const kk_period *period)
{
    unsigned has = kk_record_has(record), dated = KK_HAS_CENTS | KK_HAS_WAITS;
    unsigned told = has & KK_HAS_OF_ALL_PERIODS;
    if (is_told_of(record, period)) told |= has & ~dated;
    if (kk_day_within(kk_record_first_day(record), period)) told |= has & KK_HAS_CENTS;
    if (kk_day_within(record->requested, period)) told |= has & KK_HAS_WAITS;
    return told;
}

static void find_of_client(const kk_record *record, size_t count, const kk_period *period, const kk_geography *g,
                           uint16_t *has)
{
    unsigned placeless = 0;
    for (size_t i = 0; i < count; i++)
        if (!kk_locus_is_area(record[i].place)) placeless |= told_of(&record[i], period);
    for (size_t i = 0; i < count; i++) {
        if (!kk_locus_is_area(record[i].place)) continue;
        size_t slot = kk_geography_slot(g, record[i].place);
        size_t gemeente = g->within[0][slot] == KK_NO_SLOT ? slot : g->within[0][slot];
        has[gemeente] |= (uint16_t)(placeless | told_of(&record[i], period));
    }
}

static void spread_to_own(const kk_geography *g, size_t level, uint16_t *has)
{
    const kk_membership *membership = &g->areas->level[level].membership;
    const kk_level *members = &g->areas->level[membership->member_level];
    for (size_t a = 0; a < g->areas->level[level].count; a++) {
        uint16_t all = UINT16_MAX;
        for (uint32_t m = membership->member_begin[a]; m < membership->member_begin[a + 1]; m++) {
            uint32_t member = membership->member[m];
            if (!members->water[member]) all &= has[g->first[membership->member_level] + member];
        }
        has[g->first[level] + a] = all;
    }
}

static void spread(const kk_geography *g, uint16_t *has)
{
    for (size_t slot = g->areas->level[0].count; slot < g->slot_count; slot++)
        if (g->within[0][slot] != KK_NO_SLOT) has[slot] = has[g->within[0][slot]];
    for (size_t l = 0; l < g->areas->level_count; l++)
        if (g->areas->level[l].kind == KK_LEVEL_OWN) spread_to_own(g, l, has);
}

kk_status kk_delivered_find(const kk_config *config, const kk_records *records, const kk_geography *geography,
                            kk_arena *arena, kk_delivered *out, kk_error *err)
{
    size_t slots = geography->slot_count, periods = config->records.period_count;
    *out = (kk_delivered){.slot_count = slots, .has = kk_arena_alloc(arena, periods * slots, sizeof *out->has)};
    if (out->has == NULL) return kk_fail_memory(err);
    for (size_t at = 0, end; at < records->count; at = end) {
        end = kk_client_end(records->item, records->count, at);
        for (size_t p = 0; p < periods; p++)
            find_of_client(records->item + at, end - at, &config->records.period[p], geography, out->has + p * slots);
    }
    for (size_t p = 0; p < periods; p++) spread(geography, out->has + p * slots);
    return KK_OK;
}
