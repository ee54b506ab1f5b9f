/* SPDX-License-Identifier: EUPL-1.2 */
/* Parts of the index of need. Freestanding. */
#ifndef KK_GUIDE_NEED_H
#define KK_GUIDE_NEED_H

#include "kk/need.h"

/* The value turned, so that more is more need; NaN of none. */
static inline double need_turned(const kk_need_indicator *indicator, size_t area)
{
    return indicator->is_strength ? -indicator->value[area] : indicator->value[area];
}

/* scaled[area] of one indicator, by the rule of `areas`; returns their mean, 0 where nothing has a value. */
double need_scale(const kk_need_areas *areas, const kk_need_indicator *indicator, const kk_need_room *room,
                  double *scaled);

/* The area has enough of its indicators for an index. */
bool need_is_scored(const kk_need_areas *areas, size_t area);

#endif
