/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A text as plain words: small letters without accents; a hyphen or apostrophe joins what is around it ("zes-jarige" is
 * zesjarige), the ligature ĳ is two letters, and a letter of another script is `*`.
 */
#ifndef KK_STORY_WORDS_H
#define KK_STORY_WORDS_H

#include "kk/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct kk_story_word {
    const char *letters;
    bool is_capital;      /* begins with a capital */
    bool begins_sentence; /* or what stands in quotes */
    bool ends_clause;     /* a mark or a line end stands behind it, or nothing */
} kk_story_word;

typedef struct kk_story_words {
    size_t count;
    kk_story_word *word; /* in the arena */
} kk_story_words;

/* `text` is valid UTF-8. Returns false when out of memory. Cost: O(length). */
bool kk_story_words_split(const char *text, kk_arena *arena, kk_story_words *out) __attribute__((warn_unused_result));

/* True when `letters` is one of the words of `list`, which have a space before and behind: " jaar jaren ". */
bool kk_story_word_is(const char *letters, const char *list);

#endif
