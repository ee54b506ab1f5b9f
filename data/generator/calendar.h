/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_CALENDAR_H
#define GENERATOR_CALENDAR_H

/* Days since 1970-01-01. */
int year_of(int day);
int first_day_of(int year);
int last_day_of(int year);
int last_day_of_month(int day);

typedef struct {
    char text[11];
} date_text;

date_text date_compact(int day);  /* 20230731 */
date_text date_of_month(int day); /* 20230700: the month only */
date_text date_dutch(int day);    /* 31-07-2023 */
date_text date_iso(int day);      /* 2023-07-31 */

#endif
