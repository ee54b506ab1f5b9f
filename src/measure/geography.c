/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/geography.h"

#include <string.h>

/* The slot one level up. */
static uint32_t find_parent(const kk_geography *geography, size_t level, size_t area)
{
    const kk_level *here = &geography->areas->level[level];
    char parent[16];
    if (level == 0 || here->kind == KK_LEVEL_OWN || !kk_code_parent(here->code[area], parent)) return KK_NO_SLOT;
    const char *code = here->parent != NULL && here->parent[area] != NULL ? here->parent[area] : parent;
    ptrdiff_t found = kk_level_find(here - 1, code);
    return found < 0 ? KK_NO_SLOT : (uint32_t)(geography->first[level - 1] + (size_t)found);
}

/* Of every slot at the levels from gemeente to `target` itself and below. */
static void ascend(const kk_geography *geography, const uint32_t *parent, size_t target)
{
    uint32_t *within = geography->within[target];
    size_t begin = geography->first[target], end = begin + geography->areas->level[target].count;
    for (size_t slot = begin; slot < end; slot++) within[slot] = (uint32_t)slot;
    for (size_t slot = end; slot < geography->slot_count; slot++) {
        if (parent[slot] != KK_NO_SLOT) within[slot] = within[parent[slot]];
    }
}

static void join_own(const kk_geography *geography, size_t own)
{
    const kk_level *level = &geography->areas->level[own];
    const kk_membership *membership = &level->membership;
    const uint32_t *member_of = geography->within[membership->member_level];
    uint32_t *within = geography->within[own];
    size_t first = geography->first[own], members = geography->first[membership->member_level];
    for (size_t area = 0; area < level->count; area++) {
        within[first + area] = (uint32_t)(first + area);
        for (uint32_t m = membership->member_begin[area]; m < membership->member_begin[area + 1]; m++)
            within[members + membership->member[m]] = (uint32_t)(first + area);
    }
    for (size_t slot = members + geography->areas->level[membership->member_level].count; slot < geography->first[own];
         slot++) {
        if (member_of[slot] != KK_NO_SLOT) within[slot] = within[member_of[slot]];
    }
}

static uint32_t *new_slots(kk_arena *arena, size_t count)
{
    uint32_t *slots = kk_arena_alloc(arena, count, sizeof *slots);
    if (slots != NULL) memset(slots, 0xff, count * sizeof *slots);
    return slots;
}

kk_status kk_geography_make(const kk_areas *areas, kk_arena *arena, kk_geography *out, kk_error *err)
{
    *out = (kk_geography){.areas = areas};
    for (size_t l = 0; l < areas->level_count; l++) {
        out->first[l] = out->slot_count;
        out->slot_count += areas->level[l].count;
    }
    uint32_t *parent = new_slots(arena, out->slot_count);
    if (parent == NULL) return kk_fail_memory(err);
    for (size_t l = 0; l < areas->level_count; l++) {
        out->within[l] = new_slots(arena, out->slot_count);
        if (out->within[l] == NULL) return kk_fail_memory(err);
        for (size_t i = 0; i < areas->level[l].count; i++) parent[out->first[l] + i] = find_parent(out, l, i);
    }
    for (size_t l = 0; l < areas->level_count; l++) {
        if (areas->level[l].kind == KK_LEVEL_OWN)
            join_own(out, l);
        else
            ascend(out, parent, l);
    }
    return KK_OK;
}
