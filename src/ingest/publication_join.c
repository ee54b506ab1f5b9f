/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/publication_join.h"
#include "kk/log.h"

#include <string.h>

/* An array with room for `more` behind its items; NULL when memory runs out. */
static void *widen(kk_arena *arena, const void *items, size_t count, size_t more, size_t size)
{
    void *wide = kk_arena_alloc(arena, count + more, size);
    if (wide != NULL && count > 0) memcpy(wide, items, count * size);
    return wide;
}

/* ---- quantities ---- */

static uint32_t find_quantity(const kk_publication *publication, const char *name)
{
    for (size_t q = 0; q < publication->quantity_count; q++)
        if (strcmp(publication->quantity[q].name, name) == 0) return (uint32_t)q;
    return KK_NOT_THERE;
}

static kk_status join_quantities(kk_publication_join_maps *maps, kk_error *err)
{
    kk_publication *now = maps->now;
    size_t count = maps->earlier->quantity_count;
    kk_quantity *wide = widen(maps->arena, now->quantity, now->quantity_count, count, sizeof *wide);
    maps->quantity = kk_arena_alloc(maps->arena, count, sizeof *maps->quantity);
    if (wide == NULL || maps->quantity == NULL) return kk_fail_memory(err);
    now->quantity = wide;
    for (size_t q = 0; q < count; q++) {
        maps->quantity[q] = find_quantity(now, maps->earlier->quantity[q].name);
        if (maps->quantity[q] != KK_NOT_THERE) continue;
        maps->quantity[q] = (uint32_t)now->quantity_count;
        now->quantity[now->quantity_count++] = maps->earlier->quantity[q];
    }
    return KK_OK;
}

/* ---- relations ---- */

static bool has_relation(const kk_publication *publication, const kk_relation *relation)
{
    for (size_t r = 0; r < publication->relation_count; r++) {
        const kk_relation *other = &publication->relation[r];
        if (other->kind == relation->kind && other->whole == relation->whole &&
            other->part_count == relation->part_count && strcmp(other->beyond, relation->beyond) == 0 &&
            memcmp(other->part, relation->part, relation->part_count * sizeof *relation->part) == 0)
            return true;
    }
    return false;
}

/* The same quantities in the numbers of now, in the arena; NULL when memory runs out. */
static uint32_t *renumber(const kk_publication_join_maps *maps, const uint32_t *quantity, size_t count)
{
    uint32_t *out = kk_arena_alloc(maps->arena, count, sizeof *out);
    for (size_t i = 0; out != NULL && i < count; i++) out[i] = maps->quantity[quantity[i]];
    return out;
}

/* Whether another sum of the same whole has a rest by the same name: of other parts, so that it is another rest. */
static bool has_rest(const kk_publication *publication, const kk_relation *relation)
{
    for (size_t r = 0; r < publication->relation_count; r++)
        if (publication->relation[r].whole == relation->whole &&
            strcmp(publication->relation[r].beyond, relation->beyond) == 0)
            return *relation->beyond != '\0';
    return false;
}

static kk_status join_relation(kk_publication_join_maps *maps, size_t r, kk_error *err)
{
    kk_publication *now = maps->now;
    kk_relation relation = maps->earlier->relation[r];
    maps->beyond[r] = relation.beyond;
    relation.whole = maps->quantity[relation.whole];
    relation.part = renumber(maps, relation.part, relation.part_count);
    if (relation.part == NULL) return kk_fail_memory(err);
    if (has_relation(now, &relation)) return KK_OK;
    if (has_rest(now, &relation))
        maps->beyond[r] = relation.beyond = kk_arena_format(maps->arena, "%s of %s", relation.beyond, maps->name);
    if (relation.beyond == NULL) return kk_fail_memory(err);
    now->relation[now->relation_count++] = relation;
    return KK_OK;
}

static kk_status join_relations(kk_publication_join_maps *maps, kk_error *err)
{
    kk_publication *now = maps->now;
    const kk_publication *earlier = maps->earlier;
    kk_relation *wide = widen(maps->arena, now->relation, now->relation_count, earlier->relation_count, sizeof *wide);
    maps->beyond = kk_arena_alloc(maps->arena, earlier->relation_count, sizeof *maps->beyond);
    if (wide == NULL || maps->beyond == NULL) return kk_fail_memory(err);
    now->relation = wide;
    kk_status status = KK_OK;
    for (size_t r = 0; r < earlier->relation_count && status == KK_OK; r++) status = join_relation(maps, r, err);
    return status;
}

/* ---- indicators ---- */

static bool same_sum(const kk_quantity_sum *a, const kk_quantity_sum *b)
{
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->quantity[i] != b->quantity[i] || a->coefficient[i] != b->coefficient[i]) return false;
    return true;
}

static bool same_indicator(const kk_publication_indicator *a, const kk_publication_indicator *b)
{
    return strcmp(a->name, b->name) == 0 && a->kind == b->kind && a->per == b->per &&
           same_sum(&a->numerator, &b->numerator) && same_sum(&a->denominator, &b->denominator);
}

static kk_status join_indicators(kk_publication_join_maps *maps, kk_error *err)
{
    kk_publication *now = maps->now;
    size_t count = maps->earlier->indicator_count;
    kk_publication_indicator *wide = widen(maps->arena, now->indicator, now->indicator_count, count, sizeof *wide);
    maps->indicator = kk_arena_alloc(maps->arena, count, sizeof *maps->indicator);
    if (wide == NULL || maps->indicator == NULL) return kk_fail_memory(err);
    now->indicator = wide;
    for (size_t i = 0; i < count; i++) {
        kk_publication_indicator indicator = maps->earlier->indicator[i];
        indicator.numerator.quantity = renumber(maps, indicator.numerator.quantity, indicator.numerator.count);
        indicator.denominator.quantity = renumber(maps, indicator.denominator.quantity, indicator.denominator.count);
        if (indicator.numerator.quantity == NULL || indicator.denominator.quantity == NULL) return kk_fail_memory(err);
        size_t at = 0;
        while (at < now->indicator_count && !same_indicator(&now->indicator[at], &indicator)) at++;
        maps->indicator[i] = (uint32_t)at;
        if (at == now->indicator_count) now->indicator[now->indicator_count++] = indicator;
    }
    return KK_OK;
}

/* ---- areas ---- */

/* Both lists of codes are in order. Returns how many are no more. */
static size_t map_areas(const kk_publication_level *now, const kk_publication_level *earlier, uint32_t *area)
{
    size_t lost = 0, n = 0;
    for (size_t e = 0; e < earlier->count; e++) {
        while (n < now->count && strcmp(now->code[n], earlier->code[e]) < 0) n++;
        bool there = n < now->count && strcmp(now->code[n], earlier->code[e]) == 0;
        area[e] = there ? (uint32_t)n : KK_NOT_THERE;
        lost += !there;
    }
    return lost;
}

static kk_status map_levels(kk_publication_join_maps *maps, size_t *lost, kk_error *err)
{
    const kk_publication *now = maps->now, *earlier = maps->earlier;
    maps->level = kk_arena_alloc(maps->arena, earlier->level_count, sizeof *maps->level);
    maps->area = kk_arena_alloc(maps->arena, earlier->level_count, sizeof *maps->area);
    if (maps->level == NULL || maps->area == NULL) return kk_fail_memory(err);
    for (size_t l = 0; l < earlier->level_count; l++) {
        size_t at = 0;
        while (at < now->level_count && strcmp(now->level[at].name, earlier->level[l].name) != 0) at++;
        maps->level[l] = at < now->level_count ? (uint32_t)at : KK_NOT_THERE;
        maps->area[l] = kk_arena_alloc(maps->arena, earlier->level[l].count, sizeof *maps->area[l]);
        if (maps->area[l] == NULL) return kk_fail_memory(err);
        *lost += at < now->level_count ? map_areas(&now->level[at], &earlier->level[l], maps->area[l])
                                       : earlier->level[l].count;
    }
    return KK_OK;
}

kk_status kk_publication_join(kk_publication *now, const kk_publication *earlier, const char *name, kk_arena *arena,
                              kk_error *err)
{
    kk_publication_join_maps maps = {.now = now, .earlier = earlier, .name = name, .arena = arena};
    size_t lost = 0, left_out = 0;
    if (now->vintage != earlier->vintage) {
        kk_warn("%s: has boundaries of %d, not of %d: it is left out, so that what it gives away is not seen", name,
                earlier->vintage, now->vintage);
        return KK_OK;
    }
    bool *revised = kk_arena_alloc(arena, earlier->column_count, sizeof *revised);
    if (revised == NULL) return kk_fail_memory(err);
    kk_status status = map_levels(&maps, &lost, err);
    if (status == KK_OK) status = join_quantities(&maps, err);
    if (status == KK_OK) status = join_relations(&maps, err);
    if (status == KK_OK) status = join_indicators(&maps, err);
    if (status == KK_OK) left_out = kk_publication_join_revised(&maps, revised);
    if (status == KK_OK) status = kk_publication_join_columns(&maps, revised, err);
    if (status == KK_OK) status = kk_publication_join_facts(&maps, err);
    if (status == KK_OK && lost > 0) kk_warn("%s: %zu of its areas are no more, and are left out", name, lost);
    if (status == KK_OK && left_out > 0)
        kk_warn("%s: figures differ from those told now, as the data were revised: %zu of its %zu columns (indicator, "
                "level, period) are left out",
                name, left_out, earlier->column_count);
    return status;
}
