/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/system.h"
#include "disclosure/system_index.h"
#include "disclosure/system_truth.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct collection {
    const kk_system_index *index;
    const double *truth;
    kk_fact *item;
    size_t count, capacity;
    bool failed;
} collection;

static void add_fact(collection *list, const kk_fact *fact)
{
    if (kk_grow(&list->item, &list->capacity, list->count + 1, sizeof *list->item) != 0)
        list->failed = true;
    else
        list->item[list->count++] = *fact;
}

/* ---- what is public ---- */

static void add_public(collection *list, uint32_t quantity, uint32_t level, uint32_t period)
{
    const kk_system_index *index = list->index;
    uint32_t block = kk_block_of(index, quantity, level, period);
    if (block == KK_NONE) return;
    for (uint32_t i = 0; i < index->publication->level[level].count; i++) {
        double value = list->truth[block + i];
        if (isnan(value)) continue;
        add_fact(list, &(kk_fact){quantity, level, i, index->period[period], "", value, KK_FIGURE_OK});
    }
}

/* ---- what is beyond the parts ---- */

/* Beyond which parts, of a quantity at a level in a period. */
typedef struct whole {
    uint32_t quantity, level, period, block;
    const char *beyond;
} whole;

static double rest_of(double total, double parts)
{
    double rest = total - parts;
    return fabs(rest) <= 1e-9 * fmax(1, fmax(fabs(total), fabs(parts))) ? 0 : rest;
}

/* What may be told of a rest: nothing of a few persons but that there are some, and nothing of what is no count. */
static kk_figure tellable(const kk_publication *publication, uint32_t quantity, double rest)
{
    const kk_publication_rules *rules = &publication->rules;
    bool is_count = publication->quantity[quantity].is_count && rest == floor(rest);
    if (isnan(rest)) return kk_figure_missing(KK_FIGURE_UNKNOWN);
    if (rules->rounding > 0 && is_count) return (kk_figure){rest, KK_FIGURE_OK};
    if (!is_count || rest < 0) return kk_figure_missing(KK_FIGURE_SUPPRESSED);
    if (rest < rules->minimum) return kk_figure_missing(KK_FIGURE_SUPPRESSED_COUNT);
    return (kk_figure){rest, KK_FIGURE_OK};
}

static void add_rest(collection *list, const whole *of, uint32_t area, double parts)
{
    double rest = rest_of(list->truth[of->block + area], parts);
    if (rest == 0) return;
    kk_figure told = tellable(list->index->publication, of->quantity, rest);
    add_fact(list, &(kk_fact){of->quantity, of->level, area, list->index->period[of->period], of->beyond, told.value,
                              (uint8_t)told.status});
}

static void add_relation(collection *list, size_t r, uint32_t level, uint32_t period)
{
    const kk_system_index *index = list->index;
    const kk_relation *relation = &index->publication->relation[r];
    const whole of = {relation->whole, level, period, kk_block_of(index, relation->whole, level, period),
                      relation->beyond};
    for (uint32_t i = 0; i < index->publication->level[level].count; i++) {
        double parts = 0;
        for (size_t p = 0; p < relation->part_count; p++)
            parts += list->truth[kk_block_of(index, relation->part[p], level, period) + i];
        add_rest(list, &of, i, parts);
    }
}

static void add_link(collection *list, const kk_level_link *link, uint32_t quantity, uint32_t period)
{
    const kk_system_index *index = list->index;
    const whole of = {quantity, link->upper, period, kk_block_of(index, quantity, link->upper, period),
                      index->publication->level[link->lower].name};
    uint32_t lower = kk_block_of(index, quantity, link->lower, period);
    for (uint32_t i = 0; i < index->publication->level[link->upper].count; i++) {
        double parts = 0;
        if (link->begin[i] == link->begin[i + 1]) continue;
        for (uint32_t m = link->begin[i]; m < link->begin[i + 1]; m++) parts += list->truth[lower + link->member[m]];
        add_rest(list, &of, i, parts);
    }
}

/* ---- all of it ---- */

static void collect_quantity(collection *list, uint32_t q)
{
    const kk_publication *from = list->index->publication;
    for (uint32_t p = 0; p < list->index->period_count; p++) {
        if (from->quantity[q].is_public)
            for (uint32_t l = 0; l < from->level_count; l++) add_public(list, q, l, p);
        for (size_t k = 0; k < from->link_count; k++)
            if (kk_link_is_used(list->index, k, q, p)) add_link(list, &from->link[k], q, p);
    }
}

static void collect_relation(collection *list, size_t r)
{
    const kk_publication *from = list->index->publication;
    if (from->relation[r].kind != KK_RELATION_SUM || *from->relation[r].beyond == '\0') return;
    for (uint32_t l = 0; l < from->level_count; l++)
        for (uint32_t p = 0; p < list->index->period_count; p++)
            if (kk_relation_is_used(list->index, r, l, p)) add_relation(list, r, l, p);
}

static kk_status keep(const collection *list, kk_publication *publication, kk_arena *arena, kk_error *err)
{
    publication->fact = kk_arena_alloc(arena, list->count, sizeof *publication->fact);
    if (publication->fact == NULL || list->failed) return kk_fail_memory(err);
    if (list->count > 0) memcpy(publication->fact, list->item, list->count * sizeof *list->item);
    publication->fact_count = list->count;
    return KK_OK;
}

kk_status kk_facts_make(kk_publication *publication, kk_truth_finder *truth, const void *context, kk_arena *arena,
                        kk_error *err)
{
    const kk_truth_source source = {truth, context, 1};
    kk_system_index index;
    double *figures = NULL;
    publication->fact_count = 0;
    kk_status status = kk_system_index_make(publication, arena, &index, err);
    if (status == KK_OK) status = kk_system_truth_make(&index, &source, arena, &figures, err);
    if (status != KK_OK) return status;
    collection list = {.index = &index, .truth = figures};
    for (uint32_t q = 0; q < publication->quantity_count; q++) collect_quantity(&list, q);
    for (size_t r = 0; r < publication->relation_count; r++) collect_relation(&list, r);
    status = keep(&list, publication, arena, err);
    free(list.item);
    return status;
}
