/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Powers of ten to 128 bits, as the search for the shortest decimal needs them.
 */
#ifndef KK_PUBLISH_DECIMAL_POWERS_H
#define KK_PUBLISH_DECIMAL_POWERS_H

#include <stdint.h>

enum { KK_POWER_MIN = -292, KK_POWER_MAX = 324 };

/* high · 2⁶⁴ + low is 10^k · 2^s rounded up, with the s for which it has 128 bits; exact for 0 ≤ k ≤ 55. */
typedef struct kk_power {
    uint64_t high, low;
} kk_power;

/* 10^k at [k − KK_POWER_MIN]. They are computed at the first call, in exact arithmetic (0.2 ms); from any thread. */
const kk_power *kk_powers_of_ten(void);

/* ⌊log₂ 10^k⌋ and ⌊log₁₀ 2^q⌋; right for |k| ≤ 1200 and |q| ≤ 1500. */
static inline int kk_log2_of_power(int k)
{
    return (k * 1741647) >> 19;
}

static inline int kk_log10_of_binary(int q)
{
    return (q * 1262611) >> 22;
}

/* ⌊log₁₀ (¾ · 2^q)⌋; right for |q| ≤ 1500. */
static inline int kk_log10_of_binary_below(int q)
{
    return (q * 1262611 - 524031) >> 22;
}

#endif
