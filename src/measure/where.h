/* SPDX-License-Identifier: EUPL-1.2 */
/* Where a youth is in a period: in one area, or in none. */
#ifndef KK_MEASURE_WHERE_H
#define KK_MEASURE_WHERE_H

#include "kk/areas.h"
#include "kk/records.h"

/* Whether a record is about a day of the period, or its request was on one. */
bool kk_record_touches(const kk_record *record, const kk_period *period);
bool kk_records_touch(const kk_record *record, size_t count, const kk_period *period);

/*
 * The record that tells where the youth with these records is in a period: of those that touch it the one of the finest
 * place, of these the latest, of these the one of the lowest place. When none that touches it has a place, the record
 * nearest in time: the last before the period, else the first after it. NULL when no record touches the period, when
 * none has a place, and when the nearest tells that the youth is elsewhere (KK_OUTSIDE, KK_OTHER_GEMEENTE).
 */
const kk_record *kk_youth_placed(const kk_record *record, size_t count, const kk_period *period, const kk_areas *areas);

/* Whether `record` tells the place better than `best`: finer, later, lower; NULL is worse than any. */
bool kk_place_is_better(const kk_record *record, const kk_record *best, const kk_areas *areas);

#endif
