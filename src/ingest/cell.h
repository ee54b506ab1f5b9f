/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A cell of text → a figure with its status, by the symbols of CBS:
 *   a number     decimal point or comma, exponent, `*` or `**` behind (provisional)     ok
 *   -            nil: the value is 0                                                    nil
 *   x            secret                                                                 secret
 *   .            unknown, insufficient or secret; also a lone `,` (a `.` whose marks were replaced), NULL, NA,
 *                NaN as other tools write them                                          unknown
 *   −99997       secret; −99995 not yet published; −99991 published no more; any other number ≤ −99990 unknown
 * Thousands marks are refused: 1.234,5 is no number here, and 1.234 is a little over one.
 */
#ifndef KK_CELL_H
#define KK_CELL_H

#include "kk/ingest.h"

typedef enum kk_cell_kind {
    KK_CELL_BLANK,
    KK_CELL_UNKNOWN, /* a symbol that says no more than a blank does: `.`, NA … */
    KK_CELL_FIGURE,  /* a value, or a reason why there is none */
    KK_CELL_BAD      /* none of these: the status is unknown */
} kk_cell_kind;

static inline bool kk_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* `cell` is trimmed. Fills in `figure` for every kind (unknown for a blank). Cost: O(length). */
kk_cell_kind kk_cell_figure(kk_cell cell, kk_figure *figure);

/* A finite number by the rules above, without `*`. Correctly rounded. */
bool kk_cell_number(kk_cell cell, double *number);

/* The words of StatLine's ValueAttribute (v4) for an observation without a value → its status. */
kk_figure_status kk_attribute_status(kk_cell attribute);

#endif
