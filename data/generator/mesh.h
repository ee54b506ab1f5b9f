/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_MESH_H
#define GENERATOR_MESH_H

#include "geometry.h"

/* Going from node 'from' to node 'to', cell 'left' lies on the left hand. */
typedef struct {
    int left;
    int right;
    int from;
    int to;
} mesh_edge;

/* The Voronoi diagram of the sites: a cell per site, three edges at every node. */
typedef struct {
    point *sites;
    int cell_count;
    point *nodes;
    int node_count;
    mesh_edge *edges;
    int edge_count;
    int (*edges_at_node)[3]; /* -1 where the edge runs out of the diagram */
    int *first_neighbour;    /* cell_count + 1 offsets into neighbours */
    int *neighbours;
} mesh;

/* Takes over the sites and moves a few of them a little where an edge would be too short. */
void mesh_init(mesh *m, point *sites, int count);
void mesh_clear(mesh *m);

int mesh_nearest_cell(const mesh *m, point p);

#endif
