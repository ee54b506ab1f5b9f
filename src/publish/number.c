/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/number.h"

#include "publish/shortest.h"

#include <endian.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char digit_pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                                  "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                                  "8081828384858687888990919293949596979899";

/* ---- whole numbers and millionths ---- */

static char *write_unsigned(char *at, uint64_t number)
{
    char digits[20];
    char *begin = digits + sizeof digits;
    do {
        *--begin = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    size_t length = (size_t)(digits + sizeof digits - begin);
    memcpy(at, begin, length);
    return at + length;
}

static char *write_decimals(char *at, uint32_t millionths)
{
    if (millionths == 0) return at;
    *at++ = '.';
    memcpy(at, digit_pairs + 2 * (millionths / 10000), 2);
    memcpy(at + 2, digit_pairs + 2 * (millionths / 100 % 100), 2);
    memcpy(at + 4, digit_pairs + 2 * (millionths % 100), 2);
    at += 6;
    while (at[-1] == '0') at--;
    return at;
}

/* Puts the sign; the size comes back. */
static uint64_t write_sign(char **at, int64_t number)
{
    if (number >= 0) return (uint64_t)number;
    *(*at)++ = '-';
    return 0 - (uint64_t)number;
}

char *kk_integer_write(char *at, int64_t number)
{
    uint64_t size = write_sign(&at, number);
    return write_unsigned(at, size);
}

char *kk_millionths_write(char *at, int64_t millionths)
{
    uint64_t size = write_sign(&at, millionths);
    at = write_unsigned(at, size / 1000000);
    return write_decimals(at, (uint32_t)(size % 1000000));
}

/* ---- any number: the digits of its shortest decimal ---- */

enum { DIGITS_MAX = 17 };

/* Eight digits with their zeros in front: halves, then quarters, then digits, each pair divided side by side. */
static inline void write_eight(char *at, uint32_t number)
{
    uint64_t halves = number / 10000 | (uint64_t)(number % 10000) << 32;
    uint64_t hundreds = (halves * 10486 >> 20) & 0x7f0000007f;
    uint64_t pairs = hundreds | (halves - hundreds * 100) << 16;
    uint64_t tens = (pairs * 103 >> 10) & 0xf000f000f000f;
    uint64_t digits = htole64((tens | (pairs - tens * 10) << 8) | 0x3030303030303030);
    memcpy(at, &digits, sizeof digits);
}

/* Decimal digits without zeros at either end: digits · 10^exponent. */
typedef struct digit_text {
    char room[2 * DIGITS_MAX]; /* the second half is to be read, not to be used */
    const char *digits;
    int count, exponent;
} digit_text;

static void take_digits(digit_text *text, kk_decimal decimal)
{
    uint64_t high = decimal.digits / 100000000;
    text->room[0] = (char)('0' + high / 100000000);
    write_eight(text->room + 1, (uint32_t)(high % 100000000));
    write_eight(text->room + 9, (uint32_t)(decimal.digits % 100000000));
    const char *begin = text->room, *end = text->room + DIGITS_MAX;
    while (*begin == '0') begin++;
    while (end[-1] == '0') end--;
    text->digits = begin;
    text->count = (int)(end - begin);
    text->exponent = decimal.exponent + (int)(text->room + DIGITS_MAX - end);
}

static char *write_zeros(char *at, int count)
{
    memcpy(at, "00000000000000000", DIGITS_MAX);
    return at + count;
}

/* A copy of constant length costs less than one of `count` bytes; the rest is overwritten, or room to spare. */
static char *write_some(char *at, const char *digits, int count)
{
    memcpy(at, digits, DIGITS_MAX);
    return at + count;
}

/* d.ddde±XX, as printf has it. */
static char *write_scientific(char *at, const digit_text *text)
{
    int power = text->exponent + text->count - 1;
    *at++ = text->digits[0];
    if (text->count > 1) {
        *at++ = '.';
        at = write_some(at, text->digits + 1, text->count - 1);
    }
    *at++ = 'e';
    *at++ = power < 0 ? '-' : '+';
    if (abs(power) < 10) *at++ = '0';
    return write_unsigned(at, (uint64_t)abs(power));
}

static char *write_plain(char *at, const digit_text *text)
{
    int whole = text->count + text->exponent; /* digits before the point */
    if (text->exponent >= 0) return write_zeros(write_some(at, text->digits, text->count), text->exponent);
    if (whole <= 0) {
        *at++ = '0';
        *at++ = '.';
        return write_some(write_zeros(at, -whole), text->digits, text->count);
    }
    at = write_some(at, text->digits, whole);
    *at++ = '.';
    return write_some(at, text->digits + whole, text->count - whole);
}

/* What has a long row of zeros in plain digits is told by its power of ten. */
static bool is_far_from_one(const digit_text *text)
{
    int power = text->exponent + text->count - 1;
    if (power < 0) return power < -4 && text->exponent < -6;
    return power >= 15 && text->exponent > 0;
}

char *kk_number_write(char *at, double number)
{
    if (number == 0) {
        *at = '0';
        return at + 1;
    }
    if (number < 0) *at++ = '-';
    digit_text text;
    take_digits(&text, kk_shortest(fabs(number)));
    return is_far_from_one(&text) ? write_scientific(at, &text) : write_plain(at, &text);
}
