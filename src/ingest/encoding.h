/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Text of cells: UTF-8, or Windows code page 1252 made UTF-8.
 */
#ifndef KK_ENCODING_H
#define KK_ENCODING_H

#include "kk/ingest.h"

/* Writes CP1252 `text` as UTF-8 into `out`, which has room for 3 × length bytes; returns the bytes written. Bytes that
   CP1252 leaves undefined become U+FFFD. */
size_t kk_cp1252_to_utf8(const char *text, size_t length, char *out);

/* Without blanks, tabs, line ends and no-break spaces around. */
kk_cell kk_cell_trim(kk_cell cell);

bool kk_cell_equals(kk_cell cell, const char *text);

#endif
