/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/story_signs.h"
#include "ingest/story_text.h"

const char *kk_story_sign_name(kk_story_sign sign)
{
    static const char *const names[] = {"", "digits", "an age", "the name of a street"};
    return names[sign];
}

/* Digits of the scripts met here, and what has the look of digits: superscripts, fractions, circled, wide and bold
 * ones. */
static bool is_digit(uint32_t c)
{
    static const uint32_t range[][2] = {
        {'0', '9'},       {0xB2, 0xB3},     {0xB9, 0xB9},     {0xBC, 0xBE},       {0x660, 0x669},     {0x6F0, 0x6F9},
        {0x966, 0x96F},   {0x2070, 0x2070}, {0x2074, 0x2079}, {0x2080, 0x2089},   {0x2150, 0x218B},   {0x2460, 0x249B},
        {0x24EA, 0x24FF}, {0x2776, 0x2793}, {0xFF10, 0xFF19}, {0x1D7CE, 0x1D7FF}, {0x1F100, 0x1F10C},
    };
    for (size_t i = 0; i < sizeof range / sizeof *range; i++)
        if (c >= range[i][0] && c <= range[i][1]) return true;
    return false;
}

static bool holds_digit(const char *text)
{
    while (*text != '\0')
        if (is_digit(kk_story_character(&text))) return true;
    return false;
}

kk_status kk_story_sign_find(const char *text, kk_story_sign *sign, kk_error *err)
{
    kk_story_words words;
    kk_arena arena;
    *sign = KK_SIGN_NONE;
    kk_arena_init(&arena);
    bool is_split = kk_story_words_split(text, &arena, &words);
    if (holds_digit(text))
        *sign = KK_SIGN_DIGIT;
    else if (is_split && kk_story_tells_age(&words))
        *sign = KK_SIGN_AGE;
    else if (is_split && kk_story_names_street(&words))
        *sign = KK_SIGN_STREET;
    kk_arena_clear(&arena);
    return is_split ? KK_OK : kk_fail_memory(err);
}
