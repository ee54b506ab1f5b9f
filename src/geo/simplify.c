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

/* Non-negative doubles are in the order of their bits. */
static uint64_t bits_of(double importance)
{
    uint64_t bits;
    memcpy(&bits, &importance, sizeof bits);
    return bits;
}

enum { STEP = 16, BINS = 1 << STEP, HIGHEST = 64 - STEP, INFINITE = 0x7FF0 };

/* How many of the values have which 16 bits at `shift`, of those whose bits above are `known`. */
static void count_bits(const double *value, size_t count, int shift, uint64_t known, int threads, size_t *bins)
{
    uint64_t above = shift == HIGHEST ? 0 : ~UINT64_C(0) << (shift + STEP);
    memset(bins, 0, BINS * sizeof *bins);
#pragma omp parallel for num_threads(threads) reduction(+ : bins[:BINS])
    for (size_t i = 0; i < count; i++) {
        uint64_t bits = bits_of(value[i]);
        if ((bits & above) == known) bins[bits >> shift & (BINS - 1)]++;
    }
}

/* Those whose highest bits are `known`, malloc'ed; there are `many`. */
static double *collect(const double *value, size_t count, uint64_t known, size_t many)
{
    double *alike = malloc((many + 1) * sizeof *alike);
    size_t found = 0;
    for (size_t i = 0; alike != NULL && i < count && found < many; i++) {
        alike[found] = value[i];
        found += bits_of(value[i]) >> HIGHEST == known;
    }
    return alike;
}

/* The importance from which on that share of the finite ones is kept (more, where several have it): 16 bits at a time,
   from the highest, after which few are left to look at. NaN when memory runs out. */
static double find_threshold(const double *importance, size_t count, double share, int threads, size_t *bins)
{
    count_bits(importance, count, HIGHEST, 0, threads, bins);
    size_t all = 0, above = 0;
    for (size_t bin = 0; bin < INFINITE; bin++) all += bins[bin];
    size_t keep = (size_t)(share * (double)all + 0.5);
    if (keep >= all) return 0;
    if (keep == 0) return INFINITY;
    uint64_t bin = INFINITE - 1;
    while (above + bins[bin] < keep) above += bins[bin--];
    uint64_t found = bin << HIGHEST;
    size_t left = bins[bin];
    double *alike = collect(importance, count, bin, left);
    for (int shift = HIGHEST - STEP; shift >= 0 && alike != NULL; shift -= STEP) {
        count_bits(alike, left, shift, found, threads, bins);
        for (bin = BINS - 1; above + bins[bin] < keep;) above += bins[bin--];
        found |= bin << shift;
    }
    double threshold = NAN;
    if (alike != NULL) memcpy(&threshold, &found, sizeof threshold);
    free(alike);
    return threshold;
}

static kk_status choose_threshold(const kk_topology *topology, const kk_simplify_options *options,
                                  const double *importance, double *threshold, kk_error *err)
{
    if (isnan(options->share)) {
        *threshold = options->method == KK_SIMPLIFY_PEUCKER ? options->detail_m : options->detail_m * options->detail_m;
        return KK_OK;
    }
    size_t *bins = malloc(BINS * sizeof *bins);
    *threshold = bins == NULL ? NAN
                              : find_threshold(importance, topology->begin[topology->arc_count], options->share,
                                               options->threads, bins);
    free(bins);
    return isnan(*threshold) ? kk_fail_memory(err) : KK_OK;
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

static void keep(const kk_topology *topology, const double *importance, double threshold, int threads, bool *is_kept)
{
#pragma omp parallel for num_threads(threads)
    for (size_t i = 0; i < topology->begin[topology->arc_count]; i++) is_kept[i] = importance[i] >= threshold;
    for (size_t a = 0; a < topology->arc_count; a++) keep_ring(topology, importance, a, is_kept);
}

/* ---- what came of it ---- */

static double distance2_from(const double *xy, uint32_t vertex, uint32_t from, uint32_t to)
{
    const double *p = &xy[2 * (size_t)vertex], *a = &xy[2 * (size_t)from], *b = &xy[2 * (size_t)to];
    double dx = b[0] - a[0], dy = b[1] - a[1], length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2 : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    double off_x = p[0] - a[0] - t * dx, off_y = p[1] - a[1] - t * dy;
    return off_x * off_x + off_y * off_y;
}

/* The square of the largest displacement in an arc; counts what stays. */
static double measure_arc(const kk_topology *topology, const bool *is_kept, size_t arc, size_t *kept)
{
    size_t last = topology->begin[arc + 1] - 1;
    double most = 0;
    for (size_t from = topology->begin[arc], to; from < last; from = to) {
        for (to = from + 1; !is_kept[to]; to++) continue;
        for (size_t i = from + 1; i < to; i++) {
            double moved2 =
                distance2_from(topology->xy, topology->vertex[i], topology->vertex[from], topology->vertex[to]);
            most = moved2 > most ? moved2 : most;
        }
        *kept += to != last;
    }
    return most;
}

static void measure(const kk_topology *topology, int threads, kk_simplified *out)
{
    size_t kept = 0, removable = 0;
    double most = 0;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 64) reduction(+ : kept, removable) reduction(max : most)
    for (size_t a = 0; a < topology->arc_count; a++) {
        most = fmax(most, measure_arc(topology, out->is_kept, a, &kept));
        removable += topology->begin[a + 1] - topology->begin[a] - 2;
    }
    out->kept = kept;
    out->removable = removable;
    out->largest_displacement = sqrt(most);
}

/* What validity in metres needs, then what the further demand asks, and so on. */
static kk_status put_back(const kk_topology *topology, const kk_simplify_options *options, const double *importance,
                          kk_simplified *out, kk_error *err)
{
    kk_guard *guard;
    kk_status status = kk_guard_begin(topology, importance, options->threads, out, &guard, err);
    for (size_t count = 1; status == KK_OK && count > 0;) {
        uint32_t *place = NULL;
        count = 0;
        status = kk_guard_run(guard, err);
        if (status == KK_OK && options->check != NULL)
            status = options->check(options->context, out->is_kept, importance, &place, &count, err);
        if (status == KK_OK) status = kk_guard_keep(guard, place, count, err);
        free(place);
    }
    kk_guard_end(guard);
    return status;
}

kk_status kk_topology_simplify(const kk_topology *topology, const kk_simplify_options *options, kk_simplified *out,
                               kk_error *err)
{
    size_t places = topology->begin[topology->arc_count];
    *out = (kk_simplified){.is_kept = kk_zeroed(places + 1, sizeof *out->is_kept)};
    double *made = NULL, threshold = 0;
    kk_status status = out->is_kept == NULL ? kk_fail_memory(err) : KK_OK;
    if (status == KK_OK && options->importance == NULL)
        status = kk_topology_weigh(topology, options->method, options->threads, &made, err);
    const double *importance = made != NULL ? made : options->importance;
    if (status == KK_OK) status = choose_threshold(topology, options, importance, &threshold, err);
    if (status != KK_OK) goto done;
    keep(topology, importance, threshold, options->threads, out->is_kept);
    status = put_back(topology, options, importance, out, err);
    if (status == KK_OK) measure(topology, options->threads, out);
done:
    free(made);
    return status;
}

void kk_simplified_clear(kk_simplified *simplified)
{
    free(simplified->is_kept);
    *simplified = (kk_simplified){0};
}
