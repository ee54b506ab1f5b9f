/* SPDX-License-Identifier: EUPL-1.2 */
/* Colours of maps, 0xRRGGBB. */
#ifndef KK_DRAW_COLOURS_H
#define KK_DRAW_COLOURS_H

#include "kk/config.h"

#include <stdint.h>

/* Colour `index` of `count` from light to dark: viridis (Smith and van der Walt, CC0), told apart with any colour
   vision and in grey. */
uint32_t kk_colour_sequential(int index, int count);

/* … from blue by white to red: ColorBrewer's RdBu (Brewer, Apache 2.0), told apart with any colour vision. */
uint32_t kk_colour_diverging(int index, int count);

/* Of category number `index` of a part: red is what worries, blue what does not. */
uint32_t kk_colour_category(kk_statistic_part part, kk_direction direction, int code);

#endif
