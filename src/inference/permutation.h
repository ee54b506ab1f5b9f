/* SPDX-License-Identifier: EUPL-1.2 */
/* Random orderings of 0 … n − 1, drawn as far as needed (Fisher & Yates). */
#ifndef KK_PERMUTATION_H
#define KK_PERMUTATION_H

#include <stdint.h>

typedef struct kk_permutation {
    uint32_t *item;    /* [count]; between draws ascending */
    uint32_t *swapped; /* [count] */
    uint32_t count, drawn;
} kk_permutation;

/* `room` has 2 × count places. */
void kk_permutation_init(kk_permutation *permutation, uint32_t *room, uint32_t count);

/* The first `length` items of the ordering that the seed and the stream tell; until the next draw. */
const uint32_t *kk_permutation_draw(kk_permutation *permutation, uint64_t seed, uint64_t stream, uint32_t length);

#endif
