/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/boundaries.h"
#include "geo/close.h"
#include "geo/islands.h"
#include "geo/settle.h"
#include "kk/log.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <omp.h>

enum { POINT_BYTES = 21, CHUNK = 512, SIZE_TRIES = 6 };

/* ---- to make ---- */

kk_status kk_boundaries_make(const kk_areas *areas, double snap_m, int threads, kk_arena *arena, kk_boundaries *out,
                             kk_error *err)
{
    *out = (kk_boundaries){.areas = *areas};
    for (size_t l = 0; l < areas->level_count; l++) out->points_before += areas->level[l].shape.point_count;
    kk_status status = KK_OK;
    if (snap_m > 0) status = kk_close(&out->areas, snap_m, threads, arena, &out->closing, err);
    return status == KK_OK ? kk_topology_make(&out->areas, threads, &out->topology, err) : status;
}

void kk_boundaries_clear(kk_boundaries *boundaries)
{
    kk_topology_clear(&boundaries->topology);
    for (size_t i = 0; i < boundaries->wgs84_count; i++) kk_wgs84_close(boundaries->wgs84[i]);
    free(boundaries->wgs84);
    free(boundaries->degrees);
    free(boundaries->is_projected);
    for (size_t m = 0; m < 2; m++) free(boundaries->importance[m]);
    *boundaries = (kk_boundaries){0};
}

/* ---- longitude and latitude ---- */

/* Every vertex is a point of a ring, and no ring's points are in another order than its pieces'. */
static void look_up(kk_boundaries *boundaries, const kk_projection *known)
{
    const kk_topology *topology = &boundaries->topology;
    size_t vertex = 0;
    for (size_t l = 0; l < boundaries->areas.level_count; l++) {
        const kk_polygons *shape = &boundaries->areas.level[l].shape;
        for (size_t q = 0; q < shape->point_count && vertex < topology->vertex_count; q++) {
            const double *xy = &topology->xy[2 * vertex];
            if (shape->xy[2 * q] == xy[0] && shape->xy[2 * q + 1] == xy[1])
                boundaries->degrees[vertex++] = known->level[l][q];
        }
    }
}

static kk_status project_some(kk_wgs84 *wgs84, kk_boundaries *boundaries, const uint32_t *vertex, size_t count,
                              kk_error *err)
{
    double xy[2 * CHUNK] = {0}, lonlat[2 * CHUNK];
    for (size_t i = 0; i < count; i++)
        memcpy(&xy[2 * i], &boundaries->topology.xy[2 * (size_t)vertex[i]], 2 * sizeof *xy);
    kk_status status = kk_wgs84_lonlat(wgs84, xy, count, lonlat, err);
    for (size_t i = 0; i < count && status == KK_OK; i++)
        boundaries->degrees[vertex[i]] =
            (kk_micro_point){(int32_t)lround(lonlat[2 * i] * 1e6), (int32_t)lround(lonlat[2 * i + 1] * 1e6)};
    return status;
}

/* One thread's share. */
static void project_share(kk_boundaries *boundaries, const uint32_t *vertex, size_t count, kk_error *err)
{
    kk_error own = {0};
    kk_wgs84 **wgs84 = &boundaries->wgs84[omp_get_thread_num()];
    kk_status status = *wgs84 == NULL ? kk_wgs84_open(wgs84, &own) : KK_OK;
#pragma omp for schedule(dynamic, 16)
    for (size_t begin = 0; begin < count; begin += CHUNK)
        if (status == KK_OK && !kk_interrupted())
            status =
                project_some(*wgs84, boundaries, &vertex[begin], count - begin < CHUNK ? count - begin : CHUNK, &own);
    if (status == KK_OK) return;
#pragma omp critical
    *err = own;
}

/* Handles stay open: opening one takes longer than projecting thousands of vertices. */
static bool make_room_for_handles(kk_boundaries *boundaries, int threads)
{
    size_t count = threads > 1 ? (size_t)threads : 1;
    if (count <= boundaries->wgs84_count) return true;
    kk_wgs84 **more = realloc(boundaries->wgs84, count * sizeof *more);
    if (more == NULL) return false;
    boundaries->wgs84 = more;
    while (boundaries->wgs84_count < count) more[boundaries->wgs84_count++] = NULL;
    return true;
}

static kk_status project_list(kk_boundaries *boundaries, const uint32_t *vertex, size_t count, int threads,
                              kk_error *err)
{
    kk_error failure = {0};
    if (count == 0) return KK_OK;
    if (count < CHUNK) threads = 1;
    if (!make_room_for_handles(boundaries, threads)) return kk_fail_memory(err);
#pragma omp parallel num_threads(threads)
    project_share(boundaries, vertex, count, &failure);
    if (failure.status != KK_OK) *err = failure;
    if (failure.status == KK_OK && kk_interrupted())
        return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while projecting");
    return failure.status;
}

/* Those of the list that have no degrees yet. */
static kk_status project_new(kk_boundaries *boundaries, const uint32_t *vertex, size_t count, int threads,
                             kk_error *err)
{
    if (boundaries->is_projected == NULL) return KK_OK;
    uint32_t *wanted = malloc((count + 1) * sizeof *wanted);
    if (wanted == NULL) return kk_fail_memory(err);
    size_t wanted_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (boundaries->is_projected[vertex[i]]) continue;
        boundaries->is_projected[vertex[i]] = true;
        wanted[wanted_count++] = vertex[i];
    }
    kk_status status = project_list(boundaries, wanted, wanted_count, threads, err);
    free(wanted);
    return status;
}

kk_status kk_boundaries_project(kk_boundaries *boundaries, const kk_projection *known, kk_error *err)
{
    if (boundaries->degrees != NULL) return KK_OK;
    size_t count = boundaries->topology.vertex_count;
    boundaries->degrees = malloc((count + 1) * sizeof *boundaries->degrees);
    if (boundaries->degrees == NULL) return kk_fail_memory(err);
    if (known != NULL) {
        look_up(boundaries, known);
        return KK_OK;
    }
    boundaries->is_projected = kk_zeroed(count + 1, sizeof *boundaries->is_projected);
    return boundaries->is_projected != NULL ? KK_OK : kk_fail_memory(err);
}

/* ---- less detail ---- */

static kk_status weigh(kk_boundaries *boundaries, kk_simplify_method method, int threads, kk_error *err)
{
    if (boundaries->importance[method] != NULL) return KK_OK;
    return kk_topology_weigh(&boundaries->topology, method, threads, &boundaries->importance[method], err);
}

typedef struct settle_context {
    kk_boundaries *boundaries;
    kk_settling *settling;
    int threads;
    size_t added;
} settle_context;

/* A kk_simplify_check. What is drawn in less than a decimetre cannot be helped: then nothing is left to put back. */
static kk_status settle(void *context, const bool *is_kept, const double *importance, uint32_t **place, size_t *count,
                        kk_error *err)
{
    settle_context *work = context;
    const uint32_t *vertex;
    size_t vertex_count;
    kk_status status = kk_settling_update(work->settling, is_kept, work->threads, &vertex, &vertex_count, err);
    if (status == KK_OK) status = project_new(work->boundaries, vertex, vertex_count, work->threads, err);
    if (status == KK_OK) status = kk_settling_find(work->settling, importance, work->threads, place, count, err);
    work->added += *count;
    return status;
}

static kk_status simplify_and_settle(kk_boundaries *boundaries, kk_simplify_options options, kk_detail *out,
                                     kk_error *err)
{
    const kk_topology *topology = &boundaries->topology;
    settle_context work = {boundaries, NULL, options.threads, 0};
    kk_status status = KK_OK;
    if (boundaries->degrees != NULL) {
        options.check = settle;
        options.context = &work;
        status = kk_settling_begin(topology, boundaries->degrees, &work.settling, err);
    }
    kk_simplified_clear(&out->simplified);
    if (status == KK_OK) status = kk_topology_simplify(topology, &options, &out->simplified, err);
    kk_settling_end(work.settling);
    out->settled = work.added;
    return status;
}

/* Points of the level that has most. */
static size_t most_points(const kk_boundaries *boundaries, const kk_detail *detail)
{
    const kk_topology *topology = &boundaries->topology;
    size_t most = 0;
    uint32_t *kept = malloc((topology->arc_count + 1) * sizeof *kept);
    if (kept == NULL) return SIZE_MAX;
    for (size_t a = 0; a < topology->arc_count; a++) {
        kept[a] = 0;
        for (uint32_t i = topology->begin[a]; i + 1 < topology->begin[a + 1]; i++)
            kept[a] += detail->simplified.is_kept[i];
    }
    for (size_t l = 0; l < topology->level_count; l++) {
        const kk_ring_arcs *rings = &topology->level[l];
        size_t points = rings->ring_count;
        for (size_t p = 0; p < rings->piece_count; p++) points += kept[rings->piece[p] / 2];
        most = points > most ? points : most;
    }
    free(kept);
    return most;
}

/* The share of vertices with which the largest level takes at most so many bytes: too many at first, then fewer. */
static kk_status fit_bytes(kk_boundaries *boundaries, double bytes, kk_simplify_options options, kk_detail *out,
                           kk_error *err)
{
    double low = 0, high = 1;
    kk_status status = KK_OK;
    for (int attempt = 0; attempt < SIZE_TRIES && status == KK_OK; attempt++) {
        options.share = attempt == 0 ? 1 : (low + high) / 2;
        status = simplify_and_settle(boundaries, options, out, err);
        double here = status == KK_OK ? (double)most_points(boundaries, out) * POINT_BYTES : 0;
        if (here <= bytes && attempt == 0) return status;
        if (attempt == 0) {
            high = fmin(1, bytes / here);
            continue;
        }
        if (here <= bytes)
            low = options.share;
        else
            high = options.share;
    }
    options.share = low;
    return status == KK_OK ? simplify_and_settle(boundaries, options, out, err) : status;
}

static kk_status keep_all(const kk_boundaries *boundaries, kk_detail *out, kk_error *err)
{
    const kk_topology *topology = &boundaries->topology;
    size_t places = topology->begin[topology->arc_count];
    out->simplified.is_kept = malloc((places + 1) * sizeof *out->simplified.is_kept);
    if (out->simplified.is_kept == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < places; i++) out->simplified.is_kept[i] = true;
    for (size_t a = 0; a < topology->arc_count; a++)
        out->simplified.removable += topology->begin[a + 1] - topology->begin[a] - 2;
    out->simplified.kept = out->simplified.removable;
    return KK_OK;
}

static void count_points(const kk_boundaries *boundaries, kk_detail *out)
{
    const kk_topology *topology = &boundaries->topology;
    for (size_t l = 0; l < topology->level_count; l++) {
        const kk_ring_arcs *rings = &topology->level[l];
        out->points += rings->ring_count;
        for (size_t p = 0; p < rings->piece_count; p++) {
            uint32_t arc = rings->piece[p] / 2;
            for (uint32_t i = topology->begin[arc]; i + 1 < topology->begin[arc + 1]; i++)
                out->points += out->simplified.is_kept[i];
        }
    }
}

kk_status kk_boundaries_simplify(kk_boundaries *boundaries, const kk_config_detail *asked, int threads, kk_detail *out,
                                 kk_error *err)
{
    *out = (kk_detail){0};
    kk_status status = asked == NULL ? keep_all(boundaries, out, err) : KK_OK;
    if (asked == NULL && status == KK_OK && boundaries->degrees != NULL)
        status = project_new(boundaries, boundaries->topology.vertex,
                             boundaries->topology.begin[boundaries->topology.arc_count], threads, err);
    if (asked == NULL) count_points(boundaries, out);
    if (asked == NULL || status != KK_OK) return status;
    kk_simplify_method method = asked->by_distance ? KK_SIMPLIFY_PEUCKER : KK_SIMPLIFY_VISVALINGAM;
    status = weigh(boundaries, method, threads, err);
    kk_simplify_options options = {.method = method,
                                   .share = asked->share,
                                   .detail_m = asked->metres,
                                   .threads = threads,
                                   .importance = boundaries->importance[method]};
    if (status == KK_OK)
        status = isnan(asked->bytes) ? simplify_and_settle(boundaries, options, out, err)
                                     : fit_bytes(boundaries, asked->bytes, options, out, err);
    if (status == KK_OK) status = kk_islands_find(boundaries, asked->islands_m2, &out->is_gone, &out->islands, err);
    if (status == KK_OK) count_points(boundaries, out);
    return status;
}

void kk_detail_clear(kk_detail *detail)
{
    kk_simplified_clear(&detail->simplified);
    free(detail->is_gone);
    *detail = (kk_detail){0};
}

kk_status kk_boundaries_shapes(const kk_boundaries *boundaries, const kk_detail *detail, size_t level, kk_arena *arena,
                               kk_polygons *shape, kk_micro_point **projected, kk_error *err)
{
    uint32_t *vertex = NULL;
    kk_status status = kk_topology_shapes(&boundaries->topology, &detail->simplified, detail->is_gone, level,
                                          &boundaries->areas.level[level].shape, arena, shape,
                                          projected != NULL ? &vertex : NULL, err);
    if (status != KK_OK || projected == NULL) return status;
    *projected = kk_arena_alloc(arena, shape->point_count, sizeof **projected);
    if (*projected == NULL) return kk_fail_memory(err);
    for (size_t q = 0; q < shape->point_count; q++) (*projected)[q] = boundaries->degrees[vertex[q]];
    return KK_OK;
}

kk_status kk_boundaries_prepare_tiles(kk_boundaries *boundaries, int threads, kk_error *err)
{
    const kk_topology *topology = &boundaries->topology;
    kk_status status = project_new(boundaries, topology->vertex, topology->begin[topology->arc_count], threads, err);
    return status == KK_OK ? weigh(boundaries, KK_SIMPLIFY_VISVALINGAM, threads, err) : status;
}
