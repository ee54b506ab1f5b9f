/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/bracket.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool kk_flaw_tell(kk_flaw *flaw, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(flaw->text, sizeof flaw->text, format, args);
    va_end(args);
    return false;
}

void kk_blanks_skip(const char **text)
{
    *text += strspn(*text, " \t\n");
}

size_t kk_bracket_key(const char **text)
{
    size_t length = strcspn(*text, "=,] \t\n");
    *text += length;
    return length;
}

bool kk_bracket_equals(const char **text, const char *key, kk_flaw *flaw)
{
    kk_blanks_skip(text);
    if (**text != '=') return kk_flaw_tell(flaw, "a = must follow '%s'", key);
    ++*text;
    kk_blanks_skip(text);
    return true;
}

bool kk_bracket_value(const char **text, kk_arena *arena, const char **out, kk_flaw *flaw)
{
    bool quoted = **text == '`';
    const char *begin = *text + quoted;
    size_t length = strcspn(begin, quoted ? "`" : ",]"), all = length;
    if (quoted && begin[length] != '`') return kk_flaw_tell(flaw, "the backquote is not closed");
    while (!quoted && length > 0 && isspace((unsigned char)begin[length - 1])) length--;
    if (length == 0) return kk_flaw_tell(flaw, "a value must stand here");
    *out = kk_arena_text(arena, begin, length);
    *text = begin + all + quoted;
    return *out != NULL;
}

bool kk_bracket_read(const char **text, kk_bracket_item *take, void *context, kk_flaw *flaw)
{
    const char *open = *text;
    flaw->text[0] = '\0';
    do {
        ++*text;
        kk_blanks_skip(text);
        if (!take(text, context, flaw)) return false;
        kk_blanks_skip(text);
    } while (**text == ',');
    if (**text == ']') {
        ++*text;
        return true;
    }
    if (**text == '\0') *text = open;
    return kk_flaw_tell(flaw, "%s", *text == open ? "this bracket is not closed" : "a comma or ] must stand here");
}
