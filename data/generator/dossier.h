/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_DOSSIER_H
#define GENERATOR_DOSSIER_H

#include "people.h"
#include "text.h"
#include "trajectory.h"

#include <stdbool.h>

/* What is particular to the example or the national set. */
typedef struct {
    bool is_example;
    int provider_count;
    int first_postcode;
    int first_year;             /* of all but the trajectories, which begin with first_year_of_care */
    int months_declared_of_100; /* of the months of help that is not stay */
} style;

/* Everything that is written about the people of one domicile. */
typedef struct {
    const style *style;
    const domiciles *where;
    const domicile *home;
    people people;
    trajectory *trajectories; /* by person */
    int *first_trajectory;    /* people.count + 1 offsets into trajectories */
    uint64_t seed;
} dossier;

void dossier_init(dossier *d, const style *s, const domiciles *where, const domicile *home);
void dossier_clear(dossier *d);

/* Whether its buurt is on the map, so that its addresses have coordinates. */
bool dossier_has_points(const dossier *d);

/* Appends the rows about these people to a file. */
typedef void row_writer(const dossier *d, text *rows);

#endif
