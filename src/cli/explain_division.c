/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/explain.h"

#include "cli/explain_text.h"

#include <math.h>
#include <string.h>

enum { LABEL = 32, AMOUNT = 15, PER_YOUTH = 11, CHANGE = 14, CHANCE = 8 };

/* How many euros, or FTE, a unit is; decimals of an amount. */
typedef struct measure {
    const char *sign, *before, *after; /* of an amount: by itself, and around it */
    const char *each;                  /* of what there is for youths */
    double unit;
    int decimals;
    double youths; /* amounts are told for so many */
} measure;

static measure measure_of(kk_told division)
{
    double post = kk_told_figure(division, "post_size");
    return isnan(post) ? (measure){"€", "€ ", "", "per jongere", 0.01, 2, 1}
                       : (measure){"fte", "", " fte", "per 1.000", post, 1, 1000};
}

/* ---- what it starts from ---- */

static void tell_start(FILE *out, kk_told division, kk_told area, measure in)
{
    char room[KK_DUTCH_BYTES], each[KK_DUTCH_BYTES];
    double youths = kk_told_figure(area, "youths"), present = kk_told_figure(area, "present") * in.unit;
    kk_print_text(out, "Te verdelen: %s%s%s (niveau: %s).", in.before,
                  kk_dutch(room, kk_told_figure(division, "budget") * in.unit, in.decimals), in.after,
                  kk_told_word(division, "level"));
    kk_print_text(out, "Jongeren hier: %s.", kk_dutch(room, youths, 0));
    if (kk_told_given(kk_told_member(area, "need")))
        kk_print_text(out, "Behoefte per jongere, waarmee gerekend is: %s.",
                      kk_dutch(room, kk_told_figure(area, "need"), 2));
    if (!isnan(present))
        kk_print_text(out, "Nu: %s%s%s, dat is %s%s%s %s%s.", in.before, kk_dutch(room, present, in.decimals), in.after,
                      in.before, kk_dutch(each, in.youths * present / youths, 2), in.after, in.each,
                      in.youths > 1 ? " jongeren" : "");
}

/* ---- what it gets ---- */

static void tell_header(FILE *out, measure in)
{
    fprintf(out, "\n  ");
    kk_print_left(out, "Verdeeld", LABEL - 2);
    kk_print_right(out, in.sign, AMOUNT);
    kk_print_right(out, in.each, PER_YOUTH + 1);
    kk_print_right(out, "meer dan nu", CHANGE - 1);
    kk_print_right(out, "kans", CHANCE);
    fputc('\n', out);
}

static void tell_share(FILE *out, kk_told area, kk_told share, kk_told principle, measure in)
{
    char room[KK_DUTCH_BYTES];
    double youths = kk_told_figure(area, "youths"), present = kk_told_figure(area, "present") * in.unit;
    double amount = kk_told_figure(share, "units") * in.unit, chance = kk_told_figure(share, "gain_chance");
    fprintf(out, "  ");
    kk_print_left(out, kk_told_word(principle, "label_nl"), LABEL - 2);
    kk_print_right(out, kk_dutch(room, amount, in.decimals), AMOUNT);
    kk_print_right(out, kk_dutch(room, in.youths * amount / youths, 2), PER_YOUTH + 1);
    kk_print_right(out, kk_dutch_change(room, amount - present, in.decimals), CHANGE - 1);
    kk_print_right(out, kk_dutch(room, 100 * chance, 0), CHANCE - 1);
    fprintf(out, "%s\n", isnan(chance) ? "" : "%");
}

static void tell_chance(FILE *out, kk_told shares)
{
    bool has_chance = false;
    for (size_t s = 0; s < kk_told_count(shares); s++)
        has_chance |= kk_told_given(kk_told_member(kk_told_item(shares, s), "gain_chance"));
    if (!has_chance) return;
    fputc('\n', out);
    kk_print_text(out, "Kans: hoe vaak het gebied meer krijgt dan nu, als de behoefte iets anders was uitgevallen. "
                       "Tussen 5 en 95 procent is dat niet zeker.");
}

void kk_tell_division(FILE *out, kk_told root, kk_told division, kk_told area)
{
    (void)root;
    measure in = measure_of(division);
    kk_told shares = kk_told_member(area, "principles"), principles = kk_told_member(division, "principles");
    fprintf(out, "Verdeling: %s\n", kk_told_word(division, "label_nl"));
    if (!kk_told_given(area)) {
        kk_print_text(out,
                      "Dit gebied doet niet mee: er wonen geen jongeren, of hun aantal of behoefte is niet bekend.");
        return;
    }
    tell_start(out, division, area, in);
    tell_header(out, in);
    for (size_t s = 0; s < kk_told_count(shares); s++)
        tell_share(out, area, kk_told_item(shares, s), kk_told_member(principles, kk_told_key(shares, s)), in);
    tell_chance(out, shares);
}
