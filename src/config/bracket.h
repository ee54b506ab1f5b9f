/* SPDX-License-Identifier: EUPL-1.2 */
/* What stands in brackets behind a name in an expression: `[key=value, key=value]`. */
#ifndef KK_CONFIG_BRACKET_H
#define KK_CONFIG_BRACKET_H

#include "config/measure.h"

/* What is wrong, in words that follow "…: ", and where: at which selector. */
typedef struct kk_flaw {
    kk_selector selector;
    char text[400];
} kk_flaw;

/* Fills in the text; always false. */
bool kk_flaw_tell(kk_flaw *flaw, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Steps over blanks. */
void kk_blanks_skip(const char **text);

/* Steps over a word: up to `=`, `,`, `]` or a blank. Returns its length, which may be 0. */
size_t kk_bracket_key(const char **text);

/* Steps over the `=` behind `key` and the blanks around it. False, with a flaw, without one. */
bool kk_bracket_equals(const char **text, const char *key, kk_flaw *flaw);

/*
 * A value: up to a comma or bracket, without the blanks behind it; whole when in backquotes. False, with a flaw, when
 * there is none; also when memory runs out (`flaw->text` is then empty).
 */
bool kk_bracket_value(const char **text, kk_arena *arena, const char **out, kk_flaw *flaw);

/*
 * Reads from `*text`, which begins with a bracket, and leaves `*text` behind it; each item by `take`. False, with
 * `*text` at what is wrong, for a bracket that is not well formed, or when `take` says so.
 */
typedef bool kk_bracket_item(const char **text, void *context, kk_flaw *flaw);
bool kk_bracket_read(const char **text, kk_bracket_item *take, void *context, kk_flaw *flaw);

#endif
