/* SPDX-License-Identifier: EUPL-1.2 */
#include "facility.h"

#include "calendar.h"
#include "failure.h"
#include "programme.h"

#include <stdio.h>
#include <stdlib.h>

const char place_heading[] = "id;naam;type;capaciteit;x;y\n";
const char activity_heading[] = "groep;programma;organisatie;plaats;datum;aanwezig;plaatsen;gebied\n";
const char postcode_heading[] = "PC6;Huisnummer;Buurt2023;Wijk2023;Gemeente2023\n";
const char home_heading[] = "x;y;jongeren\n";

typedef struct {
    const char *type, *prefix;
    int persons; /* for every one of it */
    int least_capacity, most_capacity;
    double least_groups, most_groups; /* that meet there in a year */
} facility;

static const facility facilities[] = {
    {"consultatiebureau", "CB", 15000, 500, 1500, 0, 2},
    {"school", "SC", 2500, 120, 480, 0, 3},
    {"buurthuis", "BH", 8000, 30, 150, 1, 5},
    {"kinderopvang", "KO", 1900, 16, 96, 0, 0.4},
};
enum { facility_count = sizeof facilities / sizeof facilities[0] };

typedef struct {
    const facility *kind;
    char id[16];
    char name[80];
    int address;
    int capacity;
    stream random;
} place;

typedef void place_visitor(const dossier *d, const place *p, text *rows);

static place draw_place(const dossier *d, const facility *kind, int number)
{
    uint64_t key = hash_of(hash_of_code(d->seed + 62, d->home->area->code), (uint64_t)(kind - facilities));
    place p = {.kind = kind, .random = stream_of(key, (uint64_t)number)};
    snprintf(p.id, sizeof p.id, "%s%.8s%02u", kind->prefix, d->home->area->code + 2, (unsigned)number % 100);
    snprintf(p.name, sizeof p.name, "%s %s", kind->type, d->home->area->name);
    p.address = stream_below(&p.random, d->home->address_count);
    p.capacity = kind->least_capacity + stream_below(&p.random, kind->most_capacity - kind->least_capacity);
    return p;
}

/* Where there is much on offer there are more of all; where they are few, chance decides which buurt has one. */
static void visit_places(const dossier *d, place_visitor *visit, text *rows)
{
    if (!dossier_has_points(d)) return;
    const profile *inhabitants = &d->home->area->inhabitants;
    double supply = inhabitants->care_share / inhabitants->need_share;
    for (int i = 0; i < facility_count; i++) {
        stream random = stream_of(hash_of_code(d->seed + 63, d->home->area->code), (uint64_t)i);
        double expected = supply * inhabitants->persons / facilities[i].persons;
        int count = (int)(expected + stream_unit(&random));
        for (int number = 0; number < count; number++) {
            place p = draw_place(d, &facilities[i], number);
            visit(d, &p, rows);
        }
    }
}

static void print_place(const dossier *d, const place *p, text *rows)
{
    point at = point_of(d->where, d->home, p->address);
    text_print(rows, "%s;%s;%s;%d;%.1f;%.1f\n", p->id, p->name, p->kind->type, p->capacity, at.x, at.y);
}

void place_write(const dossier *d, text *rows)
{
    visit_places(d, print_place, rows);
}

static void print_activity(const dossier *d, const place *p, int number, int year, stream *random, text *rows)
{
    const programme *of = &programmes[stream_below(random, programme_count)];
    int day = first_day_of(year) + stream_below(random, 365), capacity = 8 + stream_below(random, 13);
    int present = (int)(capacity * stream_between(random, 0.5, 1));
    if (!programme_is_on_offer((int)(of - programmes), d->home->wijk->code, d->seed)) return;
    text_print(rows, "%s-%d;%s;%s;%s;%s;%d;%d;%s\n", p->id, number, of->name, of->organisation, p->id,
               date_dutch(day).text, present, capacity, d->home->area->code);
}

static void print_activities(const dossier *d, const place *p, text *rows)
{
    stream random = p->random;
    int number = 0;
    for (int year = d->style->first_year; year <= last_year_of_care; year++) {
        int groups = (int)(stream_between(&random, p->kind->least_groups, p->kind->most_groups) + 0.5);
        for (int i = 0; i < groups; i++) print_activity(d, p, ++number, year, &random, rows);
    }
}

void activity_write(const dossier *d, text *rows)
{
    visit_places(d, print_activities, rows);
}

void postcode_write(const dossier *d, text *rows)
{
    for (int i = 0; i < d->home->address_count; i++) {
        address a = address_of(d->where, d->home, i);
        text_print(rows, "%s;%d;%s;%s;%s\n", a.postcode, a.number, d->home->area->code, d->home->wijk->code,
                   d->home->gemeente->code);
    }
}

void home_write(const dossier *d, text *rows)
{
    if (!dossier_has_points(d)) return;
    int *youths = allocate((size_t)d->home->address_count, sizeof *youths);
    for (int i = 0; i < d->people.count; i++) {
        const person *p = &d->people.items[i];
        youths[p->address] += p->youth.age >= 0 && p->youth.age <= 22;
    }
    for (int i = 0; i < d->home->address_count; i++) {
        if (youths[i] == 0) continue;
        point at = point_of(d->where, d->home, i);
        text_print(rows, "%.1f;%.1f;%d\n", at.x, at.y, youths[i]);
    }
    free(youths);
}
