/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/geo.h"
#include "geo/rd_patches.h"

#include <math.h>
#include <proj.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOT_BITS = 18, SLOTS = 1 << SLOT_BITS, BATCH_POINTS = 512 };

/* A point whose projection is known. */
typedef struct slot {
    double xy[2], lonlat[2];
} slot;

/*
 * An operation without grids has patches. One with a grid is not smooth: there PROJ is asked point by point, and as a
 * point on a border belongs to two areas or more, and to more levels than one, the results for the points met last are
 * kept.
 */
struct kk_wgs84 {
    PJ_CONTEXT *context;
    PJ *operation;
    kk_rd_patches *patches; /* NULL: it has grids */
    slot *slots;            /* SLOTS */
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
    if (proj_coordoperation_get_grid_used_count(wgs84->context, wgs84->operation) == 0)
        wgs84->patches = kk_rd_patches_make(wgs84->operation);
    /* Zeroes are no point of the Netherlands, and pages that no point needs are never touched. */
    wgs84->slots = calloc(SLOTS, sizeof *wgs84->slots);
    if (wgs84->slots == NULL) {
        kk_wgs84_close(wgs84);
        return kk_fail_memory(err);
    }
    *out = wgs84;
    return KK_OK;
}

void kk_wgs84_close(kk_wgs84 *wgs84)
{
    if (wgs84 == NULL) return;
    kk_rd_patches_free(wgs84->patches);
    proj_destroy(wgs84->operation);
    proj_context_destroy(wgs84->context);
    free(wgs84->slots);
    free(wgs84);
}

static slot *slot_of(const kk_wgs84 *wgs84, const double *xy)
{
    uint64_t bits[2];
    memcpy(bits, xy, sizeof bits);
    uint64_t mixed = (bits[0] ^ bits[1] * 0xC2B2AE3D27D4EB4Fu) * 0x9E3779B97F4A7C15u;
    return &wgs84->slots[mixed >> (64 - SLOT_BITS)];
}

/* At most BATCH_POINTS points: those that are not known go to PROJ together. */
static void project_batch(kk_wgs84 *wgs84, const double *xy, size_t count, double *lonlat)
{
    double unknown[2 * BATCH_POINTS];
    size_t index[BATCH_POINTS], unknowns = 0, stride = 2 * sizeof *unknown;
    for (size_t i = 0; i < count; i++) {
        if (wgs84->patches != NULL && kk_rd_patches_lonlat(wgs84->patches, xy + 2 * i, lonlat + 2 * i)) continue;
        const slot *known = slot_of(wgs84, xy + 2 * i);
        if (known->xy[0] == xy[2 * i] && known->xy[1] == xy[2 * i + 1]) {
            memcpy(lonlat + 2 * i, known->lonlat, stride);
        } else {
            memcpy(unknown + 2 * unknowns, xy + 2 * i, stride);
            index[unknowns++] = i;
        }
    }
    if (unknowns == 0) return;
    proj_trans_generic(wgs84->operation, PJ_FWD, unknown, stride, unknowns, unknown + 1, stride, unknowns, NULL, 0, 0,
                       NULL, 0, 0);
    for (size_t u = 0; u < unknowns; u++) {
        slot *kept = slot_of(wgs84, xy + 2 * index[u]);
        memcpy(kept->xy, xy + 2 * index[u], stride);
        memcpy(kept->lonlat, unknown + 2 * u, stride);
        memcpy(lonlat + 2 * index[u], unknown + 2 * u, stride);
    }
}

kk_status kk_wgs84_lonlat(kk_wgs84 *wgs84, const double *xy, size_t count, double *lonlat, kk_error *err)
{
    for (size_t begin = 0; begin < count; begin += BATCH_POINTS) {
        size_t batch = count - begin < BATCH_POINTS ? count - begin : BATCH_POINTS;
        project_batch(wgs84, xy + 2 * begin, batch, lonlat + 2 * begin);
    }
    for (size_t i = 0; i < count; i++)
        if (!isfinite(lonlat[2 * i]) || !isfinite(lonlat[2 * i + 1]))
            return kk_fail(err, KK_ERR_INPUT,
                           "the point %.3f %.3f has no longitude and latitude; are these RD coordinates (EPSG:28992)?",
                           xy[2 * i], xy[2 * i + 1]);
    return KK_OK;
}

void kk_wgs84_rd(kk_wgs84 *wgs84, double *points, size_t count)
{
    size_t stride = 2 * sizeof *points;
    proj_trans_generic(wgs84->operation, PJ_INV, points, stride, count, points + 1, stride, count, NULL, 0, 0, NULL, 0,
                       0);
    for (size_t i = 0; i < 2 * count; i++)
        if (!isfinite(points[i])) points[i] = NAN;
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
