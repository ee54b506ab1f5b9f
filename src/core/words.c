/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DECIMALS_MOST = 6 };

const char *kk_words_status(kk_figure_status status, kk_language language)
{
    static const char *const words[KK_FIGURE_STATUS_COUNT][2] = {
        [KK_FIGURE_OK] = {"cijfer", "figure"},
        [KK_FIGURE_NIL] = {"nul volgens de bron", "nil, says the source"},
        [KK_FIGURE_NO_POPULATION] = {"geen inwoners om wie het gaat", "nobody whom it is about lives there"},
        [KK_FIGURE_NOT_APPLICABLE] = {"niet van toepassing", "not applicable"},
        [KK_FIGURE_ABSENT] = {"niet in de bron", "not in the source"},
        [KK_FIGURE_NOT_PUBLISHED] = {"niet gepubliceerd", "not published"},
        [KK_FIGURE_UNKNOWN] = {"onbekend", "unknown"},
        [KK_FIGURE_SECRET] = {"geheim volgens de bron", "secret, says the source"},
        [KK_FIGURE_SUPPRESSED] = {"verborgen om personen te beschermen", "hidden to protect persons"},
        [KK_FIGURE_SUPPRESSED_POPULATION] = {"verborgen: te weinig inwoners", "hidden: too few inhabitants"},
        [KK_FIGURE_SUPPRESSED_BASE] = {"verborgen: te kleine groep", "hidden: too small a group"},
        [KK_FIGURE_SUPPRESSED_COUNT] = {"verborgen: te weinig personen", "hidden: too few persons"},
        [KK_FIGURE_SUPPRESSED_REST] = {"verborgen: te weinig anderen in de groep",
                                       "hidden: too few others in the group"},
        [KK_FIGURE_SUPPRESSED_PERSONS] = {"verborgen: te weinig personen achter het cijfer",
                                          "hidden: too few persons behind the figure"},
        [KK_FIGURE_SUPPRESSED_GROUP] = {"verborgen: geldt voor bijna iedereen", "hidden: tells of nearly everyone"},
        [KK_FIGURE_SUPPRESSED_DOMINANCE] = {"verborgen: vooral van één of twee personen",
                                            "hidden: mostly of one or two persons"},
        [KK_FIGURE_SUPPRESSED_SECONDARY] = {"verborgen: een ander cijfer zou ermee te berekenen zijn",
                                            "hidden: another figure could be computed from it"},
        [KK_FIGURE_PARENT] = {"cijfer van het gebied eromheen", "figure of the area around"},
    };
    return status < KK_FIGURE_STATUS_COUNT ? words[status][language] : "";
}

/* Digits in groups of three from the right, from 10,000 on. */
static void group(const char *digits, size_t count, char mark, char **to, char *end)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && count > 4 && (count - i) % 3 == 0 && *to < end) *(*to)++ = mark;
        if (*to < end) *(*to)++ = digits[i];
    }
}

void kk_words_number(double value, int decimals, kk_language language, char *text, size_t size)
{
    char plain[400];
    char *to = text, *end = text + size - 1;
    if (!isfinite(value)) {
        *text = '\0';
        return;
    }
    snprintf(plain, sizeof plain, "%.*f", decimals, fabs(value));
    bool is_negative = value < 0 && strspn(plain, "0.") < strlen(plain);
    const char *point = strchr(plain, '.');
    size_t whole = point != NULL ? (size_t)(point - plain) : strlen(plain);
    if (is_negative)
        for (const char *minus = "−"; *minus != '\0' && to < end;) *to++ = *minus++;
    group(plain, whole, language == KK_DUTCH ? '.' : ',', &to, end);
    if (point != NULL && to < end) *to++ = language == KK_DUTCH ? ',' : '.';
    for (const char *digit = point != NULL ? point + 1 : ""; *digit != '\0' && to < end;) *to++ = *digit++;
    *to = '\0';
}

int kk_words_decimals(double smallest_difference)
{
    if (!(smallest_difference > 0) || !isfinite(smallest_difference)) return 0;
    int decimals = (int)ceil(-log10(smallest_difference) - 1e-9);
    return decimals < 0 ? 0 : decimals > DECIMALS_MOST ? DECIMALS_MOST : decimals;
}
