/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/geos_shapes.h"
#include "kk/geo.h"
#include "kk/log.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include <omp.h>

/* Areas of `from`, listed in `member` from member_begin[i] on, become area i of `to`: the union of their shapes. */
typedef struct merge {
    const kk_polygons *from;
    const uint32_t *member_begin, *member;
    kk_level *to;
    size_t failed; /* the first area whose members cannot be united; count of `to`: none */
} merge;

/* The union of members as a GEOS geometry of the caller; NULL when GEOS fails. */
static GEOSGeometry *unite(GEOSContextHandle_t geos, const merge *work, size_t i)
{
    uint32_t begin = work->member_begin[i], count = work->member_begin[i + 1] - begin;
    GEOSGeometry **parts = calloc(count + 1, sizeof *parts);
    if (parts == NULL) return NULL;
    double members_m2 = 0, united_m2 = 0;
    unsigned made = 0;
    for (; made < count; made++) {
        parts[made] = kk_geos_from_area(geos, work->from, work->member[begin + made]);
        if (parts[made] == NULL) break;
        members_m2 += kk_polygons_area_m2(work->from, work->member[begin + made]);
    }
    GEOSGeometry *all = made < count ? NULL : GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, parts, count);
    for (unsigned p = 0; all == NULL && p < made; p++) GEOSGeom_destroy_r(geos, parts[p]);
    free(parts);
    if (all == NULL) return NULL;
    /* The coverage union drops shared borders; where members overlap or their borders differ its area betrays it. */
    GEOSGeometry *united = GEOSCoverageUnion_r(geos, all);
    if (united != NULL) GEOSArea_r(geos, united, &united_m2);
    if (united == NULL || GEOSisValid_r(geos, united) != 1 || fabs(united_m2 - members_m2) > 1e-9 * members_m2 + 0.01) {
        if (united != NULL) GEOSGeom_destroy_r(geos, united);
        united = GEOSUnaryUnion_r(geos, all);
    }
    GEOSGeom_destroy_r(geos, all);
    return united;
}

/* False when GEOS fails. */
static bool unite_into(GEOSContextHandle_t geos, const merge *work, size_t i, kk_shape_builder *built)
{
    GEOSGeometry *united = unite(geos, work, i);
    bool whole = united != NULL && kk_shape_add_area(built) == 0 && kk_geos_add_polygons(geos, united, built) == 0 &&
                 kk_shape_seal(built) == 0;
    if (united != NULL) GEOSGeom_destroy_r(geos, united);
    return whole;
}

/* Unions in parallel, each into a builder of its own, so that the order of the result is that of the areas. */
static int unite_all(merge *work, int threads, kk_shape_builder *built)
{
    size_t count = work->to->count, failed = count;
    atomic_int without_geos = 0;
#pragma omp parallel num_threads(threads) reduction(min : failed)
    {
        GEOSContextHandle_t geos = kk_geos_begin();
        if (geos == NULL) atomic_fetch_add(&without_geos, 1);
#pragma omp for schedule(dynamic, 1)
        for (size_t i = 0; i < count; i++) {
            if (geos == NULL || kk_interrupted()) continue;
            if (!unite_into(geos, work, i, &built[i]) && i < failed) failed = i;
        }
        if (geos != NULL) GEOS_finish_r(geos);
    }
    work->failed = failed;
    return without_geos == 0 ? 0 : -1;
}

static kk_status merge_shapes(merge *work, int threads, kk_arena *arena, kk_error *err)
{
    kk_level *to = work->to;
    kk_shape_builder *built = calloc(to->count + 1, sizeof *built);
    kk_shape_source *sources = calloc(to->count + 1, sizeof *sources);
    kk_status status = KK_OK;
    if (built == NULL || sources == NULL || unite_all(work, threads, built) != 0) status = kk_fail_memory(err);
    if (status == KK_OK && kk_interrupted())
        status = kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while merging areas");
    if (status == KK_OK && work->failed < to->count)
        status = kk_fail(err, KK_ERR_INPUT, "the shapes of the members of %s '%s' cannot be united into one", to->name,
                         to->code[work->failed]);
    for (size_t i = 0; status == KK_OK && i < to->count; i++) sources[i] = (kk_shape_source){&built[i].shape, 0};
    if (status == KK_OK && kk_shapes_gather(sources, to->count, arena, &to->shape) != 0) status = kk_fail_memory(err);
    for (size_t i = 0; built != NULL && i < to->count; i++) kk_shape_builder_clear(&built[i]);
    free(built);
    free(sources);
    return status;
}

/* The groups of `below` that share a parent and are both land or both water, in order of parent. */
typedef struct sibling {
    const char *parent;
    bool water;
    uint32_t index;
} sibling;

static int by_parent(const void *a, const void *b)
{
    const sibling *left = a, *right = b;
    int order = strcmp(left->parent, right->parent);
    if (order == 0) order = (int)left->water - (int)right->water;
    if (order == 0) order = left->index < right->index ? -1 : left->index > right->index;
    return order;
}

static bool are_siblings(const sibling *a, const sibling *b)
{
    return strcmp(a->parent, b->parent) == 0 && a->water == b->water;
}

static kk_status name_parents(const sibling *siblings, size_t count, kk_arena *arena, kk_level *level, uint32_t *begins,
                              uint32_t *members, kk_error *err)
{
    size_t parents = 0;
    for (size_t i = 0; i < count; i++) {
        members[i] = siblings[i].index;
        if (i > 0 && are_siblings(&siblings[i - 1], &siblings[i])) continue;
        char grandparent[16];
        level->code[parents] = level->area_name[parents] = siblings[i].parent;
        level->water[parents] = siblings[i].water;
        if (kk_code_parent(siblings[i].parent, grandparent)) {
            level->parent[parents] = kk_arena_copy(arena, grandparent);
            if (level->parent[parents] == NULL) return kk_fail_memory(err);
        }
        begins[parents++] = (uint32_t)i;
    }
    begins[parents] = (uint32_t)count;
    level->count = parents;
    return KK_OK;
}

/* The level above `below`, by union of the areas that share a parent's code. */
static kk_status derive_level(const kk_level *below, int threads, kk_arena *arena, kk_level *level, kk_error *err)
{
    size_t count = below->count;
    sibling *siblings = calloc(count + 1, sizeof *siblings);
    uint32_t *begins = calloc(count + 1, sizeof *begins), *members = calloc(count + 1, sizeof *members);
    level->code = kk_arena_alloc(arena, count, sizeof *level->code);
    level->area_name = kk_arena_alloc(arena, count, sizeof *level->area_name);
    level->parent = kk_arena_alloc(arena, count, sizeof *level->parent);
    level->water = kk_arena_alloc(arena, count, sizeof *level->water);
    kk_status status = KK_OK;
    if (siblings == NULL || begins == NULL || members == NULL || level->code == NULL || level->area_name == NULL ||
        level->parent == NULL || level->water == NULL) {
        status = kk_fail_memory(err);
        goto done;
    }
    for (size_t i = 0; i < count; i++) siblings[i] = (sibling){below->parent[i], below->water[i], (uint32_t)i};
    qsort(siblings, count, sizeof *siblings, by_parent);
    status = name_parents(siblings, count, arena, level, begins, members, err);
    if (status == KK_OK) status = merge_shapes(&(merge){&below->shape, begins, members, level, 0}, threads, arena, err);
done:
    free(siblings);
    free(begins);
    free(members);
    return status;
}

static bool has_kind(const kk_areas *areas, kk_level_kind kind)
{
    for (size_t l = 0; l < areas->level_count; l++)
        if (areas->level[l].kind == kind) return true;
    return false;
}

/* Puts a derived level of `kind` in front of the first level below it, when there is one and it is absent. */
static kk_status add_absent(kk_areas *areas, kk_level_kind kind, int threads, kk_arena *arena, kk_error *err)
{
    size_t at = 0;
    while (at < areas->level_count && areas->level[at].kind < kind) at++;
    if (has_kind(areas, kind) || at == areas->level_count || areas->level[at].kind != kind + 1) return KK_OK;
    kk_level derived = {
        .kind = kind,
        .name = kk_level_kind_name(kind),
        .plural = kk_level_kind_plural(kind),
        .title = kk_level_kind_title(kind),
        .derived = true,
    };
    kk_status status = derive_level(&areas->level[at], threads, arena, &derived, err);
    if (status != KK_OK) return status;
    memmove(&areas->level[at + 1], &areas->level[at], (areas->level_count - at) * sizeof *areas->level);
    areas->level[at] = derived;
    areas->level_count++;
    for (size_t l = 0; l < areas->level_count; l++)
        if (areas->level[l].kind == KK_LEVEL_OWN && areas->level[l].membership.member_level >= at)
            areas->level[l].membership.member_level++;
    return KK_OK;
}

kk_status kk_areas_complete(kk_areas *areas, int threads, kk_arena *arena, kk_error *err)
{
    kk_status status = add_absent(areas, KK_LEVEL_WIJK, threads, arena, err);
    if (status == KK_OK) status = add_absent(areas, KK_LEVEL_GEMEENTE, threads, arena, err);
    for (size_t l = 0; l < areas->level_count && status == KK_OK; l++) {
        kk_level *level = &areas->level[l];
        if (level->kind != KK_LEVEL_OWN) continue;
        const kk_membership *members = &level->membership;
        const kk_polygons *from = &areas->level[members->member_level].shape;
        status = merge_shapes(&(merge){from, members->member_begin, members->member, level, 0}, threads, arena, err);
    }
    return status;
}
