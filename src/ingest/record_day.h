/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Dates as they are met: JJJJMMDD, ISO (JJJJ-MM-DD), dd-mm-jjjj and d/m/jjjj; between the parts `-`, `/` or `.`; a time
 * behind it is left aside. Only zeros is no date ("00000000"), as is a blank.
 */
#ifndef KK_RECORD_DAY_H
#define KK_RECORD_DAY_H

#include "kk/ingest.h"

/*
 * False for a text that is no date that exists. `*day` is KK_NO_DAY for no date, and KK_OPEN_DAY for one in a year
 * beyond 2100: 31-12-9999 is how systems write an end that has not come.
 */
bool kk_day_parse(kk_cell cell, kk_day *day);

/*
 * The same for a birth: JJJJMM00 is the 15th of the month, JJJJ0000 is 1 July (00-mm-jjjj and so on too). A year beyond
 * 2100 is refused.
 */
bool kk_birth_parse(kk_cell cell, kk_day *day);

#endif
