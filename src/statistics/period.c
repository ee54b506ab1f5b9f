/* SPDX-License-Identifier: EUPL-1.2 */
#include "statistics/time.h"

#include <stdlib.h>
#include <string.h>

enum { YEAR_DIGITS = 4, KIND_LETTERS = 2 };

/* "KW" of 2022KW03; "" of a year. */
static const char *kind_of(const char *period)
{
    return strlen(period) > YEAR_DIGITS ? period + YEAR_DIGITS : "";
}

bool kk_periods_compare(const char *a, const char *b)
{
    return strncmp(kind_of(a), kind_of(b), KIND_LETTERS) == 0;
}

static double parts_of_year(const char *kind)
{
    if (strncmp(kind, "HJ", KIND_LETTERS) == 0) return 2;
    if (strncmp(kind, "KW", KIND_LETTERS) == 0) return 4;
    if (strncmp(kind, "MM", KIND_LETTERS) == 0) return 12;
    return 1;
}

double kk_period_middle(const char *period)
{
    const char *kind = kind_of(period);
    double parts = parts_of_year(kind), number = parts > 1 ? atof(kind + KIND_LETTERS) : 1;
    return atoi(period) + (number - 0.5) / parts;
}
