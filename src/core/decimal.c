/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/decimal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Powers of ten up to this one are doubles, and what is divided by them is the double nearest to its decimals. */
enum { EXACT_POWER_MAX = 22 };

double kk_number_significant(double number, int digits)
{
    if (!isfinite(number) || number == 0) return number;
    int decimals = digits - 1 - (int)floor(log10(fabs(number)));
    if (abs(decimals) <= EXACT_POWER_MAX) {
        double power = pow(10, abs(decimals));
        return decimals < 0 ? round(number / power) * power : round(number * power) / power;
    }
    char text[32];
    snprintf(text, sizeof text, "%.*e", digits - 1, number);
    return strtod(text, NULL);
}

double kk_number_round(double number)
{
    double size = fabs(number);
    if (!(size < 1e9) || size == 0) return number;
    return size >= 0.1 ? round(number * 1e6) / 1e6 : kk_number_significant(number, 6);
}
