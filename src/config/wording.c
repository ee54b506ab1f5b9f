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

static const char *replace(kk_arena *arena, const char *text, const kk_wording *by)
{
    size_t done = 0; /* letters that are not looked at again: the word may hold the mark */
    const char *at;
    while (text && (at = strstr(text + done, by->mark)) != NULL) {
        done = (size_t)(at - text) + strlen(by->word);
        text = kk_arena_format(arena, "%.*s%s%s", (int)(at - text), text, by->word, at + strlen(by->mark));
    }
    return text;
}

const char *kk_wording_fill(kk_arena *arena, const char *text, const kk_wording *words, size_t count)
{
    for (size_t i = 0; i < count; i++) text = replace(arena, text, &words[i]);
    return text;
}
