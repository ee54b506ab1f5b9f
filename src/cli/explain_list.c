/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/explain.h"

#include "cli/explain_text.h"

#include <math.h>
#include <string.h>

/* The sentence of a word. */
typedef struct sentence {
    const char *word, *text;
} sentence;

static const char *sentence_of(const sentence *sentences, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(sentences[i].word, word) == 0) return sentences[i].text;
    return NULL;
}

static void tell_rule(FILE *out, kk_told list)
{
    char room[KK_DUTCH_BYTES];
    const char *within = kk_told_word(list, "within");
    fprintf(out, "Lijst: %s\n", kk_told_word(list, "label_nl"));
    const char *choose = kk_told_word(list, "choose");
    if (strcmp(choose, "1") == 0)
        kk_print_text(out, "De lijst neemt het gebied met de meeste behoefte%s%s (niveau: %s).",
                      *within ? ", per " : "", within, kk_told_word(list, "level"));
    else if (kk_told_given(kk_told_member(list, "choose")))
        kk_print_text(out, "De lijst neemt de %s gebieden met de meeste behoefte%s%s (niveau: %s).", choose,
                      *within ? ", per " : "", within, kk_told_word(list, "level"));
    else
        kk_print_text(out, "De lijst neemt elk gebied met een index van %s of hoger (niveau: %s).",
                      kk_dutch(room, kk_told_figure(list, "above"), 1), kk_told_word(list, "level"));
}

static void tell_class(FILE *out, kk_told area)
{
    static const sentence on[] = {
        {"certainly", "Dit gebied staat zeker op de lijst."},
        {"possibly", "Dit gebied staat op de lijst. Zeker is dat niet: het kan toeval zijn."},
    };
    static const sentence off[] = {
        {"possibly", "Dit gebied staat niet op de lijst. Zeker is dat niet: het kan toeval zijn."},
        {"no", "Dit gebied staat zeker niet op de lijst."},
        {"none", "Dit gebied heeft geen index en staat daarom niet op de lijst."},
    };
    bool is_chosen = kk_told_true(kk_told_member(area, "chosen"));
    const char *class = kk_told_word(area, "class");
    const char *text = is_chosen ? sentence_of(on, 2, class) : sentence_of(off, 3, class);
    if (text != NULL) kk_print_text(out, "%s", text);
    if (kk_told_true(kk_told_member(area, "kept")))
        kk_print_text(out, "Het stond er al op, en het is niet zeker dat het eraf kan.");
}

/* From how far its index must move. */
static void tell_margin(FILE *out, kk_told area)
{
    char room[KK_DUTCH_BYTES];
    bool is_chosen = kk_told_true(kk_told_member(area, "chosen"));
    if (!kk_told_given(kk_told_member(area, "rank"))) return;
    kk_print_text(out, "Plaats %s.", kk_told_word(area, "rank"));
    double margin = kk_told_figure(area, "margin");
    if (isnan(margin))
        kk_print_text(out, "Geen andere index van dit gebied alleen zou daar iets aan veranderen.");
    else
        kk_print_text(out, "Dat verandert als de index %s punten %s, en verder alles gelijk blijft.",
                      kk_dutch(room, margin, 2), is_chosen ? "daalt" : "stijgt");
}

static void tell_today(FILE *out, kk_told area)
{
    static const sentence places[] = {
        {"neither", "Op de lijst van nu staat het ook niet."},
        {"both", "Op de lijst van nu staat het ook."},
        {"missing", "Op de lijst van nu ontbreekt het."},
        {"unsupported", "Op de lijst van nu staat het wel. De cijfers laten niet zien dat dat nodig is."},
        {"alike", "Het staat op een van beide lijsten, die van nu of deze. Het verschil kan toeval zijn."},
        {"unknown", "Op de lijst van nu staat het wel. Zonder index is daar niets over te zeggen."},
    };
    const char *text = sentence_of(places, sizeof places / sizeof *places, kk_told_word(area, "today"));
    if (text != NULL) kk_print_text(out, "%s", text);
}

/* Wijken are not children. */
static void tell_reach(FILE *out, kk_told list, kk_told area)
{
    char some[KK_DUTCH_BYTES], all[KK_DUTCH_BYTES];
    double youths = kk_told_figure(area, "youths");
    double share = kk_told_figure(kk_told_member(area, "in_need"), "value") / kk_told_figure(list, "in_need_per");
    if (isnan(youths) || isnan(share)) return;
    kk_print_text(out, "Naar schatting gaat het hier om %s van de %s jongeren (%s).", kk_dutch(some, youths * share, 0),
                  kk_dutch(all, youths, 0), kk_told_word(list, "in_need_label_nl"));
}

void kk_tell_list(FILE *out, kk_told root, kk_told list, kk_told area)
{
    (void)root;
    tell_rule(out, list);
    tell_class(out, area);
    tell_margin(out, area);
    tell_today(out, area);
    tell_reach(out, list, area);
}
