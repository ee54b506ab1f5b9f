/* SPDX-License-Identifier: EUPL-1.2 */
/* Scales of kk/need.h in floats, for draws. */
#ifndef KK_GUIDE_NEED_DRAW_SCALE_H
#define KK_GUIDE_NEED_DRAW_SCALE_H

#include "guide/need_draw.h"

/* room->scaled[present] of the values x[present], as it is joined (of a geometric join the logarithm); returns that of
   the mean. */
float need_draw_scale(const need_column *column, const float *x, const need_choice *choice, need_room *room);

#endif
