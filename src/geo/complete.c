/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/unite.h"
#include "kk/geo.h"

#include <stdlib.h>
#include <string.h>

static kk_status merge_shapes(const kk_polygons *from, const uint32_t *member_begin, const uint32_t *member,
                              kk_level *to, int threads, kk_arena *arena, kk_error *err)
{
    size_t failed;
    kk_status status =
        kk_unite(&(kk_union){from, member_begin, member, to->count, false}, threads, arena, &to->shape, &failed, err);
    if (status == KK_ERR_INPUT)
        return kk_fail(err, KK_ERR_INPUT, "the shapes of the members of %s '%s' cannot be united into one", to->name,
                       to->code[failed]);
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
    if (status == KK_OK) status = merge_shapes(&below->shape, begins, members, level, threads, arena, err);
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
        status = merge_shapes(from, members->member_begin, members->member, level, threads, arena, err);
    }
    return status;
}
