/* SPDX-License-Identifier: EUPL-1.2 */
/* Periods as CBS and projects name them: 2022, 2022KW04, 2022HJ02, 2022MM12. */
#ifndef KK_PERIOD_H
#define KK_PERIOD_H

#include <stdbool.h>

/* The last month, counted from the year 0: "2022" ends with "2022KW04", "2022HJ02" and "2022MM12". */
int kk_period_last_month(const char *period);

/* Ends later than `best`; of two that end together the one that is named as `wanted` (NULL: none), or else the longer
   name. */
bool kk_period_is_later(const char *period, const char *best, const char *wanted);

#endif
