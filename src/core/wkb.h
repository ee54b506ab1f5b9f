/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Shapes as well-known binary: a multipolygon in the byte order of this machine. With an SRID (0: none) it is the
 * extended form that PostGIS takes; without, the one of the OGC (Simple Features 1.2.1, 8.2).
 */
#ifndef KK_WKB_H
#define KK_WKB_H

#include "kk/areas.h"

/* Bytes that area `i` takes. */
size_t kk_wkb_size(const kk_polygons *polygons, size_t i, uint32_t srid);

/* Writes them. An area without parts becomes an empty multipolygon. Cost: O(points). */
void kk_wkb_write(const kk_polygons *polygons, size_t i, uint32_t srid, uint8_t *to);

#endif
