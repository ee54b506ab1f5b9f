/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_SHAPES_H
#define GENERATOR_SHAPES_H

#include "curve.h"
#include "mesh.h"

#include <stdbool.h>

typedef struct {
    int label;
    int first; /* into points; closed: the last point repeats the first */
    int count;
    double area_m2; /* positive for an outer ring, negative for a hole */
    int outer;      /* of a hole: the ring it lies in; of an outer ring: itself */
} ring;

/* The areas of one level, as rings: outer ones clockwise and holes counterclockwise, as CBS has them. */
typedef struct {
    point *points;
    ring *rings;     /* by label; an outer ring comes before its holes */
    int *first_ring; /* label_count + 1 offsets into rings */
    int label_count;
} shapes;

/* tee_cells: per node the cell whose border runs straight on there and has no vertex, or -1; may be NULL. */
void shapes_init(shapes *s, const mesh *m, const curves *c, const int *labels, int label_count, const int *tee_cells);
void shapes_clear(shapes *s);

double shapes_area_m2(const shapes *s, int label);
int shapes_vertex_count(const shapes *s);

#endif
