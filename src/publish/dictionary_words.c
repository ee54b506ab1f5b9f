/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/dictionary_words.h"

const char *kk_dictionary_kind(kk_sheet_kind kind)
{
    static const char *const names[] = {[KK_SHEET_TEXT] = "tekst",
                                        [KK_SHEET_WHOLE] = "geheel getal",
                                        [KK_SHEET_NUMBER] = "getal",
                                        [KK_SHEET_EURO] = "bedrag in euro",
                                        [KK_SHEET_FLAG] = "ja (true) of nee (false)"};
    return names[kind];
}

const char *kk_dictionary_indicator_kind(const kk_config_indicator *indicator)
{
    static const char *const names[] = {[KK_SHARE] = "aandeel",       [KK_RATE] = "verhouding per aantal",
                                        [KK_MEAN] = "gemiddelde",     [KK_RATIO] = "verhouding",
                                        [KK_VALUE] = "waarde",        [KK_ESTIMATE] = "schatting",
                                        [KK_ONE_IN] = "één op zoveel"};
    size_t count;
    kk_statistic_categories(indicator->statistic, &count);
    return count > 0 ? "categorie" : names[indicator->kind];
}

const char *kk_dictionary_direction(kk_direction direction)
{
    return direction == KK_DIRECTION_NEED       ? "hoog is meer behoefte"
           : direction == KK_DIRECTION_STRENGTH ? "hoog is een kracht"
                                                : "";
}

const char *kk_dictionary_axis(kk_axis axis)
{
    static const char *const names[] = {
        [KK_AXIS_NONE] = "", [KK_AXIS_USE] = "gebruik", [KK_AXIS_SUPPLY] = "aanbod", [KK_AXIS_NEED] = "behoefte"};
    return names[axis];
}

static const char *const of_kinds[] = {
    [KK_SHARE] = "deel van wie meetelt, in procenten", [KK_RATE] = "aantal per zoveel van wie meetelt",
    [KK_MEAN] = "gemiddelde over wie meetelt",         [KK_RATIO] = "teller gedeeld door noemer",
    [KK_VALUE] = "waarde zoals de bron die geeft",     [KK_ESTIMATE] = "schatting, met haar eigen interval",
    [KK_ONE_IN] = "één op de zoveel van wie meetelt",
};

static const char *const of_parts[KK_STATISTIC_PARTS] = {
    [KK_STATISTIC_SMOOTHED] =
        "het cijfer met minder toeval: getrokken naar dat van de andere gebieden, of van de buren",
    [KK_STATISTIC_ABOVE] = "kans dat het gebied echt boven het gemiddelde ligt",
    [KK_STATISTIC_RATIO] = "100 × wat er is, gedeeld door wat bij leeftijd en geslacht te verwachten was",
    [KK_STATISTIC_STANDARDISED] = "het cijfer als de bevolking naar leeftijd en geslacht overal dezelfde was",
    [KK_STATISTIC_EXPECTED] = "wat bij de kenmerken van het gebied te verwachten is",
    [KK_STATISTIC_GAP] = "het cijfer min wat te verwachten is; een samenhang, geen oorzaak",
    [KK_STATISTIC_CLUSTER] = "of het gebied en zijn buren samen hoog of laag zijn",
    [KK_STATISTIC_CLUSTER_P] = "p-waarde daarvan, niet aangepast aan het aantal gebieden",
    [KK_STATISTIC_HOTSPOT] = "of het gebied met zijn buren een hoge of lage plek is",
    [KK_STATISTIC_HOTSPOT_Z] = "z-waarde daarvan",
    [KK_STATISTIC_SCAN] = "nummer van het cluster waar het gebied in ligt, 1 het waarschijnlijkst; 0: in geen",
    [KK_STATISTIC_RANK] = "plaats; 1 is het ongunstigst; het interval zijn de plaatsen die mogelijk zijn",
    [KK_STATISTIC_WORST] = "of het gebied bij de ongunstigste hoort: zeker, mogelijk of niet",
    [KK_STATISTIC_WORST_CHANCE] = "kans dat het gebied bij de ongunstigste hoort",
    [KK_STATISTIC_CHANGE] = "verschil met een eerdere periode",
    [KK_STATISTIC_TREND] = "verandering per jaar over alle perioden",
    [KK_STATISTIC_LIMITS] = "waar het cijfer omheen mag schommelen, met grenzen van 99,8%",
    [KK_STATISTIC_FUNNEL] = "of het cijfer buiten die grenzen ligt",
    [KK_STATISTIC_SIGNAL] = "of het cijfer afwijkt van wat in het gebied gewoon is",
    [KK_GUIDE_INDEX] = "index van behoefte: hoger is meer behoefte",
    [KK_GUIDE_THEME] = "score op een thema van de index: hoger is meer behoefte",
    [KK_GUIDE_RANK] = "plaats op de index; 1 heeft de meeste behoefte; het interval zijn de plaatsen die mogelijk zijn",
    [KK_GUIDE_CROSSING_USE] = "behoefte naast gebruik",
    [KK_GUIDE_CROSSING_SUPPLY] = "behoefte naast aanbod",
    [KK_GUIDE_TARGET] = "of het gebied op de lijst van doelgebieden staat, en hoe zeker",
    [KK_GUIDE_MEANS] = "wat het gebied krijgt bij deze verdeling, per jongere",
};

const char *kk_dictionary_meaning(const kk_config_indicator *indicator)
{
    const char *of_part = of_parts[indicator->statistic];
    return of_part != NULL ? of_part : of_kinds[indicator->kind];
}
