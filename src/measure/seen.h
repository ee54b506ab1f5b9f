/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Of which areas anything was delivered: where nothing was, a figure is absent, not zero. Files are of gemeenten: what
 * tells of a part of one tells of all of it.
 */
#ifndef KK_MEASURE_SEEN_H
#define KK_MEASURE_SEEN_H

#include "measure/geography.h"

/* Marks the gemeente of a slot; an own area itself. `seen` has room for all slots. */
void kk_seen_mark(const kk_geography *geography, size_t slot, bool *seen);

/* After the last mark: all in a gemeente is seen with it, and an own area when all its members are. */
void kk_seen_spread(const kk_geography *geography, bool *seen);

#endif
