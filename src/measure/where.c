/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/where.h"
#include "measure/geography.h"
#include "measure/order.h"

static kk_day first_day_there(const kk_record *record)
{
    kk_day first = kk_record_first_day(record);
    return record->requested != KK_NO_DAY && record->requested < first ? record->requested : first;
}

bool kk_record_touches(const kk_record *record, const kk_period *period)
{
    return first_day_there(record) <= period->last && kk_record_last_day(record) >= period->first;
}

bool kk_records_touch(const kk_record *record, size_t count, const kk_period *period)
{
    for (size_t i = 0; i < count; i++)
        if (kk_record_touches(&record[i], period)) return true;
    return false;
}

bool kk_place_is_better(const kk_record *record, const kk_record *best, const kk_areas *areas)
{
    if (best == NULL) return true;
    int fineness = kk_level_fineness(&areas->level[kk_locus_level(record->place)]);
    int best_fineness = kk_level_fineness(&areas->level[kk_locus_level(best->place)]);
    if (fineness != best_fineness) return fineness > best_fineness;
    kk_day day = kk_record_first_day(record), best_day = kk_record_first_day(best);
    return day != best_day ? day > best_day : record->place < best->place;
}

/* ---- of whom no record of the period has a place ---- */

static bool is_elsewhere(kk_locus place)
{
    return place == KK_OUTSIDE || place == KK_OTHER_GEMEENTE;
}

/* From a record to the period. What comes after is further away than anything before. */
static int64_t days_away(const kk_record *record, const kk_period *period)
{
    if (kk_record_touches(record, period)) return 0;
    kk_day last = kk_record_last_day(record);
    return last < period->first ? (int64_t)period->first - last
                                : (int64_t)first_day_there(record) - period->last + UINT32_MAX;
}

static bool is_nearer(const kk_record *record, const kk_record *best, const kk_period *period, const kk_areas *areas)
{
    if (best == NULL) return true;
    int64_t days = days_away(record, period), best_days = days_away(best, period);
    if (days != best_days) return days < best_days;
    if (!kk_locus_is_area(record->place) || !kk_locus_is_area(best->place)) return kk_locus_is_area(record->place);
    return kk_place_is_better(record, best, areas);
}

static const kk_record *find_nearest(const kk_record *record, size_t count, const kk_period *period,
                                     const kk_areas *areas)
{
    const kk_record *best = NULL;
    for (size_t i = 0; i < count; i++) {
        bool tells = kk_locus_is_area(record[i].place) || is_elsewhere(record[i].place);
        if (tells && is_nearer(&record[i], best, period, areas)) best = &record[i];
    }
    return best != NULL && kk_locus_is_area(best->place) ? best : NULL;
}

const kk_record *kk_youth_placed(const kk_record *record, size_t count, const kk_period *period, const kk_areas *areas)
{
    const kk_record *best = NULL;
    for (size_t i = 0; i < count; i++) {
        if (kk_locus_is_area(record[i].place) && kk_record_touches(&record[i], period) &&
            kk_place_is_better(&record[i], best, areas))
            best = &record[i];
    }
    if (best != NULL || !kk_records_touch(record, count, period)) return best;
    return find_nearest(record, count, period, areas);
}
