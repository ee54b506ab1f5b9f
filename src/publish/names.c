/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/names.h"

const char *kk_indicator_kind_name(kk_indicator_kind kind)
{
    static const char *const names[] = {
        [KK_SHARE] = "share", [KK_RATE] = "rate", [KK_MEAN] = "mean", [KK_RATIO] = "ratio", [KK_VALUE] = "value"};
    return names[kind];
}

const char *kk_direction_name(kk_direction direction)
{
    static const char *const names[] = {
        [KK_DIRECTION_NEUTRAL] = "neutral", [KK_DIRECTION_NEED] = "need", [KK_DIRECTION_STRENGTH] = "strength"};
    return names[direction];
}

const char *kk_gap_name(kk_gap gap)
{
    static const char *const names[] = {
        [KK_GAP_NO_FIGURE] = "no_figure", [KK_GAP_NO_AREA] = "no_area", [KK_GAP_NO_POPULATION] = "no_population"};
    return names[gap];
}
