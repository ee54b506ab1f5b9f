/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Shapes as PostGIS takes them: EWKB (OGC well-known binary with an SRID), a multipolygon of SRID 28992, in the byte
 * order of this machine.
 */
#ifndef KK_STORE_EWKB_H
#define KK_STORE_EWKB_H

#include "kk/areas.h"

/* Bytes that area `i` takes. */
size_t kk_ewkb_size(const kk_polygons *polygons, size_t i);

/* Writes them. An area without parts becomes an empty multipolygon. Cost: O(points). */
void kk_ewkb_write(const kk_polygons *polygons, size_t i, uint8_t *to);

#endif
