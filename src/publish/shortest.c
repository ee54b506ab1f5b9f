/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/shortest.h"

#include "publish/decimal_powers.h"

#include <stdbool.h>
#include <string.h>

enum { FRACTION_BITS = 52, EXPONENT_MIN = -1074 };

/* number = significand · 2^exponent */
typedef struct binary {
    uint64_t significand;
    int exponent;
    bool is_uneven; /* the double below is nearer than the one above */
} binary;

static binary take_apart(double number)
{
    const uint64_t hidden_bit = (uint64_t)1 << FRACTION_BITS;
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    uint64_t fraction = bits & (hidden_bit - 1);
    int biased = (int)(bits >> FRACTION_BITS);
    if (biased == 0) return (binary){fraction, EXPONENT_MIN, false};
    return (binary){fraction | hidden_bit, biased - 1 + EXPONENT_MIN, fraction == 0 && biased > 1};
}

/* The product without its lowest 128 bits. What is lost there sets the lowest bit that stays (rounding to odd), so that
   comparisons with whole numbers come out as they would without rounding. */
static uint64_t multiply(kk_power power, uint64_t factor)
{
    unsigned __int128 low = (unsigned __int128)power.low * factor;
    unsigned __int128 high = (unsigned __int128)power.high * factor + (uint64_t)(low >> 64);
    return (uint64_t)(high >> 64) | ((uint64_t)high > 1);
}

/* Four times the number and the bounds of what reads back as it, in units of 10^exponent, rounded to odd. */
typedef struct scaled {
    uint64_t value, lower, upper;
    int exponent;
} scaled;

static scaled scale(binary from)
{
    int exponent = from.is_uneven ? kk_log10_of_binary_below(from.exponent) : kk_log10_of_binary(from.exponent);
    int shift = from.exponent + kk_log2_of_power(-exponent) + 1;
    kk_power power = kk_powers_of_ten()[-exponent - KK_POWER_MIN];
    uint64_t four = from.significand * 4;
    /* A bound itself reads back only as an even significand. */
    bool is_open = from.significand % 2 != 0;
    return (scaled){.value = multiply(power, four << shift),
                    .lower = multiply(power, (four - 2 + from.is_uneven) << shift) + is_open,
                    .upper = multiply(power, (four + 2) << shift) - is_open,
                    .exponent = exponent};
}

kk_decimal kk_shortest(double number)
{
    scaled at = scale(take_apart(number));
    uint64_t below = at.value / 4, tens = below / 10;
    /* Of the multiples of ten next to the number at most one is within the bounds; of those of one, one or two. */
    bool tens_below = at.lower <= tens * 40, tens_above = tens * 40 + 40 <= at.upper;
    if (below >= 10 && tens_below != tens_above) return (kk_decimal){tens + tens_above, at.exponent + 1};

    bool is_below = at.lower <= below * 4, is_above = below * 4 + 4 <= at.upper;
    uint64_t middle = below * 4 + 2;
    bool above_is_nearer = at.value > middle || (at.value == middle && below % 2 != 0);
    bool takes_above = is_below != is_above ? is_above : above_is_nearer;
    return (kk_decimal){below + takes_above, at.exponent};
}
