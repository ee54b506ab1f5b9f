/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/importance.h"
#include "geo/simplify_guard.h"
#include "kk/log.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static kk_status weigh_all(const kk_topology *topology, kk_simplify_method method, int threads, double *importance,
                           kk_error *err)
{
    bool failed = false;
#pragma omp parallel num_threads(threads)
    {
        kk_importance_room room = {0};
#pragma omp for schedule(dynamic, 64) reduction(|| : failed)
        for (size_t a = 0; a < topology->arc_count; a++) {
            size_t begin = topology->begin[a], count = topology->begin[a + 1] - begin;
            failed = failed || (!kk_interrupted() && !kk_importance(topology->xy, &topology->vertex[begin], count,
                                                                    method, &room, &importance[begin]));
        }
        kk_importance_room_clear(&room);
    }
    if (kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted");
    return failed ? kk_fail_memory(err) : KK_OK;
}

kk_status kk_topology_weigh(const kk_topology *topology, kk_simplify_method method, int threads, double **importance,
                            kk_error *err)
{
    *importance = malloc((topology->begin[topology->arc_count] + 1) * sizeof **importance);
    return *importance == NULL ? kk_fail_memory(err) : weigh_all(topology, method, threads, *importance, err);
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

static void keep(const kk_topology *topology, const kk_simplify_options *options, const double *importance,
                 double threshold, bool *is_kept)
{
    for (size_t i = 0; i < topology->begin[topology->arc_count]; i++)
        is_kept[i] = importance[i] >= threshold || (options->stays != NULL && options->stays[i]);
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
    double *made = NULL, threshold = 0;
    kk_status status = out->is_kept == NULL ? kk_fail_memory(err) : KK_OK;
    if (status == KK_OK && options->importance == NULL)
        status = kk_topology_weigh(topology, options->method, options->threads, &made, err);
    const double *importance = made != NULL ? made : options->importance;
    if (status == KK_OK) status = choose_threshold(topology, options, importance, &threshold, err);
    if (status != KK_OK) goto done;
    keep(topology, options, importance, threshold, out->is_kept);
    status = kk_simplify_guard(topology, importance, options->threads, out, err);
    for (size_t a = 0; a < topology->arc_count && status == KK_OK; a++) measure_arc(topology, a, out);
done:
    free(made);
    return status;
}

void kk_simplified_clear(kk_simplified *simplified)
{
    free(simplified->is_kept);
    *simplified = (kk_simplified){0};
}
