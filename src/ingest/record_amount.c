/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/record_amount.h"
#include "ingest/cell.h"

#define CENTS_MAX INT64_C(1000000000000) /* nine million of them still add up in an int64_t */

/* Digits behind `*number`; their count, or −1 when the amount becomes too large. */
static int take_digits(const char **text, const char *end, int64_t *number)
{
    int count = 0;
    for (; *text < end && kk_is_digit(**text); (*text)++, count++) {
        *number = *number * 10 + (**text - '0');
        if (*number > CENTS_MAX) return -1;
    }
    return count;
}

bool kk_amount_parse(kk_cell cell, bool in_euros, int64_t *cents)
{
    const char *text = cell.text, *end = cell.text + cell.length;
    bool negative = text < end && *text == '-';
    if (text < end && (*text == '-' || *text == '+')) text++;
    int64_t number = 0;
    if (take_digits(&text, end, &number) <= 0) return false;
    int decimals = 0;
    if (in_euros && text < end && (*text == ',' || *text == '.')) {
        text++;
        decimals = take_digits(&text, end, &number);
        if (decimals < 1 || decimals > 2) return false;
    }
    for (; in_euros && decimals < 2; decimals++) number *= 10;
    *cents = negative ? -number : number;
    return text == end && number <= CENTS_MAX;
}
