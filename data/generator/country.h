/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_COUNTRY_H
#define GENERATOR_COUNTRY_H

#include "geometry.h"

#include <stdbool.h>
#include <stdint.h>

enum { gemeente_count = 342 };

/* What is settled of a gemeente before the map is drawn. */
typedef struct {
    point centre;
    int persons;
    int wijken;
    int buurten;
    double town_radius;
    double speed; /* with which it spreads over the land */
} gemeente_plan;

typedef struct {
    gemeente_plan gemeenten[gemeente_count];
    float *spacing; /* of cells, per square kilometre; row by row from the south-west */
} country_plan;

void country_plan_init(country_plan *plan, uint64_t seed);
void country_plan_clear(country_plan *plan);

/* A spacing_function; the context is a country_plan. */
double country_spacing(const void *plan, double x, double y);

#endif
