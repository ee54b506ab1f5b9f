/* SPDX-License-Identifier: EUPL-1.2 */
#include "names.h"

#include "random.h"

#include <stdio.h>

#define COUNT_OF(list) ((int)(sizeof(list) / sizeof(list)[0]))

static const char *const place_starts[] = {
    "Ooster", "Wester", "Noorder", "Zuider", "Elzen", "Eiken",  "Beuken", "Linden",
    "Wilgen", "Duin",   "Heide",   "Veen",   "Riet",  "Klei",   "Zilver", "Molen",
    "Bronn",  "Ganzen", "Reiger",  "Hazel",  "Kolk",  "Grutto", "Meers",  "Sluis",
};
static const char *const place_ends[] = {
    "dam",    "dijk", "wijk", "burg",  "kerke", "hout", "loo",   "broek", "drecht", "horst",  "oord",
    "huizen", "beek", "daal", "stein", "woude", "zijl", "wolde", "stede", "gors",   "voorde",
};
static const char *const place_affixes[] = {"", "", "", "", "", "", " aan de Vliet", "-Binnen"};
static const char *const rare_gemeenten[] = {"Sint-André", "Geüzenwaard", "Noordoost-Fryske Wâlden", "Coëvelde"};

static const char *const quarters[] = {
    "Centrum",     "Noord",       "Oost",      "Zuid",      "West",      "Stationskwartier", "Parkwijk",
    "Binnenstad",  "Nieuwland",   "Oude Dorp", "Waterwijk", "Bosrand",   "Havengebied",      "Buitengebied",
    "Hoge Akkers", "Lage Landen", "Kerkdorp",  "Tuinstad",  "Vogelwijk", "Polder",
};
static const char *const buurt_starts[] = {
    "Molen",   "Kerk",    "Vogel",         "Bloemen",     "Dichters", "Schilders", "Rivieren",
    "Staten",  "Sterren", "Haven",         "Station",     "Park",     "Linden",    "Kastanje",
    "Weide",   "Akker",   "Ooievaars",     "Componisten", "Zee",      "Dijk",      "Tuin",
    "Prinsen", "Oranje",  "Burgemeesters", "Bos",         "Water",    "Veld",      "Coöperatie",
};
static const char *const buurt_ends[] = {
    "buurt", "kwartier", "hof", "zicht", "weide", "gaarde", "park", "dreef", "rand", "veld", "poort",
};
static const char *const buurt_additions[] = {"",       "",      "",      "",      "",      "",
                                              "-Noord", "-Zuid", "-Oost", "-West", " e.o.", " en omgeving"};
static const char *const whole_buurten[] = {
    "Verspreide huizen", "Bedrijventerrein", "Buitengebied", "Sportpark", "Landgoed", "Industrieterrein",
};

static const char *pick(const char *const *list, int count, uint64_t seed, uint64_t key)
{
    return list[hash_of(seed, key) % (uint64_t)count];
}

void name_gemeente(char *name, size_t size, int number, uint64_t seed)
{
    if (number < COUNT_OF(rare_gemeenten)) {
        snprintf(name, size, "%s", rare_gemeenten[number]);
        return;
    }
    int pairs = COUNT_OF(place_starts) * COUNT_OF(place_ends);
    int pair = number * 131 % pairs; /* 131 has no factor in common with the pairs, so that none comes twice */
    snprintf(name, size, "%s%s%s", place_starts[pair % COUNT_OF(place_starts)],
             place_ends[pair / COUNT_OF(place_starts)],
             pick(place_affixes, COUNT_OF(place_affixes), seed, (uint64_t)number));
}

void name_wijk(char *name, size_t size, const char *number, uint64_t seed)
{
    snprintf(name, size, "Wijk %s %s", number, pick(quarters, COUNT_OF(quarters), seed, 1));
}

void name_buurt(char *name, size_t size, uint64_t seed)
{
    if (hash_of(seed, 1) % 9 == 0) {
        snprintf(name, size, "%s %s%s", pick(whole_buurten, COUNT_OF(whole_buurten), seed, 2),
                 pick(place_starts, COUNT_OF(place_starts), seed, 3), pick(place_ends, COUNT_OF(place_ends), seed, 4));
        return;
    }
    snprintf(name, size, "%s%s%s", pick(buurt_starts, COUNT_OF(buurt_starts), seed, 2),
             pick(buurt_ends, COUNT_OF(buurt_ends), seed, 3),
             pick(buurt_additions, COUNT_OF(buurt_additions), seed, 4));
}
