/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whether a text of a story can be published at all: length, markup, characters.
 */
#ifndef KK_STORY_TEXT_H
#define KK_STORY_TEXT_H

#include "kk/ingest.h"

/* The character (code point) at `*text`, valid UTF-8 and not at its end; moves on. */
uint32_t kk_story_character(const char **text);

/* A copy without carriage returns; NULL when out of memory. */
char *kk_story_text_copy(kk_cell cell, kk_arena *arena);

/* Why `text` cannot be published (a reason for a reject), or NULL. At most `longest` characters. Cost: O(length). */
const char *kk_story_text_fault(const char *text, size_t longest);

#endif
