/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Between kk_polygons and GEOS geometries, and loops over areas on several threads, each with its own GEOS context.
 */
#ifndef KK_GEOS_SHAPES_H
#define KK_GEOS_SHAPES_H

#include "core/shape_builder.h"

#include <geos_c.h>

/* A GEOS context that keeps quiet: what matters is asked for, and GEOS prints nothing. NULL when out of memory. */
GEOSContextHandle_t kk_geos_begin(void);

/* The shape of one area as a MultiPolygon of the caller; NULL when out of memory. */
GEOSGeometry *kk_geos_from_area(GEOSContextHandle_t geos, const kk_polygons *polygons, size_t area);

/* Adds the polygons of any geometry to the area begun last (kk_shape_add_area). 0, or −1 when out of memory. */
int kk_geos_add_polygons(GEOSContextHandle_t geos, const GEOSGeometry *geometry, kk_shape_builder *builder) KK_MUST_USE;

#endif
