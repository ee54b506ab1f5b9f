/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What in a text may tell who it is about: digits, ages in words, names of streets. Signs are found by Dutch words and
 * endings: a sign is no proof, and a text without signs is not therefore safe.
 */
#ifndef KK_STORY_SIGNS_H
#define KK_STORY_SIGNS_H

#include "ingest/story_words.h"
#include "kk/error.h"

typedef enum kk_story_sign { KK_SIGN_NONE, KK_SIGN_DIGIT, KK_SIGN_AGE, KK_SIGN_STREET } kk_story_sign;

/* "digits", "an age", "the name of a street": what a message says. */
const char *kk_story_sign_name(kk_story_sign sign);

/* The first of these that valid UTF-8 `text` holds. Errors: out of memory. Cost: O(length). */
kk_status kk_story_sign_find(const char *text, kk_story_sign *sign, kk_error *err) KK_MUST_USE;

/*
 * "zes jaar", "zesjarige", "een jongen van veertien", "zes weken oud", "toen ik acht was", "op haar zestiende"; not
 * "zes jaar geleden" and the like.
 */
bool kk_story_tells_age(const kk_story_words *words);

/*
 * A word that ends as streets do ("Dorpsstraat", "dorpsstr.", "Zonnehofje"), or is such an ending with a capital within
 * a sentence ("Oude Gracht"). Common words ("fietspad", "onderweg") are none, unless with a capital within a sentence.
 */
bool kk_story_names_street(const kk_story_words *words);

/* A number in words from 1 to 119, at the beginning of `letters`: its value and length in letters; 0: none. */
unsigned kk_story_number(const char *letters, size_t *length);

#endif
