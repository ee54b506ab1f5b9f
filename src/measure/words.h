/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Names by number, letters compared without case: programmes, organisations, schools.
 */
#ifndef KK_MEASURE_WORDS_H
#define KK_MEASURE_WORDS_H

#include "kk/arena.h"
#include "kk/error.h"

#include <stdint.h>

typedef struct kk_words {
    size_t count;
    const char **word; /* after kk_words_sort ascending, each once */
} kk_words;

/* Room for `capacity` words, in the arena. */
kk_status kk_words_new(size_t capacity, kk_arena *arena, kk_words *out, kk_error *err) KK_MUST_USE;
/* "" is no word, and left out. */
void kk_words_add(kk_words *words, const char *word);
void kk_words_sort(kk_words *words);
/* The number of a word, or −1. After kk_words_sort. */
ptrdiff_t kk_words_find(const kk_words *words, const char *word);

#endif
