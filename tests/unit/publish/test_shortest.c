/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "publish/decimal_powers.h"
#include "publish/shortest.h"

#include <float.h>
#include <pthread.h>
#include <stdbool.h>

/* As "digits e exponent", without zeros behind the digits. */
static const char *decimal_text(double number)
{
    static char text[64];
    kk_decimal decimal = kk_shortest(number);
    for (; decimal.digits % 10 == 0; decimal.digits /= 10) decimal.exponent++;
    snprintf(text, sizeof text, "%llue%d", (unsigned long long)decimal.digits, decimal.exponent);
    return text;
}

/* The first precision of printf, which rounds correctly, that reads back; in the form of decimal_text. */
static const char *tried_text(double number)
{
    static char text[64];
    char tried[64];
    int precision = 1;
    do snprintf(tried, sizeof tried, "%.*e", precision++ - 1, number);
    while (strtod(tried, NULL) != number);
    char *e = strchr(tried, 'e');
    int exponent = atoi(e + 1), count = 0;
    for (const char *at = tried; at < e; at++)
        if (*at != '.') text[count++] = *at;
    snprintf(text + count, sizeof text - (size_t)count, "e%d", exponent - count + 1);
    return text;
}

static void check_shortest(double number)
{
    const char *decimal = decimal_text(number), *tried = tried_text(number);
    if (strcmp(decimal, tried) == 0) return;
    /* Below a power of two doubles lie closer: there the nearest may not read back, and one a bit further up may. */
    int exponent;
    bool is_power_of_two = frexp(number, &exponent) == 0.5;
    if (is_power_of_two && strtod(decimal, NULL) == number && strlen(decimal) <= strlen(tried)) return;
    fail_msg("%a gives %s instead of %s", number, decimal, tried);
}

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed ^ *seed >> 29;
}

static void any_bits_give_the_shortest(void **state)
{
    (void)state;
    uint64_t seed = 2020;
    for (int i = 0; i < 100000; i++) {
        uint64_t bits = next_random(&seed) >> 1;
        double number;
        memcpy(&number, &bits, sizeof number);
        if (isfinite(number) && number > 0) check_shortest(number);
    }
}

static void what_estimates_look_like_gives_the_shortest(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int i = 0; i < 40000; i++) {
        check_shortest((double)(next_random(&seed) >> 11) * 0x1p-53 + 0x1p-60);
        check_shortest((double)(next_random(&seed) % 1000 + 1) / (double)(next_random(&seed) % 1000 + 1));
        check_shortest((double)(next_random(&seed) >> 44) / 100 + 0.01);
        check_shortest((double)((next_random(&seed) >> (next_random(&seed) >> 59)) + 1));
    }
}

static void the_smallest_numbers(void **state)
{
    (void)state;
    for (int i = 1; i < 2000; i++) check_shortest(i * 5e-324);
    for (double number = 5e-324; number < DBL_MIN; number *= 2) {
        check_shortest(number);
        if (number > 5e-324) check_shortest(nextafter(number, 0));
        check_shortest(nextafter(number, 1));
    }
    assert_string_equal(decimal_text(5e-324), "5e-324");
    assert_string_equal(decimal_text(DBL_MIN), "22250738585072014e-324");
    assert_string_equal(decimal_text(DBL_MAX), "17976931348623157e292");
}

static void powers_of_two_and_ten_and_their_neighbours(void **state)
{
    (void)state;
    char text[16];
    for (int q = -1022; q <= 1023; q++) {
        check_shortest(ldexp(1, q));
        check_shortest(nextafter(ldexp(1, q), 0));
        check_shortest(nextafter(ldexp(1, q), INFINITY));
    }
    for (int k = -307; k <= 308; k++) {
        snprintf(text, sizeof text, "1e%d", k);
        double power = strtod(text, NULL);
        assert_string_equal(decimal_text(power), text);
        check_shortest(nextafter(power, 0));
        check_shortest(nextafter(power, INFINITY));
    }
}

/* Few digits come back as they were, with any power of ten. */
static void short_decimals_come_back(void **state)
{
    (void)state;
    uint64_t seed = 11;
    char text[64];
    for (int i = 0; i < 50000; i++) {
        uint64_t digits = next_random(&seed) % 1000000000000000 / (uint64_t)pow(10, i % 15) | 1;
        if (digits % 5 == 0) digits += 2;
        snprintf(text, sizeof text, "%llue%d", (unsigned long long)digits, (int)(next_random(&seed) % 580) - 300);
        assert_string_equal(decimal_text(strtod(text, NULL)), text);
    }
}

/* Bounds that are decimals themselves: they read back as the even neighbour only. Whole numbers above 2⁵³ are ties. */
static void bounds_and_ties(void **state)
{
    (void)state;
    assert_string_equal(decimal_text(9007199254740992), "9007199254740992e0");
    assert_string_equal(decimal_text(9007199254740994), "9007199254740994e0");
    assert_string_equal(decimal_text(2e16 + 4), "20000000000000004e0");
    assert_string_equal(decimal_text(0x1p-44), "5684341886080802e-29");
    assert_string_equal(decimal_text(0x1.8p1), "3e0");
    assert_string_equal(decimal_text(1e23), "1e23");
    assert_string_equal(decimal_text(9.5e-322), "95e-323");
    for (double number = 0x1p53; number < 0x1p53 + 20000; number += 2) check_shortest(number);
    for (double number = 0x1p60; number < 0x1p60 + 2000000; number += 256) check_shortest(number);
}

static void logarithms_are_rounded_down(void **state)
{
    (void)state;
    for (int k = KK_POWER_MIN; k <= KK_POWER_MAX; k++)
        if (k != 0) assert_int_equal(kk_log2_of_power(k), (int)floorl((long double)k * log2l(10)));
    for (int q = -1074; q <= 1023; q++) {
        if (q != 0) assert_int_equal(kk_log10_of_binary(q), (int)floorl((long double)q * log10l(2)));
        assert_int_equal(kk_log10_of_binary_below(q), (int)floorl((long double)q * log10l(2) + log10l(0.75L)));
    }
    assert_int_equal(kk_log2_of_power(0), 0);
    assert_int_equal(kk_log10_of_binary(0), 0);
}

static void *ask_for_powers(void *context)
{
    *(const kk_power **)context = kk_powers_of_ten();
    return NULL;
}

/* 10^k · 10^−k = 1: the product of two that are rounded up is a little more. */
static void powers_are_rounded_up(void **state)
{
    (void)state;
    const kk_power *seen[4] = {0};
    pthread_t thread[4];
    for (int i = 0; i < 4; i++) assert_int_equal(pthread_create(&thread[i], NULL, ask_for_powers, &seen[i]), 0);
    for (int i = 0; i < 4; i++) pthread_join(thread[i], NULL);
    for (int i = 0; i < 4; i++) assert_ptr_equal(seen[i], kk_powers_of_ten());

    const kk_power *power = seen[0] - KK_POWER_MIN;
    assert_true(power[0].high == (uint64_t)1 << 63 && power[0].low == 0);
    assert_true(power[1].high == (uint64_t)10 << 60 && power[1].low == 0);
    assert_true(power[27].high == 0xcecb8f27f4200f3a && power[27].low == 0);
    assert_true(power[-1].high == 0xcccccccccccccccc && power[-1].low == 0xcccccccccccccccd);
    for (int k = KK_POWER_MIN; k <= KK_POWER_MAX; k++) {
        assert_true(power[k].high >> 63 == 1);
        long double mantissa = ldexpl((long double)power[k].high, -63) + ldexpl((long double)power[k].low, -127);
        long double expected = ldexpl(powl(10, k), -kk_log2_of_power(k));
        assert_true(fabsl(mantissa / expected - 1) < 1e-16L);
    }
    for (int k = 1; k <= -KK_POWER_MIN; k++) {
        unsigned __int128 product = (unsigned __int128)power[k].high * power[-k].high;
        unsigned __int128 crossed = (unsigned __int128)power[k].high * power[-k].low;
        unsigned __int128 other = (unsigned __int128)power[k].low * power[-k].high;
        product += (crossed >> 64) + (other >> 64);
        /* 2¹²⁷ in its higher half, less what the three dropped parts are at most */
        unsigned __int128 one = (unsigned __int128)1 << 127;
        assert_true(product >= one - 3 && product <= one + 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(powers_are_rounded_up),      cmocka_unit_test(logarithms_are_rounded_down),
        cmocka_unit_test(any_bits_give_the_shortest), cmocka_unit_test(what_estimates_look_like_gives_the_shortest),
        cmocka_unit_test(the_smallest_numbers),       cmocka_unit_test(powers_of_two_and_ten_and_their_neighbours),
        cmocka_unit_test(short_decimals_come_back),   cmocka_unit_test(bounds_and_ties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
