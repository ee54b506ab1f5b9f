/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/importance.h"
#include "geo/simplify_guard.h"
#include "kk/log.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static kk_status weigh_all(const kk_topology *topology, const kk_simplify_options *options, double *importance,
                           kk_error *err)
{
    bool failed = false;
#pragma omp parallel num_threads(options->threads)
    {
        kk_importance_room room = {0};
#pragma omp for schedule(dynamic, 64) reduction(|| : failed)
        for (size_t a = 0; a < topology->arc_count; a++) {
            size_t begin = topology->begin[a], count = topology->begin[a + 1] - begin;
            failed = failed || (!kk_interrupted() && !kk_importance(topology->xy, &topology->vertex[begin], count,
                                                                    options->method, &room, &importance[begin]));
        }
        kk_importance_room_clear(&room);
    }
    if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted");
    return failed ? kk_fail_memory(err) : KK_OK;
}

/* ---- how much may go ---- */

static int descending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x > y ? -1 : x < y;
}

/* The importance from which on `keep` of the `count` are kept (more, where several have it). */
static double find_threshold(double *importance, size_t count, size_t keep)
{
    if (keep == 0) return INFINITY;
    if (keep >= count) return -INFINITY;
    qsort(importance, count, sizeof *importance, descending);
    return importance[keep - 1];
}

static kk_status choose_threshold(const kk_topology *topology, const kk_simplify_options *options,
                                  const double *importance, double *threshold, kk_error *err)
{
    size_t places = topology->begin[topology->arc_count], count = 0;
    if (isnan(options->share)) {
        *threshold = options->method == KK_SIMPLIFY_PEUCKER ? options->detail_m : options->detail_m * options->detail_m;
        return KK_OK;
    }
    double *inner = malloc((places + 1) * sizeof *inner);
    if (inner == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < places; i++)
        if (isfinite(importance[i])) inner[count++] = importance[i];
    *threshold = find_threshold(inner, count, (size_t)(options->share * (double)count + 0.5));
    free(inner);
    return KK_OK;
}

/* A ring by itself keeps three vertices: its first and the two that matter most. */
static void keep_ring(const kk_topology *topology, const double *importance, size_t arc, bool *is_kept)
{
    size_t begin = topology->begin[arc], end = topology->begin[arc + 1] - 1;
    if (topology->vertex[begin] != topology->vertex[end]) return;
    for (int more = 0; more < 2; more++) {
        size_t most = 0;
        for (size_t i = begin + 1; i < end; i++)
            if ((more == 0 || !is_kept[i]) && (most == 0 || importance[i] > importance[most])) most = i;
        if (most != 0) is_kept[most] = true;
    }
}

static void keep(const kk_topology *topology, const double *importance, double threshold, bool *is_kept)
{
    for (size_t i = 0; i < topology->begin[topology->arc_count]; i++) is_kept[i] = importance[i] >= threshold;
    for (size_t a = 0; a < topology->arc_count; a++) keep_ring(topology, importance, a, is_kept);
}

/* ---- what came of it ---- */

static double distance_from(const double *xy, uint32_t vertex, uint32_t from, uint32_t to)
{
    const double *p = &xy[2 * (size_t)vertex], *a = &xy[2 * (size_t)from], *b = &xy[2 * (size_t)to];
    double dx = b[0] - a[0], dy = b[1] - a[1], length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2 : 0;
    t = fmin(1, fmax(0, t));
    return hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

static void measure_arc(const kk_topology *topology, size_t arc, kk_simplified *out)
{
    size_t last = topology->begin[arc + 1] - 1;
    for (size_t from = topology->begin[arc], to; from < last; from = to) {
        for (to = from + 1; !out->is_kept[to]; to++) continue;
        for (size_t i = from + 1; i < to; i++) {
            double moved =
                distance_from(topology->xy, topology->vertex[i], topology->vertex[from], topology->vertex[to]);
            if (moved > out->largest_displacement) out->largest_displacement = moved;
        }
        out->removable += to - from - (to == last);
        out->kept += to != last;
    }
}

kk_status kk_topology_simplify(const kk_topology *topology, const kk_simplify_options *options, kk_simplified *out,
                               kk_error *err)
{
    size_t places = topology->begin[topology->arc_count];
    *out = (kk_simplified){.is_kept = calloc(places + 1, sizeof *out->is_kept)};
    double *importance = malloc((places + 1) * sizeof *importance), threshold = 0;
    kk_status status = out->is_kept == NULL || importance == NULL ? kk_fail_memory(err) : KK_OK;
    if (status == KK_OK) status = weigh_all(topology, options, importance, err);
    if (status == KK_OK) status = choose_threshold(topology, options, importance, &threshold, err);
    if (status != KK_OK) goto done;
    keep(topology, importance, threshold, out->is_kept);
    status = kk_simplify_guard(topology, importance, options->threads, out, err);
    for (size_t a = 0; a < topology->arc_count && status == KK_OK; a++) measure_arc(topology, a, out);
done:
    free(importance);
    return status;
}

void kk_simplified_clear(kk_simplified *simplified)
{
    free(simplified->is_kept);
    *simplified = (kk_simplified){0};
}

/* ---- shapes ---- */

/* Writes a piece without its last vertex. Returns how many. */
static size_t walk(const kk_topology *topology, const kk_simplified *simplified, uint32_t piece, double *xy)
{
    size_t begin = topology->begin[piece / 2], end = topology->begin[piece / 2 + 1], count = 0;
    for (size_t k = 0; k + 1 < end - begin; k++) {
        size_t place = piece % 2 ? end - 1 - k : begin + k;
        if (!simplified->is_kept[place]) continue;
        memcpy(&xy[2 * count++], &topology->xy[2 * (size_t)topology->vertex[place]], 2 * sizeof *xy);
    }
    return count;
}

kk_status kk_topology_shapes(const kk_topology *topology, const kk_simplified *simplified, size_t level,
                             const kk_polygons *like, kk_arena *arena, kk_polygons *out, kk_error *err)
{
    const kk_ring_arcs *rings = &topology->level[level];
    *out = *like;
    out->point_begin = kk_arena_alloc(arena, like->ring_count + 1, sizeof *out->point_begin);
    double *xy = malloc((2 * like->point_count + 2) * sizeof *xy);
    size_t count = 0;
    for (size_t r = 0; r < rings->ring_count && xy != NULL && out->point_begin != NULL; r++) {
        size_t first = count;
        for (uint32_t p = rings->begin[r]; p < rings->begin[r + 1]; p++)
            count += walk(topology, simplified, rings->piece[p], &xy[2 * count]);
        if (count > first) memcpy(&xy[2 * count++], &xy[2 * first], 2 * sizeof *xy);
        out->point_begin[r + 1] = (uint32_t)count;
    }
    out->point_count = count;
    out->xy = kk_arena_alloc(arena, count, 2 * sizeof *xy);
    if (xy != NULL && out->xy != NULL) memcpy(out->xy, xy, 2 * count * sizeof *xy);
    free(xy);
    return xy == NULL || out->xy == NULL || out->point_begin == NULL ? kk_fail_memory(err) : KK_OK;
}
