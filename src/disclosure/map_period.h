/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A map shows one period of each indicator: which one.
 */
#ifndef KK_MAP_PERIOD_H
#define KK_MAP_PERIOD_H

#include "kk/release.h"

/*
 * Sets shown_on_map: of the columns of one indicator and level (which stand together) the latest that ends no later
 * than `wanted` and has at least one figure; none when there is no such column, or the indicator is not on the map.
 * `wanted` NULL: the latest with a figure.
 */
void kk_map_periods_choose(kk_released_column *columns, size_t count, const kk_areas *areas, const char *wanted);

#endif
