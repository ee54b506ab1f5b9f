/* SPDX-License-Identifier: EUPL-1.2 */
#include "care.h"

#include "calendar.h"

#include <stdio.h>

const char care_heading[] = "BSN;Geboortedatum;Geslacht;Postcode;Huisnummer;Gemeentecode;Gezinsnummer;DatumAanvraag;"
                            "Verwijzer;Jeugdhulpvorm;Begindatum;Einddatum;RedenBeeindiging;Aanbieder;NaamAanbieder\n";
const char measure_heading[] =
    "BSN;Geboortedatum;Geslacht;Postcode;Gemeentecode;Maatregel;Begindatum;Einddatum;RedenBeeindiging;Aanbieder\n";

/* In this order: a birthday that does not exist; a begin that does not; an end before the begin; nobody's; a date that
 * is none. Then rows that only cannot be located: a postcode that no table has; one that is none, which leaves the
 * gemeente; no place at all. Last a form that no list has. */
const char care_dirt[] =
    "999990019;20110230;M;1990AB;5;GM1999;;20230103;02;02;20230301;;;22000101;Dubbele Één\n"
    "999990020;20120504;V;1990AB;7;GM1999;;20230103;02;02;20230931;;;22000101;Dubbele Één\n"
    "999990032;20100211;M;1990AB;9;GM1999;;20230103;01;02;20230601;20230401;01;22000101;Dubbele Één\n"
    ";20090818;V;1990AB;11;GM1999;;20230103;02;02;20230301;;;22000101;Dubbele Één\n"
    "999990044;20130127;V;1990AB;13;GM1999;;20230103;02;02;onbekend;;;22000101;Dubbele Één\n"
    "999990056;20080309;M;9999ZZ;1;;;20230103;02;02;20230301;;;22000101;Dubbele Één\n"
    "999990068;20140622;V;onbekend;;GM1999;;20230103;03;02;20230301;;;22000101;Dubbele Één\n"
    "999990081;20150712;M;;;;;20230103;06;02;20230301;;;22000101;Dubbele Één\n"
    "999990093;20070519;V;1990AB;15;GM1999;;20230103;02;98;20230301;;;22000101;Dubbele Één\n";

static const double chance_of_month_only = 0.01, chance_of_no_address = 0.01, chance_of_addition = 0.02;
static const double chance_of_other_sex = 0.003;

typedef struct {
    char sex;
    date_text birth;
    address home; /* empty when not given */
    char number[16];
} identity;

/* The same in every row of a person. */
static identity identity_of(const dossier *d, const person *p)
{
    stream random = person_stream(p, d->seed, 42);
    identity id = {.sex = stream_chance(&random, chance_of_other_sex) ? 'O' : p->is_male ? 'M' : 'V'};
    id.birth = stream_chance(&random, chance_of_month_only) ? date_of_month(p->birth) : date_compact(p->birth);
    if (p->address < 0 || stream_chance(&random, chance_of_no_address)) return id;
    id.home = address_of(d->where, d->home, p->address);
    snprintf(id.number, sizeof id.number, "%d%s", id.home.number,
             stream_chance(&random, chance_of_addition) ? " A" : "");
    return id;
}

typedef struct {
    date_text begin, end;
    char reason[4];
} span_text;

static span_text span_of(const trajectory *t)
{
    span_text s = {0};
    if (t->begin != no_day) s.begin = date_compact(t->begin);
    if (t->end != still_running) s.end = date_compact(t->end);
    if (t->begin != no_day && t->end != still_running)
        snprintf(s.reason, sizeof s.reason, "%02u", (unsigned)t->reason % 100);
    return s;
}

static bool is_measure(const trajectory *t)
{
    return t->help->form == CARE_BESCHERMING || t->help->form == CARE_RECLASSERING;
}

static void print_care(const dossier *d, const person *p, const trajectory *t, text *rows)
{
    identity id = identity_of(d, p);
    span_text span = span_of(t);
    provider by = provider_of(t->provider, d->style->provider_count);
    text_print(rows, "%d;%s;%c;%s;%s;%s;%d;%s;%02d;%s;%s;%s;%s;%s;%s\n", bsn_of(p), id.birth.text, id.sex,
               id.home.postcode, id.number, d->home->gemeente->code, family_number_of(p, &d->people),
               date_compact(t->requested).text, 1 + (int)t->referrer, t->help->code, span.begin.text, span.end.text,
               span.reason, by.agb, by.name);
}

static void print_measure(const dossier *d, const person *p, const trajectory *t, text *rows)
{
    identity id = identity_of(d, p);
    span_text span = span_of(t);
    provider by = provider_of(t->provider, d->style->provider_count);
    text_print(rows, "%d;%s;%c;%s;%s;%s;%s;%s;%s;%s\n", bsn_of(p), id.birth.text, id.sex, id.home.postcode,
               d->home->gemeente->code, t->help->code, span.begin.text, span.end.text, span.reason, by.agb);
}

static void print_trajectories(const dossier *d, bool of_measures, text *rows)
{
    for (int i = 0; i < d->people.count; i++)
        for (int k = d->first_trajectory[i]; k < d->first_trajectory[i + 1]; k++) {
            const trajectory *t = &d->trajectories[k];
            if (is_measure(t) != of_measures) continue;
            if (of_measures)
                print_measure(d, &d->people.items[i], t, rows);
            else
                print_care(d, &d->people.items[i], t, rows);
        }
}

void care_write(const dossier *d, text *rows)
{
    print_trajectories(d, false, rows);
}

void measure_write(const dossier *d, text *rows)
{
    print_trajectories(d, true, rows);
}
