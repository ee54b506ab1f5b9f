/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/sort.h"
#include "kk/log.h"
#include "kk/targets.h"

#include <math.h>
#include <stdlib.h>

/* The comparable areas, in order of the first characteristic. */
typedef struct crowd {
    size_t count, dimensions, wanted;
    uint32_t *area;
    double *place; /* [count × dimensions] */
} crowd;

typedef struct nearest {
    size_t count, wanted;
    double *distance; /* [wanted], squared, ascending */
    uint32_t *area;
} nearest;

static bool is_comparable(const double *characteristic, size_t dimensions, size_t count, size_t area)
{
    for (size_t d = 0; d < dimensions; d++)
        if (!isfinite(characteristic[d * count + area])) return false;
    return true;
}

static double spread_of(const crowd *of, size_t d)
{
    double mean = 0, squares = 0;
    for (size_t i = 0; i < of->count; i++) mean += of->place[i * of->dimensions + d] / (double)of->count;
    for (size_t i = 0; i < of->count; i++) {
        double off = of->place[i * of->dimensions + d] - mean;
        squares += off * off;
    }
    double spread = sqrt(squares / (double)of->count);
    return spread > 1e-12 * fabs(mean) ? spread : INFINITY;
}

static bool crowd_open(crowd *of, const double *characteristic, size_t count)
{
    double *key = malloc((count + 1) * sizeof *key);
    uint32_t *order = malloc((count + 1) * sizeof *order);
    of->area = malloc((count + 1) * sizeof *of->area);
    of->place = malloc((count * of->dimensions + 1) * sizeof *of->place);
    bool ready = key != NULL && order != NULL && of->area != NULL && of->place != NULL;
    for (size_t i = 0; ready && i < count; i++)
        key[i] = is_comparable(characteristic, of->dimensions, count, i) ? characteristic[i] : INFINITY;
    if (ready) guide_sort(key, order, count);
    for (; ready && of->count < count && isfinite(key[order[of->count]]); of->count++) {
        of->area[of->count] = order[of->count];
        for (size_t d = 0; d < of->dimensions; d++)
            of->place[of->count * of->dimensions + d] = characteristic[d * count + order[of->count]];
    }
    free(key);
    free(order);
    return ready;
}

static void crowd_standardise(crowd *of)
{
    for (size_t d = 0; d < of->dimensions; d++) {
        double spread = spread_of(of, d);
        for (size_t i = 0; i < of->count; i++) of->place[i * of->dimensions + d] /= spread;
    }
}

static void crowd_close(crowd *of)
{
    free(of->area);
    free(of->place);
}

static void nearest_offer(nearest *to, double distance, uint32_t area)
{
    size_t at = to->count;
    while (at > 0 && (distance < to->distance[at - 1] || (distance == to->distance[at - 1] && area < to->area[at - 1])))
        at--;
    if (at == to->wanted) return;
    if (to->count < to->wanted) to->count++;
    for (size_t k = to->count - 1; k > at; k--) {
        to->distance[k] = to->distance[k - 1];
        to->area[k] = to->area[k - 1];
    }
    to->distance[at] = distance;
    to->area[at] = area;
}

/* Offers area j; false where it, and all behind it, are too far off. */
static bool meet(const crowd *of, size_t i, size_t j, nearest *to)
{
    const double *own = of->place + i * of->dimensions, *other = of->place + j * of->dimensions;
    double most = to->count < to->wanted ? INFINITY : to->distance[to->wanted - 1], distance = 0;
    if ((own[0] - other[0]) * (own[0] - other[0]) > most) return false;
    for (size_t d = 0; d < of->dimensions; d++) distance += (own[d] - other[d]) * (own[d] - other[d]);
    if (distance <= most) nearest_offer(to, distance, of->area[j]);
    return true;
}

static void find_nearest(const crowd *of, size_t i, nearest *to)
{
    to->count = 0;
    for (size_t j = i + 1; j < of->count && meet(of, i, j, to);) j++;
    for (size_t j = i; j > 0 && meet(of, i, j - 1, to);) j--;
}

static bool find_all(const crowd *of, int threads, uint32_t *peer)
{
    bool failed = false;
#pragma omp parallel num_threads(threads) reduction(|| : failed)
    {
        double *distance = malloc(of->wanted * sizeof *distance);
        failed = distance == NULL;
#pragma omp for schedule(dynamic, 16)
        for (size_t i = 0; i < of->count; i++) {
            nearest to = {.wanted = of->wanted, .distance = distance, .area = peer + of->area[i] * of->wanted};
            if (distance != NULL && !kk_interrupted()) find_nearest(of, i, &to);
        }
        free(distance);
    }
    return !failed;
}

kk_status kk_peers_find(const double *characteristic, size_t characteristics, size_t count, size_t wanted, int threads,
                        uint32_t *peer, kk_error *err)
{
    for (size_t k = 0; k < count * wanted; k++) peer[k] = UINT32_MAX;
    if (characteristics == 0 || count * wanted == 0) return KK_OK;
    crowd of = {.dimensions = characteristics, .wanted = wanted};
    bool ready = crowd_open(&of, characteristic, count);
    if (ready) crowd_standardise(&of);
    if (ready) ready = find_all(&of, threads, peer);
    crowd_close(&of);
    if (!ready) return kk_fail_memory(err);
    return kk_interrupted() ? kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while looking for peers") : KK_OK;
}
