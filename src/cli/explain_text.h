/* SPDX-License-Identifier: EUPL-1.2 */
/* Dutch text in 80 columns of letters (UTF-8; each letter one column). */
#ifndef KK_CLI_EXPLAIN_TEXT_H
#define KK_CLI_EXPLAIN_TEXT_H

#include <stdio.h>

enum { KK_DUTCH_BYTES = 64 };

/* "1.234,50"; "–" of NaN, "∞" of what has no end. */
const char *kk_dutch(char room[KK_DUTCH_BYTES], double number, int decimals);
/* "+1,5", "-1,5", "0,0". */
const char *kk_dutch_change(char room[KK_DUTCH_BYTES], double number, int decimals);

/* A cell that is filled up, or cut off, to so many columns. */
void kk_print_left(FILE *out, const char *text, size_t width);
void kk_print_right(FILE *out, const char *text, size_t width);

/* A label before cells. One that is too long stands on a line of its own, cut off with "…" at the screen's end. */
void kk_print_label(FILE *out, const char *text, size_t width);

/* Sentences, broken between words, behind an indent of two. */
void kk_print_text(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
