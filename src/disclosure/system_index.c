/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/system_index.h"
#include "disclosure/system_occurrence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- kinds ---- */

static bool is_same_sum(const kk_quantity_sum *a, const kk_quantity_sum *b)
{
    return a->count == b->count && memcmp(a->quantity, b->quantity, a->count * sizeof *a->quantity) == 0 &&
           memcmp(a->coefficient, b->coefficient, a->count * sizeof *a->coefficient) == 0;
}

static kk_kind kind_of_sum(const kk_publication *publication, const kk_quantity_sum *sum, uint32_t indicator)
{
    kk_kind kind = {KK_NONE, indicator, *sum, true, true, true};
    for (size_t t = 0; t < sum->count; t++) {
        const kk_quantity *quantity = &publication->quantity[sum->quantity[t]];
        double coefficient = sum->coefficient[t];
        kind.is_public = kind.is_public && quantity->is_public;
        kind.is_count = kind.is_count && quantity->is_count && coefficient == floor(coefficient);
        kind.is_not_negative = kind.is_not_negative && quantity->is_count && coefficient > 0;
    }
    return kind;
}

/* The kind of a numerator or denominator, which is added where it is new. */
static uint32_t find_kind(kk_system_index *index, const kk_quantity_sum *sum, uint32_t indicator)
{
    size_t quantities = index->publication->quantity_count;
    if (sum->count == 0) return KK_NONE;
    if (sum->count == 1 && sum->coefficient[0] == 1) {
        kk_kind *kind = &index->kind[sum->quantity[0]];
        if (kind->indicator == KK_NONE) kind->indicator = indicator;
        return sum->quantity[0];
    }
    for (size_t k = quantities; k < index->kind_count; k++)
        if (is_same_sum(&index->kind[k].sum, sum)) return (uint32_t)k;
    index->kind[index->kind_count] = kind_of_sum(index->publication, sum, indicator);
    return (uint32_t)index->kind_count++;
}

static kk_status make_kinds(kk_system_index *index, kk_arena *arena, kk_error *err)
{
    const kk_publication *from = index->publication;
    index->kind = kk_arena_alloc(arena, from->quantity_count + 2 * from->indicator_count, sizeof *index->kind);
    index->parts = kk_arena_alloc(arena, from->indicator_count, sizeof *index->parts);
    if (index->kind == NULL || index->parts == NULL) return kk_fail_memory(err);
    for (uint32_t q = 0; q < from->quantity_count; q++) {
        const kk_quantity *quantity = &from->quantity[q];
        index->kind[q] = (kk_kind){q, KK_NONE, {0}, quantity->is_public, quantity->is_count, quantity->is_count};
    }
    index->kind_count = from->quantity_count;
    for (uint32_t i = 0; i < from->indicator_count; i++)
        index->parts[i] = (kk_parts){find_kind(index, &from->indicator[i].numerator, i),
                                     find_kind(index, &from->indicator[i].denominator, i)};
    return KK_OK;
}

/* ---- periods ---- */

static uint32_t add_period(kk_system_index *index, const char *period)
{
    uint32_t p = 0;
    while (p < index->period_count && strcmp(index->period[p], period) != 0) p++;
    if (p == index->period_count) index->period[index->period_count++] = period;
    return p;
}

static uint32_t find_period(const kk_system_index *index, const char *period)
{
    for (uint32_t p = 0; p < index->period_count; p++)
        if (strcmp(index->period[p], period) == 0) return p;
    return KK_NONE;
}

static kk_status make_periods(kk_system_index *index, kk_arena *arena, kk_error *err)
{
    const kk_publication *from = index->publication;
    index->period = kk_arena_alloc(arena, from->column_count, sizeof *index->period);
    index->column_period = kk_arena_alloc(arena, from->column_count, sizeof *index->column_period);
    if (index->period == NULL || index->column_period == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < from->column_count; c++) index->column_period[c] = add_period(index, from->column[c].period);
    return KK_OK;
}

/* ---- places ---- */

static size_t place_of_block(const kk_system_index *index, uint32_t kind, uint32_t level, uint32_t period)
{
    return ((size_t)kind * index->publication->level_count + level) * index->period_count + period;
}

uint32_t kk_block_of(const kk_system_index *index, uint32_t kind, uint32_t level, uint32_t period)
{
    return kind == KK_NONE ? KK_NONE : index->block[place_of_block(index, kind, level, period)];
}

bool kk_kind_is_rounded(const kk_system_index *index, const kk_kind *kind)
{
    return index->publication->rules.rounding > 0 && kind->is_count && !kind->is_public;
}

double kk_rounding_of_column(const kk_system_index *index, size_t column)
{
    const kk_publication_column *of = &index->publication->column[column];
    return of->is_earlier ? of->earlier_rounding : index->publication->rules.rounding;
}

static kk_status add_variables(kk_system_index *index, size_t count, kk_error *err)
{
    index->variable_count += count;
    if (index->variable_count < KK_NONE) return KK_OK;
    return kk_fail(err, KK_ERR_INTERNAL, "the release has more than %u figures", KK_NONE - 1);
}

static kk_status number_blocks(kk_system_index *index, kk_error *err)
{
    const kk_publication *from = index->publication;
    kk_status status = KK_OK;
    for (uint32_t k = 0; k < index->kind_count && status == KK_OK; k++)
        for (uint32_t l = 0; l < from->level_count && status == KK_OK; l++)
            for (uint32_t p = 0; p < index->period_count && status == KK_OK; p++) {
                uint32_t *block = &index->block[place_of_block(index, k, l, p)];
                if (*block == KK_NONE) continue;
                *block = (uint32_t)index->variable_count;
                status = add_variables(index, from->level[l].count, err);
            }
    return status;
}

static kk_status number_rests(kk_system_index *index, kk_arena *arena, kk_error *err)
{
    const kk_publication *from = index->publication;
    index->column_rest = kk_arena_alloc(arena, from->column_count + 1, sizeof *index->column_rest);
    if (index->column_rest == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    index->first_rest = (uint32_t)index->variable_count;
    for (size_t c = 0; c < from->column_count && status == KK_OK; c++) {
        size_t rests = 0;
        index->column_rest[c] = (uint32_t)index->variable_count;
        for (size_t i = 0; i < from->level[from->column[c].level].count; i++) rests += kk_cell_has_rest(index, c, i);
        status = add_variables(index, rests, err);
    }
    index->column_rest[from->column_count] = (uint32_t)index->variable_count;
    return status;
}

/* ---- facts ---- */

static int by_number(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int by_block(const kk_known *a, const kk_known *b)
{
    int order = by_number(a->quantity, b->quantity);
    if (order == 0) order = by_number(a->level, b->level);
    if (order == 0) order = by_number(a->period, b->period);
    return order == 0 ? strcmp(a->beyond, b->beyond) : order;
}

static int by_place(const void *a, const void *b)
{
    const kk_known *left = a, *right = b;
    int order = by_block(left, right);
    if (order == 0) order = by_number(left->area, right->area);
    return order == 0 ? by_number(left->fact, right->fact) : order;
}

static kk_status make_known(kk_system_index *index, kk_arena *arena, kk_error *err)
{
    const kk_publication *from = index->publication;
    kk_status status = KK_OK;
    index->known = kk_arena_alloc(arena, from->fact_count, sizeof *index->known);
    index->fact_variable = kk_arena_alloc(arena, from->fact_count, sizeof *index->fact_variable);
    if (index->known == NULL || index->fact_variable == NULL) return kk_fail_memory(err);
    for (uint32_t f = 0; f < from->fact_count && status == KK_OK; f++) {
        const kk_fact *fact = &from->fact[f];
        uint32_t period = find_period(index, fact->period);
        uint32_t block = period == KK_NONE ? KK_NONE : kk_block_of(index, fact->quantity, fact->level, period);
        index->fact_variable[f] = KK_NONE;
        if (block == KK_NONE) continue;
        index->known[index->known_count++] =
            (kk_known){fact->quantity, fact->level, period, fact->area, f, fact->beyond};
        index->fact_variable[f] = *fact->beyond == '\0' ? block + fact->area : (uint32_t)index->variable_count;
        status = add_variables(index, *fact->beyond != '\0', err);
    }
    if (index->known_count > 1) qsort(index->known, index->known_count, sizeof *index->known, by_place);
    return status;
}

/* The first of known[] that is not before `at`. */
static size_t lower_bound(const kk_system_index *index, const kk_known *at)
{
    size_t low = 0, high = index->known_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (by_place(&index->known[middle], at) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

kk_known_range kk_known_of(const kk_system_index *index, uint32_t quantity, uint32_t level, uint32_t period,
                           const char *beyond)
{
    kk_known at = {quantity, level, period, 0, 0, beyond};
    size_t begin = lower_bound(index, &at);
    at.area = at.fact = UINT32_MAX;
    return (kk_known_range){begin, lower_bound(index, &at)};
}

const kk_fact *kk_known_at(const kk_system_index *index, kk_known_range range, uint32_t area)
{
    while (range.begin < range.end) {
        size_t middle = (range.begin + range.end) / 2;
        if (index->known[middle].area == area) return &index->publication->fact[index->known[middle].fact];
        if (index->known[middle].area < area)
            range.begin = middle + 1;
        else
            range.end = middle;
    }
    return NULL;
}

/* ---- columns ---- */

const kk_publication_indicator *kk_indicator_of_column(const kk_system_index *index, size_t column)
{
    return &index->publication->indicator[index->publication->column[column].indicator];
}

kk_parts kk_blocks_of_column(const kk_system_index *index, size_t column)
{
    const kk_publication_column *from = &index->publication->column[column];
    kk_parts kinds = index->parts[from->indicator];
    uint32_t period = index->column_period[column];
    return (kk_parts){kk_block_of(index, kinds.numerator, from->level, period),
                      kk_block_of(index, kinds.denominator, from->level, period)};
}

const kk_kind *kk_numerator_of_column(const kk_system_index *index, size_t column)
{
    uint32_t kind = index->parts[index->publication->column[column].indicator].numerator;
    return kind == KK_NONE ? NULL : &index->kind[kind];
}

const kk_kind *kk_denominator_of_column(const kk_system_index *index, size_t column)
{
    uint32_t kind = index->parts[index->publication->column[column].indicator].denominator;
    return kind == KK_NONE ? NULL : &index->kind[kind];
}

bool kk_cell_has_rest(const kk_system_index *index, size_t column, size_t area)
{
    const kk_kind *numerator = kk_numerator_of_column(index, column);
    const kk_kind *denominator = kk_denominator_of_column(index, column);
    return index->publication->column[column].status[area] == KK_FIGURE_SUPPRESSED_REST && numerator != NULL &&
           denominator != NULL && !denominator->is_public;
}

/* ---- all of it ---- */

static kk_status make_blocks(kk_system_index *index, kk_arena *arena, kk_error *err)
{
    const kk_publication *from = index->publication;
    size_t places = from->level_count * index->period_count;
    index->block = kk_arena_alloc(arena, index->kind_count * places, sizeof *index->block);
    index->is_shown = kk_arena_alloc(arena, index->kind_count * places, sizeof *index->is_shown);
    index->is_used = kk_arena_alloc(arena, from->relation_count * places, sizeof *index->is_used);
    if (index->block == NULL || index->is_shown == NULL || index->is_used == NULL) return kk_fail_memory(err);
    kk_status status = kk_system_occurrence_find(index, err);
    return status == KK_OK ? number_blocks(index, err) : status;
}

kk_status kk_system_index_make(const kk_publication *publication, kk_arena *arena, kk_system_index *out, kk_error *err)
{
    *out = (kk_system_index){.publication = publication};
    kk_status status = make_kinds(out, arena, err);
    if (status == KK_OK) status = make_periods(out, arena, err);
    if (status == KK_OK) status = make_blocks(out, arena, err);
    if (status == KK_OK) status = number_rests(out, arena, err);
    return status == KK_OK ? make_known(out, arena, err) : status;
}
