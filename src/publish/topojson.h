/* SPDX-License-Identifier: EUPL-1.2 */
/* The boundaries of all levels as one TopoJSON topology: borders once, areas as lists of borders. */
#ifndef KK_PUBLISH_TOPOJSON_H
#define KK_PUBLISH_TOPOJSON_H

#include "kk/boundaries.h"
#include "kk/release.h"
#include "publish/output.h"

/*
 * An object (no line feed behind it): transform in millionths of a degree, of each level a GeometryCollection under its
 * plural, arcs. With `release` the geometries have id (the code) and properties, with NULL neither. Arcs that no level
 * uses are left out, repeated positions too; rings that collapse as in GeoJSON (publish/outline.h). Errors: memory.
 * O(points + areas × columns).
 */
kk_status kk_topojson_write(const kk_boundaries *boundaries, const kk_detail *detail, const kk_release *release,
                            kk_output *output, kk_error *err) KK_MUST_USE;

#endif
