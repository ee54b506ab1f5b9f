/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/geos_shapes.h"

#include <stdlib.h>

static void ignore_message(const char *format, ...)
{
    (void)format;
}

GEOSContextHandle_t kk_geos_begin(void)
{
    GEOSContextHandle_t geos = GEOS_init_r();
    if (geos == NULL) return NULL;
    GEOSContext_setNoticeHandler_r(geos, ignore_message);
    GEOSContext_setErrorHandler_r(geos, ignore_message);
    return geos;
}

static GEOSGeometry *make_ring(GEOSContextHandle_t geos, const kk_polygons *polygons, uint32_t ring)
{
    uint32_t begin = polygons->point_begin[ring], end = polygons->point_begin[ring + 1];
    GEOSCoordSequence *points =
        GEOSCoordSeq_copyFromBuffer_r(geos, polygons->xy + 2 * (size_t)begin, end - begin, /* Z */ 0, /* M */ 0);
    return points == NULL ? NULL : GEOSGeom_createLinearRing_r(geos, points);
}

static void destroy_all(GEOSContextHandle_t geos, GEOSGeometry **geometries, unsigned count)
{
    for (unsigned i = 0; i < count; i++) GEOSGeom_destroy_r(geos, geometries[i]);
}

static GEOSGeometry *make_polygon(GEOSContextHandle_t geos, const kk_polygons *polygons, uint32_t part)
{
    uint32_t begin = polygons->ring_begin[part], count = polygons->ring_begin[part + 1] - begin;
    GEOSGeometry **rings = calloc(count, sizeof *rings);
    if (rings == NULL) return NULL;
    GEOSGeometry *polygon = NULL;
    unsigned made = 0;
    while (made < count && (rings[made] = make_ring(geos, polygons, begin + made)) != NULL) made++;
    if (made == count) polygon = GEOSGeom_createPolygon_r(geos, rings[0], rings + 1, count - 1);
    if (polygon == NULL) destroy_all(geos, rings, made);
    free(rings);
    return polygon;
}

GEOSGeometry *kk_geos_from_area(GEOSContextHandle_t geos, const kk_polygons *polygons, size_t area)
{
    uint32_t begin = polygons->part_begin[area], count = polygons->part_begin[area + 1] - begin;
    GEOSGeometry **parts = calloc(count + 1, sizeof *parts);
    if (parts == NULL) return NULL;
    GEOSGeometry *whole = NULL;
    unsigned made = 0;
    while (made < count && (parts[made] = make_polygon(geos, polygons, begin + made)) != NULL) made++;
    if (made == count) whole = GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, parts, count);
    if (whole == NULL) destroy_all(geos, parts, made);
    free(parts);
    return whole;
}

static int add_ring(GEOSContextHandle_t geos, const GEOSGeometry *ring, kk_shape_builder *builder)
{
    const GEOSCoordSequence *points = GEOSGeom_getCoordSeq_r(geos, ring);
    unsigned count;
    if (points == NULL || !GEOSCoordSeq_getSize_r(geos, points, &count) || kk_shape_add_ring(builder) != 0) return -1;
    double *xy = kk_shape_add_points(builder, count);
    if (xy == NULL) return -1;
    return GEOSCoordSeq_copyToBuffer_r(geos, points, xy, /* Z */ 0, /* M */ 0) ? 0 : -1;
}

static int add_polygon(GEOSContextHandle_t geos, const GEOSGeometry *polygon, kk_shape_builder *builder)
{
    if (GEOSisEmpty_r(geos, polygon)) return 0;
    if (kk_shape_add_part(builder) != 0 || add_ring(geos, GEOSGetExteriorRing_r(geos, polygon), builder) != 0)
        return -1;
    int holes = GEOSGetNumInteriorRings_r(geos, polygon);
    for (int i = 0; i < holes; i++)
        if (add_ring(geos, GEOSGetInteriorRingN_r(geos, polygon, i), builder) != 0) return -1;
    return 0;
}

int kk_geos_add_polygons(GEOSContextHandle_t geos, const GEOSGeometry *geometry, kk_shape_builder *builder)
{
    int type = GEOSGeomTypeId_r(geos, geometry);
    if (type == GEOS_POLYGON) return add_polygon(geos, geometry, builder);
    if (type != GEOS_MULTIPOLYGON && type != GEOS_GEOMETRYCOLLECTION) return 0;
    int parts = GEOSGetNumGeometries_r(geos, geometry);
    for (int i = 0; i < parts; i++)
        if (kk_geos_add_polygons(geos, GEOSGetGeometryN_r(geos, geometry, i), builder) != 0) return -1;
    return 0;
}
