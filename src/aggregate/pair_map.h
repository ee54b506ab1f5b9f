/* SPDX-License-Identifier: EUPL-1.2 */
/* Numbers that pairs of numbers have got, so that what is made of a pair is made once. */
#ifndef KK_PAIR_MAP_H
#define KK_PAIR_MAP_H

#include <stddef.h>
#include <stdint.h>

#define KK_NO_NUMBER UINT32_MAX

typedef struct kk_pair_map {
    uint64_t *pair;
    uint32_t *number; /* KK_NO_NUMBER: free */
    size_t capacity, count;
} kk_pair_map;

/* Where the number of a pair stands: KK_NO_NUMBER where it is new, then the caller gives it one at once. NULL when out
   of memory. Valid until the next call. */
uint32_t *kk_pair_map_at(kk_pair_map *map, uint32_t a, uint32_t b);
void kk_pair_map_empty(kk_pair_map *map); /* forgets the pairs and keeps the room */
void kk_pair_map_clear(kk_pair_map *map);

#endif
