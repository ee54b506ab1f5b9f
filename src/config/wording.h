/* SPDX-License-Identifier: EUPL-1.2 */
/* Words in the texts of indicators, in Dutch and English. */
#ifndef KK_CONFIG_WORDING_H
#define KK_CONFIG_WORDING_H

#include "kk/arena.h"
#include "kk/config.h"
#include "kk/words.h"

/* "0 tot 4 jaar", "-9 to 24 months"; in the arena, NULL when memory runs out. */
const char *kk_wording_ages(kk_arena *arena, kk_ages ages, kk_language language);

/* A mark that a text may hold, such as "{age}", and what stands in its place. */
typedef struct kk_wording {
    const char *mark, *word;
} kk_wording;

/* The text with all its marks replaced; in the arena, NULL when memory runs out. */
const char *kk_wording_fill(kk_arena *arena, const char *text, const kk_wording *words, size_t count);

#endif
