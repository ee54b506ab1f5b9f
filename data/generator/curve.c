/* SPDX-License-Identifier: EUPL-1.2 */
#include "curve.h"

#include "failure.h"
#include "plane.h"
#include "random.h"

#include <math.h>
#include <stdlib.h>

static const double kite_margin = 0.8;
static const double steepest = 0.8;
static const double straight_share = 0.22;

/* One edge as its own axis: t runs from 0 at the start to 1 at the end. */
typedef struct {
    point start;
    double along_x, along_y; /* the whole edge */
    double length;
    double left_height, left_foot; /* distance of the left site from the edge, and its t */
    double right_height, right_foot;
    double amplitude;
    uint64_t seed;
} axis;

static void project(const axis *a, point site, double *height, double *foot)
{
    double dx = site.x - a->start.x, dy = site.y - a->start.y;
    *foot = (dx * a->along_x + dy * a->along_y) / (a->length * a->length);
    *height = fabs(a->along_x * dy - a->along_y * dx) / a->length;
}

static uint64_t seed_of_ends(point from, point to, uint64_t seed)
{
    uint64_t x = (uint64_t)llround(1000 * (from.x + to.x));
    uint64_t y = (uint64_t)llround(1000 * (from.y + to.y));
    return hash_of(hash_of(seed, x), y);
}

static axis axis_of(const mesh *m, const mesh_edge *e, uint64_t seed)
{
    point from = m->nodes[e->from], to = m->nodes[e->to];
    axis a = {.start = from, .along_x = to.x - from.x, .along_y = to.y - from.y};
    a.length = distance_between(from, to);
    project(&a, m->sites[e->left], &a.left_height, &a.left_foot);
    project(&a, m->sites[e->right], &a.right_height, &a.right_foot);
    a.seed = seed_of_ends(from, to, seed);
    stream random = stream_of(a.seed, 0);
    a.amplitude = stream_chance(&random, straight_share) ? 0.05 : stream_between(&random, 0.5, 1);
    return a;
}

/* How far one may go sideways at t and stay in the triangle of the edge and a site. */
static double room_in_triangle(double height, double foot, double t)
{
    double rising = foot > 0 ? height * t / foot : INFINITY;
    double falling = foot < 1 ? height * (1 - t) / (1 - foot) : INFINITY;
    return rising < falling ? rising : falling;
}

/* Borders that stay in the kite of their edge and its two sites can never cross each other. */
static double room_at(const axis *a, double t)
{
    double left = kite_margin * room_in_triangle(a->left_height, a->left_foot, t);
    double right = kite_margin * room_in_triangle(a->right_height, a->right_foot, t);
    double room = left < right ? left : right;
    double end = t < 1 - t ? t : 1 - t;
    double gentle = steepest * end * a->length;
    return room < gentle ? room : gentle;
}

static double winding_at(const axis *a, double t)
{
    return 0.62 * noise_1d(hash_of(a->seed, 1), 2.3 * t) + 0.25 * noise_1d(hash_of(a->seed, 2), 6.1 * t) +
           0.13 * noise_1d(hash_of(a->seed, 3), 15.7 * t);
}

static point point_at(const axis *a, double t)
{
    double sideways = a->amplitude * room_at(a, t) * winding_at(a, t) / a->length;
    return (point){round_mm(a->start.x + t * a->along_x - sideways * a->along_y),
                   round_mm(a->start.y + t * a->along_y + sideways * a->along_x)};
}

static int point_count(const mesh *m, const mesh_edge *e, const curve_style *style)
{
    double length = distance_between(m->nodes[e->from], m->nodes[e->to]);
    double count = 1.15 * length / style->vertex_distance;
    return count > style->most_points ? style->most_points : (int)count;
}

static void draw(const mesh *m, const mesh_edge *e, int count, uint64_t seed, point *points)
{
    axis a = axis_of(m, e, seed);
    stream random = stream_of(a.seed, 4);
    for (int i = 0; i < count; i++) {
        double shift = stream_between(&random, -0.3, 0.3);
        points[i] = point_at(&a, (i + 1 + shift) / (count + 1));
    }
}

void curves_init(curves *c, const mesh *m, const int *labels, curve_style style)
{
    c->first = allocate((size_t)m->edge_count + 1, sizeof *c->first);
    for (int i = 0; i < m->edge_count; i++) {
        const mesh_edge *e = &m->edges[i];
        int count = labels[e->left] != labels[e->right] ? point_count(m, e, &style) : 0;
        c->first[i + 1] = c->first[i] + count;
    }
    c->points = allocate((size_t)c->first[m->edge_count], sizeof *c->points);
    for (int i = 0; i < m->edge_count; i++)
        draw(m, &m->edges[i], c->first[i + 1] - c->first[i], style.seed, &c->points[c->first[i]]);
}

void curves_clear(curves *c)
{
    free(c->first);
    free(c->points);
    *c = (curves){0};
}
