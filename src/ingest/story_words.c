/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/story_words.h"
#include "ingest/story_text.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

/* U+00C0 … U+00FF without accents; a space is no letter. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";

enum {
    LATIN_FIRST = 0xC0,
    LATIN_SMALL = 0xE0,
    LATIN_LAST = 0xFF,
    IJ_CAPITAL = 0x132,
    IJ_SMALL = 0x133,
    MARKS_FIRST = 0x300, /* combining */
    MARKS_LAST = 0x36F,
    SIGNS_FIRST = 0x2000, /* punctuation, arrows, symbols, dingbats */
    SIGNS_LAST = 0x2BFF,
    EMOJI_FIRST = 0x1F000
};

static bool is_joint(uint32_t c)
{
    return c == '-' || c == '\'' || c == 0x2010 || c == 0x2011 || c == 0x2018 || c == 0x2019 ||
           (c >= MARKS_FIRST && c <= MARKS_LAST);
}

/* The plain letters of a character; "" for one that is no letter. */
static void make_plain(uint32_t c, char out[3])
{
    memset(out, 0, 3);
    if (c < 128)
        out[0] = (char)(isalnum((int)c) ? tolower((int)c) : 0);
    else if (c >= LATIN_FIRST && c <= LATIN_LAST)
        out[0] = latin[c - LATIN_FIRST];
    else if (c == IJ_CAPITAL || c == IJ_SMALL)
        memcpy(out, "ij", 2);
    else if (c > LATIN_LAST && (c < SIGNS_FIRST || c > SIGNS_LAST) && c < EMOJI_FIRST)
        out[0] = '*';
    if (out[0] == ' ') out[0] = '\0';
}

static bool is_capital(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= LATIN_FIRST && c < LATIN_SMALL) || c == IJ_CAPITAL;
}

static bool opens_sentence(uint32_t c)
{
    static const uint32_t marks[] = {'.', '!', '?', ':', '"', '\n', 0xAB, 0x201C, 0x201E, 0x2026};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i] == c) return true;
    return false;
}

typedef struct splitter {
    kk_story_words *out;
    char *letters; /* where the next ones go */
    bool in_word, begins;
} splitter;

static void take_letters(splitter *s, uint32_t c, const char *plain)
{
    if (!s->in_word) {
        s->out->word[s->out->count++] =
            (kk_story_word){.letters = s->letters, .is_capital = is_capital(c), .begins_sentence = s->begins};
        s->in_word = true;
        s->begins = false;
    }
    while (*plain != '\0') *s->letters++ = *plain++;
}

static void take_mark(splitter *s, uint32_t c)
{
    if (s->in_word) *s->letters++ = '\0';
    s->in_word = false;
    if (c == ' ' || c == 0xA0) return;
    if (s->out->count > 0) s->out->word[s->out->count - 1].ends_clause = true;
    if (opens_sentence(c)) s->begins = true;
}

bool kk_story_words_split(const char *text, kk_arena *arena, kk_story_words *out)
{
    size_t length = strlen(text);
    *out = (kk_story_words){.word = kk_arena_alloc(arena, length + 1, sizeof *out->word)};
    splitter s = {.out = out, .letters = kk_arena_alloc(arena, length + 1, 1), .begins = true};
    if (out->word == NULL || s.letters == NULL) return false;
    while (*text != '\0') {
        char plain[3];
        uint32_t c = kk_story_character(&text);
        if (s.in_word && is_joint(c)) continue;
        make_plain(c, plain);
        if (*plain != '\0')
            take_letters(&s, c, plain);
        else
            take_mark(&s, c);
    }
    take_mark(&s, '\n');
    return true;
}

bool kk_story_word_is(const char *letters, const char *list)
{
    size_t length = strlen(letters);
    for (const char *at = strstr(list, letters); at != NULL && length > 0; at = strstr(at + 1, letters))
        if (at > list && at[-1] == ' ' && at[length] == ' ') return true;
    return false;
}
