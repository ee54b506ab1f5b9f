/* SPDX-License-Identifier: EUPL-1.2 */
/* A gemeente with two wijken and three buurten, one of them water, for readers that put rows in areas. */
#ifndef KK_FUZZ_AREAS_H
#define KK_FUZZ_AREAS_H

#include "kk/areas.h"

static inline kk_areas fuzz_areas(void)
{
    static const char *gemeenten[] = {"GM0034"}, *wijken[] = {"WK003400", "WK0034AA"},
                      *buurten[] = {"BU00340000", "BU00340001", "BU0034AA01"};
    static bool land[2], water[3] = {false, false, true};
    kk_areas areas = {.level_count = 3};
    areas.level[0] = (kk_level){.kind = KK_LEVEL_GEMEENTE, .count = 1, .code = gemeenten, .water = land};
    areas.level[1] = (kk_level){.kind = KK_LEVEL_WIJK, .count = 2, .code = wijken, .water = land};
    areas.level[2] = (kk_level){.kind = KK_LEVEL_BUURT, .count = 3, .code = buurten, .water = water};
    return areas;
}

#endif
