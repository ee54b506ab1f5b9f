/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/estimate_sums.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Regions of a smaller type in those of a larger one. */
typedef struct nesting {
    uint32_t *larger;   /* [smaller region] the one that it is in, KK_NO_REGION: none */
    bool *is_whole;     /* [larger region] everybody in it is in a smaller one */
    bool *is_contained; /* [larger region] nobody in its parts is outside it */
    bool is_nested;     /* no smaller region has persons in two larger ones */
} nesting;

static void clear_nesting(nesting *nested)
{
    free(nested->larger);
    free(nested->is_whole);
    free(nested->is_contained);
}

static kk_status allocate_nesting(size_t smaller, size_t larger, nesting *out, kk_error *err)
{
    *out = (nesting){.larger = malloc((smaller + 1) * sizeof *out->larger),
                     .is_whole = malloc(larger + 1),
                     .is_contained = malloc(larger + 1)};
    if (out->larger == NULL || out->is_whole == NULL || out->is_contained == NULL) return kk_fail_memory(err);
    for (size_t r = 0; r < smaller; r++) out->larger[r] = KK_NO_REGION;
    for (size_t r = 0; r < larger; r++) out->is_whole[r] = out->is_contained[r] = true;
    return KK_OK;
}

static bool find_larger(const kk_cohort *cohort, size_t smaller, size_t larger, nesting *out)
{
    for (size_t p = 0; p < cohort->person_count; p++) {
        uint32_t in = cohort->region[larger][p], of = cohort->region[smaller][p];
        if (in == KK_NO_REGION || of == KK_NO_REGION) continue;
        if (out->larger[of] != KK_NO_REGION && out->larger[of] != in) return false;
        out->larger[of] = in;
    }
    return true;
}

static void find_outsiders(const kk_cohort *cohort, size_t smaller, size_t larger, nesting *out)
{
    for (size_t p = 0; p < cohort->person_count; p++) {
        uint32_t in = cohort->region[larger][p], of = cohort->region[smaller][p];
        if (in != KK_NO_REGION && of == KK_NO_REGION) out->is_whole[in] = false;
        if (in == KK_NO_REGION && of != KK_NO_REGION && out->larger[of] != KK_NO_REGION)
            out->is_contained[out->larger[of]] = false;
    }
}

static kk_status nest(const kk_cohort *cohort, size_t smaller, size_t larger, nesting *out, kk_error *err)
{
    const kk_region_type *type = cohort->frame.type;
    kk_status status = allocate_nesting(type[smaller].count, type[larger].count, out, err);
    if (status != KK_OK) return status;
    out->is_nested = find_larger(cohort, smaller, larger, out);
    if (out->is_nested) find_outsiders(cohort, smaller, larger, out);
    return KK_OK;
}

/* ---- which pairs of types ---- */

typedef struct nestings {
    size_t count;
    nesting pair[KK_REGION_TYPES_MAX][KK_REGION_TYPES_MAX]; /* [smaller][larger] */
} nestings;

/* Of two types with the same regions the first is the larger. */
static bool is_smaller(const nestings *all, size_t t, size_t larger)
{
    return t != larger && all->pair[t][larger].is_nested && !(all->pair[larger][t].is_nested && t < larger);
}

/* Both types of a pair have the same persons, so that every sum of theirs is whole. */
static bool is_exact(const nestings *all, const kk_estimate_frame *frame, size_t t, size_t larger)
{
    const nesting *nested = &all->pair[t][larger];
    if (!is_smaller(all, t, larger)) return false;
    for (size_t r = 0; r < frame->type[larger].count; r++)
        if (!nested->is_whole[r] || !nested->is_contained[r]) return false;
    return true;
}

/* What follows from a type between is no new sum. */
static bool is_needed(const nestings *all, const kk_estimate_frame *frame, size_t t, size_t larger)
{
    if (!is_smaller(all, t, larger)) return false;
    for (size_t between = 0; between < all->count; between++)
        if (is_exact(all, frame, t, between) && is_exact(all, frame, between, larger)) return false;
    return true;
}

static kk_status nest_all(const kk_cohort *cohort, nestings *all, kk_error *err)
{
    all->count = cohort->frame.type_count;
    for (size_t t = 0; t < all->count; t++)
        for (size_t larger = 0; larger < all->count; larger++) {
            if (t == larger) continue;
            kk_status status = nest(cohort, t, larger, &all->pair[t][larger], err);
            if (status != KK_OK) return status;
        }
    return KK_OK;
}

/* ---- the sums of a pair ---- */

typedef struct sum_list {
    kk_region_sum *sum;
    size_t *parts;
    size_t count;
} sum_list;

static kk_status add_sum(const kk_estimate_sums *sums, size_t t, uint32_t whole, uint32_t number, const nesting *nested,
                         sum_list *list, kk_arena *arena, kk_error *err)
{
    size_t count = sums->frame->type[t].count, parts = 0;
    for (size_t r = 0; r < count; r++) parts += nested->larger[r] == whole;
    if (parts == 0) return KK_OK;
    kk_region_sum *sum = &list->sum[list->count];
    *sum = (kk_region_sum){.type = t,
                           .region = kk_arena_alloc(arena, 1 + parts, sizeof *sum->region),
                           .has_rest = !nested->is_whole[whole] || !nested->is_contained[whole],
                           .is_contained = nested->is_contained[whole]};
    if (sum->region == NULL) return kk_fail_memory(err);
    sum->region[0] = number;
    size_t end = 1;
    for (size_t r = 0; r < count; r++)
        if (nested->larger[r] == whole) sum->region[end++] = (uint32_t)(sums->type_begin[t] + r);
    list->parts[list->count++] = parts;
    return KK_OK;
}

static kk_status add_pair(const kk_estimate_sums *sums, size_t t, size_t larger, const nesting *nested, sum_list *list,
                          kk_arena *arena, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t r = 0; r < sums->frame->type[larger].count && status == KK_OK; r++)
        status = add_sum(sums, t, (uint32_t)r, (uint32_t)(sums->type_begin[larger] + r), nested, list, arena, err);
    return status;
}

static kk_status add_sums(const nestings *all, kk_arena *arena, kk_estimate_sums *sums, kk_error *err)
{
    size_t most = sums->region_count * all->count;
    sum_list list = {.sum = kk_arena_alloc(arena, most, sizeof *list.sum),
                     .parts = kk_arena_alloc(arena, most, sizeof *list.parts)};
    kk_status status = list.sum == NULL || list.parts == NULL ? kk_fail_memory(err) : KK_OK;
    for (size_t t = 0; t < all->count; t++)
        for (size_t larger = 0; larger < all->count && status == KK_OK; larger++)
            if (is_needed(all, sums->frame, t, larger))
                status = add_pair(sums, t, larger, &all->pair[t][larger], &list, arena, err);
    if (status != KK_OK) return status;
    sums->sum = list.sum;
    sums->sum_count = list.count;
    return kk_estimate_sums_link(sums, list.parts, arena, err);
}

/* ---- which outcomes count the same persons ---- */

static bool same_persons(const kk_cohort *cohort, size_t a, size_t b)
{
    const double *of_a = kk_cohort_block(cohort, a / KK_LANES) + a % KK_LANES;
    const double *of_b = kk_cohort_block(cohort, b / KK_LANES) + b % KK_LANES;
    for (size_t p = 0; p < cohort->person_count; p++)
        if (isnan(of_a[p * KK_LANES]) != isnan(of_b[p * KK_LANES])) return false;
    return true;
}

static kk_status find_persons(const kk_cohort *cohort, kk_arena *arena, kk_estimate_sums *sums, kk_error *err)
{
    size_t outcomes = cohort->frame.outcome_count;
    sums->persons = kk_arena_alloc(arena, outcomes, sizeof *sums->persons);
    if (sums->persons == NULL) return kk_fail_memory(err);
    for (size_t o = 0; o < outcomes; o++) {
        size_t first = 0;
        while (first < o && (sums->persons[first] != first || !same_persons(cohort, first, o))) first++;
        sums->persons[o] = (uint32_t)first;
    }
    return KK_OK;
}

kk_status kk_estimate_sums_make(const kk_cohort *cohort, const kk_config_estimates *config, kk_arena *arena,
                                kk_estimate_sums *out, kk_error *err)
{
    nestings *all = calloc(1, sizeof *all);
    if (all == NULL) return kk_fail_memory(err);
    kk_status status = kk_estimate_sums_init(&cohort->frame, arena, out, err);
    out->threshold = config->threshold;
    out->has_numerators = cohort->weight == NULL && config->rule != KK_RULE_PERSONS;
    if (status == KK_OK) status = nest_all(cohort, all, err);
    if (status == KK_OK) status = add_sums(all, arena, out, err);
    if (status == KK_OK) status = find_persons(cohort, arena, out, err);
    for (size_t t = 0; t < all->count; t++)
        for (size_t larger = 0; larger < all->count; larger++) clear_nesting(&all->pair[t][larger]);
    free(all);
    return status;
}
