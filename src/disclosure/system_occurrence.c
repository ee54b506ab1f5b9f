/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/system_occurrence.h"

#include <stdlib.h>
#include <string.h>

static size_t place_of(const kk_system_index *index, size_t what, uint32_t level, uint32_t period)
{
    return (what * index->publication->level_count + level) * index->period_count + period;
}

static bool occurs(const kk_system_index *index, uint32_t kind, uint32_t level, uint32_t period)
{
    return index->block[place_of(index, kind, level, period)] != KK_NONE;
}

static void mark(kk_system_index *index, uint32_t kind, uint32_t level, uint32_t period, bool is_shown)
{
    size_t place = place_of(index, kind, level, period);
    index->block[place] = 0;
    index->is_shown[place] = index->is_shown[place] || is_shown;
}

/* ---- by columns ---- */

static void mark_part(kk_system_index *index, uint32_t kind, uint32_t level, uint32_t period)
{
    if (kind == KK_NONE) return;
    mark(index, kind, level, period, true);
    const kk_quantity_sum *sum = &index->kind[kind].sum;
    for (size_t t = 0; t < sum->count; t++) mark(index, sum->quantity[t], level, period, true);
}

static void mark_columns(kk_system_index *index)
{
    for (size_t c = 0; c < index->publication->column_count; c++) {
        const kk_publication_column *column = &index->publication->column[c];
        const kk_parts *parts = &index->parts[column->indicator];
        mark_part(index, parts->numerator, column->level, index->column_period[c]);
        mark_part(index, parts->denominator, column->level, index->column_period[c]);
    }
}

/* ---- by levels ---- */

static bool are_linked(const kk_publication *publication, uint32_t upper, uint32_t lower)
{
    for (size_t k = 0; k < publication->link_count; k++)
        if (publication->link[k].upper == upper && publication->link[k].lower == lower) return true;
    return false;
}

static bool are_related(const kk_publication *publication, uint32_t a, uint32_t b)
{
    return a == b || are_linked(publication, a, b) || are_linked(publication, b, a);
}

/* Whether two unrelated levels at which the quantity is shown are both made of `level`. */
static bool is_meeting_place(const kk_system_index *index, uint32_t quantity, uint32_t level, uint32_t period)
{
    const kk_publication *from = index->publication;
    for (size_t a = 0; a < from->link_count; a++) {
        if (from->link[a].lower != level || !occurs(index, quantity, from->link[a].upper, period)) continue;
        for (size_t b = a + 1; b < from->link_count; b++)
            if (from->link[b].lower == level && occurs(index, quantity, from->link[b].upper, period) &&
                !are_related(from, from->link[a].upper, from->link[b].upper))
                return true;
    }
    return false;
}

static void mark_meeting_places(kk_system_index *index)
{
    const kk_publication *from = index->publication;
    for (uint32_t q = 0; q < from->quantity_count; q++) {
        if (from->quantity[q].is_public || !from->quantity[q].adds_up) continue;
        for (uint32_t l = 0; l < from->level_count; l++)
            for (uint32_t p = 0; p < index->period_count; p++)
                if (!occurs(index, q, l, p) && is_meeting_place(index, q, l, p)) mark(index, q, l, p, true);
    }
}

/* ---- by relations ---- */

/* The relations of one level and period while those that say nothing are left out. */
typedef struct pruning {
    kk_system_index *index;
    uint32_t level, period;
    uint32_t *uses; /* [quantity] in so many relations that are left */
    bool *is_met;   /* [quantity] while relations are followed from one to the next */
} pruning;

static bool *is_used_at(const pruning *at, size_t relation)
{
    return &at->index->is_used[place_of(at->index, relation, at->level, at->period)];
}

static bool is_tied(const pruning *at, uint32_t quantity)
{
    return at->index->publication->quantity[quantity].is_public || at->uses[quantity] > 1 ||
           occurs(at->index, quantity, at->level, at->period);
}

static bool says_something(const pruning *at, const kk_relation *relation)
{
    bool is_any_part_tied = false;
    for (size_t p = 0; p < relation->part_count; p++)
        is_any_part_tied = is_any_part_tied || is_tied(at, relation->part[p]);
    return is_any_part_tied && is_tied(at, relation->whole);
}

static void use(const pruning *at, size_t r, bool is_used)
{
    const kk_relation *relation = &at->index->publication->relation[r];
    uint32_t step = is_used ? 1 : UINT32_MAX; /* modulo 2³² */
    *is_used_at(at, r) = is_used;
    at->uses[relation->whole] += step;
    for (size_t p = 0; p < relation->part_count; p++) at->uses[relation->part[p]] += step;
}

static bool prune(const pruning *at)
{
    const kk_publication *from = at->index->publication;
    bool any = false;
    for (size_t r = 0; r < from->relation_count; r++) {
        if (!*is_used_at(at, r) || says_something(at, &from->relation[r])) continue;
        use(at, r, false);
        any = true;
    }
    return any;
}

static bool meets(const pruning *at, const kk_relation *relation)
{
    bool any = at->is_met[relation->whole];
    for (size_t p = 0; p < relation->part_count; p++) any = any || at->is_met[relation->part[p]];
    return any;
}

static bool meet(const pruning *at, uint32_t quantity)
{
    bool is_new = !at->is_met[quantity];
    at->is_met[quantity] = true;
    return is_new;
}

/* Meets everything that hangs together with a relation by others; how much of it is shown, or public. */
static size_t follow(const pruning *at, const kk_relation *first)
{
    const kk_publication *from = at->index->publication;
    size_t shown = 0;
    memset(at->is_met, 0, from->quantity_count * sizeof *at->is_met);
    for (bool any = meet(at, first->whole); any;) {
        any = false;
        for (size_t r = 0; r < from->relation_count; r++) {
            const kk_relation *relation = &from->relation[r];
            if (!*is_used_at(at, r) || !meets(at, relation)) continue;
            any = meet(at, relation->whole) || any;
            for (size_t p = 0; p < relation->part_count; p++) any = meet(at, relation->part[p]) || any;
        }
    }
    for (uint32_t q = 0; q < from->quantity_count; q++)
        shown += at->is_met[q] && (from->quantity[q].is_public || occurs(at->index, q, at->level, at->period));
    return shown;
}

/* Auxiliaries can go round in a circle of relations, each tied to the next, and all to one figure or none. */
static void leave_circles(const pruning *at)
{
    const kk_publication *from = at->index->publication;
    for (size_t r = 0; r < from->relation_count; r++) {
        if (!*is_used_at(at, r) || follow(at, &from->relation[r]) > 1) continue;
        for (size_t other = r; other < from->relation_count; other++)
            if (*is_used_at(at, other) && meets(at, &from->relation[other])) use(at, other, false);
    }
}

static bool is_any_private(const kk_publication *publication, const kk_relation *relation)
{
    bool any = !publication->quantity[relation->whole].is_public;
    for (size_t p = 0; p < relation->part_count; p++) any = any || !publication->quantity[relation->part[p]].is_public;
    return any;
}

static void mark_relations(const pruning *at)
{
    const kk_publication *from = at->index->publication;
    for (size_t q = 0; q < from->quantity_count; q++) at->uses[q] = 0;
    for (size_t r = 0; r < from->relation_count; r++)
        if (from->relation[r].kind == KK_RELATION_SUM && is_any_private(from, &from->relation[r])) use(at, r, true);
    while (prune(at)) continue;
    leave_circles(at);
    for (size_t r = 0; r < from->relation_count; r++) {
        const kk_relation *relation = &from->relation[r];
        if (!*is_used_at(at, r)) continue;
        mark(at->index, relation->whole, at->level, at->period, false);
        for (size_t p = 0; p < relation->part_count; p++)
            mark(at->index, relation->part[p], at->level, at->period, false);
    }
}

/* ---- all of it ---- */

bool kk_relation_is_used(const kk_system_index *index, size_t relation, uint32_t level, uint32_t period)
{
    const kk_relation *of = &index->publication->relation[relation];
    if (of->kind == KK_RELATION_SUM) return index->is_used[place_of(index, relation, level, period)];
    bool all = is_any_private(index->publication, of) && occurs(index, of->whole, level, period);
    for (size_t p = 0; p < of->part_count; p++) all = all && occurs(index, of->part[p], level, period);
    return all;
}

bool kk_block_is_shown(const kk_system_index *index, uint32_t quantity, uint32_t level, uint32_t period)
{
    return index->is_shown[place_of(index, quantity, level, period)];
}

bool kk_link_is_used(const kk_system_index *index, size_t link, uint32_t quantity, uint32_t period)
{
    const kk_publication *from = index->publication;
    const kk_quantity *of = &from->quantity[quantity];
    uint32_t upper = from->link[link].upper, lower = from->link[link].lower;
    if (of->is_public || !of->adds_up) return false;
    if (!kk_block_is_shown(index, quantity, upper, period) || !kk_block_is_shown(index, quantity, lower, period))
        return false;
    for (uint32_t l = 0; l < from->level_count; l++)
        if (kk_block_is_shown(index, quantity, l, period) && are_linked(from, upper, l) && are_linked(from, l, lower))
            return false;
    return true;
}

static void mark_all(pruning *at)
{
    kk_system_index *index = at->index;
    const kk_publication *from = index->publication;
    size_t blocks = index->kind_count * from->level_count * index->period_count;
    for (size_t b = 0; b < blocks; b++) index->block[b] = KK_NONE;
    mark_columns(index);
    mark_meeting_places(index);
    for (at->level = 0; at->level < from->level_count; at->level++)
        for (at->period = 0; at->period < index->period_count; at->period++) mark_relations(at);
}

kk_status kk_system_occurrence_find(kk_system_index *index, kk_error *err)
{
    const kk_publication *from = index->publication;
    pruning at = {.index = index,
                  .uses = calloc(from->quantity_count + 1, sizeof *at.uses),
                  .is_met = calloc(from->quantity_count + 1, sizeof *at.is_met)};
    bool failed = at.uses == NULL || at.is_met == NULL;
    if (!failed) mark_all(&at);
    free(at.uses);
    free(at.is_met);
    return failed ? kk_fail_memory(err) : KK_OK;
}
