/* SPDX-License-Identifier: EUPL-1.2 */
/* Amounts of money, exact. */
#ifndef KK_RECORD_AMOUNT_H
#define KK_RECORD_AMOUNT_H

#include "kk/ingest.h"

/*
 * In euros: digits, with a decimal comma or point and at most two decimals behind it ("1234,5"); otherwise whole cents.
 * A sign may stand before it. False for any other text — thousands marks, more decimals, a blank — and for
 * amounts of more than 10^12 cents (ten billion euros).
 */
bool kk_amount_parse(kk_cell cell, bool in_euros, int64_t *cents);

#endif
