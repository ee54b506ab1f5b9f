/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/statistic_texts.h"
#include "config/wording.h"

/*
 * Texts may hold {unit}, that of the base; {difference}, that of a difference; {per_year}; {worst}, how many; {end},
 * which end is looked at; {since}, of a change; {standard}, what is told of one that is chosen. Labels follow that of
 * the base.
 */
typedef struct part_texts {
    const char *unit, *label[2], *description, *question;
} part_texts;

static const part_texts smoothed = {
    "{unit}",
    {"afgevlakt (toeval gedempt)", "smoothed"},
    "The figure drawn towards that of all areas or of the neighbours, the more so the fewer persons it rests on; the "
    "interval holds the underlying level with a probability of 95%.",
    "Wat is hier waarschijnlijk het onderliggende niveau?",
};
static const part_texts above = {
    "%",
    {"kans dat het onderliggende niveau boven het gemiddelde ligt",
     "chance that the underlying level is above the mean"},
    "Posterior probability that the underlying level of the area is above the mean that it is smoothed towards (with "
    "bym2 that of all areas together).",
    "Hoe zeker is het dat het niveau hier boven het gemiddelde ligt?",
};
static const part_texts ratio = {
    "index (100 = zoals verwacht)",
    {"vergeleken met wat de bevolkingsopbouw doet verwachten{standard}",
     "compared with what the make-up of the population leads to expect{standard}"},
    "Observed as a percentage of what is expected when each stratum (age, sex) has the rate of the standard; 100 is as "
    "expected.",
    "Is het hier hoger of lager dan op grond van leeftijd en geslacht te verwachten is?",
};
static const part_texts standardised = {
    "{unit}",
    {"bij een gelijke bevolkingsopbouw{standard}", "with the make-up of the standard population{standard}"},
    "The figure that the area would have if its population were made up as that of the standard, stratum by stratum.",
    "Hoe hoog zou het zijn als leeftijd en geslacht overal gelijk verdeeld waren?",
};
static const part_texts expected = {
    "{unit}",
    {"verwacht op grond van kenmerken van het gebied (samenhang, geen oorzaak)",
     "expected from characteristics (association, not cause)"},
    "What areas with these characteristics have on average, by regression over all areas: an association, not a cause.",
    "Hoe hoog is het gemiddeld in gebieden met deze kenmerken?",
};
static const part_texts gap = {
    "{difference}",
    {"verschil met wat op grond van kenmerken te verwachten is (samenhang, geen oorzaak)",
     "difference from what characteristics lead to expect (association, not cause)"},
    "The figure minus what areas with these characteristics have on average: an association, not a cause.",
    "Is het hier hoger of lager dan gemiddeld in gebieden met deze kenmerken?",
};
static const part_texts cluster = {
    "",
    {"clusters van gebieden met hoge of lage cijfers", "clusters of areas with high or low figures"},
    "Local Moran's I by conditional permutation, with the false discovery rate held over the map: areas high among "
    "high "
    "ones (1), low among low ones (2), low among high ones (3) or high among low ones (4); 0 is no more than chance.",
    "Waar liggen gebieden met hoge of juist lage cijfers bij elkaar?",
};
static const part_texts cluster_p = {
    "p",
    {"p-waarde van het cluster", "p-value of the cluster"},
    "Pseudo p-value of Local Moran's I by conditional permutation, not adjusted for the number of areas.",
    "",
};
static const part_texts hotspot = {
    "",
    {"hoog of laag samen met de omgeving", "hot spots and cold spots"},
    "Getis-Ord Gi*: whether the area and its neighbours together are high (1), low (-1) or neither (0), with the false "
    "discovery rate held over the map.",
    "Waar is het samen met de omgeving hoog of laag?",
};
static const part_texts hotspot_z = {
    "z",
    {"z-score van het gebied samen met de omgeving", "z-score of the hot spot"},
    "z-score of Getis-Ord Gi*, of the area together with its neighbours.",
    "",
};
static const part_texts scan = {
    "nummer",
    {"groep gebieden met de {end} cijfers, meer dan door toeval te verklaren is",
     "group of areas with the {end} figures, by more than chance"},
    "Number of the circle of areas whose figures are the {end}, by more than chance (Kulldorff's scan, which looks at "
    "that end only), 1 the most likely one; 0 is in none.",
    "Welke groep gebieden heeft de {end} cijfers, meer dan door toeval te verklaren is?",
};
static const part_texts rank = {
    "rang",
    {"rang (1 = {end})", "rank (1 = {end})"},
    "Rank by the figure, 1 the {end}; the interval is the confidence set of the rank.",
    "Waar staat het gebied op de ranglijst, en hoe zeker is dat?",
};
static const part_texts worst = {
    "",
    {"bij de {worst} {end}", "among the {worst} {end}"},
    "Whether the area is certainly (2), possibly (1) or not (0) among the {worst} {end}, by confidence sets for ranks.",
    "Welke gebieden horen zeker bij de {worst} {end}?",
};
static const part_texts worst_chance = {
    "%",
    {"kans om bij de {worst} {end} te horen", "chance of being among the {worst} {end}"},
    "Chance that the area is truly among the {worst} {end}.",
    "Hoe zeker is het dat dit gebied bij de {worst} {end} hoort?",
};
static const part_texts change = {
    "{difference}",
    {"verandering sinds {since}", "change since {since}"},
    "Difference from {since}; where its interval holds 0 it may be chance.",
    "Is het echt veranderd, of kan het toeval zijn?",
};
static const part_texts trend = {
    "{per_year}",
    {"verandering per jaar", "change per year"},
    "Median change per year (Theil-Sen) over all periods up to this one.",
    "Stijgt of daalt het door de jaren heen?",
};
static const part_texts limits = {
    "{unit}",
    {"gemiddelde met toevalsgrenzen (99,8%)", "mean with control limits (99.8%)"},
    "Mean of all areas; within the bounds 99.8% of areas of this size would lie by chance alone (funnel).",
    "",
};
static const part_texts funnel = {
    "",
    {"buiten de toevalsgrenzen", "outside the control limits"},
    "Whether the area lies outside the 95% (1, -1) or the 99.8% limits (2, -2) of the funnel, or within (0).",
    "Wijkt dit gebied meer af dan door toeval te verklaren is?",
};
static const part_texts signal = {
    "",
    {"signaal in de tijd", "signal over time"},
    "Whether the last periods are more than the usual fluctuation of the area (XmR): higher (1), lower (-1) or not "
    "(0).",
    "Wijkt het nieuwste cijfer meer af dan het gewoonlijk schommelt?",
};

static const part_texts *const all[KK_STATISTIC_PARTS] = {
    [KK_STATISTIC_SMOOTHED] = &smoothed, [KK_STATISTIC_ABOVE] = &above,
    [KK_STATISTIC_RATIO] = &ratio,       [KK_STATISTIC_STANDARDISED] = &standardised,
    [KK_STATISTIC_EXPECTED] = &expected, [KK_STATISTIC_GAP] = &gap,
    [KK_STATISTIC_CLUSTER] = &cluster,   [KK_STATISTIC_CLUSTER_P] = &cluster_p,
    [KK_STATISTIC_HOTSPOT] = &hotspot,   [KK_STATISTIC_HOTSPOT_Z] = &hotspot_z,
    [KK_STATISTIC_SCAN] = &scan,         [KK_STATISTIC_RANK] = &rank,
    [KK_STATISTIC_WORST] = &worst,       [KK_STATISTIC_WORST_CHANCE] = &worst_chance,
    [KK_STATISTIC_CHANGE] = &change,     [KK_STATISTIC_TREND] = &trend,
    [KK_STATISTIC_LIMITS] = &limits,     [KK_STATISTIC_FUNNEL] = &funnel,
    [KK_STATISTIC_SIGNAL] = &signal,
};

/* What stands in the place of the marks. */
enum { WORDS = 7 };
typedef struct words {
    kk_wording word[WORDS];
} words;

static words words_for(kk_arena *arena, const kk_config_statistic *choice, const kk_config_indicator *base,
                       kk_language language)
{
    static const char *const ends[2][2] = {{"hoogste", "highest"}, {"laagste", "lowest"}};
    static const char *const chosen[2][2] = {{" (gekozen standaard)", " (a chosen standard)"},
                                             {" (gekozen standaard)", " (a chosen one)"}};
    static const char *const before[] = {"de vorige periode", "the period before"};
    const char *difference = *base->unit == '%' ? "procentpunt" : base->unit; /* also "% of …" */
    const char *since = choice->change.since;
    return (words){{
        {"{unit}", base->unit},
        {"{difference}", difference},
        {"{per_year}", kk_arena_format(arena, "%s%sper jaar", difference, *difference ? " " : "")},
        {"{worst}", kk_arena_format(arena, "%u", choice->ranked.worst)},
        {"{end}", ends[base->direction == KK_DIRECTION_STRENGTH][language]},
        {"{since}", since ? since : before[language]},
        {"{standard}", choice->standardised.chosen ? chosen[choice->standardised.direct][language] : ""},
    }};
}

static bool are_there(const words *w)
{
    for (size_t i = 0; i < WORDS; i++)
        if (!w->word[i].word) return false;
    return true;
}

static const char *label(kk_arena *arena, const char *of_base, const char *text, const words *w)
{
    const char *filled = kk_wording_fill(arena, text, w->word, WORDS);
    return filled ? kk_arena_format(arena, "%s, %s", of_base, filled) : NULL;
}

kk_status kk_statistic_texts(kk_arena *arena, const kk_config_statistic *choice, const kk_config_indicator *base,
                             kk_statistic_part part, kk_config_indicator *out, kk_error *err)
{
    const part_texts *texts = all[part];
    words dutch = words_for(arena, choice, base, KK_DUTCH), english = words_for(arena, choice, base, KK_ENGLISH);
    if (!are_there(&dutch) || !are_there(&english)) return kk_fail_memory(err);
    out->unit = kk_wording_fill(arena, texts->unit, dutch.word, WORDS);
    out->label_nl = label(arena, base->label_nl, texts->label[KK_DUTCH], &dutch);
    out->label_en = label(arena, base->label_en, texts->label[KK_ENGLISH], &english);
    out->description = kk_wording_fill(arena, texts->description, english.word, WORDS);
    out->question = kk_wording_fill(arena, texts->question, dutch.word, WORDS);
    return out->unit && out->label_nl && out->label_en && out->description && out->question ? KK_OK
                                                                                            : kk_fail_memory(err);
}
