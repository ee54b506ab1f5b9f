/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/dictionary.h"

/* The tables on means and places: the rest of dictionary_guide.c. */

#define ORIGIN "own around none"

static const kk_guide_text allocation[] = {
    {"unit", "", "euro fte", "euro of fte (formatieplaatsen): van exact en van wat per jongere is"},
    {"need", "", NULL, "behoefte waarnaar verdeeld is, per jongere; een index of plaats van 0 tot 100"},
    {"need_origin", "", ORIGIN, "van wie de behoefte is: eigen, of deels van het gebied eromheen"},
    {"present", "euro", NULL, "wat er nu is"},
    {"present_fte", "fte", NULL, "wat er nu is"},
    {"present_origin", "", ORIGIN, "van wie dat cijfer is; van het gebied eromheen: naar het aantal jongeren"},
    {"present_per_youth", "", NULL, "wat er nu is, per jongere"},
    {"floor", "euro", NULL, "het minste dat het gebied mag krijgen"},
    {"floor_fte", "fte", NULL, "het minste dat het gebied mag krijgen"},
    {"ceiling", "euro", NULL, "het meeste dat het gebied mag krijgen"},
    {"ceiling_fte", "fte", NULL, "het meeste dat het gebied mag krijgen"},
    {"exact", "", NULL, "bedrag voor afronding"},
    {"amount", "euro", NULL, "wat het gebied krijgt; samen is dat het budget"},
    {"amount_fte", "fte", NULL, "wat het gebied krijgt; samen is dat alles wat er is"},
    {"per_youth", "", NULL, "wat het gebied krijgt, per jongere"},
    {"change", "euro", NULL, "verschil met nu"},
    {"change_fte", "fte", NULL, "verschil met nu"},
    {"change_percent", "%", NULL, "verschil met nu"},
    {"gain_chance", "0 tot 1", NULL, "deel van de trekkingen van behoefte waarin het gebied erop vooruitgaat"},
    {"certainty", "", "gain loss uncertain", "vooruit vanaf 0,95, achteruit tot 0,05, anders onzeker"},
    {"status", "", "divided no_youths youths_unknown need_unknown",
     "verdeeld, of waarom het niet meedoet: geen jongeren, aantal jongeren onbekend, behoefte onbekend"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text scenarios[] = {
    {"budget", "euro", NULL, "alles wat verdeeld wordt"},
    {"budget_fte", "fte", NULL, "alles wat verdeeld wordt"},
    {"areas", "gebieden", NULL, "gebieden die meedoen"},
    {"youths", "jongeren", NULL, "jongeren die daar wonen"},
    {"left_out", "gebieden", NULL, "gebieden met jongeren die niet meedoen, omdat hun behoefte niet bekend is"},
    {"gini_before", "0 tot 1", NULL, "ongelijkheid per jongere nu (gini): 0 is gelijk"},
    {"gini_after", "0 tot 1", NULL, "ongelijkheid per jongere straks (gini): 0 is gelijk"},
    {"concentration_before", "", NULL, "boven 0: nu gaat meer naar waar de behoefte groter is"},
    {"concentration_after", "", NULL, "boven 0: straks gaat meer naar waar de behoefte groter is"},
    {"gainers", "gebieden", NULL, "gebieden die erop vooruitgaan"},
    {"losers", "gebieden", NULL, "gebieden die erop achteruitgaan"},
    {"certain_gainers", "gebieden", NULL, "gebieden die er zeker op vooruitgaan"},
    {"certain_losers", "gebieden", NULL, "gebieden die er zeker op achteruitgaan"},
    {"most_per_youth", "", NULL, "per jongere in het gebied met het meeste"},
    {"least_per_youth", "", NULL, "per jongere in het gebied met het minste"},
    {"rounded_by_at_most", "", NULL, "grootste afronding"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text frontier[] = {
    {"epsilon", "", NULL, "hoe zwaar ongelijkheid telt"},
    {"effect", "", NULL, "wat de middelen alle jongeren samen opleveren, in eenheden van behoefte"},
    {"equal_equivalent", "", NULL, "welzijn dat, als iedereen het had, even goed zou zijn"},
    {"gini", "0 tot 1", NULL, "ongelijkheid van welzijn (gini)"},
    {"price", "%", NULL, "effect dat daarvoor wordt opgegeven"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text shift[] = {
    {"code", "", NULL, "code van het gebied; leeg: alle gebieden die meedoen samen"},
    {"year", "jaar", NULL, "0 is nu"},
    {"front", "euro", NULL, "uitgaven aan preventie"},
    {"back", "euro", NULL, "uitgaven aan verblijf en geïndiceerde hulp"},
    {"freed", "euro", NULL, "wat niet meer nodig is, als de aanname klopt; niet opnieuw uitgegeven"},
    {"status", "", "moved total front_unknown back_unknown",
     "verschoven, totaal, of waarom het niet meedoet: preventie of hulp onbekend"},
    {"returns", "", NULL, "aanname: zoveel euro minder hulp per jaar voor elke euro meer preventie"},
    {"delay_years", "jaar", NULL, "aanname: zoveel jaar later"},
    {"source_nl", "", NULL, "bron van de aanname"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text siting[] = {
    {"place_id", "", NULL, "de plaats, zoals in het bestand van het project"},
    {"type", "", NULL, "soort plaats"},
    {"was_present", "", NULL, "is er nu"},
    {"is_open", "", NULL, "is er in het voorstel"},
    {"is_new", "", NULL, "komt erbij in het voorstel"},
    {"is_closed", "", NULL, "gaat dicht in het voorstel"},
    {"youths_served", "jongeren", NULL, "jongeren die er in het voorstel heen gaan"},
    {"need_served", "", NULL, "hetzelfde, gewogen naar behoefte; leeg waar plaatsen verborgen zijn"},
    {"mean_distance", "m", NULL, "gemiddelde afstand van deze jongeren, hemelsbreed"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text access[] = {
    {"distance_before", "m", NULL, "gemiddelde afstand tot de dichtstbijzijnde plaats nu"},
    {"distance_after", "m", NULL, "gemiddelde afstand tot de plaats waar zij in het voorstel heen gaan"},
    {"within_before", "%", NULL, "deel van deze jongeren binnen de straal van een plaats nu"},
    {"within_after", "%", NULL, "hetzelfde in het voorstel"},
    {"change", "m", NULL, "gemiddeld zoveel verder; onder 0: dichterbij"},
    {"served_by", "", NULL, "plaats waar de meesten in het voorstel heen gaan"},
    {"need_origin", "", ORIGIN, "van wie de behoefte is waarmee zij gewogen zijn"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text siting_summary[] = {
    {"label_nl", "", NULL, "naam in woorden"},
    {"goal", "", "median covering removing", "doel: kleinste afstand, meeste dekking, of sluiten"},
    {"places", "plaatsen", NULL, "hoeveel er bij komen, of dicht gaan"},
    {"present", "plaatsen", NULL, "plaatsen nu"},
    {"candidates", "plaatsen", NULL, "andere plaatsen die meegewogen zijn"},
    {"level", "", NULL, "gebieden in het midden waarvan jongeren geacht worden te wonen"},
    {"need", "", NULL, "waarmee jongeren gewogen zijn; leeg: allen gelijk"},
    {"youths", "jongeren", NULL, "jongeren die meedoen"},
    {"left_out", "gebieden", NULL, "gebieden die niet meedoen, omdat het aantal jongeren niet bekend is"},
    {"objective", "", NULL, "waar het voorstel op uitkomt (behoefte × m, of gedekte behoefte)"},
    {"bound", "", NULL, "wat geen voorstel kan overtreffen"},
    {"gap_percent", "%", NULL, "hoeveel beter een ander voorstel hoogstens zou zijn"},
    {"is_optimal", "", NULL, "er bestaat geen beter voorstel"},
    {"unserved", "", NULL, "behoefte waar geen ruimte of plaats voor is"},
    {"beyond", "m", NULL, "afstand waarmee wie geen plaats heeft meetelt; leeg bij dekking"},
    {"within_before", "%", NULL, "deel van alle jongeren binnen de straal nu"},
    {"within_after", "%", NULL, "hetzelfde in het voorstel"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text roof[] = {
    {"move", "", NULL, "0: zoals het nu is; n: na de n-de verhuizing en die ervoor"},
    {"kind", "", NULL, "soort hulp die verhuist"},
    {"at", "", NULL, "plaats waar die heen gaat"},
    {"from", "", NULL, "plaats die verlaten wordt; leeg: een nieuwe"},
    {"together", "%", NULL, "jongeren met alles onder één dak binnen de straal"},
    {"near_apart", "%", NULL, "jongeren met alles dichtbij, maar niet onder één dak; alleen van nu"},
    {"not_near", "%", NULL, "de andere jongeren; alleen van nu"},
    {"kinds", "", NULL, "soorten hulp die bij elkaar horen"},
    {NULL, NULL, NULL, NULL},
};

static const kk_guide_text roof_access[] = {
    {"together", "%", NULL, "jongeren met alles onder één dak binnen de straal, nu"},
    {"near_apart", "%", NULL, "jongeren met alles dichtbij, maar niet onder één dak"},
    {"not_near", "%", NULL, "de andere jongeren"},
    {NULL, NULL, NULL, NULL},
};

const kk_guide_texts kk_guide_means_texts[] = {
    {"allocation", "Verdeling", "Verdeling van middelen over gebieden", "division,principle,level,code", true,
     allocation},
    {"scenarios", "Verdelingen vergeleken", "Elke verdeling als geheel", "division,principle", false, scenarios},
    {"frontier", "Prijs van gelijkheid", "Wat meer gelijkheid aan effect kost", "division,epsilon", false, frontier},
    {"shift", "Naar de voorkant", "Pad naar meer preventie, jaar voor jaar", NULL, false, shift},
    {"siting", "Plaatsen", "Plaatsen die er zijn, of in het voorstel", "siting,place_id", false, siting},
    {"access", "Bereikbaarheid", "Hoe dichtbij hulp is, nu en in het voorstel", "siting,level,code", true, access},
    {"siting_summary", "Plaatsing als geheel", "Elk voorstel als geheel", "siting", false, siting_summary},
    {"roof", "Onder één dak", "Wat verhuizen naar één dak oplevert", "move", false, roof},
    {"roof_access", "Onder één dak per gebied", "Hulp onder één dak nu, per gebied", "level,code", true, roof_access},
    {NULL, NULL, NULL, NULL, false, NULL},
};
