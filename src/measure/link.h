/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the messages and declarations of one client come to.
 *
 * Messages of one contract (without one: of one form and provider) are read by day. The first start begins the care
 * that was allocated, and takes its `requested`: the day of the earliest request (JW315) with the reference of the
 * allocation, else the day of the allocation. A stop ends it; a next start begins care that nobody waited for. A start
 * during care and a stop outside it add nothing, but
 *   - a stop of what was allocated and never started is leaving the waiting list;
 *   - a stop of which neither allocation nor start is there ends care from before the first period.
 * Allocations not yet started, and requests not yet allocated, are waiting.
 */
#ifndef KK_MEASURE_LINK_H
#define KK_MEASURE_LINK_H

#include "kk/records.h"

/* What `record` does not tell and `other` does; of places the finest. */
void kk_record_complete(kk_record *record, const kk_record *other);

/*
 * Turns messages (ALLOCATION, START, STOP, ASKED; sorted) of one client into CARE, in place; returns how many. `before`
 * is the day before the first period.
 */
size_t kk_messages_link(kk_record *message, size_t count, kk_day before);

/*
 * Sums declarations of one client over contract, provider, form, begin and end, in place; those that come to nothing
 * go away. Returns how many are left.
 */
size_t kk_declarations_net(kk_record *declaration, size_t count);

#endif
