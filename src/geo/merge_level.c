/* SPDX-License-Identifier: EUPL-1.2 */
#include "geo/merge.h"

#include <stdlib.h>

enum { NAMES_SHOWN = 3 };

static const char *compose_code(const kk_level *from, const uint32_t *member, size_t count, kk_arena *arena)
{
    return kk_arena_format(arena, "%s+%zu", from->code[member[0]], count - 1);
}

static const char *compose_name(const kk_level *from, const uint32_t *member, size_t count, kk_arena *arena)
{
    const char *name = from->area_name[member[0]];
    for (size_t m = 1; m < count && m < NAMES_SHOWN && name != NULL; m++)
        name = kk_arena_format(arena, "%s + %s", name, from->area_name[member[m]]);
    if (count <= NAMES_SHOWN || name == NULL) return name;
    return kk_arena_format(arena, "%s en %zu andere", name, count - NAMES_SHOWN);
}

/* The members of each cluster; clusters in order of their lowest index. `next` has room for an index of each area. */
static size_t list_members(const kk_level *from, const uint32_t *joined, uint32_t *next, kk_membership *members)
{
    size_t clusters = 0;
    uint32_t listed = 0;
    for (uint32_t i = 0; i < from->count; i++) next[joined[i]] += !from->water[i];
    for (uint32_t i = 0; i < from->count; i++) {
        if (next[i] == 0) continue;
        members->member_begin[clusters++] = listed;
        listed += next[i];
        next[i] = members->member_begin[clusters - 1];
    }
    members->member_begin[clusters] = listed;
    for (uint32_t i = 0; i < from->count; i++)
        if (!from->water[i]) members->member[next[joined[i]]++] = i;
    return clusters;
}

static kk_status name_areas(const kk_level *from, kk_arena *arena, kk_level *to, kk_error *err)
{
    const kk_membership *members = &to->membership;
    for (size_t i = 0; i < to->count; i++) {
        const uint32_t *member = members->member + members->member_begin[i];
        size_t count = members->member_begin[i + 1] - members->member_begin[i];
        to->code[i] = compose_code(from, member, count, arena);
        to->area_name[i] = compose_name(from, member, count, arena);
        if (to->code[i] == NULL || to->area_name[i] == NULL) return kk_fail_memory(err);
    }
    return KK_OK;
}

kk_status kk_merge_level(const kk_areas *areas, size_t from_level, const uint32_t *joined, kk_arena *arena,
                         kk_level *to, kk_error *err)
{
    const kk_level *from = &areas->level[from_level];
    uint32_t *next = calloc(from->count + 1, sizeof *next);
    to->membership = (kk_membership){
        .member_level = from_level,
        .member_begin = kk_arena_alloc(arena, from->count + 1, sizeof *to->membership.member_begin),
        .member = kk_arena_alloc(arena, from->count, sizeof *to->membership.member),
    };
    to->code = kk_arena_alloc(arena, from->count, sizeof *to->code);
    to->area_name = kk_arena_alloc(arena, from->count, sizeof *to->area_name);
    to->parent = kk_arena_alloc(arena, from->count, sizeof *to->parent);
    to->water = kk_arena_alloc(arena, from->count, sizeof *to->water);
    kk_status status = KK_OK;
    if (next == NULL || to->membership.member_begin == NULL || to->membership.member == NULL || to->code == NULL ||
        to->area_name == NULL || to->parent == NULL || to->water == NULL) {
        status = kk_fail_memory(err);
        goto done;
    }
    to->count = list_members(from, joined, next, &to->membership);
    status = name_areas(from, arena, to, err);
done:
    free(next);
    return status;
}
