/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_words.h"

#include <string.h>

/* One decimal, none of what is large, and two digits of what is small: a small figure never becomes zero. */
static int decimals_of(double value)
{
    double size = fabs(value);
    if (size == 0 || size >= 100) return 0;
    return size >= 0.1 ? 1 : (int)fmin(9, 1 - floor(log10(size)));
}

const char *kk_words_figure(kk_arena *arena, double value, const char *unit)
{
    const char *of = unit == NULL ? "" : unit;
    char *figure =
        kk_arena_format(arena, "%.*f%s%s", decimals_of(value), value, *of == '\0' || *of == '%' ? "" : " ", of);
    if (figure == NULL) return NULL;
    char *point = figure + strspn(figure, "-0123456789");
    if (*point == '.') *point = ',';
    return figure;
}

const char *kk_words_label(kk_arena *arena, const kk_config_indicator *indicator)
{
    const char *label = indicator->label_nl == NULL ? indicator->name : indicator->label_nl;
    const char *unit = NULL;
    for (const char *at = label; (at = strstr(at, " (")) != NULL; at++) unit = at;
    bool ends_in_unit = unit != NULL && unit > label && strchr(unit, ')') == label + strlen(label) - 1;
    return ends_in_unit ? kk_arena_text(arena, label, (size_t)(unit - label)) : label;
}

const char *kk_words_around(const kk_guide_figures *figures, size_t area)
{
    kk_level_kind kind;
    if (figures->origin[area] != KK_ORIGIN_AROUND || !kk_code_kind(figures->from[area], &kind)) return "";
    return kind == KK_LEVEL_GEMEENTE ? "cijfer van de gemeente" : "cijfer van de wijk";
}

const char *kk_words_list(kk_arena *arena, const char *const *word, size_t count)
{
    const char *list = word[0];
    for (size_t w = 1; w < count && list != NULL; w++)
        list = kk_arena_format(arena, w + 1 == count ? "%s en %s" : "%s, %s", list, word[w]);
    return list;
}
