/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/dictionary.h"

#include <string.h>

#define ORIGIN "own around none"
#define CLASS "high low unclear"
#define STATUS "@status"

/* Where a table does not say otherwise. */
static const kk_guide_text common[] = {
    {"level", "", NULL, "niveau: gemeente, wijk, buurt of een eigen indeling"},
    {"code", "", NULL, "code van het gebied"},
    {"name", "", NULL, "naam van het gebied"},
    {"youths", "jongeren", NULL, "aantal jongeren dat er woont"},
    {"list", "", NULL, "naam van de lijst in het project"},
    {"within_code", "", NULL, "gebied waarbinnen de lijst geldt; leeg: één lijst voor alles"},
    {"indicator", "", NULL, "naam van de indicator"},
    {"period", "", NULL, "jaar of kwartaal"},
    {"because_nl", "", NULL,
     "waarom een cijfer over gebruik of aanbod in de index meetelt, in woorden van het project"},
    {"division", "", NULL, "naam van de verdeling in het project"},
    {"unit", "", "euro fte", "eenheid: euro of fte (formatieplaatsen)"},
    {"need_as", "", NULL, "wat behoefte is: de waarde van een indicator, de index, of de plaats op de index (ridit)"},
    {"principle", "", "present equal proportional proportionate closing levelling welfare",
     "principe van de verdeling"},
    {"siting", "", NULL, "naam van de plaatsing in het project"},
    {"x", "m", NULL, "x in RD"},
    {"y", "m", NULL, "y in RD"},
    {"radius", "m", NULL, "straal"},
    {"in_need_origin", "", ORIGIN, "van wie het aandeel in nood is: eigen, van het gebied eromheen, of van geen"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text need[] = {
    {"index", "", NULL, "index van behoefte: hoger is meer behoefte; leeg: te weinig cijfers"},
    {"lower", "", NULL, "ondergrens van het 95%-interval van de index"},
    {"upper", "", NULL, "bovengrens van het 95%-interval van de index"},
    {"rank", "plaats", NULL, "plaats op de index; 1 heeft de meeste behoefte"},
    {"rank_lower", "plaats", NULL, "eerste plaats die mogelijk is (95%, voor alle gebieden tegelijk)"},
    {"rank_upper", "plaats", NULL, "laatste plaats die mogelijk is"},
    {"draw_rank_5", "plaats", NULL, "plaats die 5% van de trekkingen niet te boven gaat"},
    {"draw_rank_50", "plaats", NULL, "plaats die 50% van de trekkingen niet te boven gaat"},
    {"draw_rank_95", "plaats", NULL, "plaats die 95% van de trekkingen niet te boven gaat"},
    {"worst", "gebieden", NULL, "het aantal k van gebieden met de meeste behoefte waar worst_chance over gaat"},
    {"worst_chance", "0 tot 1", NULL, "deel van de trekkingen waarin het gebied bij die k hoort"},
    {"due_to_weights", "0 tot 1", NULL, "deel van de onzekerheid van de plaats door de gewichten"},
    {"due_to_scale", "0 tot 1", NULL, "deel door de schaal"},
    {"due_to_join", "0 tot 1", NULL, "deel door de manier van samenvoegen"},
    {"due_to_figures", "0 tot 1", NULL, "deel door toeval in de cijfers"},
    {"own", "cijfers", NULL, "aantal eigen cijfers"},
    {"around", "cijfers", NULL, "aantal cijfers van het gebied eromheen, omdat het eigen cijfer verborgen is"},
    {"missing", "cijfers", NULL, "aantal cijfers dat ontbreekt"},
    {"why_nl", "", NULL, "de drie bijdragen die het meest tellen, in woorden"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text need_figures[] = {
    {"theme", "", NULL, "thema waar de indicator bij hoort"},
    {"value", "", NULL, "het cijfer, in de eenheid van de indicator; leeg: geen cijfer"},
    {"status", "", STATUS, "status van het eigen cijfer"},
    {"origin", "", ORIGIN, "van wie het cijfer is: eigen, van het gebied eromheen, of van geen"},
    {"from_code", "", NULL, "code van het gebied waar het cijfer van is"},
    {"scaled", "", NULL, "het cijfer op de schaal van de index, zo gedraaid dat meer ook meer behoefte is"},
    {"weight", "0 tot 1", NULL, "aandeel van de indicator in het hele gewicht"},
    {"contribution", "", NULL, "hoeveel het de index verschuift vergeleken met het gemiddelde"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text crossing[] = {
    {"need", "", NULL, "index van behoefte; leeg waar plaatsen verborgen zijn"},
    {"need_lower", "", NULL, "ondergrens van het 95%-interval daarvan"},
    {"need_upper", "", NULL, "bovengrens van het 95%-interval daarvan"},
    {"need_mean", "", NULL, "gemiddelde index over alle jongeren van het niveau"},
    {"need_around", "cijfers", NULL, "aantal cijfers in de index dat van het gebied eromheen is"},
    {"need_class", "", CLASS,
     "behoefte: hoog, laag of onzeker; aan welke kant van het gemiddelde het hele interval ligt"},
    {"use", "", NULL, "het cijfer over gebruik"},
    {"use_lower", "", NULL, "ondergrens van het interval van gebruik"},
    {"use_upper", "", NULL, "bovengrens van het interval van gebruik"},
    {"use_mean", "", NULL, "gemiddeld gebruik over alle jongeren van het niveau"},
    {"use_status", "", STATUS, "status van het eigen cijfer over gebruik"},
    {"use_origin", "", ORIGIN, "van wie het cijfer over gebruik is"},
    {"use_from_code", "", NULL, "code van het gebied waar dat cijfer van is"},
    {"use_class", "", CLASS, "gebruik: hoog, laag of onzeker"},
    {"supply", "", NULL, "het cijfer over aanbod"},
    {"supply_lower", "", NULL, "ondergrens van het interval van aanbod"},
    {"supply_upper", "", NULL, "bovengrens van het interval van aanbod"},
    {"supply_mean", "", NULL, "gemiddeld aanbod over alle jongeren van het niveau"},
    {"supply_status", "", STATUS, "status van het eigen cijfer over aanbod"},
    {"supply_origin", "", ORIGIN, "van wie het cijfer over aanbod is"},
    {"supply_from_code", "", NULL, "code van het gebied waar dat cijfer van is"},
    {"supply_class", "", CLASS, "aanbod: groot, klein of onzeker; een grote afstand is klein aanbod"},
    {"crossing_use", "", NULL, "klasse van behoefte, dan van gebruik"},
    {"crossing_supply", "", NULL, "klasse van behoefte, dan van aanbod"},
    {"words_nl", "", NULL, "hetzelfde in woorden"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text targets[] = {
    {"class", "", "certainly possibly no", "of het gebied bij de eerste hoort: zeker, mogelijk of niet"},
    {"class_nl", "", "zeker mogelijk niet", "hetzelfde in het Nederlands"},
    {"is_chosen", "", NULL, "staat op de lijst"},
    {"was_kept", "", NULL, "staat er alleen op omdat het op de vorige lijst stond en er nog bij kan horen"},
    {"rank", "plaats", NULL, "plaats op de lijst; 1 heeft de meeste behoefte; leeg waar plaatsen verborgen zijn"},
    {"rank_lower", "plaats", NULL, "beste plaats die mogelijk is"},
    {"rank_upper", "plaats", NULL, "slechtste plaats die mogelijk is"},
    {"index", "", NULL, "index van behoefte"},
    {"margin", "", NULL, "verandering van de index die het gebied op of van de lijst brengt; leeg: geen"},
    {"margin_nl", "", NULL, "hetzelfde in een zin"},
    {"margin_indicator", "", NULL, "indicator die daarvoor het minst hoeft te veranderen"},
    {"margin_change", "", NULL, "en hoeveel, in de eenheid van die indicator"},
    {"today", "", NULL, "staat op de lijst van nu; leeg: die is er niet"},
    {"today_class", "", "missing unsupported alike both neither unknown",
     "hoe de lijst van nu zich ertoe verhoudt: ontbreekt, niet onderbouwd, even goed, beide, geen van beide, onbekend"},
    {"youths_in_need", "jongeren", NULL, "jongeren × het aandeel in nood"},
    {"in_need_status", "", STATUS, "status van het eigen cijfer van dat aandeel"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text reach[] = {
    {"n", "gebieden", NULL, "aantal gebieden op de lijst: eerst die erop staan, dan de andere op volgorde"},
    {"level", "", NULL, "niveau van het n-de gebied"},
    {"code", "", NULL, "code van het n-de gebied; leeg waar plaatsen verborgen zijn"},
    {"name", "", NULL, "naam van het n-de gebied"},
    {"is_chosen", "", NULL, "of het n-de gebied op de lijst staat"},
    {"in_need_reached", "0 tot 1", NULL, "deel van alle jongeren in nood dat in deze gebieden woont"},
    {"in_need_inside", "0 tot 1", NULL, "deel van de jongeren in deze gebieden dat in nood is"},
    {"youths_reached", "0 tot 1", NULL, "deel van alle jongeren dat in deze gebieden woont"},
    {"in_need_elsewhere", "jongeren", NULL, "jongeren in nood die elders wonen"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text elsewhere[] = {
    {"code", "", NULL, "code van een gebied dat niet op de lijst staat"},
    {"youths_in_need", "jongeren", NULL, "jongeren × het aandeel in nood; de meeste eerst"},
    {"share_of_all", "0 tot 1", NULL, "deel van alle jongeren in nood, ook die op de lijst"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text peers[] = {
    {"place", "", NULL, "1 lijkt het meest; bij genoemde gebieden hun volgorde"},
    {"peer_code", "", NULL, "code van het gebied dat erop lijkt"},
    {"peer_name", "", NULL, "naam van het gebied dat erop lijkt"},
    {"distance", "standaardafwijkingen", NULL, "verschil op de gekozen kenmerken; leeg bij genoemde gebieden"},
    {"index", "", NULL, "index van behoefte; leeg waar plaatsen verborgen zijn"},
    {"peer_index", "", NULL, "index van behoefte van het andere gebied"},
    {"in_need", "", NULL, "aandeel in nood, in de eenheid van de indicator"},
    {"peer_in_need", "", NULL, "aandeel in nood van het andere gebied"},
    {"peer_in_need_origin", "", ORIGIN, "van wie dat aandeel is"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text goals[] = {
    {"indicator", "", NULL, "wat bereikt moet worden"},
    {"target", "", NULL, "het doel, in de eenheid van de indicator"},
    {"target_year", "jaar", NULL, "aan het eind van dit jaar"},
    {"baseline_period", "", NULL, "eerste periode met een cijfer"},
    {"baseline", "", NULL, "het cijfer toen"},
    {"baseline_lower", "", NULL, "ondergrens van het 95%-interval daarvan"},
    {"baseline_upper", "", NULL, "bovengrens van het 95%-interval daarvan"},
    {"now_period", "", NULL, "laatste periode met een cijfer"},
    {"now", "", NULL, "het cijfer nu"},
    {"now_lower", "", NULL, "ondergrens van het 95%-interval daarvan"},
    {"now_upper", "", NULL, "bovengrens van het 95%-interval daarvan"},
    {"share", "%", NULL, "deel van de weg dat is afgelegd"},
    {"share_lower", "%", NULL, "ondergrens van het 95%-interval daarvan"},
    {"share_upper", "%", NULL, "bovengrens van het 95%-interval daarvan"},
    {"ahead", "", NULL, "voor op (onder 0: achter op) de rechte lijn naar het doel"},
    {"ahead_lower", "", NULL, "ondergrens van het 95%-interval daarvan"},
    {"ahead_upper", "", NULL, "bovengrens van het 95%-interval daarvan"},
    {"needed_per_year", "", NULL, "verandering per jaar die nog nodig is"},
    {"verdict", "", "reached on off untold", "bereikt, op koers, niet op koers, of niet te zeggen"},
    {"status", "", STATUS, "status van het cijfer van de laatste periode die er is"},
    {"text_nl", "", NULL, "hetzelfde in een zin"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text evaluation[] = {
    {"list", "", NULL, "de lijst die beoordeeld wordt"},
    {"indicator", "", NULL, "aan de hand van dit cijfer"},
    {"level", "", NULL, "niveau van de gebieden"},
    {"baseline_period", "", NULL, "toen de lijst gemaakt werd"},
    {"later_period", "", NULL, "nu zij beoordeeld wordt"},
    {"measure", "", "change regression common beyond_expected beyond_matches",
     "verandering; deel door terugkeer naar het gemiddelde; deel van iedereen; verschil met wat te verwachten was; met "
     "gebieden die erop lijken"},
    {"value", "", NULL, "gemiddelde over de gebieden op de lijst"},
    {"lower", "", NULL, "ondergrens van het 95%-interval"},
    {"upper", "", NULL, "bovengrens van het 95%-interval"},
    {"treated", "gebieden", NULL, "gebieden op de lijst met beide cijfers"},
    {"others", "gebieden", NULL, "andere gebieden met beide cijfers"},
    {"treated_missing", "gebieden", NULL, "gebieden op de lijst zonder beide cijfers"},
    {"matched", "gebieden", NULL, "gebieden op de lijst waar andere op lijken"},
    {"verdict", "", "better worse higher lower unclear", "beter, slechter (of hoger, lager) of onzeker"},
    {"reason", "", NULL, "waarom het onzeker is"},
    {"text_nl", "", NULL, "hetzelfde in woorden"},
    {NULL, NULL, NULL, NULL},
};

/* ---- all ---- */

static const kk_guide_texts tables[] = {
    {"need", "Behoefte", "Index van behoefte van elk gebied", "level,code", true, need},
    {"need_figures", "Behoefte cijfers", "De cijfers in de index, per gebied en indicator", "level,code,indicator",
     true, need_figures},
    {"crossing", "Behoefte en gebruik", "Behoefte naast gebruik en aanbod", "level,code", true, crossing},
    {"targets", "Doelgebieden", "Lijsten van doelgebieden, en hoe zeker zij zijn", "list,level,code", true, targets},
    {"reach", "Bereik van lijst", "Hoeveel jongeren in nood een lijst bereikt, naar lengte", NULL, false, reach},
    {"elsewhere", "Elders", "Jongeren in nood buiten de lijst", "list,level,code", true, elsewhere},
    {"peers", "Vergelijkbaar", "Gebieden die op elkaar lijken", "list,level,code,place", true, peers},
    {"goals", "Doelen", "Doelen, en of zij op koers liggen", "indicator,level,code", true, goals},
    {"evaluation", "Evaluatie", "Of het hielp, vergeleken met wat te verwachten was", "list,indicator,level,measure",
     false, evaluation},
    {NULL, NULL, NULL, NULL, false, NULL},
};

static const kk_guide_texts *find_in(const kk_guide_texts *list, const char *sheet)
{
    while (list->name != NULL && strcmp(list->name, sheet) != 0) list++;
    return list->name != NULL ? list : NULL;
}

const kk_guide_texts *kk_guide_texts_find(const char *sheet)
{
    const kk_guide_texts *found = find_in(tables, sheet);
    return found != NULL ? found : find_in(kk_guide_means_texts, sheet);
}

size_t kk_guide_texts_place(const char *sheet)
{
    size_t place = 0;
    for (const kk_guide_texts *at = tables; at->name != NULL; at++, place++)
        if (strcmp(at->name, sheet) == 0) return place;
    for (const kk_guide_texts *at = kk_guide_means_texts; at->name != NULL; at++, place++)
        if (strcmp(at->name, sheet) == 0) return place;
    return KK_GUIDE_TEXTS_MAX;
}

static const kk_guide_text *find_column(const kk_guide_text *list, const char *column)
{
    while (list->name != NULL && strcmp(list->name, column) != 0) list++;
    return list->name != NULL ? list : NULL;
}

const kk_guide_text *kk_guide_text_find(const kk_guide_texts *texts, const char *column)
{
    const kk_guide_text *found = texts != NULL ? find_column(texts->column, column) : NULL;
    return found != NULL ? found : find_column(common, column);
}
