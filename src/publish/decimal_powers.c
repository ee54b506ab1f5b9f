/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/decimal_powers.h"

#include <pthread.h>
#include <stdbool.h>

/* 5^324 has 753 bits; 2^831 / 5^292 has 153. */
enum { LIMBS = 26, LIMB_BITS = 32, BITS = LIMBS * LIMB_BITS, POWERS = KK_POWER_MAX - KK_POWER_MIN + 1 };

typedef struct big_number {
    uint32_t limb[LIMBS]; /* the lowest first */
} big_number;

static kk_power powers[POWERS];

static void multiply_by_five(big_number *number)
{
    uint64_t carry = 0;
    for (int i = 0; i < LIMBS; i++) {
        carry += (uint64_t)number->limb[i] * 5;
        number->limb[i] = (uint32_t)carry;
        carry >>= LIMB_BITS;
    }
}

static void divide_by_five(big_number *number)
{
    uint64_t remainder = 0;
    for (int i = LIMBS - 1; i >= 0; i--) {
        remainder = remainder << LIMB_BITS | number->limb[i];
        number->limb[i] = (uint32_t)(remainder / 5);
        remainder %= 5;
    }
}

static unsigned bit_of(const big_number *number, int bit)
{
    return bit < 0 ? 0 : number->limb[bit / LIMB_BITS] >> bit % LIMB_BITS & 1;
}

/* The highest 128 bits, rounded up where something is below them; `has_more`: a fraction below the lowest bit. */
static kk_power round_up(const big_number *number, bool has_more)
{
    int bit = BITS - 1;
    while (bit_of(number, bit) == 0) bit--;
    unsigned __int128 top = 0;
    for (int i = 0; i < 128; i++, bit--) top = top << 1 | bit_of(number, bit);
    for (; bit >= 0 && !has_more; bit--) has_more = bit_of(number, bit) != 0;
    top += has_more;
    return (kk_power){(uint64_t)(top >> 64), (uint64_t)top};
}

/* Of 10^k = 5^k · 2^k the factor 2^k has no bits of its own. ⌊⌊x/5⌋/5⌋ is ⌊x/25⌋: repeated division loses nothing. */
static void compute_powers(void)
{
    big_number product = {.limb[0] = 1}, quotient = {.limb[LIMBS - 1] = 1u << (LIMB_BITS - 1)};
    for (int k = 0; k <= KK_POWER_MAX; k++) {
        powers[k - KK_POWER_MIN] = round_up(&product, false);
        multiply_by_five(&product);
    }
    for (int k = -1; k >= KK_POWER_MIN; k--) {
        divide_by_five(&quotient);
        powers[k - KK_POWER_MIN] = round_up(&quotient, true);
    }
}

const kk_power *kk_powers_of_ten(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, compute_powers);
    return powers;
}
