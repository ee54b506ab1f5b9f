/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_GEOPACKAGE_H
#define GENERATOR_GEOPACKAGE_H

#include "territory.h"

#include <stdint.h>

/* Draws the areas of all levels, notes their sizes, and writes DIR/wijkenbuurten.gpkg.
 * Returns the number of vertices of the buurten. */
int geopackage_write(territory *t, const char *directory, uint64_t seed);

#endif
