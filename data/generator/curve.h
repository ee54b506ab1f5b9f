/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_CURVE_H
#define GENERATOR_CURVE_H

#include "mesh.h"

#include <stdint.h>

/* The points between the two nodes of every edge that is a border. */
typedef struct {
    int *first; /* edge_count + 1 offsets into points */
    point *points;
} curves;

typedef struct {
    double vertex_distance; /* metres between vertices, about */
    int most_points;        /* per edge */
    uint64_t seed;
} curve_style;

/* labels: per cell; an edge between equal labels is no border and gets no points. */
void curves_init(curves *c, const mesh *m, const int *labels, curve_style style);
void curves_clear(curves *c);

#endif
