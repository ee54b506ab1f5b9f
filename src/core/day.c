/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/records.h"

#include <ctype.h>
#include <string.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100, DAYS_TO_1970 = 719468 };

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Years are counted from March, so that the leap day comes last. */
kk_day kk_day_of(int year, int month, int day)
{
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return KK_NO_DAY;
    if (day < 1 || day > days_in_month(year, month)) return KK_NO_DAY;
    int from_march = (month + 9) % 12, y = month > 2 ? year : year - 1;
    int day_of_year = (153 * from_march + 2) / 5 + day - 1;
    return (kk_day)(365 * y + y / 4 - y / 100 + y / 400 + day_of_year - DAYS_TO_1970);
}

void kk_day_split(kk_day day, int *year, int *month, int *day_of_month)
{
    int64_t z = (int64_t)day + DAYS_TO_1970;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100), from_march = (5 * of_year + 2) / 153;
    *day_of_month = (int)(of_year - (153 * from_march + 2) / 5 + 1);
    *month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
    *year = (int)(y + era * 400 + (*month <= 2));
}

int kk_months_between(kk_day birth, kk_day at)
{
    int year, month, day, at_year, at_month, at_day;
    kk_day_split(birth, &year, &month, &day);
    kk_day_split(at, &at_year, &at_month, &at_day);
    int months = (at_year - year) * 12 + at_month - month;
    int last = days_in_month(at_year, at_month);
    return months - (at_day < (day < last ? day : last));
}

/* ---- periods ---- */

static bool read_digits(const char *text, size_t count, int *value)
{
    *value = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isdigit((unsigned char)text[i])) return false;
        *value = *value * 10 + (text[i] - '0');
    }
    return true;
}

/* The number of months of a part of the year: "KW" 3, "HJ" 6, "MM" 1; 0 of any other text. */
static int months_of_part(const char *text)
{
    return strncmp(text, "KW", 2) == 0 ? 3 : strncmp(text, "HJ", 2) == 0 ? 6 : strncmp(text, "MM", 2) == 0 ? 1 : 0;
}

bool kk_period_of(const char *name, kk_period *out)
{
    int year, part = 1, months = 12;
    size_t length = strlen(name);
    if ((length != 4 && length != 8) || !read_digits(name, 4, &year)) return false;
    if (length == 8 && strcmp(name + 4, "JJ00") != 0) {
        months = months_of_part(name + 4);
        if (months == 0 || !read_digits(name + 6, 2, &part) || part < 1 || part > 12 / months) return false;
    }
    int last_month = part * months;
    *out = (kk_period){name, kk_day_of(year, last_month - months + 1, 1),
                       kk_day_of(year, last_month, days_in_month(year, last_month))};
    return out->first != KK_NO_DAY && out->last != KK_NO_DAY;
}
