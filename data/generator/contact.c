/* SPDX-License-Identifier: EUPL-1.2 */
#include "contact.h"

#include "calendar.h"
#include "programme.h"

const char contact_heading[] =
    "\xEF\xBB\xBF"
    "kindnummer;geboortedatum;geslacht;contactmoment;uitnodigingsdatum;verschenen;buurtcode\n";
const char request_heading[] = "bsn;geboortedatum;geslacht;datum_vraag;datum_afsluiting;uitkomst;x;y;gemeente\n";
const char participation_heading[] = "deelnemer;geboortedatum;geslacht;programma;start;eind;buurtcode\n";

/* Coordinates that are swapped, that are degrees, that lie in the water of another gemeente; then only a gemeente, and
 * an outcome that no list has. */
const char request_dirt[] = "999990019;11-02-2011;m;12-04-2023;30-05-2023;opgelost;507120.0;141260.0;\n"
                            "999990020;04-05-2012;v;13-04-2023;30-05-2023;verwezen;5.08;52.55;\n"
                            "999990032;11-02-2010;m;14-04-2023;30-05-2023;opgelost;160500.0;520300.0;\n"
                            "999990044;27-01-2013;v;17-04-2023;;loopt nog;;;GM1999\n";

enum { days_of_month_of_100 = 3044 };

typedef struct {
    const char *name;
    int month;
    double part; /* of the children, that is invited */
} moment;

static const moment moments[] = {
    {"prenataal huisbezoek", -3, 0.12},
    {"4 weken", 1, 1},
    {"4 maanden", 4, 1},
    {"11 maanden", 11, 1},
    {"2 jaar", 24, 1},
    {"3 jaar 9 maanden", 45, 1},
    {"5 jaar", 66, 1},
    {"groep 7", 125, 1},
    {"klas 2", 161, 1},
};
enum { moment_count = sizeof moments / sizeof moments[0] };

static double limited(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

static int day_at_month(const person *p, int month)
{
    return p->birth + month * days_of_month_of_100 / 100;
}

static bool is_in_years(const dossier *d, int day)
{
    return day >= first_day_of(d->style->first_year) && day <= last_day_of(last_year_of_care);
}

static void write_contacts(const dossier *d, const person *p, text *rows)
{
    stream random = person_stream(p, d->seed, 44);
    double chance = limited(0.982 - 0.012 * d->home->area->inhabitants.hardship, 0.8, 0.998);
    for (int i = 0; i < moment_count; i++) {
        int day = day_at_month(p, moments[i].month) + stream_below(&random, 28);
        bool is_invited = stream_chance(&random, moments[i].part), is_seen = stream_chance(&random, chance);
        if (!is_invited || !is_in_years(d, day)) continue;
        text_print(rows, "%d;%s;%s;%s;%s;%s;%s\n", jgz_number_of(p), date_dutch(p->birth).text,
                   p->is_male ? "jongen" : "meisje", moments[i].name, date_dutch(day).text, is_seen ? "J" : "N",
                   d->home->area->code);
    }
}

void contact_write(const dossier *d, text *rows)
{
    for (int i = 0; i < d->people.count; i++) write_contacts(d, &d->people.items[i], rows);
}

static const char *draw_outcome(const dossier *d, stream *random)
{
    double solved = limited(0.60 - 0.07 * d->home->area->inhabitants.hardship, 0.3, 0.85);
    double u = stream_unit(random);
    if (u < 0.06) return "ingetrokken";
    return u < 0.06 + 0.94 * solved ? "opgelost" : "verwezen";
}

static void write_request(const dossier *d, const person *p, int year, stream *random, text *rows)
{
    int begin = first_day_of(year) + stream_below(random, 365), end = begin + 7 + stream_below(random, 120);
    bool is_ended = end <= last_day_of(last_year_of_care);
    const char *outcome = draw_outcome(d, random);
    if (begin < p->birth) return;
    text_print(rows, "%d;%s;%c;%s;%s;%s;", bsn_of(p), date_dutch(p->birth).text, p->is_male ? 'm' : 'v',
               date_dutch(begin).text, is_ended ? date_dutch(end).text : "", is_ended ? outcome : "");
    if (dossier_has_points(d)) {
        point home = point_of(d->where, d->home, p->address);
        text_print(rows, "%.1f;%.1f;", home.x, home.y);
    } else {
        text_print(rows, ";;");
    }
    text_print(rows, "%s\n", d->home->gemeente->code);
}

void request_write(const dossier *d, text *rows)
{
    double chance = 0.45 * d->home->area->inhabitants.need_share;
    for (int i = 0; i < d->people.count; i++) {
        const person *p = &d->people.items[i];
        stream random = person_stream(p, d->seed, 45);
        for (int year = d->style->first_year; year <= last_year_of_care; year++)
            if (p->youth.age <= 22 && stream_chance(&random, chance)) write_request(d, p, year, &random, rows);
    }
}

static void write_participation(const dossier *d, const person *p, const programme *of, int year, stream *random,
                                text *rows)
{
    int begin = first_day_of(year) + stream_below(random, 365), end = begin + 60 + stream_below(random, 150);
    if (begin < day_at_month(p, of->first_month) || begin >= day_at_month(p, of->end_month)) return;
    double chance = of->part * limited(1 + 0.3 * d->home->area->inhabitants.hardship, 0.4, 2);
    if (!stream_chance(random, chance)) return;
    bool is_ended = end <= last_day_of(last_year_of_care);
    text_print(rows, "%d;%s;%c;%s;%s;%s;%s\n", jgz_number_of(p), date_dutch(p->birth).text, p->is_male ? 'm' : 'v',
               of->name, date_dutch(begin).text, is_ended ? date_dutch(end).text : "", d->home->area->code);
}

void participation_write(const dossier *d, text *rows)
{
    const area *where = d->home->wijk != NULL ? d->home->wijk : d->home->gemeente;
    for (int k = 0; k < programme_count; k++) {
        if (!programme_is_on_offer(k, where->code, d->seed)) continue;
        for (int i = 0; i < d->people.count; i++) {
            const person *p = &d->people.items[i];
            stream random = person_stream(p, d->seed, 50 + (uint64_t)k);
            for (int year = d->style->first_year; year <= last_year_of_care; year++)
                write_participation(d, p, &programmes[k], year, &random, rows);
        }
    }
}
