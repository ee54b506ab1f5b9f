/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How a lump sum reaches the areas below its own.
 */
#ifndef KK_COLLECTIVE_SHARES_H
#define KK_COLLECTIVE_SHARES_H

#include "kk/intake.h"
#include "measure/geography.h"

/*
 * Divides `cents` in proportion to the weights, in whole cents that add up: each gets the whole cents of its part, and
 * those that are left go to the largest remainders, of equal ones to the first. Σ weight > 0. Exact; O(n log n).
 * Hamilton's method. 100 over 1, 1, 1 → 34, 33, 33.
 */
kk_status kk_cents_divide(int64_t cents, const uint64_t *weight, size_t count, int64_t *share,
                          kk_error *err) KK_MUST_USE;

enum { KK_KEY_UNIT = 1000 };

/* Which slots get a part of a line, and with what weight: in 1 / KK_KEY_UNIT person. */
typedef struct kk_shares {
    size_t count;
    uint32_t *slot;    /* room for all slots */
    uint64_t *weight;  /* the same */
    int64_t *cents;    /* the same */
    size_t missing;    /* areas without a figure: they got nothing */
    bool at_own_level; /* no key, or no population below: `slot` is the line's own area */
} kk_shares;

kk_status kk_shares_new(size_t slot_count, kk_arena *arena, kk_shares *out, kk_error *err) KK_MUST_USE;

/*
 * Shares of a line over the finest areas within its own of which the population tells the key: youths of 0–22, children
 * of 0–17 or births, in the line's period. `period` is the name of that.
 */
kk_status kk_shares_find(const kk_budget_line *line, const char *period, const kk_population *population,
                         const kk_geography *geography, kk_shares *out, kk_error *err) KK_MUST_USE;

#endif
