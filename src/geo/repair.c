/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/geos_shapes.h"
#include "kk/geo.h"
#include "kk/log.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <omp.h>

enum { REASON_MAX = 120 };

/* What is wrong with an area's shape; reason[0] is '\0' when nothing is. */
typedef struct fault {
    char reason[REASON_MAX];
} fault;

/* One level while it is checked and repaired. */
typedef struct repair {
    kk_level *level;
    kk_arena *arena;
    kk_rejects *rejects;
    fault *faults;
    kk_error *err;
} repair;

/* "Self-intersection at (181234.5 567890.1)": GEOS tells kind and place apart. */
static void describe_fault(GEOSContextHandle_t geos, const char *reason, const GEOSGeometry *place, fault *found)
{
    double x, y;
    if (place != NULL && GEOSGeomGetX_r(geos, place, &x) == 1 && GEOSGeomGetY_r(geos, place, &y) == 1)
        snprintf(found->reason, sizeof found->reason, "%.80s at (%.1f %.1f)", reason, x, y);
    else
        snprintf(found->reason, sizeof found->reason, "%.80s", reason);
}

/* Returns −1 when out of memory. */
static int find_fault(GEOSContextHandle_t geos, const kk_polygons *shape, size_t area, fault *found)
{
    if (shape->part_begin[area] == shape->part_begin[area + 1]) return 0;
    GEOSGeometry *geometry = kk_geos_from_area(geos, shape, area);
    if (geometry == NULL) {
        /* GEOS refuses to build what is no ring at all; MakeValid cannot help there either. */
        snprintf(found->reason, sizeof found->reason, "ring not closed");
        return 0;
    }
    char *reason = NULL;
    GEOSGeometry *place = NULL;
    char valid = GEOSisValidDetail_r(geos, geometry, 0, &reason, &place);
    if (valid != 1) describe_fault(geos, reason != NULL ? reason : "invalid", place, found);
    if (reason != NULL) GEOSFree_r(geos, reason);
    if (place != NULL) GEOSGeom_destroy_r(geos, place);
    GEOSGeom_destroy_r(geos, geometry);
    return valid == 2 && *found->reason == '\0' ? -1 : 0;
}

static kk_status find_faults(const repair *work, int threads)
{
    const kk_level *level = work->level;
    atomic_int failures = 0;
#pragma omp parallel num_threads(threads)
    {
        GEOSContextHandle_t geos = kk_geos_begin();
        if (geos == NULL) atomic_fetch_add(&failures, 1);
#pragma omp for schedule(dynamic, 16)
        for (size_t i = 0; i < level->count; i++) {
            if (geos == NULL || kk_interrupted()) continue;
            if (find_fault(geos, &level->shape, i, &work->faults[i]) != 0) atomic_fetch_add(&failures, 1);
            kk_progress_step(1);
        }
        if (geos != NULL) GEOS_finish_r(geos);
    }
    if (kk_interrupted()) return kk_fail(work->err, KK_ERR_INTERRUPTED, "interrupted while checking geometry");
    return failures == 0 ? KK_OK : kk_fail_memory(work->err);
}

static kk_status report(const repair *work, kk_reject_kind kind, size_t area, const char *reason)
{
    kk_reject line = {
        .kind = kind,
        .file = work->level->plural,
        .line = 0,
        .column = "geometry",
        .code = work->level->code[area],
        .reason = reason,
    };
    return kk_rejects_add(work->rejects, &line, work->err);
}

/* MakeValid by structure: exterior rings make ground, holes take it away, and only polygons come out. */
static GEOSGeometry *make_valid(GEOSContextHandle_t geos, const kk_polygons *shape, size_t area)
{
    GEOSGeometry *geometry = kk_geos_from_area(geos, shape, area);
    GEOSMakeValidParams *how = GEOSMakeValidParams_create_r(geos);
    GEOSGeometry *valid = NULL;
    if (geometry != NULL && how != NULL && GEOSMakeValidParams_setMethod_r(geos, how, GEOS_MAKE_VALID_STRUCTURE) == 1)
        valid = GEOSMakeValidWithParams_r(geos, geometry, how);
    if (how != NULL) GEOSMakeValidParams_destroy_r(geos, how);
    if (geometry != NULL) GEOSGeom_destroy_r(geos, geometry);
    return valid;
}

/* Adds the repaired shape of `area` to `repaired` and reports it. */
static kk_status repair_area(const repair *work, GEOSContextHandle_t geos, size_t area, kk_shape_builder *repaired)
{
    const kk_polygons *shape = &work->level->shape;
    if (kk_shape_add_area(repaired) != 0) return kk_fail_memory(work->err);
    GEOSGeometry *valid = make_valid(geos, shape, area);
    bool beyond_repair = valid == NULL;
    int added = beyond_repair ? 0 : kk_geos_add_polygons(geos, valid, repaired);
    if (valid != NULL) GEOSGeom_destroy_r(geos, valid);
    if (added != 0 || kk_shape_seal(repaired) != 0) return kk_fail_memory(work->err);
    double before = kk_polygons_area_m2(shape, area);
    double after = kk_polygons_area_m2(&repaired->shape, repaired->shape.count - 1);
    char reason[REASON_MAX + 100];
    if (beyond_repair) {
        snprintf(reason, sizeof reason, "%s: the geometry is invalid beyond repair", work->faults[area].reason);
        return report(work, KK_EMPTY, area, reason);
    }
    snprintf(reason, sizeof reason, "%s; repaired, area %.1f m2 before, %.1f m2 after", work->faults[area].reason,
             before, after);
    kk_status status = report(work, KK_REPAIR, area, reason);
    if (status == KK_OK && after == 0) status = report(work, KK_EMPTY, area, "nothing was left after the repair");
    return status;
}

static kk_status repair_faults(const repair *work, kk_shape_builder *repaired, kk_shape_source *sources,
                               size_t *repairs)
{
    GEOSContextHandle_t geos = kk_geos_begin();
    if (geos == NULL) return kk_fail_memory(work->err);
    const kk_polygons *shape = &work->level->shape;
    kk_status status = KK_OK;
    for (size_t i = 0; i < work->level->count && status == KK_OK; i++) {
        sources[i] = (kk_shape_source){shape, i};
        if (*work->faults[i].reason == '\0') continue;
        sources[i] = (kk_shape_source){&repaired->shape, (*repairs)++};
        status = repair_area(work, geos, i, repaired);
    }
    GEOS_finish_r(geos);
    return status;
}

static kk_status repair_level(repair *work, int threads)
{
    kk_shape_builder repaired;
    kk_shape_builder_init(&repaired);
    kk_shape_source *sources = calloc(work->level->count + 1, sizeof *sources);
    work->faults = calloc(work->level->count + 1, sizeof *work->faults);
    size_t repairs = 0;
    kk_status status = KK_OK;
    if (sources == NULL || work->faults == NULL) status = kk_fail_memory(work->err);
    if (status == KK_OK) status = find_faults(work, threads);
    if (status == KK_OK) status = repair_faults(work, &repaired, sources, &repairs);
    if (status == KK_OK && repairs > 0 &&
        kk_shapes_gather(sources, work->level->count, work->arena, &work->level->shape) != 0)
        status = kk_fail_memory(work->err);
    free(sources);
    free(work->faults);
    kk_shape_builder_clear(&repaired);
    return status;
}

kk_status kk_areas_repair(kk_areas *areas, int threads, kk_arena *arena, kk_rejects *rejects, kk_error *err)
{
    size_t total = 0;
    for (size_t l = 0; l < areas->level_count; l++) total += areas->level[l].count;
    kk_progress_begin("checking geometry", total);
    kk_status status = KK_OK;
    for (size_t l = 0; l < areas->level_count && status == KK_OK; l++)
        status = repair_level(&(repair){&areas->level[l], arena, rejects, NULL, err}, threads);
    kk_progress_end();
    return status;
}
