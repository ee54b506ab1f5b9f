/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/collective_shares.h"
#include "measure/key_counts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- division ---- */

typedef struct remainder_of {
    uint64_t remainder;
    size_t index;
} remainder_of;

static int largest_first(const void *a, const void *b)
{
    const remainder_of *left = a, *right = b;
    if (left->remainder != right->remainder) return left->remainder > right->remainder ? -1 : 1;
    return (left->index > right->index) - (left->index < right->index);
}

kk_status kk_cents_divide(int64_t cents, const uint64_t *weight, size_t count, int64_t *share, kk_error *err)
{
    remainder_of *rest = malloc((count + 1) * sizeof *rest);
    if (rest == NULL) return kk_fail_memory(err);
    uint64_t whole = (uint64_t)llabs(cents), left = whole, total = 0;
    for (size_t i = 0; i < count; i++) total += weight[i];
    for (size_t i = 0; i < count; i++) {
        unsigned __int128 product = (unsigned __int128)whole * weight[i];
        share[i] = (int64_t)(product / total);
        rest[i] = (remainder_of){(uint64_t)(product % total), i};
        left -= (uint64_t)share[i];
    }
    qsort(rest, count, sizeof *rest, largest_first);
    for (size_t i = 0; i < left; i++) share[rest[i].index]++;
    for (size_t i = 0; i < count && cents < 0; i++) share[i] = -share[i];
    free(rest);
    return KK_OK;
}

/* ---- areas of a line ---- */

kk_status kk_shares_new(size_t slot_count, kk_arena *arena, kk_shares *out, kk_error *err)
{
    *out = (kk_shares){
        .slot = kk_arena_alloc(arena, slot_count + 1, sizeof *out->slot),
        .weight = kk_arena_alloc(arena, slot_count + 1, sizeof *out->weight),
        .cents = kk_arena_alloc(arena, slot_count + 1, sizeof *out->cents),
    };
    return out->slot == NULL || out->weight == NULL || out->cents == NULL ? kk_fail_memory(err) : KK_OK;
}

static double key_count(const kk_population_cell *cell, const char *key)
{
    if (strcmp(key, "births") == 0) return kk_births_of(cell);
    return strcmp(key, "children") == 0 ? kk_children_of(cell) : kk_youths_of(cell);
}

/* The areas of `level` within the slot `own`, with their weights; false when these come to nothing. */
static bool take_level(const kk_budget_line *line, const kk_population_cell *cells, const kk_geography *geography,
                       size_t level, kk_shares *out)
{
    size_t own = kk_geography_slot(geography, line->place);
    const uint32_t *within = geography->within[kk_locus_level(line->place)];
    uint64_t total = 0;
    out->count = out->missing = 0;
    for (size_t area = 0; area < geography->areas->level[level].count; area++) {
        size_t slot = geography->first[level] + area;
        if (within[slot] != own || slot == own || geography->areas->level[level].water[area]) continue;
        double persons = key_count(&cells[area], line->key);
        if (isnan(persons)) {
            out->missing++;
            continue;
        }
        out->slot[out->count] = (uint32_t)slot;
        out->weight[out->count] = (uint64_t)llround(persons * KK_KEY_UNIT);
        total += out->weight[out->count++];
    }
    return total > 0;
}

static bool take_finest(const kk_budget_line *line, ptrdiff_t period, const kk_population *population,
                        const kk_geography *geography, kk_shares *out)
{
    for (size_t l = geography->areas->level_count; l-- > 0;)
        if (geography->areas->level[l].kind != KK_LEVEL_OWN &&
            take_level(line, population->level[l][period], geography, l, out))
            return true;
    return false;
}

kk_status kk_shares_find(const kk_budget_line *line, const char *period, const kk_population *population,
                         const kk_geography *geography, kk_shares *out, kk_error *err)
{
    ptrdiff_t p = kk_population_period(population, period);
    out->at_own_level = *line->key == '\0' || p < 0 || !take_finest(line, p, population, geography, out);
    if (!out->at_own_level) return kk_cents_divide(line->cents, out->weight, out->count, out->cents, err);
    out->count = 1;
    out->missing = 0;
    out->slot[0] = (uint32_t)kk_geography_slot(geography, line->place);
    out->cents[0] = line->cents;
    return KK_OK;
}
