/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/radix.h"

#include <string.h>

enum { DIGITS = 3, DIGIT_BITS = 11, BUCKETS = 1 << DIGIT_BITS };

static size_t digit_of(uint64_t item, int digit)
{
    return item >> (32 + digit * DIGIT_BITS) & (BUCKETS - 1);
}

static void spread(const uint64_t *from, uint64_t *to, size_t count, int digit, const uint32_t *size)
{
    uint32_t next[BUCKETS], sum = 0;
    for (size_t b = 0; b < BUCKETS; b++) {
        next[b] = sum;
        sum += size[b];
    }
    for (size_t i = 0; i < count; i++) to[next[digit_of(from[i], digit)]++] = from[i];
}

uint64_t *radix_sort(uint64_t *item, uint64_t *room, size_t count)
{
    uint32_t size[DIGITS][BUCKETS];
    memset(size, 0, sizeof size);
    for (size_t i = 0; i < count; i++)
        for (int digit = 0; digit < DIGITS; digit++) size[digit][digit_of(item[i], digit)]++;
    for (int digit = 0; digit < DIGITS && count > 0; digit++) {
        if (size[digit][digit_of(item[0], digit)] == count) continue;
        spread(item, room, count, digit, size[digit]);
        uint64_t *sorted = room;
        room = item;
        item = sorted;
    }
    return item;
}
