/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_OUTLINE_H
#define GENERATOR_OUTLINE_H

#include "geometry.h"
#include "terrain.h"

#include <stdint.h>

/* Drawn by hand after the Netherlands: a coast, a row of Wadden islands, a delta, lakes with a polder. */
extern const box outline_box;

/* The Wadden islands, each of which is a gemeente. */
enum { wadden_island_count = 5 };
extern const point wadden_islands[wadden_island_count];

/* The great cities, from large to small. */
enum { outline_city_count = 9 };
extern const point outline_cities[outline_city_count];

terrain outline_terrain(uint64_t seed, point p);

/* 0 far from the cities … 1 among them. */
double outline_urbanity(point p);

#endif
