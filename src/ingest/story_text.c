/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/story_text.h"
#include "core/utf8.h"

#include <string.h>

uint32_t kk_story_character(const char **text)
{
    static const unsigned char mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    size_t length = kk_utf8_length(*text, SIZE_MAX);
    uint32_t c = (unsigned char)**text & mask[length];
    for (size_t i = 1; i < length; i++) c = c << 6 | ((unsigned char)(*text)[i] & 0x3F);
    *text += length;
    return c;
}

char *kk_story_text_copy(kk_cell cell, kk_arena *arena)
{
    char *copy = kk_arena_text(arena, cell.text, cell.length);
    if (copy == NULL) return NULL;
    char *out = copy;
    for (size_t i = 0; i < cell.length; i++)
        if (cell.text[i] != '\r') *out++ = cell.text[i];
    *out = '\0';
    return copy;
}

static bool is_control(uint32_t c)
{
    return (c < 0x20 && c != '\n') || (c >= 0x7F && c <= 0x9F);
}

/* Characters that nobody sees could part a word, or turn the order of what is read. */
static bool is_invisible(uint32_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           c == 0xFEFF || c >= 0xE0000;
}

static const char *character_fault(uint32_t c)
{
    if (c == '<' || c == '>') return "holds < or >: texts are plain, without HTML";
    if (is_control(c)) return "holds a control character";
    if (is_invisible(c)) return "holds an invisible character, such as a soft hyphen";
    return c == 0xFFFD ? "holds a character that was lost on the way: save the file as UTF-8" : NULL;
}

const char *kk_story_text_fault(const char *text, size_t longest)
{
    if (!kk_utf8_valid(text, strlen(text))) return "is not UTF-8";
    for (size_t count = 0; *text != '\0'; count++) {
        if (count == longest) return "is too long; docs/guide/stories.md has the limits";
        const char *fault = character_fault(kk_story_character(&text));
        if (fault != NULL) return fault;
    }
    return NULL;
}
