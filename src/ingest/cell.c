/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cell.h"
#include "ingest/encoding.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A number taken apart: ± mantissa × 10^exponent, exact unless `long_mantissa`. */
typedef struct decimal {
    uint64_t mantissa;
    int exponent;
    int digits;
    bool negative, long_mantissa;
} decimal;

enum { EXPONENT_MAX = 100000, EXACT_POWER_MAX = 22 };

static const char *take_digits(const char *text, const char *end, bool fraction, decimal *number)
{
    for (; text < end && kk_is_digit(*text); text++) {
        number->digits++;
        if (number->mantissa > (UINT64_MAX - 9) / 10) {
            number->long_mantissa = true;
            continue;
        }
        number->mantissa = number->mantissa * 10 + (uint64_t)(*text - '0');
        if (fraction) number->exponent--;
    }
    return text;
}

/* The part from `e` on; NULL when no digits follow. */
static const char *take_exponent(const char *text, const char *end, decimal *number)
{
    if (text == end || (*text != 'e' && *text != 'E')) return text;
    text++;
    bool negative = text < end && *text == '-';
    if (text < end && (*text == '-' || *text == '+')) text++;
    if (text == end) return NULL;
    int exponent = 0;
    for (; text < end && kk_is_digit(*text); text++)
        if (exponent < EXPONENT_MAX) exponent = exponent * 10 + (*text - '0');
    number->exponent += negative ? -exponent : exponent;
    return text;
}

static bool take_apart(kk_cell cell, decimal *number)
{
    const char *text = cell.text, *end = cell.text + cell.length;
    *number = (decimal){0};
    if (text < end && (*text == '-' || *text == '+')) number->negative = *text++ == '-';
    text = take_digits(text, end, false, number);
    if (text < end && (*text == '.' || *text == ',')) {
        int whole_digits = number->digits;
        text = take_digits(text + 1, end, true, number);
        if (number->digits == whole_digits) return false;
    }
    if (number->digits == 0) return false;
    return take_exponent(text, end, number) == end;
}

/* The way round for numbers that are not exact in one step. */
static bool parse_long(kk_cell cell, double *number)
{
    char copy[512];
    if (cell.length >= sizeof copy) return false;
    memcpy(copy, cell.text, cell.length);
    copy[cell.length] = '\0';
    char *comma = strchr(copy, ',');
    if (comma != NULL) *comma = '.';
    locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (c_locale == (locale_t)0) return false;
    *number = strtod_l(copy, NULL, c_locale);
    freelocale(c_locale);
    return isfinite(*number);
}

/* A mantissa below 2^53 and a power of ten up to 10^22 are exact doubles, so that one division rounds correctly. */
bool kk_cell_number(kk_cell cell, double *number)
{
    static const double powers[EXACT_POWER_MAX + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                       1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                       1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    decimal parts;
    if (!take_apart(cell, &parts)) return false;
    if (parts.long_mantissa || parts.mantissa > UINT64_C(1) << 53 || abs(parts.exponent) > EXACT_POWER_MAX)
        return parse_long(cell, number);
    double value = (double)parts.mantissa;
    value = parts.exponent < 0 ? value / powers[-parts.exponent] : value * powers[parts.exponent];
    *number = parts.negative ? -value : value;
    return true;
}

enum { SENTINEL_SECRET = -99997, SENTINEL_LATER = -99995, SENTINEL_NO_LONGER = -99991, SENTINEL_MAX = -99990 };

static kk_figure number_figure(double number)
{
    if (number > SENTINEL_MAX) return (kk_figure){number, KK_FIGURE_OK};
    if (number == SENTINEL_SECRET) return kk_figure_missing(KK_FIGURE_SECRET);
    if (number == SENTINEL_LATER || number == SENTINEL_NO_LONGER) return kk_figure_missing(KK_FIGURE_NOT_PUBLISHED);
    return kk_figure_missing(KK_FIGURE_UNKNOWN);
}

static bool is_unknown_word(kk_cell cell)
{
    static const char *const words[] = {".", ",", "NULL", "NA", "NaN", "N/A"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == cell.length && strncasecmp(words[i], cell.text, cell.length) == 0) return true;
    return false;
}

kk_cell_kind kk_cell_figure(kk_cell cell, kk_figure *figure)
{
    double number;
    *figure = kk_figure_missing(KK_FIGURE_UNKNOWN);
    if (cell.length == 0) return KK_CELL_BLANK;
    char first = cell.text[0];
    if (cell.length == 1 && (first == '-' || first == 'x' || first == 'X')) {
        *figure = first == '-' ? (kk_figure){0, KK_FIGURE_NIL} : kk_figure_missing(KK_FIGURE_SECRET);
        return KK_CELL_FIGURE;
    }
    kk_cell digits = cell;
    for (int stars = 0; stars < 2 && digits.length > 1 && digits.text[digits.length - 1] == '*'; stars++)
        digits.length--;
    if (!kk_cell_number(digits, &number)) return is_unknown_word(cell) ? KK_CELL_UNKNOWN : KK_CELL_BAD;
    *figure = number_figure(number);
    return KK_CELL_FIGURE;
}

kk_figure_status kk_attribute_status(kk_cell attribute)
{
    static const struct {
        const char *word;
        kk_figure_status status;
    } words[] = {
        {"Impossible", KK_FIGURE_NOT_APPLICABLE},     {"NotApplicable", KK_FIGURE_NOT_APPLICABLE},
        {"Confidential", KK_FIGURE_SECRET},           {"Secret", KK_FIGURE_SECRET},
        {"NotYetAvailable", KK_FIGURE_NOT_PUBLISHED}, {"NotAvailable", KK_FIGURE_NOT_PUBLISHED},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (kk_cell_equals(attribute, words[i].word)) return words[i].status;
    return KK_FIGURE_UNKNOWN;
}
