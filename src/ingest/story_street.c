/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/story_signs.h"

#include <string.h>

/* Of any word. */
static const char *const endings[] = {"straat",  "str",       "laan",      "weg",     "plein",    "hof",
                                      "kade",    "gracht",    "singel",    "dijk",    "steeg",    "pad",
                                      "dreef",   "plantsoen", "boulevard", "brink",   "straatje", "grachtje",
                                      "laantje", "pleintje",  "hofje",     "steegje", "singeltje"};

/* Of names only: most words that end so are none. */
static const char *const name_endings[] = {"markt", "park", "wal",   "baan",  "haven", "poort",
                                           "erf",   "ring", "oever", "akker", "hoek",  "plaats"};

/* Words that end as streets do and are none. */
static const char common[] =
    " achterafstraat achterafstraatje autowasstraat bestraat binnenstraat buurtstraat castraat dwarsstraat "
    "dwarsstraatje eenrichtingsstraat fietsstraat finishstraat jeugdmagistraat klinkerstraat leefstraat magistraat "
    "milieustraat pitsstraat prikstraat productiestraat schoolstraat speelstraat substraat teststraat "
    "uitgaansstraat vaccinatiestraat wandelstraat wasstraat winkelstraat winkelstraatje woonstraat zijstraat "
    "zijstraatje "
    "aanslaan achteroverslaan afslaan beslaan bomenlaan dichtslaan doodslaan dooreenslaan doorslaan gadeslaan "
    "ineenslaan inslaan kapelaan kapotslaan losslaan maatslaan milaan misslaan neerslaan omslaan omverslaan "
    "ontslaan openslaan oprijlaan opslaan overslaan platslaan portolaan rondslaan slaan stukslaan terugslaan "
    "toeslaan uitslaan vastslaan verslaan voorslaan wegslaan zijlaan "
    "aanvoerweg ademweg afvoerweg asfaltweg autosnelweg autoweg beroepsweg bijweg botweg boudweg bouwweg brutaalweg "
    "dienstweg domweg doodleukweg doorgangsweg droogweg dwaalweg eenrichtingsweg eenvoudigweg fietssnelweg fietsweg "
    "gaandeweg gewoonweg gladweg glashardweg grifweg grofweg gulweg halfweg heenweg hoofdweg hulpweg invalsweg "
    "kalmweg keerweg koelweg kortweg koudweg kronkelweg kruisweg landweg leerweg leukweg levensweg lijdensweg "
    "lompweg losjesweg losweg luchtweg middenweg modderweg noodweg omleidingsweg omweg onderweg ontsluitingsweg "
    "ontsnappingsweg ontwikkelingsweg ontwikkelweg overweg pakweg parallelweg platweg plompweg provincieweg randweg "
    "rechtsweg reisweg rijksweg rijweg ringweg rondweg ruwweg simpelweg slechtweg sluipweg snelweg spoorweg stomweg "
    "straatweg terugweg toegangsweg tussenweg uitvalsweg uitweg vaagweg vaarweg verbindingsweg verkeersweg verreweg "
    "vlakweg vlotweg vluchtweg voetweg voorrangsweg wandelweg waterweg werkweg zandweg zijweg zorgweg "
    "binnenplein buurtplein evenementenplein exercitieplein grasplein jeugdplein kennisplein kinderplein leerplein "
    "middenplein schoolplein schoolpleintje speelplein speelpleintje studieplein verkeersplein voetbalplein "
    "voorplein werkplein winkelplein zorgplein "
    "arbeidshof autokerkhof beroepshof dierenkerkhof doolhof gerechtshof kerkhof lusthof maisdoolhof moeshof "
    "pandhof strafhof "
    "blokkade energieblokkade grensblokkade handelsblokkade loskade postblokkade rokade sukade wegblokkade "
    "kasteelgracht ringgracht slotgracht stadsgracht "
    "afsluitdijk bedijk indijk omdijk polderdijk ringdijk rivierdijk winterdijk zeedijk zomerdijk "
    "afsteeg besteeg insteeg ontsteeg opsteeg oversteeg uitsteeg "
    "achterpad asfaltpad bergpad bijpad binnenpad bospad carrierepad duinpad dwaalpad fietspad gamepad gangpad "
    "geitenpad groeipad hersenpad hoofdpad ipad kabouterpad keypad kiezelpad klimpad knuppelpad kronkelpad "
    "kruimelpad leerpad levenspad liefdespad looppad modderpad natuurpad olifantenpad olifantspad ontwikkelingspad "
    "ontwikkelpad oorlogspad oplossingspad overpad pelgrimspad ruiterpad schelpenpad schildpad slingerpad "
    "stappenpad stoeppad studiepad tegelpad tijdpad tijdspad toegangspad touchpad transitiepad tuinpad voetpad "
    "vredespad wandelpad zandpad zebrapad zijpad zorgpad "
    "aandreef afdreef bedreef bijeendreef doordreef indreef meedreef misdreef opdreef overdreef ronddreef "
    "terugdreef uitdreef uiteendreef verdreef voortdreef wegdreef "
    "gemeenteplantsoen "
    "autoboulevard meubelboulevard strandboulevard wandelboulevard woonboulevard ";

/* Letters before the ending; −1: it ends otherwise. */
static ptrdiff_t length_before(const char *letters, const char *const list[], size_t count)
{
    size_t length = strlen(letters);
    for (size_t i = 0; i < count; i++) {
        size_t ending = strlen(list[i]);
        if (length >= ending && strcmp(letters + length - ending, list[i]) == 0) return (ptrdiff_t)(length - ending);
    }
    return -1;
}

static bool is_street(const kk_story_word *word)
{
    ptrdiff_t before = length_before(word->letters, endings, sizeof endings / sizeof *endings);
    if (word->is_capital && !word->begins_sentence)
        return before >= 0 ||
               length_before(word->letters, name_endings, sizeof name_endings / sizeof *name_endings) >= 0;
    return before > 0 && !kk_story_word_is(word->letters, common);
}

bool kk_story_names_street(const kk_story_words *words)
{
    for (size_t i = 0; i < words->count; i++)
        if (is_street(&words->word[i])) return true;
    return false;
}
