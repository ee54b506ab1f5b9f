/* SPDX-License-Identifier: EUPL-1.2 */
/* Bands of age as texts: "0..4" in years, "-9m..24m" in months, "0..18m", "first_1000_days" (= "-9m..24m"). */
#ifndef KK_CONFIG_AGES_H
#define KK_CONFIG_AGES_H

#include "kk/config.h"

/*
 * From the first age up to, not including, the second: in years, or in months with an m behind. False, with `*out`
 * untouched, for any other text, an end that is not after its begin, and ages outside KK_AGE_MONTHS_FIRST … _END.
 */
bool kk_ages_parse(const char *text, kk_ages *out);

/* What to say behind the text that was refused: " is not a band of ages; write …". */
extern const char kk_ages_hint[];

#endif
