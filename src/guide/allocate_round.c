/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/allocate.h"

#include "guide/sort.h"

/* One unit to each, or from each, in the order, as far as bounds allow. Returns what is left of `left`. */
static int64_t hand_round(const kk_allocation_bounds *bounds, const uint32_t *order, int64_t left, int64_t *units)
{
    int64_t step = left > 0 ? 1 : -1;
    for (size_t k = 0; k < bounds->count && left != 0; k++) {
        uint32_t i = order[step > 0 ? k : bounds->count - 1 - k];
        double next = (double)(units[i] + step);
        if (next < allocate_floor(bounds, i) || next > allocate_ceiling(bounds, i)) continue;
        units[i] += step;
        left -= step;
    }
    return left;
}

void allocate_round(const double *exact, const kk_allocation_bounds *bounds, const kk_allocation_room *room,
                    int64_t *units)
{
    int64_t left = bounds->budget;
    for (size_t i = 0; i < bounds->count; i++) {
        double whole = __builtin_floor(exact[i]);
        units[i] = (int64_t)whole;
        room->key[i] = whole - exact[i];
        left -= units[i];
    }
    guide_sort(room->key, room->order, bounds->count);
    while (left != 0) left = hand_round(bounds, room->order, left, units);
}
