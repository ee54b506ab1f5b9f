/* SPDX-License-Identifier: EUPL-1.2 */
#include "dossier.h"

#include "failure.h"

#include <stdlib.h>

static int upper_bound_of(const people *p)
{
    int most = 0;
    for (int i = 0; i < p->count; i++) {
        bool has_care = false;
        for (int year = 0; year < years_of_care; year++) has_care |= p->items[i].youth.years[year].has_any;
        most += has_care ? most_trajectories : 1;
    }
    return most;
}

void dossier_init(dossier *d, const style *s, const domiciles *where, const domicile *home)
{
    *d = (dossier){.style = s, .where = where, .home = home, .seed = where->seed};
    people_init(&d->people, home, d->seed);
    d->trajectories = allocate((size_t)upper_bound_of(&d->people), sizeof *d->trajectories);
    d->first_trajectory = allocate((size_t)d->people.count + 1, sizeof *d->first_trajectory);
    for (int i = 0, next = 0; i < d->people.count; i++) {
        const person *p = &d->people.items[i];
        next += trajectories_draw(&d->people, p, s->provider_count, d->seed, &d->trajectories[next]);
        d->first_trajectory[i + 1] = next;
    }
}

void dossier_clear(dossier *d)
{
    people_clear(&d->people);
    free(d->trajectories);
    free(d->first_trajectory);
    *d = (dossier){0};
}

bool dossier_has_points(const dossier *d)
{
    return d->home->buurt != no_label && !d->home->area->is_missing_on_map;
}
