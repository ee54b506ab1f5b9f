/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar.h"

#include <stdbool.h>
#include <stdio.h>

enum { epoch_year = 1970 };

static bool is_leap_year(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap_year(year));
}

/* Leap days from the year 0 up to, not including, the year. */
static int leap_days_before(int year)
{
    int last = year - 1;
    return last / 4 - last / 100 + last / 400;
}

int first_day_of(int year)
{
    return 365 * (year - epoch_year) + leap_days_before(year) - leap_days_before(epoch_year);
}

int last_day_of(int year)
{
    return first_day_of(year + 1) - 1;
}

int year_of(int day)
{
    int year = epoch_year + day / 366;
    while (day > last_day_of(year)) year++;
    return year;
}

typedef struct {
    unsigned year, month, day; /* of four, two and two digits */
} date;

static date date_of(int day)
{
    int year = year_of(day), month = 1;
    day -= first_day_of(year);
    while (day >= days_in_month(year, month)) day -= days_in_month(year, month++);
    return (date){(unsigned)year % 10000, (unsigned)month % 100, (unsigned)(day + 1) % 100};
}

int last_day_of_month(int day)
{
    date d = date_of(day);
    return day - (int)d.day + days_in_month((int)d.year, (int)d.month);
}

date_text date_compact(int day)
{
    date d = date_of(day);
    date_text t;
    snprintf(t.text, sizeof t.text, "%04u%02u%02u", d.year, d.month, d.day);
    return t;
}

date_text date_of_month(int day)
{
    date d = date_of(day);
    date_text t;
    snprintf(t.text, sizeof t.text, "%04u%02u00", d.year, d.month);
    return t;
}

date_text date_dutch(int day)
{
    date d = date_of(day);
    date_text t;
    snprintf(t.text, sizeof t.text, "%02u-%02u-%04u", d.day, d.month, d.year);
    return t;
}

date_text date_iso(int day)
{
    date d = date_of(day);
    date_text t;
    snprintf(t.text, sizeof t.text, "%04u-%02u-%02u", d.year, d.month, d.day);
    return t;
}
