/* SPDX-License-Identifier: EUPL-1.2 */
#include "help.h"

#include "table.h"

#include <stddef.h>
#include <stdio.h>

static const help helps[] = {
    {CARE_WITHOUT_STAY, 0.15, "01", "31", "31A01", 160, true},
    {CARE_WITHOUT_STAY, 0.03, "01", "31", "31A02", 280, false}, /* light, and yet under a decision */
    {CARE_WITHOUT_STAY, 0.46, "02", "45", "45A04", 900, false},
    {CARE_WITHOUT_STAY, 0.20, "02", "54", "54001", 840, false},
    {CARE_WITHOUT_STAY, 0.08, "03", "41", "41A11", 1900, false},
    {CARE_WITHOUT_STAY, 0.08, "04", "45", "45A48", 1300, false},
    {CARE_WITH_STAY, 0.52, "11", "35", "35A01", 1750, false},
    {CARE_WITH_STAY, 0.18, "12", "36", "36A02", 5100, false},
    {CARE_WITH_STAY, 0.27, "14", "38", "38B07", 7200, false},
    {CARE_WITH_STAY, 0.03, "13", "37", "37A01", 13800, false},
    {CARE_BESCHERMING, 0.68, "11", "48", "48A01", 890, false},
    {CARE_BESCHERMING, 0.06, "12", "48", "48A02", 930, false},
    {CARE_BESCHERMING, 0.26, "21", "48", "48A03", 610, false},
    {CARE_RECLASSERING, 0.80, "41", "47", "47A01", 740, false},
    {CARE_RECLASSERING, 0.20, "42", "47", "47A02", 860, false},
};
enum { help_count = sizeof helps / sizeof helps[0] };

/* Products that are another form of help than their category says, so that care and declarations agree. */
static const struct {
    const char *product, *form;
} product_forms[] = {{"45A48", "netwerk"}, {"54001", "ambulant"}, {"48A02", "vots"}, {"48A03", "voogdij"}};

static const char *const provider_kinds[] = {"Jeugdhulp",     "Praktijk",   "Stichting", "Zorggroep",
                                             "Kind en Jeugd", "Opvoedhulp", "Gezinshuis"};
static const char *const provider_names[] = {"Sint-André",  "Markermeer", "Noëlle",      "'t Vlot",
                                             "Coöperatief", "De Brug",    "Zuiderlicht", "Één Plan",
                                             "Kompas",      "De Linde",   "Oeverwal"};
enum {
    kind_count = sizeof provider_kinds / sizeof provider_kinds[0],
    name_count = sizeof provider_names / sizeof provider_names[0]
};

void product_codes_write(const char *directory)
{
    table csv = table_open(directory, "productcodes.csv", ENCODING_UTF8);
    table_print(&csv, "code;value\n");
    for (size_t i = 0; i < sizeof product_forms / sizeof product_forms[0]; i++)
        table_print(&csv, "%s;%s\n", product_forms[i].product, product_forms[i].form);
    table_close(&csv);
}

const help *help_draw(care_form form, stream *random)
{
    double u = stream_unit(random);
    const help *last = NULL;
    for (int i = 0; i < help_count; i++) {
        if (helps[i].form != form) continue;
        last = &helps[i];
        u -= last->part;
        if (u < 0) break;
    }
    return last;
}

/* A gemeente has some twenty that count, of whom a few do most of the work; the courts know two. */
int provider_draw(const help *h, int gemeente, int provider_count, stream *random)
{
    enum { of_gemeente = 24, of_court = 2, stride = 31, between_kinds = 5 };
    if (h->is_accessible) return provider_count + gemeente;
    bool is_court = h->form == CARE_BESCHERMING || h->form == CARE_RECLASSERING;
    double u = stream_unit(random);
    int rank = (int)(u * u * (is_court ? of_court : of_gemeente));
    int place = (rank + between_kinds * (int)(h - helps)) % of_gemeente;
    return (gemeente * of_gemeente + place * stride) % provider_count;
}

provider provider_of(int number, int provider_count)
{
    provider p;
    snprintf(p.agb, sizeof p.agb, "%08u", 22000101u + 37u * (unsigned)number % 70000000u);
    if (number >= provider_count)
        snprintf(p.name, sizeof p.name, "Wijkteams");
    else
        snprintf(p.name, sizeof p.name, "%s %s", provider_kinds[number % kind_count],
                 provider_names[number % name_count]);
    return p;
}
