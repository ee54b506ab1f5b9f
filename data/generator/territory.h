/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_TERRITORY_H
#define GENERATOR_TERRITORY_H

#include "curve.h"
#include "mesh.h"
#include "population.h"

#include <stdbool.h>

typedef enum { LEVEL_GEMEENTE, LEVEL_WIJK, LEVEL_BUURT, LEVEL_COUNT } level;

enum { report_year = 2023 };

typedef struct {
    char code[11];
    char name[60];
    int parent; /* in the level above */
    bool is_water;
    int indelingswijziging; /* 1 unchanged, 2 recoded, 3 boundary changed */
    bool is_missing_in_kwb;
    bool is_missing_on_map; /* such a buurt has no cell */
    profile inhabitants;    /* of a buurt; of a gemeente: its people without an exact address */
    figures figures;
    double area_m2;
} area;

typedef struct {
    area *items;
    int count;
    int capacity;
} area_list;

/* A gemeente with open water is two areas of one code, one of land and one of water, as on the CBS map. */
typedef struct {
    area_list levels[LEVEL_COUNT];
    mesh mesh;
    int *buurt_of_cell; /* no_label outside */
    int *tee_cells;     /* as in shapes_init; may be NULL */
    curves curves;
} territory;

area *territory_add(territory *t, level at, int parent, const char *code);
void area_set_name(area *a, const char *name);
void territory_clear(territory *t);

/* The gemeente that an area of any level lies in. */
const area *territory_gemeente(const territory *t, level at, int index);

/* The label of every cell at a level, no_label outside; the caller frees it. */
int *territory_labels(const territory *t, level at);

/* The stream from which the people of an area are drawn. */
stream area_stream(const area *a, uint64_t seed);

/* Draws the people of all buurten and adds them up over wijken and gemeenten. */
void territory_populate(territory *t, uint64_t seed);

#endif
