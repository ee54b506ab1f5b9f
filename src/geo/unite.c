/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/unite.h"
#include "geo/geos_shapes.h"
#include "kk/log.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

#include <omp.h>

/* The members' shapes as one collection of the caller; NULL when GEOS fails. `*members_m2`: of all together. */
static GEOSGeometry *collect(GEOSContextHandle_t geos, const kk_union *work, size_t i, double *members_m2)
{
    uint32_t begin = work->member_begin[i], count = work->member_begin[i + 1] - begin;
    GEOSGeometry **parts = calloc(count + 1, sizeof *parts);
    if (parts == NULL) return NULL;
    unsigned made = 0;
    for (; made < count; made++) {
        parts[made] = kk_geos_from_area(geos, work->from, work->member[begin + made]);
        if (parts[made] == NULL) break;
        *members_m2 += kk_polygons_area_m2(work->from, work->member[begin + made]);
    }
    GEOSGeometry *all = made < count ? NULL : GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, parts, count);
    for (unsigned p = 0; all == NULL && p < made; p++) GEOSGeom_destroy_r(geos, parts[p]);
    free(parts);
    return all;
}

/* The coverage union drops shared borders; where members overlap or their borders differ its area betrays it. */
static GEOSGeometry *unite(GEOSContextHandle_t geos, const kk_union *work, size_t i)
{
    double members_m2 = 0, united_m2 = 0;
    GEOSGeometry *all = collect(geos, work, i, &members_m2);
    if (all == NULL) return NULL;
    GEOSGeometry *united = GEOSCoverageUnion_r(geos, all);
    if (united != NULL) GEOSArea_r(geos, united, &united_m2);
    if (united == NULL || GEOSisValid_r(geos, united) != 1 || fabs(united_m2 - members_m2) > 1e-9 * members_m2 + 0.01) {
        if (united != NULL) GEOSGeom_destroy_r(geos, united);
        united = GEOSUnaryUnion_r(geos, all);
    }
    GEOSGeom_destroy_r(geos, all);
    return united;
}

/* False when GEOS fails. */
static bool unite_into(GEOSContextHandle_t geos, const kk_union *work, size_t i, kk_shape_builder *built)
{
    GEOSGeometry *united = unite(geos, work, i);
    bool whole = united != NULL && kk_shape_add_area(built) == 0 && kk_geos_add_polygons(geos, united, built) == 0 &&
                 kk_shape_seal(built) == 0;
    if (united != NULL) GEOSGeom_destroy_r(geos, united);
    return whole;
}

static bool is_alone(const kk_union *work, size_t i)
{
    return work->takes_alone && work->member_begin[i + 1] - work->member_begin[i] == 1;
}

/* Unions in parallel, each into a builder of its own, so that the order of the result is that of the areas. */
static int unite_all(const kk_union *work, int threads, kk_shape_builder *built, size_t *first_failed)
{
    size_t count = work->count, failed = count;
    atomic_int without_geos = 0;
#pragma omp parallel num_threads(threads) reduction(min : failed)
    {
        GEOSContextHandle_t geos = kk_geos_begin();
        if (geos == NULL) atomic_fetch_add(&without_geos, 1);
#pragma omp for schedule(dynamic, 1)
        for (size_t i = 0; i < count; i++) {
            if (geos == NULL || is_alone(work, i) || kk_interrupted()) continue;
            if (!unite_into(geos, work, i, &built[i]) && i < failed) failed = i;
        }
        if (geos != NULL) GEOS_finish_r(geos);
    }
    *first_failed = failed;
    return without_geos == 0 ? 0 : -1;
}

static kk_shape_source source_of(const kk_union *work, const kk_shape_builder *built, size_t i)
{
    if (is_alone(work, i)) return (kk_shape_source){work->from, work->member[work->member_begin[i]]};
    return (kk_shape_source){&built[i].shape, 0};
}

kk_status kk_unite(const kk_union *work, int threads, kk_arena *arena, kk_polygons *out, size_t *failed, kk_error *err)
{
    kk_shape_builder *built = calloc(work->count + 1, sizeof *built);
    kk_shape_source *sources = calloc(work->count + 1, sizeof *sources);
    kk_status status = KK_OK;
    if (built == NULL || sources == NULL || unite_all(work, threads, built, failed) != 0) status = kk_fail_memory(err);
    if (status == KK_OK && kk_interrupted())
        status = kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while merging areas");
    if (status == KK_OK && *failed < work->count) status = KK_ERR_INPUT;
    for (size_t i = 0; status == KK_OK && i < work->count; i++) sources[i] = source_of(work, built, i);
    if (status == KK_OK && kk_shapes_gather(sources, work->count, arena, out) != 0) status = kk_fail_memory(err);
    for (size_t i = 0; built != NULL && i < work->count; i++) kk_shape_builder_clear(&built[i]);
    free(built);
    free(sources);
    return status;
}
