/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_DIVISION_H
#define GENERATOR_DIVISION_H

#include "country.h"
#include "mesh.h"
#include "terrain.h"

#include <stdint.h>

/* How the cells of the country are divided. Wijken and buurten hold land; water belongs to a gemeente. */
typedef struct {
    terrain *kinds;        /* per cell */
    int *gemeente_of_cell; /* no_label at sea */
    int *wijk_of_cell;     /* no_label on water too */
    int *buurt_of_cell;
    int wijk_count;
    int *gemeente_of_wijk;
    int buurt_count;
    int *wijk_of_buurt;
} division;

void division_init(division *d, const mesh *m, const country_plan *plan, uint64_t seed);
void division_clear(division *d);

#endif
