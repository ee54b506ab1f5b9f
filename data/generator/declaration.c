/* SPDX-License-Identifier: EUPL-1.2 */
#include "declaration.h"

#include "calendar.h"

const char declaration_heading[] =
    "Bsn;ReferentieNummer;ToewijzingNummer;ProductCategorie;ProductCode;Begindatum;Einddatum;GeleverdVolume;Eenheid;"
    "ProductTarief;Bedrag;DebetCredit;Afzender\n";

const char message_heading[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<jw323:Bericht xmlns:jw323=\"http://www.istandaarden.nl/ijw/3_2/jw323/schema\""
                               " xmlns:ijw=\"http://www.istandaarden.nl/ijw/3_2/basisschema/schema\">\n"
                               "<jw323:Header>\n"
                               "<jw323:BerichtCode>484</jw323:BerichtCode>\n"
                               "<jw323:BerichtVersie>3</jw323:BerichtVersie>\n"
                               "<jw323:BerichtSubversie>2</jw323:BerichtSubversie>\n"
                               "<jw323:Afzender>22000508</jw323:Afzender>\n"
                               "<jw323:Ontvanger>1999</jw323:Ontvanger>\n"
                               "<jw323:BerichtIdentificatie><ijw:Identificatie>KD2023</ijw:Identificatie>"
                               "<ijw:Dagtekening>2024-02-15</ijw:Dagtekening></jw323:BerichtIdentificatie>\n"
                               "</jw323:Header>\n"
                               "<jw323:Declaratie>\n"
                               "<jw323:DeclaratieNummer>202301</jw323:DeclaratieNummer>\n"
                               "<jw323:DeclaratiePeriode><ijw:Begindatum>2023-01-01</ijw:Begindatum>"
                               "<ijw:Einddatum>2023-12-31</ijw:Einddatum></jw323:DeclaratiePeriode>\n"
                               "<jw323:Clienten>\n";
const char message_closing[] = "</jw323:Clienten>\n</jw323:Declaratie>\n</jw323:Bericht>\n";

enum { provider_of_message = 11, cents_of_minute = 130, unit_minute = 1, unit_day = 14 };
static const double chance_of_credit = 0.02, chance_of_correction = 0.5;

/* Help delivered within a month. */
typedef struct {
    const person *person;
    const trajectory *trajectory;
    int reference;
    int first, last;
    int volume, unit, cents_of_unit;
    bool is_credit;
} declaration;

typedef void declaration_printer(const dossier *d, const declaration *c, text *rows);

static bool is_declared(const trajectory *t)
{
    return !t->help->is_accessible && t->begin != no_day;
}

static bool is_by_the_day(const trajectory *t)
{
    return t->help->form != CARE_WITHOUT_STAY;
}

static void measure_out(declaration *c, stream *random)
{
    int euros = c->trajectory->help->euros_a_month;
    if (is_by_the_day(c->trajectory)) {
        c->unit = unit_day;
        c->volume = c->last - c->first + 1;
        c->cents_of_unit = euros * 1200 / 365;
    } else {
        c->unit = unit_minute;
        c->volume = 5 * (1 + (int)(euros * 20 / cents_of_minute * stream_between(random, 0.4, 1.6)));
        c->cents_of_unit = cents_of_minute;
    }
}

/* A mistake is credited in full; then, if there was anything to declare, declared anew. */
static void print_with_corrections(const dossier *d, declaration *c, stream *random, declaration_printer *print,
                                   text *rows)
{
    print(d, c, rows);
    if (!stream_chance(random, chance_of_credit)) return;
    c->is_credit = true;
    print(d, c, rows);
    c->is_credit = false;
    if (!stream_chance(random, chance_of_correction)) return;
    c->volume = (c->volume + 1) / 2;
    print(d, c, rows);
}

static void declare_month(const dossier *d, declaration *c, int first, stream *random, declaration_printer *print,
                          text *rows)
{
    const trajectory *t = c->trajectory;
    int last = last_day_of_month(first);
    if (t->begin > last || t->end < first) return;
    if (!is_by_the_day(t) && !stream_chance(random, d->style->months_declared_of_100 / 100.0)) return;
    c->reference++;
    c->first = t->begin > first ? t->begin : first;
    c->last = t->end < last ? t->end : last;
    measure_out(c, random);
    print_with_corrections(d, c, random, print, rows);
}

static bool is_in_message(const dossier *d, const trajectory *t, int year)
{
    return d->style->is_example && t->provider == provider_of_message && year == last_year_of_care;
}

static void declare_year(const dossier *d, declaration *c, int year, declaration_printer *print, text *rows)
{
    stream random = stream_of(hash_of(d->seed + 43, (uint64_t)year), (uint64_t)c->trajectory->number);
    c->reference = c->trajectory->number % 1000000 * 1000 + year % 10 * 100;
    for (int first = first_day_of(year); first <= last_day_of(year); first = last_day_of_month(first) + 1)
        declare_month(d, c, first, &random, print, rows);
}

static void declare_person(const dossier *d, int index, bool in_message, declaration_printer *print, text *rows)
{
    for (int k = d->first_trajectory[index]; k < d->first_trajectory[index + 1]; k++) {
        declaration c = {.person = &d->people.items[index], .trajectory = &d->trajectories[k]};
        for (int year = d->style->first_year; is_declared(c.trajectory) && year <= last_year_of_care; year++)
            if (is_in_message(d, c.trajectory, year) == in_message) declare_year(d, &c, year, print, rows);
    }
}

static void print_row(const dossier *d, const declaration *c, text *rows)
{
    const help *h = c->trajectory->help;
    provider by = provider_of(c->trajectory->provider, d->style->provider_count);
    text_print(rows, "%d;%d;%d;%s;%s;%s;%s;%d;%02d;%d;%d;%c;%s\n", bsn_of(c->person), c->reference,
               c->trajectory->number, h->category, h->product, date_iso(c->first).text, date_iso(c->last).text,
               c->volume, c->unit, c->cents_of_unit, c->volume * c->cents_of_unit, c->is_credit ? 'C' : 'D', by.agb);
}

void declaration_write(const dossier *d, text *rows)
{
    for (int i = 0; i < d->people.count; i++) declare_person(d, i, false, print_row, rows);
}

static void print_prestatie(const dossier *d, const declaration *c, text *rows)
{
    (void)d;
    const help *h = c->trajectory->help;
    text_print(rows,
               "<jw323:Prestatie><jw323:ProductReferentie><ijw:ReferentieNummer>%d</ijw:ReferentieNummer>"
               "</jw323:ProductReferentie>"
               "<jw323:ToewijzingNummer>%d</jw323:ToewijzingNummer>"
               "<jw323:ProductCategorie>%s</jw323:ProductCategorie><jw323:ProductCode>%s</jw323:ProductCode>",
               c->reference, c->trajectory->number, h->category, h->product);
    text_print(rows,
               "<jw323:ProductPeriode><ijw:Begindatum>%s</ijw:Begindatum><ijw:Einddatum>%s</ijw:Einddatum>"
               "</jw323:ProductPeriode><jw323:GeleverdVolume>%d</jw323:GeleverdVolume>"
               "<jw323:Eenheid>%02d</jw323:Eenheid><jw323:ProductTarief>%d</jw323:ProductTarief>",
               date_iso(c->first).text, date_iso(c->last).text, c->volume, c->unit, c->cents_of_unit);
    text_print(rows,
               "<jw323:IngediendBedrag><ijw:Bedrag>%d</ijw:Bedrag><ijw:DebetCredit>%c</ijw:DebetCredit>"
               "</jw323:IngediendBedrag></jw323:Prestatie>\n",
               c->volume * c->cents_of_unit, c->is_credit ? 'C' : 'D');
}

void message_write(const dossier *d, text *rows)
{
    for (int i = 0; i < d->people.count; i++) {
        text prestaties = {0};
        declare_person(d, i, true, print_prestatie, &prestaties);
        if (prestaties.length > 0) {
            text_print(rows, "<jw323:Client><jw323:Bsn>%d</jw323:Bsn><jw323:Prestaties>\n",
                       bsn_of(&d->people.items[i]));
            text_append(rows, &prestaties);
            text_print(rows, "</jw323:Prestaties></jw323:Client>\n");
        }
        text_clear(&prestaties);
    }
}
