/* SPDX-License-Identifier: EUPL-1.2 */
#include "shapes.h"

#include "failure.h"
#include "plane.h"

#include <math.h>
#include <stdlib.h>

/* A half-edge is twice the number of its edge, plus 1 for the side of the right-hand cell, which sees the
 * edge from 'to' to 'from'. Either way its own cell is on its left hand. */
typedef struct {
    const mesh *m;
    const curves *c;
    const int *labels;
    const int *tee_cells;
    bool *is_traced; /* per half-edge */
    point *points;
    int point_count;
    ring *rings;
    int ring_count;
    int ring_capacity;
} tracing;

static int cell_of(const mesh *m, int half_edge)
{
    const mesh_edge *e = &m->edges[half_edge / 2];
    return half_edge % 2 == 0 ? e->left : e->right;
}

static int other_cell_of(const mesh *m, int half_edge)
{
    return cell_of(m, half_edge ^ 1);
}

static int end_node_of(const mesh *m, int half_edge)
{
    const mesh_edge *e = &m->edges[half_edge / 2];
    return half_edge % 2 == 0 ? e->to : e->from;
}

static bool is_border(const tracing *t, int half_edge)
{
    int label = t->labels[cell_of(t->m, half_edge)];
    return label >= 0 && label != t->labels[other_cell_of(t->m, half_edge)];
}

static int next_half_edge(const tracing *t, int half_edge)
{
    int node = end_node_of(t->m, half_edge);
    int label = t->labels[cell_of(t->m, half_edge)];
    for (int k = 0; k < 3; k++) {
        int edge = t->m->edges_at_node[node][k];
        if (edge < 0 || edge == half_edge / 2) continue;
        int next = 2 * edge + (t->m->edges[edge].from == node ? 0 : 1);
        if (t->labels[cell_of(t->m, next)] == label && is_border(t, next)) return next;
    }
    fail("the border of area %d stops at node %d", label, node);
}

static void add_point(tracing *t, point p)
{
    t->points[t->point_count++] = p;
}

static void add_curve(tracing *t, int half_edge)
{
    int first = t->c->first[half_edge / 2], end = t->c->first[half_edge / 2 + 1];
    if (half_edge % 2 == 0)
        for (int i = first; i < end; i++) add_point(t, t->c->points[i]);
    else
        for (int i = end - 1; i >= first; i--) add_point(t, t->c->points[i]);
}

static bool passes_straight(const tracing *t, int arriving, int leaving)
{
    if (t->tee_cells == NULL) return false;
    int cell = t->tee_cells[end_node_of(t->m, arriving)];
    return cell >= 0 && cell_of(t->m, arriving) == cell && cell_of(t->m, leaving) == cell;
}

static void reverse_points(point *points, int count)
{
    for (int i = 0, j = count - 1; i < j; i++, j--) {
        point kept = points[i];
        points[i] = points[j];
        points[j] = kept;
    }
}

static double signed_area(const point *points, int count)
{
    double doubled = 0;
    for (int i = 1; i + 1 < count; i++) doubled += turn_of(points[0], points[i], points[i + 1]);
    return doubled / 2;
}

static void trace_ring(tracing *t, int start)
{
    int first = t->point_count, half_edge = start;
    do {
        int next = next_half_edge(t, half_edge);
        t->is_traced[half_edge] = true;
        add_curve(t, half_edge);
        if (!passes_straight(t, half_edge, next)) add_point(t, t->m->nodes[end_node_of(t->m, half_edge)]);
        half_edge = next;
    } while (half_edge != start);
    add_point(t, t->points[first]);
    if (t->ring_count == t->ring_capacity) {
        t->ring_capacity = t->ring_capacity > 0 ? 2 * t->ring_capacity : 1024;
        t->rings = enlarge(t->rings, (size_t)t->ring_capacity, sizeof *t->rings);
    }
    int count = t->point_count - first;
    t->rings[t->ring_count++] =
        (ring){t->labels[cell_of(t->m, start)], first, count, signed_area(&t->points[first], count), -1};
    reverse_points(&t->points[first], count);
}

static int most_points(const tracing *t)
{
    int count = 0;
    for (int h = 0; h < 2 * t->m->edge_count; h++)
        if (is_border(t, h)) count += t->c->first[h / 2 + 1] - t->c->first[h / 2] + 2;
    return count;
}

/* By label, and within it from large to small with the holes last. */
static int compare_rings(const void *a, const void *b)
{
    const ring *r = a, *s = b;
    if (r->label != s->label) return r->label < s->label ? -1 : 1;
    if (r->area_m2 != s->area_m2) return r->area_m2 > s->area_m2 ? -1 : 1;
    return r->first < s->first ? -1 : 1;
}

static void index_rings(shapes *s, int ring_count)
{
    s->first_ring = allocate((size_t)s->label_count + 1, sizeof *s->first_ring);
    for (int i = 0; i < ring_count; i++) s->first_ring[s->rings[i].label + 1]++;
    for (int i = 0; i < s->label_count; i++) s->first_ring[i + 1] += s->first_ring[i];
}

static bool ring_holds(const shapes *s, const ring *outer, const ring *hole)
{
    return outer->area_m2 > -hole->area_m2 &&
           polygon_holds(&s->points[outer->first], outer->count - 1, s->points[hole->first]);
}

/* The smallest outer ring round a hole is the one it is cut from. */
static void find_outer_rings(shapes *s, int label)
{
    int first = s->first_ring[label], end = s->first_ring[label + 1];
    for (int i = first; i < end; i++) {
        ring *r = &s->rings[i];
        if (r->area_m2 > 0) {
            r->outer = i;
            continue;
        }
        for (int j = first; j < i; j++)
            if (s->rings[j].area_m2 > 0 && ring_holds(s, &s->rings[j], r)) r->outer = j;
        if (r->outer < 0) fail("a hole of area %d lies outside it", label);
    }
}

void shapes_init(shapes *s, const mesh *m, const curves *c, const int *labels, int label_count, const int *tee_cells)
{
    tracing t = {.m = m, .c = c, .labels = labels, .tee_cells = tee_cells};
    t.is_traced = allocate(2 * (size_t)m->edge_count, sizeof *t.is_traced);
    t.points = allocate((size_t)most_points(&t), sizeof *t.points);
    for (int h = 0; h < 2 * m->edge_count; h++)
        if (!t.is_traced[h] && is_border(&t, h)) trace_ring(&t, h);
    free(t.is_traced);
    qsort(t.rings, (size_t)t.ring_count, sizeof *t.rings, compare_rings);
    *s = (shapes){.points = t.points, .rings = t.rings, .label_count = label_count};
    index_rings(s, t.ring_count);
    for (int label = 0; label < label_count; label++) find_outer_rings(s, label);
}

void shapes_clear(shapes *s)
{
    free(s->points);
    free(s->rings);
    free(s->first_ring);
    *s = (shapes){0};
}

double shapes_area_m2(const shapes *s, int label)
{
    double sum = 0;
    for (int i = s->first_ring[label]; i < s->first_ring[label + 1]; i++) sum += s->rings[i].area_m2;
    return sum;
}

int shapes_vertex_count(const shapes *s)
{
    int count = 0;
    for (int i = 0; i < s->first_ring[s->label_count]; i++) count += s->rings[i].count;
    return count;
}
