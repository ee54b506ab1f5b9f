/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/wording.h"

#include <string.h>

const char *kk_wording_ages(kk_arena *arena, kk_ages ages, kk_language language)
{
    static const char *const to[] = {"tot", "to"}, *const years[] = {"jaar", "years"},
                             *const months[] = {"maanden", "months"};
    bool whole = ages.from % 12 == 0 && ages.to % 12 == 0;
    int unit = whole ? 12 : 1;
    return kk_arena_format(arena, "%d %s %d %s", ages.from / unit, to[language], ages.to / unit,
                           whole ? years[language] : months[language]);
}

/* The text with the first `mark` replaced, or as it was. */
static const char *replace(kk_arena *arena, const char *text, const char *mark, const char *word)
{
    const char *at = strstr(text, mark);
    return at ? kk_arena_format(arena, "%.*s%s%s", (int)(at - text), text, word, at + strlen(mark)) : text;
}

const char *kk_wording_fill(kk_arena *arena, const char *text, const kk_wording *words)
{
    const char *filled = text;
    do {
        text = filled;
        filled = replace(arena, text, "{age}", words->age);
        if (filled) filled = replace(arena, filled, "{distance}", words->distance);
    } while (filled && filled != text);
    return filled;
}
