/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the water column of a source says of an area.
 */
#ifndef KK_WATER_H
#define KK_WATER_H

#include <stdbool.h>

/*
 * JA, B (Belgian ground near Baarle), 1 and true are water; NEE, 0, false and blank are land; small or capital letters.
 * False for any other text.
 */
bool kk_water_parse(const char *text, bool *water);

#endif
