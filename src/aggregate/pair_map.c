/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/pair_map.h"

#include <stdlib.h>
#include <string.h>

enum { CAPACITY_MIN = 1024 };

static size_t place_of(const kk_pair_map *map, uint64_t pair)
{
    size_t mask = map->capacity - 1, place = (pair * UINT64_C(0x9e3779b97f4a7c15)) >> 32 & mask;
    while (map->number[place] != KK_NO_NUMBER && map->pair[place] != pair) place = (place + 1) & mask;
    return place;
}

static int grow(kk_pair_map *map)
{
    kk_pair_map wider = {.capacity = map->capacity == 0 ? CAPACITY_MIN : 2 * map->capacity, .count = map->count};
    wider.pair = malloc(wider.capacity * sizeof *wider.pair);
    wider.number = malloc(wider.capacity * sizeof *wider.number);
    if (wider.pair == NULL || wider.number == NULL) {
        kk_pair_map_clear(&wider);
        return -1;
    }
    memset(wider.number, 0xff, wider.capacity * sizeof *wider.number);
    for (size_t i = 0; i < map->capacity; i++) {
        if (map->number[i] == KK_NO_NUMBER) continue;
        size_t place = place_of(&wider, map->pair[i]);
        wider.pair[place] = map->pair[i];
        wider.number[place] = map->number[i];
    }
    kk_pair_map_clear(map);
    *map = wider;
    return 0;
}

uint32_t *kk_pair_map_at(kk_pair_map *map, uint32_t a, uint32_t b)
{
    uint64_t pair = (uint64_t)a << 32 | b;
    if (2 * map->count >= map->capacity && grow(map) != 0) return NULL;
    size_t place = place_of(map, pair);
    if (map->number[place] == KK_NO_NUMBER) {
        map->pair[place] = pair;
        map->count++;
    }
    return &map->number[place];
}

void kk_pair_map_empty(kk_pair_map *map)
{
    if (map->count > 0) memset(map->number, 0xff, map->capacity * sizeof *map->number);
    map->count = 0;
}

void kk_pair_map_clear(kk_pair_map *map)
{
    free(map->pair);
    free(map->number);
    *map = (kk_pair_map){0};
}
