/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where points and records are: in which area, and which place is nearest.
 */
#ifndef KK_LOCATE_H
#define KK_LOCATE_H

#include "kk/areas.h"
#include "kk/geo.h"
#include "kk/intake.h"
#include "kk/records.h"

/*
 * An index over the areas of one level (water too). Exact: orientation by robust predicates (Shewchuk 1997), so that a
 * point is inside, outside or on the boundary as its doubles say. A point on a boundary, or in areas that overlap, goes
 * to the lowest code among the areas that cover it. Read-only once made: any number of threads may use it. It looks
 * into the level's shape, which must stay. Cost: making O(points of the boundaries), about 0.1 µs each; finding about
 * O(1), 0.1 µs. Errors: KK_ERR_INPUT for boundaries with coordinates that are not finite, or beyond 1e100.
 */
typedef struct kk_locator kk_locator;
kk_status kk_locator_new(const kk_level *level, int threads, kk_locator **out, kk_error *err) KK_MUST_USE;
void kk_locator_free(kk_locator *locator); /* safe on NULL */
/* Index of the area of point (x, y), EPSG:28992; −1 in none. NaN is in none. */
int32_t kk_locate(const kk_locator *locator, double x, double y);
/* The same for xy[2i], xy[2i+1], i < count, on `threads` threads. */
void kk_locate_all(const kk_locator *locator, const double *xy, size_t count, int threads, int32_t *area);

/* How records are located: what is needed of it; the rest may be NULL. */
typedef struct kk_finder {
    const kk_areas *areas;
    size_t finest; /* the level that `locator` is of */
    const kk_locator *locator;
    const kk_postcodes *postcodes;
    kk_wgs84 *wgs84;              /* for kk_finder_find and sources in WGS84; NULL: opened for each location (4 ms) */
    const char *const *gemeenten; /* kk_config.areas.gemeenten: what else there is, is KK_OTHER_GEMEENTE */
    size_t gemeente_count;
} kk_finder;

/*
 * Gives the records of a batch their places, in the order that their source says (`how->by`), the first that succeeds;
 * where none does, the reason of the last that was tried. A point in water belongs to the water's gemeente. Coordinates
 * in WGS84 are projected. Locations are wiped. On `threads` threads; the same at any number.
 */
kk_status kk_batch_locate(const kk_finder *finder, const kk_config_csv *how, int threads, kk_batch *batch,
                          kk_error *err) KK_MUST_USE;

/* The place of one location, by the same rules: a kk_locus_finder. Coordinates become EPSG:28992. For one thread. */
kk_locus kk_finder_find(const void *finder, const kk_config_csv *how, kk_location *location);

/* A point inside area `i` (GEOS point on surface): where the youths of an area are taken to live when nothing else is
 * known. */
kk_status kk_polygons_inner_point(const kk_polygons *polygons, size_t i, double xy[2], kk_error *err) KK_MUST_USE;

/* ---- nearest ---- */

/* An index over points (a k-d tree in arrays); those that are not finite are left out. Read-only once made. */
typedef struct kk_nearest kk_nearest;
kk_status kk_nearest_new(const double *xy, size_t count, kk_nearest **out, kk_error *err) KK_MUST_USE;
void kk_nearest_free(kk_nearest *nearest);
/* Index of the nearest point (the lowest where several are), its distance in metres; −1 and NaN of none. Exact: what
   comparing with every point gives. O(log n). */
ptrdiff_t kk_nearest_find(const kk_nearest *nearest, double x, double y, double *distance_m);
/* Calls `each` for every point within `radius_m`; the order is the same for the same points. */
typedef void kk_near_callback(size_t index, double distance_m, void *context);
void kk_nearest_within(const kk_nearest *nearest, double x, double y, double radius_m, kk_near_callback *each,
                       void *context);

#endif
