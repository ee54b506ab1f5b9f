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
 * area before and after; so is a shape of which nothing is left, or that is beyond repair (a ring that is not closed):
 * it becomes empty. Cost: O(points log points).
 */
kk_status kk_areas_repair(kk_areas *areas, int threads, kk_arena *arena, kk_rejects *rejects,
                          kk_error *err) KK_MUST_USE;

/*
 * Adds the levels that the sources lack: wijken from buurten, gemeenten from wijken, by code; shapes of own areas from
 * their members. Names of derived areas are their codes. Union of coverages (GEOS), falling back on a full union.
 * Errors: KK_ERR_INPUT for an area whose members cannot be united.
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
 * Where the operation uses no grid, by polynomials through PROJ's results, right to 10⁻¹² degrees, 0.03 µs a point;
 * else by PROJ, about 0.8 µs a point, and a tenth of that for one of the points met last, as on a shared border.
 */
kk_status kk_wgs84_lonlat(kk_wgs84 *wgs84, const double *xy, size_t count, double *lonlat, kk_error *err) KK_MUST_USE;

/* The way back, in place: longitude and latitude in points[2i], points[2i+1] become RD; NaN where there is none. */
void kk_wgs84_rd(kk_wgs84 *wgs84, double *points, size_t count);

/* Longitude and latitude in millionths of a degree, rounded to the nearest: the six decimals of the GeoJSON files. */
typedef struct kk_micro_point {
    int32_t lon, lat;
} kk_micro_point;

/* Every point of every level, in the order of its shapes: point q of level l is level[l][q]. */
typedef struct kk_projection {
    kk_micro_point *level[KK_LEVELS_MAX];
} kk_projection;

/*
 * Projects all areas, gemeente by gemeente, on `threads` threads; the result is the same at any number. Memory: 8 bytes
 * a point. To be cleared, also after a failure. Cost: that of kk_wgs84_lonlat for the points that differ.
 */
kk_status kk_projection_make(const kk_areas *areas, int threads, kk_projection *out, kk_error *err) KK_MUST_USE;
void kk_projection_clear(kk_projection *projection);

/* PROJ's words for the operation that kk_wgs84_lonlat uses and its accuracy in metres (−1 unknown), for run.json. */
kk_status kk_wgs84_operation(char *text, size_t size, double *accuracy_m, kk_error *err) KK_MUST_USE;

#endif
