/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/geos_shapes.h"
#include "kk/locate.h"

kk_status kk_polygons_inner_point(const kk_polygons *polygons, size_t i, double xy[2], kk_error *err)
{
    GEOSContextHandle_t geos = kk_geos_begin();
    if (geos == NULL) return kk_fail_memory(err);
    GEOSGeometry *area = kk_geos_from_area(geos, polygons, i);
    GEOSGeometry *point = area == NULL ? NULL : GEOSPointOnSurface_r(geos, area);
    kk_status status = KK_OK;
    if (point == NULL || GEOSGeomGetX_r(geos, point, &xy[0]) != 1 || GEOSGeomGetY_r(geos, point, &xy[1]) != 1)
        status = kk_fail(err, KK_ERR_INPUT, "area %zu of the level has no shape, so no point lies in it", i + 1);
    if (point != NULL) GEOSGeom_destroy_r(geos, point);
    if (area != NULL) GEOSGeom_destroy_r(geos, area);
    GEOS_finish_r(geos);
    return status;
}
