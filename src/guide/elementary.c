/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/elementary.h"

#include <stdint.h>

/* ln 2 in two parts; the first has 32 bits, so that its product with an exponent is exact. */
static const double ln2_high = 0x1.62e42feep-1, ln2_low = 0x1.a39ef35793c76p-33;

static uint64_t bits_of(double x)
{
    uint64_t bits;
    __builtin_memcpy(&bits, &x, sizeof bits);
    return bits;
}

static double double_of(uint64_t bits)
{
    double x;
    __builtin_memcpy(&x, &bits, sizeof x);
    return x;
}

static double power_of_two(int exponent)
{
    return double_of((uint64_t)(exponent + 1023) << 52);
}

double kk_exp(double x)
{
    if (x != x) return x;
    if (x > 709.8) return __builtin_inf();
    if (x < -745.2) return 0.0;
    int k = (int)__builtin_floor(x / (ln2_high + ln2_low) + 0.5);
    double high = x - k * ln2_high, low = k * ln2_low, r = high - low;
    double lost = (high - r) - low, sum = 0.0;
    for (int n = 14; n >= 2; n--) sum = (1.0 + sum) * r / n;
    double value = 1.0 + (r + (lost + r * sum));
    return value * power_of_two(k / 2) * power_of_two(k - k / 2);
}

double kk_log(double x)
{
    if (x != x || x < 0.0) return __builtin_nan("");
    if (x == 0.0) return -__builtin_inf();
    if (x == __builtin_inf()) return x;
    int k = 0;
    if (x < 0x1p-1022) {
        x *= 0x1p54;
        k = -54;
    }
    uint64_t bits = bits_of(x);
    k += (int)(bits >> 52) - 1023;
    double m = double_of((bits & 0xfffffffffffffULL) | 0x3ff0000000000000ULL);
    if (m > 1.4142135623730951) {
        m *= 0.5;
        k++;
    }
    double f = m - 1.0, s = f / (2.0 + f), z = s * s, half = 0.5 * f * f, rest = 0.0;
    for (int n = 11; n >= 1; n--) rest = z * (2.0 / (2 * n + 1) + rest);
    return k * ln2_high - ((half - (s * (half + rest) + k * ln2_low)) - f);
}

double kk_power(double x, double y)
{
    if (y == 0.0) return 1.0;
    return kk_exp(y * kk_log(x));
}
