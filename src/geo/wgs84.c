/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/geo.h"

#include <math.h>
#include <proj.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct kk_wgs84 {
    PJ_CONTEXT *context;
    PJ *operation;
};

/* Area of use of EPSG:28992, degrees. */
static const double west = 3.2, south = 50.75, east = 7.22, north = 53.7;

/*
 * The first of PROJ's candidates, best first, for the Netherlands. Taking one for all points, where
 * proj_create_crs_to_crs chooses anew for each, keeps neighbours together that fall under two operations.
 */
static PJ *best_operation(PJ_CONTEXT *context)
{
    PJ *source = proj_create(context, "EPSG:28992"), *target = proj_create(context, "EPSG:4326");
    PJ_OPERATION_FACTORY_CONTEXT *factory = proj_create_operation_factory_context(context, NULL);
    PJ_OBJ_LIST *candidates = NULL;
    PJ *chosen = NULL, *normalized = NULL;
    if (source == NULL || target == NULL || factory == NULL) goto done;
    proj_operation_factory_context_set_area_of_interest(context, factory, west, south, east, north);
    proj_operation_factory_context_set_spatial_criterion(context, factory, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
    proj_operation_factory_context_set_grid_availability_use(context, factory,
                                                             PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
    candidates = proj_create_operations(context, source, target, factory);
    if (candidates == NULL || proj_list_get_count(candidates) == 0) goto done;
    chosen = proj_list_get(context, candidates, 0);
    if (chosen != NULL) normalized = proj_normalize_for_visualization(context, chosen);

done:
    proj_destroy(chosen);
    proj_list_destroy(candidates);
    proj_operation_factory_context_destroy(factory);
    proj_destroy(target);
    proj_destroy(source);
    return normalized;
}

static void be_silent(void *data, int level, const char *message)
{
    (void)data, (void)level, (void)message;
}

kk_status kk_wgs84_open(kk_wgs84 **out, kk_error *err)
{
    *out = NULL;
    kk_wgs84 *wgs84 = calloc(1, sizeof *wgs84);
    if (wgs84 == NULL) return kk_fail_memory(err);
    wgs84->context = proj_context_create();
    if (wgs84->context != NULL) {
        proj_log_func(wgs84->context, NULL, be_silent);
        /* A grid fetched from the network would make results depend on the weather. */
        proj_context_set_enable_network(wgs84->context, 0);
        wgs84->operation = best_operation(wgs84->context);
    }
    if (wgs84->operation == NULL) {
        kk_wgs84_close(wgs84);
        return kk_fail(
            err, KK_ERR_INTERNAL,
            "PROJ knows no way from EPSG:28992 to EPSG:4326; is its database (proj.db, package proj-data) there?");
    }
    *out = wgs84;
    return KK_OK;
}

void kk_wgs84_close(kk_wgs84 *wgs84)
{
    if (wgs84 == NULL) return;
    proj_destroy(wgs84->operation);
    proj_context_destroy(wgs84->context);
    free(wgs84);
}

kk_status kk_wgs84_lonlat(kk_wgs84 *wgs84, const double *xy, size_t count, double *lonlat, kk_error *err)
{
    size_t stride = 2 * sizeof *lonlat;
    memcpy(lonlat, xy, count * stride);
    proj_trans_generic(wgs84->operation, PJ_FWD, lonlat, stride, count, lonlat + 1, stride, count, NULL, 0, 0, NULL, 0,
                       0);
    for (size_t i = 0; i < count; i++)
        if (!isfinite(lonlat[2 * i]) || !isfinite(lonlat[2 * i + 1]))
            return kk_fail(err, KK_ERR_INPUT,
                           "the point %.3f %.3f has no longitude and latitude; are these RD coordinates (EPSG:28992)?",
                           xy[2 * i], xy[2 * i + 1]);
    return KK_OK;
}

kk_status kk_wgs84_operation(char *text, size_t size, double *accuracy_m, kk_error *err)
{
    kk_wgs84 *wgs84;
    kk_status status = kk_wgs84_open(&wgs84, err);
    if (status != KK_OK) return status;
    snprintf(text, size, "%s", proj_pj_info(wgs84->operation).description);
    *accuracy_m = proj_coordoperation_get_accuracy(wgs84->context, wgs84->operation);
    kk_wgs84_close(wgs84);
    return KK_OK;
}
