/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char digit_pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                                  "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                                  "8081828384858687888990919293949596979899";

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

/* The first precision that reads back; 17 digits always do. */
static char *write_digits(char *at, double number)
{
    char text[KK_NUMBER_BYTES];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number) break;
    }
    char *comma = strchr(text, ',');
    if (comma != NULL) *comma = '.';
    size_t length = strlen(text);
    memcpy(at, text, length);
    return at + length;
}

char *kk_number_write(char *at, double number)
{
    /* Up to 15 digits a decimal survives the way to a double and back, so equality proves the text exact. */
    if (fabs(number) < 1e9) {
        int64_t millionths = llround(number * 1e6);
        if ((double)millionths / 1e6 == number) return kk_millionths_write(at, millionths);
    }
    return write_digits(at, number);
}

double kk_number_significant(double number, int digits)
{
    double scale = pow(10, digits - 1 - floor(log10(fabs(number))));
    return isfinite(scale) && scale > 0 ? round(number * scale) / scale : number;
}

double kk_number_round(double number)
{
    double size = fabs(number);
    if (!(size < 1e9) || size == 0) return number;
    return size >= 0.1 ? round(number * 1e6) / 1e6 : kk_number_significant(number, 6);
}
