/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/explain.h"

#include "cli/explain_text.h"

#include <math.h>
#include <string.h>

enum { FIGURE_DECIMALS = 1, LABEL = 39, HERE = 10, MEAN = 11, CONTRIBUTION = 10 };

/* Of scores: a tenth is much where they are standard deviations, or net flows of -1 to 1. */
static int decimals_of(kk_told index)
{
    const char *scale = kk_told_word(index, "scale");
    bool is_small = strcmp(scale, "z") == 0 || strcmp(scale, "robust_z") == 0 ||
                    strcmp(kk_told_word(index, "join"), "outranking") == 0;
    return is_small ? 2 : 1;
}

/* ---- the index ---- */

static void tell_score(FILE *out, kk_told level, kk_told area, int decimals)
{
    char index[KK_DUTCH_BYTES], average[KK_DUTCH_BYTES];
    if (!kk_told_given(kk_told_member(area, "index"))) {
        kk_print_text(out, "Geen index: er zijn hier te weinig cijfers.");
        return;
    }
    kk_print_text(out, "Index %s; het gemiddelde van alle jongeren is %s.",
                  kk_dutch(index, kk_told_figure(area, "index"), decimals),
                  kk_dutch(average, kk_told_figure(level, "average"), decimals));
    const char *first = kk_told_word(area, "rank_lower"), *last = kk_told_word(area, "rank_upper");
    kk_print_text(out, "Plaats %s van %s (1 is de meeste behoefte).", kk_told_word(area, "rank"),
                  kk_told_word(level, "ranked"));
    if (strcmp(first, last) == 0)
        kk_print_text(out, "Die plaats staat vast, ook als je met toeval rekent.");
    else
        kk_print_text(out, "Door toeval kan het ook plaats %s tot en met %s zijn.", first, last);
    kk_print_text(out, "%s", kk_told_word(area, "why_nl"));
}

/* ---- figures ---- */

static const char *origin_of(kk_told figure)
{
    const char *origin = kk_told_word(figure, "origin");
    if (strcmp(origin, "own") == 0) return "eigen";
    return strcmp(origin, "around") == 0 ? kk_told_word(figure, "from") : "geen";
}

static void tell_figure(FILE *out, kk_told indicator, kk_told level, kk_told area, int decimals)
{
    char label[200], room[KK_DUTCH_BYTES];
    const char *name = kk_told_word(indicator, "name"), *unit = kk_told_word(indicator, "unit");
    kk_told figure = kk_told_member(kk_told_member(area, "figures"), name);
    kk_told all = kk_told_member(kk_told_member(level, "figures"), name);
    const char *in_words = kk_told_word(indicator, "label_nl");
    bool tells_unit = *unit == '\0' || (*in_words != '\0' && in_words[strlen(in_words) - 1] == ')');
    snprintf(label, sizeof label, "    %s%s%s", in_words, tells_unit ? "" : ", ", tells_unit ? "" : unit);
    kk_print_label(out, label, LABEL);
    kk_print_right(out, kk_dutch(room, kk_told_figure(figure, "value"), FIGURE_DECIMALS), HERE);
    kk_print_right(out, kk_dutch(room, kk_told_figure(all, "usual"), FIGURE_DECIMALS), MEAN);
    kk_print_right(out, kk_dutch_change(room, kk_told_figure(figure, "contribution"), decimals), CONTRIBUTION);
    fprintf(out, "  %s\n", origin_of(figure));
}

static void tell_theme(FILE *out, kk_told root, kk_told theme, kk_told level, kk_told area)
{
    char room[KK_DUTCH_BYTES], label[200];
    const char *name = kk_told_word(theme, "name");
    kk_told index = kk_told_member(root, "index"), indicators = kk_told_member(index, "indicators");
    int decimals = decimals_of(index);
    double weight = kk_told_figure(theme, "weight");
    snprintf(label, sizeof label, "  %s (gewicht %s)", kk_told_word(theme, "label_nl"),
             kk_dutch(room, weight, fmod(weight, 1) > 0 ? 2 : 0));
    kk_print_label(out, label, LABEL);
    kk_print_right(out, kk_dutch(room, kk_told_figure(kk_told_member(area, "themes"), name), decimals), HERE);
    fputc('\n', out);
    for (size_t i = 0; i < kk_told_count(indicators); i++)
        if (strcmp(kk_told_word(kk_told_item(indicators, i), "theme"), name) == 0)
            tell_figure(out, kk_told_item(indicators, i), level, area, decimals);
}

static void tell_table(FILE *out, kk_told root, kk_told level, kk_told area)
{
    kk_told themes = kk_told_member(kk_told_member(root, "index"), "themes");
    fputc('\n', out);
    kk_print_left(out, "  Thema, en de cijfers daarin", LABEL);
    kk_print_right(out, "hier", HERE);
    kk_print_right(out, "gewoonlijk", MEAN);
    kk_print_right(out, "bijdrage", CONTRIBUTION);
    fprintf(out, "  cijfer\n");
    for (size_t t = 0; t < kk_told_count(themes); t++) tell_theme(out, root, kk_told_item(themes, t), level, area);
}

/* ---- what the table does not say by itself ---- */

static void tell_around(FILE *out, kk_told area)
{
    kk_told figures = kk_told_member(area, "figures");
    bool has_around = false;
    for (size_t i = 0; i < kk_told_count(figures); i++)
        has_around |= kk_told_given(kk_told_member(kk_told_item(figures, i), "from"));
    if (!has_around) return;
    fputc('\n', out);
    kk_print_text(out, "Staat er een code in de laatste kolom, dan is het eigen cijfer niet openbaar. Het gebied "
                       "eromheen staat er dan voor in.");
}

static void tell_reasons(FILE *out, kk_told index)
{
    kk_told indicators = kk_told_member(index, "indicators");
    for (size_t i = 0; i < kk_told_count(indicators); i++) {
        kk_told indicator = kk_told_item(indicators, i);
        if (!kk_told_given(kk_told_member(indicator, "because_nl"))) continue;
        fputc('\n', out);
        kk_print_text(out, "%s telt mee als behoefte, want: %s", kk_told_word(indicator, "label_nl"),
                      kk_told_word(indicator, "because_nl"));
    }
}

static void tell_join(FILE *out, kk_told index)
{
    if (strcmp(kk_told_word(index, "join"), "geometric") != 0) return;
    fputc('\n', out);
    kk_print_text(out, "Bijdragen zijn hier verschillen van logaritmen.");
}

void kk_tell_index(FILE *out, kk_told root, kk_told level, kk_told area)
{
    char room[KK_DUTCH_BYTES];
    kk_told index = kk_told_member(root, "index");
    double youths = kk_told_figure(area, "youths");
    fprintf(out, "%s\n", kk_told_word(index, "label_nl"));
    if (isnan(youths))
        kk_print_text(out, "Het aantal jongeren is hier niet bekend.");
    else
        kk_print_text(out, "Jongeren: %s.", kk_dutch(room, youths, 0));
    if (strcmp(kk_told_word(level, "ranks"), "hidden") == 0)
        kk_print_text(out, "Plaatsen en scores van dit niveau zijn niet openbaar.");
    else
        tell_score(out, level, area, decimals_of(index));
    tell_table(out, root, level, area);
    tell_around(out, area);
    tell_reasons(out, index);
    tell_join(out, index);
}
