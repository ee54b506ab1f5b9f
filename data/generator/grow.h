/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_GROW_H
#define GENERATOR_GROW_H

#include "mesh.h"

#include <stdint.h>

enum { no_label = -1 };

typedef enum { STEP_DISTANCE, STEP_CELL } step_cost;

/* Spreads the labels that are set over the unlabelled cells, nearest first, from cell to neighbouring cell
 * and only within one zone; cells of zone no_label are left out. Pieces of a zone that no label can reach,
 * such as islands, take the label of the nearest labelled cell of their zone.
 * speeds, per label, may be NULL. */
void grow_labels(const mesh *m, const int *zones, int *labels, const double *speeds, step_cost cost, uint64_t seed);

/* The cells of every label, in the order of their numbers. */
typedef struct {
    int *first; /* label_count + 1 offsets into cells */
    int *cells;
} cell_groups;

void cell_groups_init(cell_groups *groups, const int *labels, int cell_count, int label_count);
void cell_groups_clear(cell_groups *groups);

/* Picks up to 'wanted' cells of the zone that lie far from each other, counted in cells; returns how many. */
int choose_seeds(const mesh *m, const int *zones, const cell_groups *groups, int zone, int wanted, uint64_t seed,
                 int *chosen);

#endif
