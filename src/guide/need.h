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

/* theme and index of an area, from `scaled` and `mean`; returns the weight of the themes that have a score. */
double need_join(const kk_need_areas *areas, const kk_need_scores *out, size_t area);

/* ---- the scale of an indicator as it stands ---- */

typedef struct need_line {
    double centre, spread, unit; /* unit · (x − centre) / spread */
    double flat;                 /* without spread */
    double least, most;
} need_line;

typedef struct need_ruler {
    const kk_need_areas *areas;
    const kk_need_indicator *indicator;
    const kk_need_room *room; /* `order` by value */
    const double *below;      /* [count + 1]: weight of the first so many; of scales by place, as all that follow */
    size_t count;             /* of areas with a value */
    need_line line;           /* of the others */
} need_ruler;

/* `room` and `below`, [area + 1], serve the ruler as long as it is read. */
need_ruler need_ruler_make(const kk_need_areas *areas, const kk_need_indicator *indicator, const kk_need_room *room,
                           double *below);

/* What `scaled` of an area with a value would be with another figure: its youths come with it, line and other areas
   stay. O(log areas). */
double need_ruler_read(const need_ruler *ruler, size_t area, double figure);

/* The area has enough of its indicators for an index. */
bool need_is_scored(const kk_need_areas *areas, size_t area);

#endif
