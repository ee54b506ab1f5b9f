/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Periods in one form: "2022" for a year, "2022KW03", "2022MM10", "2022HJ01" … for its parts.
 */
#ifndef KK_PERIOD_H
#define KK_PERIOD_H

#include "kk/ingest.h"

enum { KK_PERIOD_SIZE = 16 };

/*
 * Year: 2022, 2022JJ00, or 1 January of it (1-1-2022, 01-01-2022, 2022-01-01; `/` for `-` and a time of 00:00 are taken
 * too). Other StatLine periods (\d{4}[A-Z]{2}\d{2}) stay as they are. False for anything else, another day among them.
 */
bool kk_period_parse(kk_cell cell, char period[KK_PERIOD_SIZE]);

/* The year of a normalised period. */
int kk_period_year(const char *period);

#endif
