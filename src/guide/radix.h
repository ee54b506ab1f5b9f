/* SPDX-License-Identifier: EUPL-1.2 */
/* Sorting of many small keys. */
#ifndef KK_GUIDE_RADIX_H
#define KK_GUIDE_RADIX_H

#include <stddef.h>
#include <stdint.h>

/* An item: the key in the upper 32 bits, what it belongs to in the lower. */
static inline uint64_t radix_item(uint32_t key, uint32_t at)
{
    return (uint64_t)key << 32 | at;
}

/* A key that sorts as the number does (no NaN); −0 as 0. */
static inline uint32_t radix_key(float x)
{
    uint32_t bits;
    x += 0.0f;
    __builtin_memcpy(&bits, &x, sizeof bits);
    return bits ^ (bits >> 31 ? UINT32_MAX : UINT32_C(1) << 31);
}

/*
 * Ascending by key, equal keys in the order they came: `item` or `room` ([count] each), whichever it ended in.
 * O(count).
 */
uint64_t *radix_sort(uint64_t *item, uint64_t *room, size_t count);

#endif
