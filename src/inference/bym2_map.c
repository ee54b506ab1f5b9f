/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/bym2.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- links ---- */

static int ascending(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Each link as lower area, higher area; one that both ends list is there twice. Sorted. */
static uint64_t *list_links(const kk_neighbours *from)
{
    uint64_t *link = malloc((from->begin[from->count] + 1) * sizeof *link);
    if (link == NULL) return NULL;
    for (uint32_t i = 0; i < from->count; i++)
        for (uint32_t k = from->begin[i]; k < from->begin[i + 1]; k++) {
            uint64_t j = from->neighbour[k];
            link[k] = j < i ? j << 32 | i : (uint64_t)i << 32 | j;
        }
    qsort(link, from->begin[from->count], sizeof *link, ascending);
    return link;
}

/* The precision of u before it is scaled: links are −1, the diagonal counts them. */
static void put_links(const uint64_t *link, size_t total, kk_bym2_map *map)
{
    uint32_t used = 0;
    for (size_t k = 0; k < total; k++) {
        if (k > 0 && link[k] == link[k - 1]) continue;
        uint32_t low = (uint32_t)(link[k] >> 32), high = (uint32_t)link[k];
        map->below.begin[low + 1]++;
        map->below.row[used] = high;
        map->below.value[used++] = -1;
        map->diagonal[low] += 1;
        map->diagonal[high] += 1;
    }
    for (size_t i = 0; i < map->below.count; i++) map->below.begin[i + 1] += map->below.begin[i];
}

/* ---- components ---- */

static uint32_t root_of(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

/* Components are numbered by their lowest area, which is their root. */
static kk_status find_components(kk_bym2_map *map, kk_error *err)
{
    size_t count = map->below.count;
    uint32_t *parent = malloc((count + 1) * sizeof *parent);
    if (parent == NULL) return kk_fail_memory(err);
    for (uint32_t i = 0; i < count; i++) parent[i] = i;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = map->below.begin[i]; k < map->below.begin[i + 1]; k++) {
            uint32_t a = root_of(parent, i), b = root_of(parent, map->below.row[k]);
            parent[a > b ? a : b] = a > b ? b : a;
        }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t root = root_of(parent, i);
        bool island = map->diagonal[i] == 0;
        map->islands += island;
        if (island)
            map->component[i] = KK_BYM2_ISLAND;
        else
            map->component[i] = root == i ? (int32_t)map->components++ : map->component[root];
    }
    free(parent);
    return KK_OK;
}

/* ---- scale ---- */

typedef struct component {
    double areas, level, log_variance; /* sums over its areas */
    double scale;                      /* the geometric mean of the variances */
} component;

/* The variances of u in `variance`, from the inverse G of what put_links made, with one area of each component
   grounded: of the generalised inverse P G P, P = I − 11ᵀ/n. */
static void sum_components(const kk_bym2_map *map, const double *level, double *variance, component *sum)
{
    size_t count = map->below.count;
    for (size_t i = 0; i < count; i++) {
        if (map->component[i] == KK_BYM2_ISLAND) continue;
        component *own = &sum[map->component[i]];
        own->areas += 1;
        own->level += level[i];
    }
    for (size_t i = 0; i < count; i++) {
        if (map->component[i] == KK_BYM2_ISLAND) continue;
        component *own = &sum[map->component[i]];
        variance[i] += (own->level / own->areas - 2 * level[i]) / own->areas;
        own->log_variance += log(variance[i]);
    }
}

static void apply_scale(kk_bym2_map *map, component *sum)
{
    for (size_t k = 0; k < map->components; k++) sum[k].scale = exp(sum[k].log_variance / sum[k].areas);
    for (size_t i = 0; i < map->below.count; i++) {
        bool island = map->component[i] == KK_BYM2_ISLAND;
        double scale = island ? 1 : sum[map->component[i]].scale;
        map->diagonal[i] = island ? 1 : map->diagonal[i] * scale;
        for (uint32_t k = map->below.begin[i]; k < map->below.begin[i + 1]; k++) map->below.value[k] *= scale;
    }
}

/* False: no memory. */
static bool scale_with(kk_bym2_map *map, kk_ldl *ldl, double *level, double *variance, component *sum)
{
    int32_t seen = -1;
    for (size_t i = 0; i < map->below.count; i++) {
        bool island = map->component[i] == KK_BYM2_ISLAND, first = map->component[i] > seen;
        if (first) seen = map->component[i];
        level[i] = island ? 0 : 1;
        variance[i] = island ? 1 : map->diagonal[i] + first;
    }
    if (!kk_ldl_factorise(ldl, variance) || !kk_ldl_solve(ldl, level) || !kk_ldl_inverse_diagonal(ldl, variance))
        return false;
    sum_components(map, level, variance, sum);
    apply_scale(map, sum);
    return true;
}

static kk_status scale(kk_bym2_map *map, kk_error *err)
{
    size_t count = map->below.count;
    double *level = calloc(2 * count + 1, sizeof *level);
    component *sum = calloc(map->components + 1, sizeof *sum);
    kk_ldl ldl;
    kk_status status = kk_ldl_init(&ldl, &map->below, err);
    if (status == KK_OK && (level == NULL || sum == NULL || !scale_with(map, &ldl, level, level + count, sum)))
        status = kk_fail_memory(err);
    kk_ldl_clear(&ldl);
    free(sum);
    free(level);
    return status;
}

/* ---- the map ---- */

kk_status kk_bym2_map_make(const kk_neighbours *neighbours, kk_bym2_map *out, kk_error *err)
{
    size_t count = neighbours->count, total = neighbours->begin[count];
    *out = (kk_bym2_map){.below.count = count};
    out->below.begin = calloc(count + 1, sizeof *out->below.begin);
    out->below.row = malloc((total + 1) * sizeof *out->below.row);
    out->below.value = malloc((total + 1) * sizeof *out->below.value);
    out->diagonal = calloc(count + 1, sizeof *out->diagonal);
    out->component = malloc((count + 1) * sizeof *out->component);
    uint64_t *link = list_links(neighbours);
    if (out->below.begin == NULL || out->below.row == NULL || out->below.value == NULL || out->diagonal == NULL ||
        out->component == NULL || link == NULL) {
        free(link);
        return kk_fail_memory(err);
    }
    put_links(link, total, out);
    free(link);
    kk_status status = find_components(out, err);
    return status == KK_OK ? scale(out, err) : status;
}

void kk_bym2_map_clear(kk_bym2_map *map)
{
    free(map->below.begin);
    free(map->below.row);
    free(map->below.value);
    free(map->diagonal);
    free(map->component);
    *map = (kk_bym2_map){0};
}
