/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/faces.h"
#include "geo/geos_shapes.h"
#include "geo/vertices.h"
#include "kk/topology.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NODE_CAPACITY = 10 };

/* ---- lines ---- */

static GEOSGeometry *line_of(GEOSContextHandle_t geos, const kk_topology *topology, size_t arc)
{
    uint32_t begin = topology->begin[arc], count = topology->begin[arc + 1] - begin;
    GEOSCoordSequence *points = GEOSCoordSeq_create_r(geos, count, 2);
    if (points == NULL) return NULL;
    for (uint32_t i = 0; i < count; i++) {
        const double *xy = &topology->xy[2 * (size_t)topology->vertex[begin + i]];
        GEOSCoordSeq_setXY_r(geos, points, i, xy[0], xy[1]);
    }
    return GEOSGeom_createLineString_r(geos, points);
}

/* Every border once, also where two areas share it; NULL when GEOS fails. */
static GEOSGeometry *lines_of(GEOSContextHandle_t geos, const kk_topology *topology)
{
    GEOSGeometry **line = calloc(topology->arc_count + 1, sizeof *line);
    if (line == NULL) return NULL;
    size_t made = 0;
    while (made < topology->arc_count && (line[made] = line_of(geos, topology, made)) != NULL) made++;
    GEOSGeometry *all = NULL;
    if (made == topology->arc_count)
        all = GEOSGeom_createCollection_r(geos, GEOS_MULTILINESTRING, line, (unsigned)made);
    for (size_t i = 0; all == NULL && i < made; i++) GEOSGeom_destroy_r(geos, line[i]);
    free(line);
    return all;
}

static GEOSGeometry *node_and_polygonize(GEOSContextHandle_t geos, const kk_polygons *areas, double grid_m)
{
    kk_areas one = {.level_count = 1, .level = {{.count = areas->count, .shape = *areas}}};
    kk_topology topology;
    kk_error err;
    GEOSGeometry *lines = NULL, *noded = NULL, *faces = NULL;
    if (kk_topology_make(&one, 1, &topology, &err) == KK_OK) lines = lines_of(geos, &topology);
    kk_topology_clear(&topology);
    if (lines != NULL) noded = GEOSUnaryUnionPrec_r(geos, lines, grid_m);
    if (noded != NULL) faces = GEOSPolygonize_r(geos, (const GEOSGeometry *const[]){noded}, 1);
    if (lines != NULL) GEOSGeom_destroy_r(geos, lines);
    if (noded != NULL) GEOSGeom_destroy_r(geos, noded);
    return faces;
}

/* ---- of whom a face is ---- */

typedef struct finding {
    GEOSContextHandle_t geos;
    const kk_polygons *areas;
    GEOSGeometry **area;
    const GEOSPreparedGeometry **prepared;
    const GEOSGeometry *point;
    uint32_t *found;
    size_t count, capacity;
    bool failed;
} finding;

static void visit(void *item, void *context)
{
    finding *work = context;
    uint32_t area = (uint32_t)((uintptr_t)item - 1);
    if (work->prepared[area] == NULL) work->prepared[area] = GEOSPrepare_r(work->geos, work->area[area]);
    if (work->prepared[area] == NULL)
        work->failed = true;
    else if (GEOSPreparedIntersects_r(work->geos, work->prepared[area], work->point) == 1) {
        if (kk_grow(&work->found, &work->capacity, work->count + 1, sizeof *work->found) != 0)
            work->failed = true;
        else
            work->found[work->count++] = area;
    }
}

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static bool find_owners_in(finding *work, GEOSSTRtree *tree, const GEOSGeometry *all, kk_faces *out)
{
    size_t faces = (size_t)GEOSGetNumGeometries_r(work->geos, all);
    out->owner_begin[0] = 0;
    for (size_t f = 0; f < faces && !work->failed; f++) {
        GEOSGeometry *point = GEOSPointOnSurface_r(work->geos, GEOSGetGeometryN_r(work->geos, all, (int)f));
        if (point == NULL) return false;
        work->point = point;
        GEOSSTRtree_query_r(work->geos, tree, point, visit, work);
        GEOSGeom_destroy_r(work->geos, point);
        size_t begin = out->owner_begin[f];
        qsort(&work->found[begin], work->count - begin, sizeof *work->found, ascending);
        out->owner_begin[f + 1] = (uint32_t)work->count;
    }
    return !work->failed;
}

static bool find_owners(GEOSContextHandle_t geos, const kk_polygons *areas, const GEOSGeometry *all, kk_faces *out)
{
    finding work = {.geos = geos,
                    .areas = areas,
                    .area = calloc(areas->count + 1, sizeof *work.area),
                    .prepared = calloc(areas->count + 1, sizeof *work.prepared)};
    bool is_fine =
        work.area != NULL && work.prepared != NULL && kk_grow(&work.found, &work.capacity, 1, sizeof *work.found) == 0;
    GEOSSTRtree *tree = is_fine ? GEOSSTRtree_create_r(geos, NODE_CAPACITY) : NULL;
    for (size_t a = 0; a < areas->count && tree != NULL && is_fine; a++) {
        work.area[a] = kk_geos_from_area(geos, areas, a);
        is_fine = work.area[a] != NULL;
        if (is_fine && !GEOSisEmpty_r(geos, work.area[a]))
            GEOSSTRtree_insert_r(geos, tree, work.area[a], (void *)(uintptr_t)(a + 1));
    }
    is_fine = is_fine && tree != NULL && find_owners_in(&work, tree, all, out);
    for (size_t a = 0; a < areas->count && work.area != NULL && work.prepared != NULL; a++) {
        if (work.prepared[a] != NULL) GEOSPreparedGeom_destroy_r(geos, work.prepared[a]);
        if (work.area[a] != NULL) GEOSGeom_destroy_r(geos, work.area[a]);
    }
    if (tree != NULL) GEOSSTRtree_destroy_r(geos, tree);
    free(work.area);
    free(work.prepared);
    out->owner = work.found;
    return is_fine;
}

/* ---- borders ---- */

typedef struct edge {
    uint64_t key; /* its vertices, the lower first */
    uint32_t face;
    double length_m;
} edge;

static int by_key(const void *a, const void *b)
{
    const edge *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return x->face < y->face ? -1 : x->face > y->face;
}

static int by_faces(const void *a, const void *b)
{
    const kk_face_border *x = a, *y = b;
    for (int i = 0; i < 2; i++)
        if (x->face[i] != y->face[i]) return x->face[i] < y->face[i] ? -1 : 1;
    return x->length_m < y->length_m ? -1 : x->length_m > y->length_m;
}

static size_t list_edges(kk_faces *faces, kk_vertices *vertices, edge *out)
{
    const kk_polygons *shape = &faces->shape;
    size_t count = 0;
    for (uint32_t f = 0; f < shape->count; f++) {
        uint32_t first = shape->ring_begin[shape->part_begin[f]], end = shape->ring_begin[shape->part_begin[f + 1]];
        for (uint32_t r = first; r < end; r++) {
            for (uint32_t q = shape->point_begin[r]; q + 1 < shape->point_begin[r + 1]; q++) {
                const double *a = &shape->xy[2 * (size_t)q], *b = a + 2;
                uint64_t u = kk_vertices_number(vertices, a[0], a[1]), v = kk_vertices_number(vertices, b[0], b[1]);
                double length = hypot(b[0] - a[0], b[1] - a[1]);
                out[count++] = (edge){u < v ? u << 32 | v : v << 32 | u, f, length};
                faces->perimeter_m[f] += length;
            }
        }
    }
    return count;
}

static void join_edges(const edge *edges, size_t count, kk_faces *faces)
{
    size_t pairs = 0, borders = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        if (edges[i].key != edges[i + 1].key || edges[i].face == edges[i + 1].face) continue;
        faces->border[pairs++] = (kk_face_border){{edges[i].face, edges[i + 1].face}, edges[i].length_m};
    }
    qsort(faces->border, pairs, sizeof *faces->border, by_faces);
    for (size_t i = 0; i < pairs; i++) {
        kk_face_border *last = borders > 0 ? &faces->border[borders - 1] : NULL;
        if (last != NULL && memcmp(last->face, faces->border[i].face, sizeof last->face) == 0)
            last->length_m += faces->border[i].length_m;
        else
            faces->border[borders++] = faces->border[i];
    }
    faces->border_count = borders;
}

static bool find_borders(kk_faces *faces)
{
    kk_vertices vertices = {0};
    edge *edges = malloc((faces->shape.point_count + 1) * sizeof *edges);
    faces->border = malloc((faces->shape.point_count + 1) * sizeof *faces->border);
    bool is_fine = edges != NULL && faces->border != NULL && kk_vertices_init(&vertices, faces->shape.point_count);
    if (is_fine) {
        size_t count = list_edges(faces, &vertices, edges);
        qsort(edges, count, sizeof *edges, by_key);
        join_edges(edges, count, faces);
    }
    kk_vertices_clear(&vertices);
    free(edges);
    return is_fine;
}

/* ---- all of it ---- */

static bool copy_shapes(GEOSContextHandle_t geos, const GEOSGeometry *all, kk_arena *arena, kk_polygons *out)
{
    kk_shape_builder builder;
    kk_shape_builder_init(&builder);
    size_t count = (size_t)GEOSGetNumGeometries_r(geos, all);
    kk_shape_source *source = calloc(count + 1, sizeof *source);
    bool is_fine = source != NULL;
    for (size_t f = 0; f < count && is_fine; f++) {
        is_fine = kk_shape_add_area(&builder) == 0 &&
                  kk_geos_add_polygons(geos, GEOSGetGeometryN_r(geos, all, (int)f), &builder) == 0;
        source[f] = (kk_shape_source){&builder.shape, f};
    }
    is_fine = is_fine && kk_shape_seal(&builder) == 0 && kk_shapes_gather(source, count, arena, out) == 0;
    kk_shape_builder_clear(&builder);
    free(source);
    return is_fine;
}

kk_status kk_faces_make(const kk_polygons *areas, double grid_m, kk_arena *arena, kk_faces *out, kk_error *err)
{
    *out = (kk_faces){0};
    GEOSContextHandle_t geos = kk_geos_begin();
    if (geos == NULL) return kk_fail_memory(err);
    GEOSGeometry *all = node_and_polygonize(geos, areas, grid_m);
    size_t count = all != NULL ? (size_t)GEOSGetNumGeometries_r(geos, all) : 0;
    out->owner_begin = calloc(count + 1, sizeof *out->owner_begin);
    out->perimeter_m = calloc(count + 1, sizeof *out->perimeter_m);
    bool is_fine = all != NULL && out->owner_begin != NULL && out->perimeter_m != NULL &&
                   find_owners(geos, areas, all, out) && copy_shapes(geos, all, arena, &out->shape) &&
                   find_borders(out);
    if (all != NULL) GEOSGeom_destroy_r(geos, all);
    GEOS_finish_r(geos);
    if (is_fine) return KK_OK;
    return kk_fail(err, KK_ERR_INPUT, "the boundaries cannot be closed on a grid of %g m; give 'output: snap: 0'",
                   grid_m);
}

void kk_faces_clear(kk_faces *faces)
{
    free(faces->owner_begin);
    free(faces->owner);
    free(faces->perimeter_m);
    free(faces->border);
    *faces = (kk_faces){0};
}
