/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/story_signs.h"

#include <string.h>

/* "" before the first word and behind the last. */
static const char *letters_at(const kk_story_words *words, ptrdiff_t i)
{
    return i < 0 || i >= (ptrdiff_t)words->count ? "" : words->word[i].letters;
}

static unsigned number_of(const char *letters)
{
    size_t length;
    unsigned number = kk_story_number(letters, &length);
    return letters[length] == '\0' ? number : 0;
}

/* "zesjarige" */
static bool is_compound(const char *letters)
{
    static const char ends[] = " jarig jarige jarigen ";
    size_t length;
    return kk_story_number(letters, &length) > 1 && kk_story_word_is(letters + length, ends);
}

/* "zes jaar", "van zes weken"; "een jaar" and weeks are mostly how long something took. */
static bool is_followed_by_unit(const kk_story_words *words, ptrdiff_t i, unsigned number)
{
    static const char years[] = " jaar jaren jarig jarige jarigen ";
    static const char units[] = " jaar maand maanden week weken dag dagen ";
    static const char of_time[] = " geleden later lang eerder terug ervaring ";
    static const char before[] = " van is was ben werd wordt bijna net pas ";
    const char *unit = letters_at(words, i + 1);
    if (kk_story_word_is(letters_at(words, i + 2), of_time)) return false;
    if (number > 1 && kk_story_word_is(unit, years)) return true;
    return kk_story_word_is(unit, units) && kk_story_word_is(letters_at(words, i - 1), before);
}

/* "een jongen van veertien", not "moeder van drie kinderen" */
static bool follows_of(const kk_story_words *words, ptrdiff_t i)
{
    static const char counted[] = " kinderen jongens meisjes mensen gezinnen ouders personen jongeren euro uur "
                                  "gesprekken keer scholen minuten jaar jaren ";
    return strcmp(letters_at(words, i - 1), "van") == 0 &&
           (words->word[i].ends_clause || !kk_story_word_is(letters_at(words, i + 1), counted));
}

/* "hij is nu veertien.", "toen ik zes was", "Sanne (veertien)" */
static bool is_said_of_somebody(const kk_story_words *words, ptrdiff_t i)
{
    static const char before[] = " ben is was werd word wordt waren zijn bijna net pas nu inmiddels ";
    static const char verbs[] = " was is ben werd word wordt waren ";
    static const char joints[] = " en of toen geworden als maar dus ";
    const char *next = letters_at(words, i + 1);
    bool ends = words->word[i].ends_clause;
    if (kk_story_word_is(letters_at(words, i - 1), before) && (ends || kk_story_word_is(next, joints))) return true;
    if (ends) return i > 0 && words->word[i - 1].ends_clause;
    return kk_story_word_is(next, verbs);
}

/* "op haar zestiende"; the first and second are mostly of something else. */
static bool is_birthday(const kk_story_words *words, ptrdiff_t i)
{
    static const char before[] = " op vanaf tot rond sinds voor na ";
    static const char whose[] = " mijn zijn haar je jouw hun onze mn zn dr ";
    static const char ends[] = " de ste ";
    const char *letters = letters_at(words, i);
    size_t length;
    bool is_ordinal = (kk_story_number(letters, &length) > 2 && kk_story_word_is(letters + length, ends)) ||
                      strcmp(letters, "derde") == 0;
    return is_ordinal && kk_story_word_is(letters_at(words, i - 1), whose) &&
           kk_story_word_is(letters_at(words, i - 2), before);
}

/* "een paar maanden oud" */
static bool is_old(const kk_story_words *words, ptrdiff_t i)
{
    static const char units[] = " jaar maand maanden week weken dag dagen ";
    static const char old[] = " oud oude ";
    return kk_story_word_is(letters_at(words, i), old) && kk_story_word_is(letters_at(words, i - 1), units);
}

static bool is_age(const kk_story_words *words, ptrdiff_t i)
{
    unsigned number = number_of(letters_at(words, i));
    if (number > 0 && is_followed_by_unit(words, i, number)) return true;
    if (number > 1 && (follows_of(words, i) || is_said_of_somebody(words, i))) return true;
    return is_compound(letters_at(words, i)) || is_birthday(words, i) || is_old(words, i);
}

bool kk_story_tells_age(const kk_story_words *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (is_age(words, (ptrdiff_t)i)) return true;
    return false;
}
