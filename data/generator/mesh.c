/* SPDX-License-Identifier: EUPL-1.2 */
#include "mesh.h"

#include "failure.h"
#include "plane.h"
#include "random.h"

#include <geos_c.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { repair_rounds = 30 };
static const double shortest_edge = 1.0;
static const double site_nudge = 8.0;

typedef struct {
    int corners[3]; /* sites, counterclockwise */
} triangle;

/* One side of a triangle: the triangle lies left of the way from site 'from' to site 'to'. */
typedef struct {
    int from;
    int to;
    int triangle;
} side;

typedef struct {
    point at;
    int site;
} indexed_site;

static void report_geos(const char *message, void *context)
{
    (void)context;
    fprintf(stderr, "kk-generate: GEOS: %s\n", message);
}

static int compare_points(point a, point b)
{
    if (a.x != b.x) return a.x < b.x ? -1 : 1;
    return (a.y > b.y) - (a.y < b.y);
}

static int compare_indexed_sites(const void *a, const void *b)
{
    return compare_points(((const indexed_site *)a)->at, ((const indexed_site *)b)->at);
}

static indexed_site *index_sites(const mesh *m)
{
    indexed_site *index = allocate((size_t)m->cell_count, sizeof *index);
    for (int i = 0; i < m->cell_count; i++) index[i] = (indexed_site){m->sites[i], i};
    qsort(index, (size_t)m->cell_count, sizeof *index, compare_indexed_sites);
    return index;
}

static int find_site(const indexed_site *index, int count, point at)
{
    indexed_site wanted = {at, 0};
    const indexed_site *found = bsearch(&wanted, index, (size_t)count, sizeof *index, compare_indexed_sites);
    if (found == NULL) fail("the Delaunay triangulation has a corner at %.3f %.3f where no site is", at.x, at.y);
    return found->site;
}

static GEOSGeometry *triangulate(GEOSContextHandle_t geos, const mesh *m)
{
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(geos, (unsigned)m->cell_count, 2);
    if (sequence == NULL) fail("GEOS cannot hold %d sites", m->cell_count);
    for (int i = 0; i < m->cell_count; i++)
        if (!GEOSCoordSeq_setXY_r(geos, sequence, (unsigned)i, m->sites[i].x, m->sites[i].y))
            fail("GEOS refuses site %d", i);
    GEOSGeometry *line = GEOSGeom_createLineString_r(geos, sequence);
    GEOSGeometry *triangles = line != NULL ? GEOSDelaunayTriangulation_r(geos, line, 0, 0) : NULL;
    if (triangles == NULL) fail("GEOS cannot triangulate %d sites", m->cell_count);
    GEOSGeom_destroy_r(geos, line);
    return triangles;
}

static triangle read_triangle(GEOSContextHandle_t geos, const GEOSGeometry *polygon, const mesh *m,
                              const indexed_site *index)
{
    const GEOSGeometry *ring = polygon != NULL ? GEOSGetExteriorRing_r(geos, polygon) : NULL;
    const GEOSCoordSequence *sequence = ring != NULL ? GEOSGeom_getCoordSeq_r(geos, ring) : NULL;
    triangle t;
    for (unsigned i = 0; i < 3; i++) {
        point corner;
        if (sequence == NULL || !GEOSCoordSeq_getXY_r(geos, sequence, i, &corner.x, &corner.y))
            fail("GEOS returned a triangulation that cannot be read");
        t.corners[i] = find_site(index, m->cell_count, corner);
    }
    if (turn_of(m->sites[t.corners[0]], m->sites[t.corners[1]], m->sites[t.corners[2]]) < 0) {
        int swapped = t.corners[1];
        t.corners[1] = t.corners[2];
        t.corners[2] = swapped;
    }
    return t;
}

static triangle *read_triangles(const mesh *m, int *count)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    if (geos == NULL) fail("GEOS does not start");
    GEOSContext_setErrorMessageHandler_r(geos, report_geos, NULL);
    GEOSGeometry *collection = triangulate(geos, m);
    indexed_site *index = index_sites(m);
    *count = GEOSGetNumGeometries_r(geos, collection);
    triangle *triangles = allocate((size_t)*count, sizeof *triangles);
    for (int i = 0; i < *count; i++)
        triangles[i] = read_triangle(geos, GEOSGetGeometryN_r(geos, collection, i), m, index);
    free(index);
    GEOSGeom_destroy_r(geos, collection);
    GEOS_finish_r(geos);
    return triangles;
}

static point circumcentre(point a, point b, point c)
{
    double bx = b.x - a.x, by = b.y - a.y, cx = c.x - a.x, cy = c.y - a.y;
    double twice_cross = 2 * (bx * cy - by * cx);
    double b_squared = bx * bx + by * by, c_squared = cx * cx + cy * cy;
    double x = a.x + (cy * b_squared - by * c_squared) / twice_cross;
    double y = a.y + (bx * c_squared - cx * b_squared) / twice_cross;
    return (point){round_mm(x), round_mm(y)};
}

static void make_nodes(mesh *m, const triangle *triangles, int count)
{
    m->node_count = count;
    m->nodes = allocate((size_t)count, sizeof *m->nodes);
    m->edges_at_node = allocate((size_t)count, sizeof *m->edges_at_node);
    for (int i = 0; i < count; i++) {
        const int *corners = triangles[i].corners;
        m->nodes[i] = circumcentre(m->sites[corners[0]], m->sites[corners[1]], m->sites[corners[2]]);
        for (int k = 0; k < 3; k++) m->edges_at_node[i][k] = -1;
    }
}

static int lesser(int a, int b)
{
    return a < b ? a : b;
}

static int greater(int a, int b)
{
    return a > b ? a : b;
}

static int compare_sides(const void *a, const void *b)
{
    const side *s = a, *t = b;
    int low = lesser(s->from, s->to) - lesser(t->from, t->to);
    if (low != 0) return low;
    int high = greater(s->from, s->to) - greater(t->from, t->to);
    return high != 0 ? high : s->from - t->from;
}

static side *sorted_sides(const triangle *triangles, int count)
{
    side *sides = allocate(3 * (size_t)count, sizeof *sides);
    for (int i = 0; i < count; i++)
        for (int k = 0; k < 3; k++)
            sides[3 * i + k] = (side){triangles[i].corners[k], triangles[i].corners[(k + 1) % 3], i};
    qsort(sides, 3 * (size_t)count, sizeof *sides, compare_sides);
    return sides;
}

static void attach_edge(mesh *m, int node, int edge)
{
    int *slot = m->edges_at_node[node];
    while (*slot >= 0) slot++;
    *slot = edge;
}

/* Two triangles share a side; the Voronoi edge goes from the centre of the one left of the side to the
 * centre of the other, so that the side's end is on its left hand. */
static void make_edges(mesh *m, const side *sides, int side_count)
{
    m->edges = allocate((size_t)side_count / 2, sizeof *m->edges);
    m->edge_count = 0;
    for (int i = 0; i + 1 < side_count; i++) {
        const side *one = &sides[i], *other = &sides[i + 1];
        if (one->from != other->to || one->to != other->from) continue;
        int edge = m->edge_count++;
        m->edges[edge] = (mesh_edge){one->to, one->from, one->triangle, other->triangle};
        attach_edge(m, one->triangle, edge);
        attach_edge(m, other->triangle, edge);
        i++;
    }
}

static void make_neighbours(mesh *m)
{
    m->first_neighbour = allocate((size_t)m->cell_count + 1, sizeof *m->first_neighbour);
    m->neighbours = allocate(2 * (size_t)m->edge_count, sizeof *m->neighbours);
    for (int i = 0; i < m->edge_count; i++) {
        m->first_neighbour[m->edges[i].left]++;
        m->first_neighbour[m->edges[i].right]++;
    }
    for (int i = 0, sum = 0; i <= m->cell_count; i++) m->first_neighbour[i] = sum += m->first_neighbour[i];
    for (int i = 0; i < m->edge_count; i++) {
        const mesh_edge *e = &m->edges[i];
        m->neighbours[--m->first_neighbour[e->left]] = e->right;
        m->neighbours[--m->first_neighbour[e->right]] = e->left;
    }
}

/* Rounding to millimetres could fold an edge of no length; such edges are rare and are moved away from. */
static int nudge_sites_of_short_edges(mesh *m, int round)
{
    int nudged = 0;
    for (int i = 0; i < m->edge_count; i++) {
        const mesh_edge *e = &m->edges[i];
        if (distance_between(m->nodes[e->from], m->nodes[e->to]) >= shortest_edge) continue;
        stream random = stream_of((uint64_t)round, (uint64_t)i);
        point *site = &m->sites[e->left];
        site->x = round_mm(site->x + stream_between(&random, -site_nudge, site_nudge));
        site->y = round_mm(site->y + stream_between(&random, -site_nudge, site_nudge));
        nudged++;
    }
    return nudged;
}

static void clear_diagram(mesh *m)
{
    free(m->nodes);
    free(m->edges);
    free(m->edges_at_node);
    m->nodes = NULL;
    m->edges = NULL;
    m->edges_at_node = NULL;
}

static void make_diagram(mesh *m)
{
    int triangle_count;
    triangle *triangles = read_triangles(m, &triangle_count);
    side *sides = sorted_sides(triangles, triangle_count);
    make_nodes(m, triangles, triangle_count);
    make_edges(m, sides, 3 * triangle_count);
    free(sides);
    free(triangles);
}

void mesh_init(mesh *m, point *sites, int count)
{
    *m = (mesh){.sites = sites, .cell_count = count};
    make_diagram(m);
    for (int i = 1; nudge_sites_of_short_edges(m, i) > 0; i++) {
        if (i == repair_rounds) fail("edges shorter than %g m remain after %d repairs", shortest_edge, repair_rounds);
        clear_diagram(m);
        make_diagram(m);
    }
    make_neighbours(m);
}

void mesh_clear(mesh *m)
{
    clear_diagram(m);
    free(m->sites);
    free(m->first_neighbour);
    free(m->neighbours);
    *m = (mesh){0};
}

int mesh_nearest_cell(const mesh *m, point p)
{
    int nearest = -1;
    double least = INFINITY;
    for (int i = 0; i < m->cell_count; i++) {
        double distance = distance_between(m->sites[i], p);
        if (distance < least) {
            least = distance;
            nearest = i;
        }
    }
    return nearest;
}
