/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/permutation.h"
#include "kk/random.h"

void kk_permutation_init(kk_permutation *permutation, uint32_t *room, uint32_t count)
{
    *permutation = (kk_permutation){.item = room, .swapped = room + count, .count = count};
    for (uint32_t i = 0; i < count; i++) room[i] = i;
}

static void swap(uint32_t *item, uint32_t a, uint32_t b)
{
    uint32_t kept = item[a];
    item[a] = item[b];
    item[b] = kept;
}

static void put_back(kk_permutation *permutation)
{
    for (uint32_t i = permutation->drawn; i-- > 0;) swap(permutation->item, i, permutation->swapped[i]);
}

const uint32_t *kk_permutation_draw(kk_permutation *permutation, uint64_t seed, uint64_t stream, uint32_t length)
{
    kk_random random;
    kk_random_init(&random, seed, stream);
    put_back(permutation);
    permutation->drawn = length;
    for (uint32_t i = 0; i < length; i++) {
        permutation->swapped[i] = i + kk_random_below(&random, permutation->count - i);
        swap(permutation->item, i, permutation->swapped[i]);
    }
    return permutation->item;
}
