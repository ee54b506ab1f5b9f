/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_DOMICILE_H
#define GENERATOR_DOMICILE_H

#include "grow.h"
#include "shapes.h"
#include "territory.h"

#include <stdint.h>

/* A buurt with its people, or the people of a gemeente who have no address. */
typedef struct {
    const area *area;
    const area *wijk; /* NULL without addresses */
    const area *gemeente;
    int gemeente_number; /* from 0 */
    int buurt;           /* its label; no_label without addresses */
    int first_person;    /* number of the first of its young people among those of all */
    int first_address;   /* of its addresses among those of its wijk */
    int address_count;
    int first_postcode; /* the four digits with which its wijk begins */
} domicile;

typedef struct {
    const territory *territory;
    uint64_t seed;
    shapes buurten;
    cell_groups cells; /* by buurt */
    domicile *items;   /* the buurten, then the gemeenten */
    int count;
    int person_count;
} domiciles;

void domiciles_init(domiciles *d, const territory *t, int first_postcode, uint64_t seed);
void domiciles_clear(domiciles *d);

typedef struct {
    char postcode[7];
    int number;
} address;

/* Some twenty addresses in a row share a postcode, across the border of a buurt too. */
address address_of(const domiciles *d, const domicile *home, int index);

/* A point inside the buurt; homes of a postcode lie along a street. Needs a buurt that is on the map. */
point point_of(const domiciles *d, const domicile *home, int index);

#endif
