/* SPDX-License-Identifier: EUPL-1.2 */
/* What people read instead of a status or a number, in Dutch and English. */
#ifndef KK_WORDS_H
#define KK_WORDS_H

#include "kk/figure.h"

#include <stddef.h>

typedef enum kk_language { KK_DUTCH, KK_ENGLISH } kk_language;

/* "te weinig personen" / "too few persons": why there is no figure, a few words, lower case. */
const char *kk_words_status(kk_figure_status status, kk_language language);

/* A number as people write it: up to `decimals` decimals, decimal comma and points between thousands in Dutch. */
void kk_words_number(double value, int decimals, kk_language language, char *text, size_t size);

/* As many decimals as a range of numbers needs to be told apart, 0 … 6. */
int kk_words_decimals(double smallest_difference);

#endif
