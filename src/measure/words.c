/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/words.h"

#include <stdlib.h>
#include <strings.h>

kk_status kk_words_new(size_t capacity, kk_arena *arena, kk_words *out, kk_error *err)
{
    *out = (kk_words){.word = kk_arena_alloc(arena, capacity, sizeof *out->word)};
    return out->word == NULL ? kk_fail_memory(err) : KK_OK;
}

void kk_words_add(kk_words *words, const char *word)
{
    if (*word != '\0') words->word[words->count++] = word;
}

static int compare(const void *a, const void *b)
{
    return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

void kk_words_sort(kk_words *words)
{
    size_t kept = 0;
    if (words->count == 0) return;
    qsort(words->word, words->count, sizeof *words->word, compare);
    for (size_t i = 1; i < words->count; i++)
        if (strcasecmp(words->word[i], words->word[kept]) != 0) words->word[++kept] = words->word[i];
    words->count = kept + 1;
}

ptrdiff_t kk_words_find(const kk_words *words, const char *word)
{
    if (words->count == 0) return -1;
    const char **found = bsearch(&word, words->word, words->count, sizeof *words->word, compare);
    return found == NULL ? -1 : found - words->word;
}
