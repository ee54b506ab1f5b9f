/* SPDX-License-Identifier: EUPL-1.2 */
#include "trajectory.h"

#include "calendar.h"

#include <stddef.h>

static const double chance_to_go_on = 0.92, chance_to_run_still = 0.44, chance_of_earlier_begin = 0.4;
static const double mean_days_of_waiting = 48, days_of_court = 12;
enum { numbers_of_person = 32, longest_before = 600 };

typedef struct {
    const people *all;
    const person *person;
    int provider_count;
    double supply;
    stream random;
    trajectory *drawn;
    int count;
} drawing;

static int later_of(int a, int b)
{
    return a > b ? a : b;
}

/* Long waits are rare and short ones common; where little is on offer all are longer. */
static int draw_wait(drawing *d, care_form form)
{
    bool is_jeugdhulp = form == CARE_WITHOUT_STAY || form == CARE_WITH_STAY;
    double u = stream_unit(&d->random), v = stream_unit(&d->random);
    double mean = is_jeugdhulp ? mean_days_of_waiting / (d->supply * d->supply) : days_of_court;
    return (int)(4 * mean * u * v);
}

static trajectory *add(drawing *d, care_form form, referrer by)
{
    trajectory *t = &d->drawn[d->count];
    const help *h = help_draw(form, &d->random);
    *t = (trajectory){.help = h, .referrer = by, .begin = no_day, .end = still_running};
    t->number = d->person->number * numbers_of_person + d->count++;
    t->provider = provider_draw(h, d->all->home->gemeente_number, d->provider_count, &d->random);
    t->reason = stream_chance(&d->random, 0.72) ? 1 : 2 + stream_below(&d->random, 4);
    return t;
}

static int draw_day(drawing *d, int first, int last)
{
    first = later_of(first, d->person->birth);
    return last <= first ? first : first + stream_below(&d->random, last - first + 1);
}

/* Of the first year some began in the years before. */
static trajectory *begin_trajectory(drawing *d, care_form form, referrer by, int year)
{
    trajectory *t = add(d, form, by);
    int first = first_day_of(first_year_of_care + year);
    int earliest = year == 0 && stream_chance(&d->random, chance_of_earlier_begin) ? first - longest_before : first;
    t->begin = draw_day(d, earliest, last_day_of(first_year_of_care + year));
    t->requested = later_of(t->begin - draw_wait(d, form), d->person->birth);
    return t;
}

static void end_trajectory(drawing *d, trajectory *t, int year)
{
    bool is_last_year = year == years_of_care - 1;
    if (is_last_year && stream_chance(&d->random, chance_to_run_still)) return;
    int first = first_day_of(first_year_of_care + year);
    t->end = draw_day(d, later_of(t->begin, first), last_day_of(first_year_of_care + year));
}

/* The first trajectory of a year may go on into the next. */
static void draw_form(drawing *d, care_form form)
{
    trajectory *going_on = NULL;
    for (int year = 0; year < years_of_care; year++) {
        const form_care *care = &d->person->youth.years[year].forms[form];
        bool has_next = year + 1 < years_of_care && d->person->youth.years[year + 1].forms[form].trajecten > 0;
        for (int i = 0; i < care->trajecten; i++) {
            trajectory *t =
                i == 0 && going_on != NULL ? going_on : begin_trajectory(d, form, (referrer)care->referrers[i], year);
            if (i == 0) going_on = has_next && stream_chance(&d->random, chance_to_go_on) ? t : NULL;
            if (t != going_on) end_trajectory(d, t, year);
        }
        if (care->trajecten == 0) going_on = NULL;
    }
}

/* Who needs help and has none may stand on a waiting list: most where need goes furthest beyond what is on offer. */
static void draw_waiting(drawing *d)
{
    const profile *p = &d->all->home->area->inhabitants;
    const youth *y = &d->person->youth;
    double unmet = p->need_share > p->care_share ? p->need_share - p->care_share : 0;
    if (y->years[years_of_care - 1].has_any || y->age < 0 || y->age > 22) return;
    if (!stream_chance(&d->random, 0.005 + 0.4 * unmet)) return;
    trajectory *t = add(d, CARE_WITHOUT_STAY, stream_chance(&d->random, 0.5) ? BY_HUISARTS : BY_GEMEENTE);
    t->requested = draw_day(d, first_day_of(last_year_of_care) - 60, last_day_of(last_year_of_care));
    if (stream_chance(&d->random, 0.2)) t->end = draw_day(d, t->requested, last_day_of(last_year_of_care));
}

int trajectories_draw(const people *all, const person *p, int provider_count, uint64_t seed, trajectory *drawn)
{
    const profile *inhabitants = &all->home->area->inhabitants;
    drawing d = {.all = all, .person = p, .provider_count = provider_count, .drawn = drawn};
    d.supply = inhabitants->care_share / inhabitants->need_share;
    d.random = person_stream(p, seed, 41);
    for (int form = CARE_WITHOUT_STAY; form < CARE_FORM_COUNT; form++) draw_form(&d, (care_form)form);
    draw_waiting(&d);
    return d.count;
}
