/* SPDX-License-Identifier: EUPL-1.2 */
#include "tee.h"

#include "failure.h"
#include "plane.h"
#include "random.h"

#include <math.h>
#include <stdbool.h>

enum { fewest_points = 5, one_node_in = 7 };
static const double flattest_turn = 0.5; /* of the cosine between the two halves of the bar */

typedef struct {
    int node;
    int cell;   /* whose border runs straight on */
    point *one; /* the points of its border next to the node */
    point *other;
} tee;

static bool has_three_areas(const mesh *m, const int *labels, int node)
{
    int seen[6], count = 0;
    for (int k = 0; k < 3; k++) {
        int edge = m->edges_at_node[node][k];
        if (edge < 0) return false;
        seen[count++] = labels[m->edges[edge].left];
        seen[count++] = labels[m->edges[edge].right];
    }
    int differences = 0;
    for (int k = 0; k < 6; k += 2) differences += seen[k] != seen[k + 1] && seen[k] >= 0 && seen[k + 1] >= 0;
    return differences == 3;
}

static bool edge_touches(const mesh *m, int edge, int cell)
{
    return m->edges[edge].left == cell || m->edges[edge].right == cell;
}

/* Only an edge of several points may be bent at an end. */
static point *point_next_to(const mesh *m, const curves *c, int edge, int node)
{
    int first = c->first[edge], end = c->first[edge + 1];
    if (end - first < fewest_points) return NULL;
    return &c->points[m->edges[edge].from == node ? first : end - 1];
}

static bool find_bar(const mesh *m, const curves *c, tee *t)
{
    point *found[3];
    int count = 0;
    for (int k = 0; k < 3; k++) {
        int edge = m->edges_at_node[t->node][k];
        if (edge_touches(m, edge, t->cell)) found[count++] = point_next_to(m, c, edge, t->node);
    }
    if (count != 2 || found[0] == NULL || found[1] == NULL) return false;
    t->one = found[0];
    t->other = found[1];
    return true;
}

/* The border must be nearly straight already, and bulge away from the cell, so that pulling it straight takes
 * the node into the cell, off the border of the other two. */
static bool is_fit(const mesh *m, const tee *t)
{
    point node = m->nodes[t->node], site = m->sites[t->cell];
    double one = distance_between(node, *t->one), other = distance_between(node, *t->other);
    double cosine =
        ((node.x - t->one->x) * (t->other->x - node.x) + (node.y - t->one->y) * (t->other->y - node.y)) / (one * other);
    double side_of_node = turn_of(*t->one, *t->other, node);
    double side_of_site = turn_of(*t->one, *t->other, site);
    return cosine > flattest_turn && side_of_node * side_of_site < 0;
}

static point to_quarter_metre(point p)
{
    return (point){round(p.x * 4) / 4, round(p.y * 4) / 4};
}

/* On quarters of a metre the middle of the bar is exact in binary and in millimetres alike. */
static void straighten(mesh *m, const tee *t)
{
    *t->one = to_quarter_metre(*t->one);
    *t->other = to_quarter_metre(*t->other);
    m->nodes[t->node] = (point){(t->one->x + t->other->x) / 2, (t->one->y + t->other->y) / 2};
}

static int cell_at_node(const mesh *m, int node, uint64_t choice)
{
    const mesh_edge *e = &m->edges[m->edges_at_node[node][choice % 3]];
    return choice / 3 % 2 == 0 ? e->left : e->right;
}

int *tees_make(mesh *m, curves *c, const int *labels, int wanted, uint64_t seed)
{
    int *cells = allocate((size_t)m->node_count, sizeof *cells);
    int made = 0;
    for (int node = 0; node < m->node_count; node++) {
        cells[node] = -1;
        uint64_t choice = hash_of(seed, (uint64_t)node);
        if (made == wanted || choice % one_node_in != 0 || !has_three_areas(m, labels, node)) continue;
        tee t = {.node = node, .cell = cell_at_node(m, node, choice / one_node_in)};
        if (find_bar(m, c, &t) && is_fit(m, &t)) {
            straighten(m, &t);
            cells[node] = t.cell;
            made++;
        }
    }
    return cells;
}
