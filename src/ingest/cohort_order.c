/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/wiped.h"
#include "kk/cohort.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CACHE_LINE = 64, KEY_BITS = 64 };

/* A person with what he or she is sorted by first: as many regions and classes as fit. */
typedef struct order_item {
    uint64_t key;
    size_t person;
} order_item;

typedef struct orderer {
    const kk_cohort *cohort;
    size_t type[KK_REGION_TYPES_MAX]; /* the finest first */
} orderer;

/* ---- comparing ---- */

/* NaN behind all numbers. */
static int compare_doubles(double a, double b)
{
    if (isnan(a) || isnan(b)) return (isnan(a) != 0) - (isnan(b) != 0);
    return a < b ? -1 : a > b;
}

static int compare_outcomes(const kk_cohort *cohort, size_t a, size_t b)
{
    for (size_t block = 0; block < kk_cohort_blocks(cohort); block++) {
        const double *value = kk_cohort_block(cohort, block);
        for (size_t lane = 0; lane < KK_LANES; lane++) {
            int order = compare_doubles(value[a * KK_LANES + lane], value[b * KK_LANES + lane]);
            if (order != 0) return order;
        }
    }
    return 0;
}

static int compare_persons(const orderer *by, size_t a, size_t b)
{
    const kk_cohort *cohort = by->cohort;
    for (size_t t = 0; t < cohort->frame.type_count; t++) {
        const uint32_t *region = cohort->region[by->type[t]];
        if (region[a] != region[b]) return region[a] < region[b] ? -1 : 1;
    }
    for (size_t d = 0; d < cohort->frame.dimension_count; d++) {
        const uint8_t *class = cohort->class_of[d];
        if (class[a] != class[b]) return class[a] < class[b] ? -1 : 1;
    }
    int order = 0;
    if (cohort->predictor != NULL) order = compare_doubles(cohort->predictor[a], cohort->predictor[b]);
    if (order == 0 && cohort->weight != NULL) order = compare_doubles(cohort->weight[a], cohort->weight[b]);
    return order != 0 ? order : compare_outcomes(cohort, a, b);
}

static int compare_items(const void *a, const void *b, void *context)
{
    const order_item *left = a, *right = b;
    if (left->key != right->key) return left->key < right->key ? -1 : 1;
    return compare_persons(context, left->person, right->person);
}

/* ---- keys ---- */

static void order_types(orderer *by)
{
    const kk_region_type *type = by->cohort->frame.type;
    for (size_t t = 0; t < by->cohort->frame.type_count; t++) {
        size_t i = t;
        for (; i > 0 && type[by->type[i - 1]].count < type[t].count; i--) by->type[i] = by->type[i - 1];
        by->type[i] = t;
    }
}

static unsigned bits_for(size_t values)
{
    unsigned bits = 0;
    while ((values - 1) >> bits > 0) bits++;
    return bits;
}

/* The key in the order of compare_persons, as far as there are bits. */
static uint64_t make_key(const orderer *by, size_t person)
{
    const kk_estimate_frame *frame = &by->cohort->frame;
    uint64_t key = 0;
    unsigned used = 0;
    for (size_t t = 0; t < frame->type_count; t++) {
        size_t count = frame->type[by->type[t]].count;
        uint32_t region = by->cohort->region[by->type[t]][person];
        if (used + bits_for(count + 1) > KEY_BITS) return key;
        used += bits_for(count + 1);
        key = key << bits_for(count + 1) | (region == KK_NO_REGION ? count : region);
    }
    for (size_t d = 0; d < frame->dimension_count; d++) {
        unsigned bits = bits_for(frame->dimension[d].class_count);
        if (used + bits > KEY_BITS) return key;
        used += bits;
        key = key << bits | by->cohort->class_of[d][person];
    }
    return key;
}

/* ---- moving ---- */

/* Puts the items of `array` in order, by way of `scratch`. */
static void permute(void *array, size_t size, const order_item *item, size_t count, int threads, char *scratch)
{
    const char *from = array;
#pragma omp parallel for num_threads(threads)
    for (size_t i = 0; i < count; i++) memcpy(scratch + i * size, from + item[i].person * size, size);
    memcpy(array, scratch, count * size);
}

static void permute_all(kk_cohort *cohort, const order_item *item, int threads, char *scratch)
{
    size_t count = cohort->person_count, line = KK_LANES * sizeof *cohort->outcome;
    for (size_t d = 0; d < cohort->frame.dimension_count; d++)
        permute(cohort->class_of[d], sizeof *cohort->class_of[d], item, count, threads, scratch);
    for (size_t t = 0; t < cohort->frame.type_count; t++)
        permute(cohort->region[t], sizeof *cohort->region[t], item, count, threads, scratch);
    if (cohort->predictor != NULL) permute(cohort->predictor, sizeof *cohort->predictor, item, count, threads, scratch);
    if (cohort->weight != NULL) permute(cohort->weight, sizeof *cohort->weight, item, count, threads, scratch);
    for (size_t b = 0; b < kk_cohort_blocks(cohort); b++)
        permute(cohort->outcome + b * count * KK_LANES, line, item, count, threads, scratch);
}

kk_status kk_cohort_order(kk_cohort *cohort, int threads, kk_error *err)
{
    size_t count = cohort->person_count;
    orderer by = {.cohort = cohort};
    if (count == 0) return KK_OK;
    order_item *item = malloc(count * sizeof *item);
    char *scratch = aligned_alloc(CACHE_LINE, count * CACHE_LINE);
    kk_status status = item == NULL || scratch == NULL ? kk_fail_memory(err) : KK_OK;
    if (status == KK_OK) {
        order_types(&by);
#pragma omp parallel for num_threads(threads)
        for (size_t i = 0; i < count; i++) item[i] = (order_item){make_key(&by, i), i};
        qsort_r(item, count, sizeof *item, compare_items, &by);
        permute_all(cohort, item, threads, scratch);
    }
    kk_wiped_free(item);
    kk_wiped_free(scratch);
    return status;
}
