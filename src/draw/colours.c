/* SPDX-License-Identifier: EUPL-1.2 */
#include "draw/colours.h"

#include <math.h>

enum { SEQUENTIAL = 9, DIVERGING = 9 };

static const uint32_t yellow_to_blue[SEQUENTIAL] = {0xFFF7BC, 0xEDF8B1, 0xC7E9B4, 0x7FCDBB, 0x41B6C4,
                                                    0x1D91C0, 0x225EA8, 0x253494, 0x081D58};
static const uint32_t blue_to_red[DIVERGING] = {0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7,
                                                0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B};
/* By category: blue is much use or supply, orange much need, dark both, grey unclear. */
static const uint32_t crossings[] = {0x969696, 0xFFECA0, 0x4393C3, 0xE67814, 0x3C1450};
/* The more certain, the darker. */
static const uint32_t targets[] = {0xF7F7F7, 0xFED380, 0xD97D28, 0x6E230A};
/* Who is possibly among the worst may be anybody: a tint that does not alarm. */
static const uint32_t worst[] = {0xF7F7F7, 0xFDDBC7, 0xB2182B};

static uint32_t channel(uint32_t a, uint32_t b, int shift, double part)
{
    double from = (double)(a >> shift & 0xFF), to = (double)(b >> shift & 0xFF);
    return (uint32_t)lround(from + part * (to - from)) << shift;
}

/* A place on a ramp, 0 … 1. */
static uint32_t sample(const uint32_t *ramp, int count, double at)
{
    double place = at * (count - 1);
    int before = place >= count - 1 ? count - 2 : (int)place;
    double part = place - before;
    uint32_t a = ramp[before], b = ramp[before + 1];
    return channel(a, b, 16, part) | channel(a, b, 8, part) | channel(a, b, 0, part);
}

uint32_t kk_colour_sequential(int index, int count)
{
    return sample(yellow_to_blue, SEQUENTIAL, count > 1 ? (double)index / (count - 1) : 0.5);
}

uint32_t kk_colour_diverging(int index, int count)
{
    return sample(blue_to_red, DIVERGING, count > 1 ? (double)index / (count - 1) : 0.5);
}

/* Of five, from what worries least to what worries most. */
static uint32_t worry(kk_direction direction, int index)
{
    return kk_colour_diverging(direction == KK_DIRECTION_STRENGTH ? 4 - index : index, 5);
}

uint32_t kk_colour_category(kk_statistic_part part, kk_direction direction, int code)
{
    static const int cluster[] = {2, 4, 0, 1, 3};
    switch (part) {
    case KK_STATISTIC_CLUSTER:
        return worry(direction, cluster[code]);
    case KK_STATISTIC_WORST:
        return worst[code];
    case KK_STATISTIC_FUNNEL:
        return worry(direction, code + 2);
    case KK_GUIDE_CROSSING_USE:
    case KK_GUIDE_CROSSING_SUPPLY:
        return crossings[code];
    case KK_GUIDE_TARGET:
        return targets[code - 1];
    default:
        return worry(direction, 2 * code + 2);
    }
}
