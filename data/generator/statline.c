/* SPDX-License-Identifier: EUPL-1.2 */
#include "statline.h"

#include "published.h"
#include "table.h"

#include <math.h>

static const char *const measure_columns[CARE_MEASURE_COUNT] = {
    "TotaalJongerenMetJeugdzorgInNatur_1",
    "k_0Tot4Jaar_2",
    "k_4Tot12Jaar_3",
    "k_12Tot18Jaar_4",
    "k_18Tot23Jaar_5",
    "ThuiswonendKindInEenouderGezin_6",
    "ThuiswonendKindInTweeouderGezin_7",
    "AndereHuishoudens_8",
    "TotaalTrajectenInNatur_9",
    "GemeentelijkeToegang_10",
    "Huisarts_11",
    "Jeugdarts_12",
    "GecertificeerdeInstelling_13",
    "MedischSpecialist_14",
    "RechterOfficierVanJustitie_15",
    "GeenVerwijzer_16",
    "VerwijzerOnbekend_17",
};

static const char *const form_keys[CARE_FORM_COUNT] = {
    [CARE_ALL] = "T001203",       [CARE_JEUGDHULP] = "A042502",   [CARE_WITHOUT_STAY] = "A042503",
    [CARE_WITH_STAY] = "A027918", [CARE_BESCHERMING] = "A027919", [CARE_RECLASSERING] = "A027920",
};

typedef struct {
    table csv;
    int next_id;
} export;

static void print_header(table *csv)
{
    table_print(csv, "\"ID\";\"Vormen\";\"Wijken\";\"Perioden\"");
    for (int i = 0; i < CARE_MEASURE_COUNT; i++) table_print(csv, ";\"%s\"", measure_columns[i]);
    table_print(csv, ";\"Gemeentenaam_18\";\"SoortRegio_19\";\"Codering_20\"\n");
}

static void print_count(table *csv, int count)
{
    double shown = published_care(count);
    if (isnan(shown))
        table_print(csv, ";\"       .\"");
    else
        table_print(csv, ";\"%8.0f\"", shown);
}

static void print_row(export *e, const area *a, const char *gemeente, level at, int form, int year)
{
    table_print(&e->csv, "\"%d\";\"%-10s\";\"%-10s\";\"%dJJ00\"", e->next_id++, form_keys[form], a->code,
                care_first_year + year);
    for (int i = 0; i < CARE_MEASURE_COUNT; i++) print_count(&e->csv, a->figures.care[year][form][i]);
    table_print(&e->csv, ";\"%-40s\";\"%-10s\";\"%-10s\"\n", gemeente, at == LEVEL_WIJK ? "Wijk" : "Gemeente", a->code);
}

static void print_areas(export *e, const territory *t, level at, int form)
{
    for (int i = 0; i < t->levels[at].count; i++) {
        const area *a = &t->levels[at].items[i];
        const char *gemeente = territory_gemeente(t, at, i)->name;
        for (int year = 0; !a->is_water && year < care_year_count; year++) print_row(e, a, gemeente, at, form, year);
    }
}

void statline_write(const territory *t, const char *directory)
{
    export e = {.csv = table_open(directory, "jeugdzorg-wijk.csv", ENCODING_UTF8)};
    print_header(&e.csv);
    for (int form = 0; form < CARE_FORM_COUNT; form++) {
        print_areas(&e, t, LEVEL_GEMEENTE, form);
        print_areas(&e, t, LEVEL_WIJK, form);
    }
    table_close(&e.csv);
}
