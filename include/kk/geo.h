/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Geometry of areas: repair, union to a higher level, projection to longitude and latitude.
 */
#ifndef KK_GEO_H
#define KK_GEO_H

#include "kk/areas.h"
#include "kk/error.h"
#include "kk/rejects.h"

/*
 * Checks every shape (OGC simple features, GEOS IsValidDetail) on `threads` threads and replaces invalid ones by their
 * repair (GEOS MakeValid, structure method, polygons kept). Each repair is reported with code, what was wrong and the
 * area before and after; so is a shape of which nothing is left. Cost: O(points log points).
 */
kk_status kk_areas_repair(kk_areas *areas, int threads, kk_arena *arena, kk_rejects *rejects,
                          kk_error *err) KK_MUST_USE;

/*
 * Adds the levels that the sources lack: wijken from buurten, gemeenten from wijken, by code; shapes of own areas from
 * their members. Names of derived areas are their codes. Union of coverages (GEOS), falling back on a full union.
 */
kk_status kk_areas_complete(kk_areas *areas, int threads, kk_arena *arena, kk_error *err) KK_MUST_USE;

/*
 * The way from RD New (EPSG:28992, metres) to longitude and latitude (WGS84, EPSG:4326, degrees): one operation of PROJ
 * for all points, the best that is installed for the Netherlands. A handle serves one thread at a time; all give the
 * same numbers. Errors: KK_ERR_INTERNAL when PROJ has no database.
 */
typedef struct kk_wgs84 kk_wgs84;
kk_status kk_wgs84_open(kk_wgs84 **out, kk_error *err) KK_MUST_USE;
void kk_wgs84_close(kk_wgs84 *wgs84); /* safe on NULL */

/*
 * Points xy[2i], xy[2i+1] to lonlat[2i], lonlat[2i+1]. Errors: KK_ERR_INPUT for a point that cannot be projected.
 * Cost: about 0.8 µs a point; a tenth of that for one of the points met last, as on a shared border.
 */
kk_status kk_wgs84_lonlat(kk_wgs84 *wgs84, const double *xy, size_t count, double *lonlat, kk_error *err) KK_MUST_USE;

/* PROJ's words for the operation that kk_wgs84_lonlat uses and its accuracy in metres (−1 unknown), for run.json. */
kk_status kk_wgs84_operation(char *text, size_t size, double *accuracy_m, kk_error *err) KK_MUST_USE;

#endif
