/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/cube_order.h"

#include "ingest/wiped.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

uint64_t kk_classes_of(const kk_cohort *cohort, size_t person)
{
    uint64_t classes = 0;
    for (size_t d = 0; d < cohort->frame.dimension_count; d++)
        classes |= (uint64_t)cohort->class_of[d][person] << (8 * d);
    return classes;
}

/* Counts become places: where[k] is the first place of key k. */
static void counts_to_places(size_t *where, size_t keys)
{
    for (size_t k = 0, before = 0; k < keys; k++) {
        size_t count = where[k];
        where[k] = before;
        before += count;
    }
}

static void sort_by_class(const uint8_t *class_of, size_t count, const uint32_t *from, uint32_t *to)
{
    size_t where[UINT8_MAX + 1] = {0};
    for (size_t i = 0; i < count; i++) where[class_of[i]]++;
    counts_to_places(where, UINT8_MAX + 1);
    for (size_t i = 0; i < count; i++) to[where[class_of[from[i]]]++] = from[i];
}

/* All persons by their classes; NULL when out of memory. */
static uint32_t *order_by_classes(const kk_cohort *cohort, const uint8_t *dimension)
{
    size_t count = cohort->person_count;
    uint32_t *order = malloc((count + 1) * sizeof *order), *other = malloc((count + 1) * sizeof *other);
    if (order == NULL || other == NULL) {
        free(order);
        free(other);
        return NULL;
    }
    for (size_t i = 0; i < count; i++) order[i] = (uint32_t)i;
    for (size_t d = 0; d < cohort->frame.dimension_count; d++) {
        sort_by_class(cohort->class_of[dimension[d]], count, order, other);
        uint32_t *sorted = other;
        other = order;
        order = sorted;
    }
    free(other);
    return order;
}

static bool allocate(const kk_cohort *cohort, size_t regions, kk_ordered *out)
{
    size_t room = cohort->person_count + KK_LANE_AHEAD;
    out->first = calloc(regions + 1, sizeof *out->first);
    out->person = calloc(room, sizeof *out->person);
    if (cohort->predictor != NULL) out->x = malloc(room * sizeof *out->x);
    if (cohort->weight != NULL) out->weight = malloc(room * sizeof *out->weight);
    return out->first != NULL && out->person != NULL && (out->x != NULL || cohort->predictor == NULL) &&
           (out->weight != NULL || cohort->weight == NULL);
}

/* While persons are put in their places, first[r] is the next place of region r; then that of r + 1. */
static void sort_by_region(const kk_cohort *cohort, size_t type, const uint32_t *order, kk_ordered *out)
{
    const uint32_t *region = cohort->region[type];
    size_t regions = cohort->frame.type[type].count;
    for (size_t i = 0; i < cohort->person_count; i++)
        if (region[i] != KK_NO_REGION) out->first[region[i]]++, out->count++;
    counts_to_places(out->first, regions);
    for (size_t i = 0; i < cohort->person_count; i++)
        if (region[order[i]] != KK_NO_REGION) out->person[out->first[region[order[i]]]++] = order[i];
    memmove(out->first + 1, out->first, regions * sizeof *out->first);
    out->first[0] = 0;
}

static void copy_values(const kk_cohort *cohort, kk_ordered *out)
{
    for (size_t i = 0; out->x != NULL && i < out->count; i++) {
        double x = cohort->predictor[out->person[i]];
        out->x[i] = isnan(x) ? 0 : x;
    }
    for (size_t i = 0; out->weight != NULL && i < out->count; i++) out->weight[i] = cohort->weight[out->person[i]];
}

kk_status kk_order_by_region(const kk_cohort *cohort, const uint8_t *dimension, int threads, kk_ordered *out,
                             kk_error *err)
{
    uint32_t *order = order_by_classes(cohort, dimension);
    bool failed = order == NULL;
    size_t types = failed ? 0 : cohort->frame.type_count;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1) reduction(|| : failed)
    for (size_t t = 0; t < types; t++) {
        if (!allocate(cohort, cohort->frame.type[t].count, &out[t])) {
            failed = true;
            continue;
        }
        sort_by_region(cohort, t, order, &out[t]);
        copy_values(cohort, &out[t]);
    }
    free(order);
    return failed ? kk_fail_memory(err) : KK_OK;
}

void kk_ordered_clear(kk_ordered *ordered)
{
    free(ordered->first);
    kk_wiped_free(ordered->person);
    kk_wiped_free(ordered->x);
    kk_wiped_free(ordered->weight);
}
