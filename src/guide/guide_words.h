/* SPDX-License-Identifier: EUPL-1.2 */
/* Pieces of Dutch sentences. In the arena; NULL: no memory. */
#ifndef KK_GUIDE_WORDS_H
#define KK_GUIDE_WORDS_H

#include "guide/work.h"

/* "12,3%", "0,85 km": a figure with a decimal comma and its unit. */
const char *kk_words_figure(kk_arena *arena, double value, const char *unit);

/* The Dutch name of an indicator without its unit: "Koopwoningen" of "Koopwoningen (%)". */
const char *kk_words_label(kk_arena *arena, const kk_config_indicator *indicator);

/* "cijfer van de gemeente" where the figure is that of the area around; else "". */
const char *kk_words_around(const kk_guide_figures *figures, size_t area);

/* "a", "a en b", "a, b en c"; count ≥ 1. */
const char *kk_words_list(kk_arena *arena, const char *const *word, size_t count);

#endif
