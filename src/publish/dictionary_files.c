/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/dictionary.h"

#define TEXT KK_SHEET_TEXT
#define WHOLE KK_SHEET_WHOLE
#define NUMBER KK_SHEET_NUMBER
#define STATUS "@status"

#define LEVEL_CODE_NAME                                                                                                \
    {"level", TEXT, "", NULL, "niveau: gemeente, wijk, buurt of een eigen indeling", "level of the area"},             \
        {"code", TEXT, "", NULL, "code van het gebied; tekst, ook waar het cijfers zijn", "code of the area"},         \
    {                                                                                                                  \
        "name", TEXT, "", NULL, "naam van het gebied", "name of the area"                                              \
    }

static const kk_described_column indicators[] = {
    LEVEL_CODE_NAME,
    {"period", TEXT, "", NULL, "jaar of kwartaal waar het cijfer over gaat", "period, such as 2023 or 2022KW03"},
    {"indicator", TEXT, "", NULL, "naam van de indicator; het woordenboek legt elke uit",
     "name of the indicator in the project file"},
    {"value", NUMBER, "", NULL, "het cijfer; leeg: geen cijfer, de status zegt waarom", "the figure; empty: none"},
    {"lower", NUMBER, "", NULL, "ondergrens van het 95%-interval; bij een rang de eerste plaats die mogelijk is",
     "lower bound of the 95% interval"},
    {"upper", NUMBER, "", NULL, "bovengrens van het 95%-interval; bij een rang de laatste plaats die mogelijk is",
     "upper bound of the 95% interval"},
    {"numerator", NUMBER, "", NULL, "teller zoals die was, niet vermenigvuldigd", "what was divided, as it was"},
    {"denominator", NUMBER, "", NULL, "noemer; bij een schatting het aantal personen", "by what it was divided"},
    {"status", TEXT, "", STATUS, "of er een cijfer is, en zo niet waarom niet", "why there is a figure, or none"},
    {"unit", TEXT, "", NULL, "eenheid van value, lower en upper", "unit of value, lower and upper"},
    {"source", TEXT, "", NULL, "bron van het cijfer", "source of the figure"},
    {"axis", TEXT, "", "use supply need", "of het gaat om gebruik, aanbod of behoefte", "use, supply or need"},
    {"form", TEXT, "", NULL, "vorm van hulp; leeg: alle", "form of care; empty: all"},
    {"age", TEXT, "", NULL, "leeftijden, zoals 0..4; leeg: alle", "ages, such as 0..4; empty: all"},
    {"sex", TEXT, "", NULL, "geslacht; leeg: alle", "sex; empty: all"},
    {"referrer", TEXT, "", NULL, "verwijzer; leeg: alle", "referrer; empty: all"},
    {"category", TEXT, "", NULL, "woord van een cijfer dat een categorie is", "word of a value that is a category"},
    {"hidden_by", TEXT, "", STATUS, "waarom het eigen cijfer verborgen is, als dat van het gebied eromheen er staat",
     "of a figure with status parent the rule that hid its own"},
};

static const kk_described_column areas[] = {
    LEVEL_CODE_NAME,
    {"in_level", TEXT, "", NULL, "niveau van het gebied waar het in ligt; leeg: in geen", "level of the larger area"},
    {"in_code", TEXT, "", NULL, "code van het gebied waar het in ligt", "code of the larger area"},
};

static const kk_described_column statistics[] = {
    {"level", TEXT, "", NULL, "niveau van de gebieden waar het over gaat", "level of the areas that it is about"},
    {"within_code", TEXT, "", NULL, "code van het grotere gebied waar zij in liggen; leeg: alle",
     "code of the larger area that they lie in; empty: all"},
    {"within_name", TEXT, "", NULL, "naam van dat gebied", "its name"},
    {"period", TEXT, "", NULL, "jaar of kwartaal", "period"},
    {"indicator", TEXT, "", NULL, "indicator waar het van gemaakt is", "indicator of which it is made"},
    {"statistic", TEXT, "", NULL, "welke maat het is, zoals moran of gini", "what it is: moran, gini …"},
    {"term", TEXT, "", NULL, "waarvan, als het van iets is, zoals een kenmerk", "of what, where it is of something"},
    {"value", NUMBER, "", NULL, "het cijfer", "the figure"},
    {"lower", NUMBER, "", NULL, "ondergrens van het 95%-interval", "lower bound of its 95% interval"},
    {"upper", NUMBER, "", NULL, "bovengrens van het 95%-interval", "upper bound of its 95% interval"},
    {"p", NUMBER, "", NULL, "p-waarde", "p-value"},
    {"areas", WHOLE, "gebieden", NULL, "op hoeveel gebieden het berust", "on how many areas it rests"},
    {"note", TEXT, "", NULL, "wat te weten bij het lezen, in het Engels", "what to know when reading it"},
};

static const kk_described_column reliability[] = {
    {"outcome", TEXT, "", NULL, "uitkomst", "outcome, as in estimates.csv"},
    {"region_type", TEXT, "", NULL, "soort gebied", "type of region, as in estimates.csv"},
    {"regions", WHOLE, "gebieden", NULL, "gebieden met een schatting", "regions with a released estimate"},
    {"mean", NUMBER, "", NULL, "gemiddelde waar zij omheen liggen", "around which they lie"},
    {"within", NUMBER, "", NULL, "variantie binnen de grotere gebieden", "variance within larger regions"},
    {"between", NUMBER, "", NULL, "variantie tussen de grotere gebieden", "variance between larger regions"},
    {"reliability", NUMBER, "", NULL, "deel van de verschillen dat geen toeval is, 0 tot 1",
     "share of the differences that is signal, 0 to 1"},
    {"flag", TEXT, "", "high moderate low", "hoog vanaf 0,8, matig vanaf 0,5, anders laag",
     "high from 0.8, moderate from 0.5, else low"},
};

static const kk_described_column estimates_sums[] = {
    {"item", TEXT, "", "rule outcome group class region part rest",
     "wat de regel zegt: spelregel, uitkomst, groep, klasse in een groep, gebied, gebied in een groter, rest daarvan",
     "what the row says: a rule, an outcome, a group, a class in a group, a region, a region in a larger one, its "
     "rest"},
    {"of", TEXT, "", NULL, "soort gebied of indeling", "type of region, or dimension"},
    {"name", TEXT, "", NULL, "gebied, klasse of uitkomst", "region, class or outcome"},
    {"in", TEXT, "", NULL, "soort grotere gebied", "type of the larger region"},
    {"in_name", TEXT, "", NULL, "waar het deel van is", "of what it is a part"},
};

static const kk_described_column knowledge[] = {
    {"quantity", TEXT, "", NULL, "wat geteld is, zoals in disclosure.json", "what is counted, as in disclosure.json"},
    {"level", TEXT, "", NULL, "niveau van het gebied", "level of the area"},
    {"code", TEXT, "", NULL, "code van het gebied", "code of the area"},
    {"period", TEXT, "", NULL, "jaar of kwartaal", "period"},
    {"beyond", TEXT, "", NULL, "leeg: openbaar cijfer; anders wat er buiten een som valt",
     "empty: a public figure; else what a sum has beyond its parts"},
    {"value", NUMBER, "", NULL, "het cijfer", "the figure"},
    {"status", TEXT, "", STATUS, "ok, of suppressed_count: 1 tot en met 9", "ok, or suppressed_count: it is 1-9"},
};

static const kk_described_column coverage[] = {
    {"kind", TEXT, "", "total no_figure no_area no_population",
     "totaal, gebied zonder cijfer, cijfer zonder gebied, of gebied zonder inwoners",
     "total, area without a figure, figure without an area, area without inhabitants"},
    {"table", TEXT, "", NULL, "tabel", "table"},
    {"period", TEXT, "", NULL, "jaar of kwartaal", "period"},
    {"level", TEXT, "", NULL, "niveau; other: codes van geen bekende vorm", "level; other: codes of no known form"},
    {"code", TEXT, "", NULL, "code van het gebied", "code of the area"},
    {"name", TEXT, "", NULL, "naam van het gebied", "name of the area"},
    {"cause", TEXT, "", NULL, "waarschijnlijke oorzaak, in het Engels", "the likely cause"},
    {"areas", WHOLE, "gebieden", NULL, "landgebieden", "land areas"},
    {"inhabited", WHOLE, "gebieden", NULL, "daarvan bewoond, voor zover bekend", "those of them where people live"},
    {"with_figure", WHOLE, "gebieden", NULL, "landgebieden met een cijfer", "land areas that the table has"},
    {"without_figure", WHOLE, "gebieden", NULL, "landgebieden zonder cijfer", "land areas that it has not"},
    {"figures_without_area", WHOLE, "regels", NULL, "regels die geen landgebied zijn", "rows that are no land area"},
    {"no_population", WHOLE, "regels", NULL, "regels zonder inwoners", "rows without inhabitants"},
};

static const kk_described_column rejected[] = {
    {"kind", TEXT, "", "row cell column level repair empty unassigned",
     "wat niet gebruikt is (regel, cel, kolom, niveau), of wat hersteld, leeg of niet ingedeeld is",
     "row, cell, column, level: not used; repair, empty, unassigned: of shapes and groups"},
    {"file", TEXT, "", NULL, "bestand van de invoer", "file of the input"},
    {"line", WHOLE, "", NULL, "regel in dat bestand", "line in it"},
    {"column", TEXT, "", NULL, "kolom", "column"},
    {"code", TEXT, "", NULL, "code van het gebied", "code of the area"},
    {"value", TEXT, "", NULL, "wat er stond; nooit van een bestand dat niet openbaar is", "what was met"},
    {"reason", TEXT, "", NULL, "wat eraan schort, in het Engels", "what is wrong with it"},
};

static const kk_described_column dictionary[] = {
    {"soort", TEXT, "", "kolom kaartkolom indicator categorie status", "waar de regel over gaat",
     "what the row is about"},
    {"bestand", TEXT, "", NULL, "bestand of bestanden", "file or files"},
    {"kolom", TEXT, "", NULL, "naam van de kolom", "name of the column"},
    {"waarde", TEXT, "", NULL, "van een indicator, categorie of status: wat er in de kolom staat",
     "of an indicator, category or status: what stands in the column"},
    {"naam", TEXT, "", NULL, "naam voor mensen", "label"},
    {"type", TEXT, "", NULL, "soort gegeven of soort indicator", "type of data, or kind of indicator"},
    {"eenheid", TEXT, "", NULL, "eenheid", "unit"},
    {"betekenis", TEXT, "", NULL, "betekenis", "meaning, in Dutch"},
    {"berekening", TEXT, "", NULL, "van een indicator: waaruit hij berekend is", "of an indicator: how it is computed"},
    {"vraag", TEXT, "", NULL, "van een indicator: de vraag waar hij antwoord op geeft",
     "of an indicator: the question that it answers"},
    {"richting", TEXT, "", NULL, "of een hoge waarde een behoefte of een kracht is",
     "whether high is a need or a strength"},
    {"as", TEXT, "", NULL, "gebruik, aanbod of behoefte", "use, supply or need"},
    {"niveaus", TEXT, "", NULL, "niveaus waarop de indicator er is", "levels that have it"},
    {"perioden", TEXT, "", NULL, "perioden waarvan hij er is", "periods of which it is there"},
    {"bron", TEXT, "", NULL, "bron", "source"},
    {"omschrijving_en", TEXT, "", NULL, "omschrijving in het Engels", "description, in English"},
};

#define COLUMNS(list) list, sizeof(list) / sizeof *(list)

static const kk_described_table files[] = {
    {"indicators.csv", NULL, "Alle cijfers: elke indicator van elk gebied en elke periode",
     "Every indicator of every area and period", "level,code,period,indicator", true, COLUMNS(indicators)},
    {"areas.csv", NULL, "De gebieden, en waar zij in liggen", "The areas, and in which others they lie", NULL, false,
     COLUMNS(areas)},
    {"statistics.csv", "Statistiek", "Wat de kaart als geheel zegt: patroon, ongelijkheid, samenhang",
     "Figures of whole maps", NULL, false, COLUMNS(statistics)},
    {"reliability.csv", NULL, "Hoeveel van de verschillen tussen gebieden meer is dan toeval",
     "How much of the differences between regions is more than chance", "outcome,region_type", false,
     COLUMNS(reliability)},
    {"estimates_sums.csv", NULL, "Welke schattingen samen een andere vormen", "Which estimates add up to which", NULL,
     false, COLUMNS(estimates_sums)},
    {"knowledge.csv", NULL, "Cijfers die daarnaast bekend zijn", "Figures that are known besides", NULL, false,
     COLUMNS(knowledge)},
    {"coverage.csv", NULL, "Gebieden zonder cijfer, en cijfers zonder gebied",
     "Areas without figures and figures without areas", NULL, false, COLUMNS(coverage)},
    {"rejected.csv", NULL, "Wat van de invoer niet gebruikt kon worden zoals het was",
     "What could not be used as it was in the inputs", NULL, false, COLUMNS(rejected)},
    {"woordenboek.csv", "Woordenboek", "Elke kolom, indicator, categorie en status uitgelegd",
     "Every column, indicator, category and status explained, in Dutch", NULL, false, COLUMNS(dictionary)},
};

const kk_described_table *kk_described_files(size_t *count)
{
    *count = sizeof files / sizeof *files;
    return files;
}
