/* SPDX-License-Identifier: EUPL-1.2 */
/* Small islands, which a map with less detail can do without. */
#ifndef KK_GEO_ISLANDS_H
#define KK_GEO_ISLANDS_H

#include "kk/boundaries.h"

/*
 * `*is_gone` [arc], NULL when none goes: the outlines of parts smaller than `least_m2` of the finest level that touch
 * no other area, but for the largest part of each area. An arc that a larger area shares with it goes there too.
 * `*islands`: how many. The caller frees it. Errors: memory. O(points).
 */
kk_status kk_islands_find(const kk_boundaries *boundaries, double least_m2, bool **is_gone, size_t *islands,
                          kk_error *err) KK_MUST_USE;

#endif
