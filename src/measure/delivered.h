/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What was delivered of each area and period, so that what was not is not taken for 0.
 *
 * The areas of a gemeente have what any record of the gemeente tells, an own area what all its members have. Care, with
 * its providers and families, is told of all periods, since its records carry their begin and end. The rest is told of
 * the periods to which it belongs: contacts, declarations and participations of those that they touch, requests of
 * those in which they begin or end, money by its day, and waits by the day of the request. Records without a place, as
 * declarations often are, were delivered where the client's other records are.
 */
#ifndef KK_MEASURE_DELIVERED_H
#define KK_MEASURE_DELIVERED_H

#include "kk/config.h"
#include "measure/geography.h"

typedef struct kk_delivered {
    size_t slot_count;
    uint16_t *has; /* [period × slot_count + slot] KK_HAS_… */
} kk_delivered;

/* In the arena; of prepared records. Cost: O(records × periods). */
kk_status kk_delivered_find(const kk_config *config, const kk_records *records, const kk_geography *geography,
                            kk_arena *arena, kk_delivered *out, kk_error *err) KK_MUST_USE;

static inline bool kk_delivered_has(const kk_delivered *delivered, size_t period, size_t slot, unsigned needs)
{
    return (delivered->has[period * delivered->slot_count + slot] & needs) == needs;
}

#endif
