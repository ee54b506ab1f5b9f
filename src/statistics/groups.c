/* SPDX-License-Identifier: EUPL-1.2 */
#include "statistics/work.h"

#include <stdlib.h>
#include <string.h>

enum { NOWHERE = -1 };

static ptrdiff_t group_of_member(const kk_level *own, uint32_t member)
{
    const kk_membership *membership = &own->membership;
    for (size_t group = 0; group < own->count; group++) {
        for (uint32_t m = membership->member_begin[group]; m < membership->member_begin[group + 1]; m++)
            if (membership->member[m] == member) return (ptrdiff_t)group;
    }
    return NOWHERE;
}

static ptrdiff_t lies_in(const kk_areas *areas, size_t level, uint32_t area, size_t within);

/* An own area lies where all its members do. */
static ptrdiff_t members_lie_in(const kk_areas *areas, const kk_level *own, uint32_t area, size_t within)
{
    const kk_membership *membership = &own->membership;
    ptrdiff_t common = NOWHERE;
    for (uint32_t m = membership->member_begin[area]; m < membership->member_begin[area + 1]; m++) {
        ptrdiff_t at = lies_in(areas, membership->member_level, membership->member[m], within);
        if (at == NOWHERE || (common != NOWHERE && common != at)) return NOWHERE;
        common = at;
    }
    return common;
}

static ptrdiff_t code_lies_in(const kk_areas *areas, const char *code, size_t within)
{
    char here[2][16];
    kk_level_kind kind;
    for (int turn = 0; kk_code_parent(code, here[turn]); turn = !turn) {
        code = here[turn];
        if (kk_code_kind(code, &kind) && kind == areas->level[within].kind)
            return kk_level_find(&areas->level[within], code);
    }
    return NOWHERE;
}

/* Index in level `within` of the area that holds area `area` of `level`, or NOWHERE. */
static ptrdiff_t lies_in(const kk_areas *areas, size_t level, uint32_t area, size_t within)
{
    if (level == within) return (ptrdiff_t)area;
    const kk_level *from = &areas->level[level], *to = &areas->level[within];
    if (to->kind == KK_LEVEL_OWN) {
        ptrdiff_t member = lies_in(areas, level, area, to->membership.member_level);
        return member == NOWHERE ? NOWHERE : group_of_member(to, (uint32_t)member);
    }
    if (from->kind == KK_LEVEL_OWN) return members_lie_in(areas, from, area, within);
    return code_lies_in(areas, from->code[area], within);
}

static bool find_level(const kk_areas *areas, const char *name, size_t *level)
{
    for (*level = 0; *level < areas->level_count; ++*level)
        if (strcmp(areas->level[*level].name, name) == 0) return true;
    return false;
}

static bool room_for(kk_sample_groups *out, size_t count, size_t samples, kk_arena *arena)
{
    out->area = kk_arena_alloc(arena, count, sizeof *out->area);
    out->code = kk_arena_alloc(arena, count, sizeof *out->code);
    out->name = kk_arena_alloc(arena, count, sizeof *out->name);
    out->begin = kk_arena_alloc(arena, count + 1, sizeof *out->begin);
    out->member = kk_arena_alloc(arena, samples, sizeof *out->member);
    return out->area != NULL && out->code != NULL && out->name != NULL && out->begin != NULL && out->member != NULL;
}

static void all_in_one(const kk_sample *sample, kk_sample_groups *out)
{
    out->count = 1;
    out->code[0] = out->name[0] = "";
    out->begin[1] = (uint32_t)sample->count;
    for (uint32_t i = 0; i < sample->count; i++) out->member[i] = i;
}

/* `at` has for each sample the area of the larger level, or NOWHERE. Areas without samples make no group. */
static void divide(const kk_level *within, const ptrdiff_t *at, size_t count, kk_sample_groups *out)
{
    uint32_t used = 0;
    for (size_t area = 0; area < within->count; area++) {
        uint32_t begin = used;
        for (uint32_t i = 0; i < count; i++)
            if (at[i] == (ptrdiff_t)area) out->member[used++] = i;
        if (used == begin) continue;
        out->area[out->count] = (uint32_t)area;
        out->code[out->count] = within->code[area];
        out->name[out->count] = within->area_name[area];
        out->begin[++out->count] = used;
    }
}

kk_status kk_sample_groups_make(kk_statistics_work *work, const kk_sample *sample, const char *within,
                                kk_sample_groups *out, kk_error *err)
{
    const kk_areas *areas = work->areas;
    *out = (kk_sample_groups){0};
    if (within != NULL && !find_level(areas, within, &out->level))
        return kk_fail_at(err, KK_ERR_PROJECT, sample->choice->mark, "there is no level '%s' to lie within", within);
    size_t most = within == NULL ? 1 : areas->level[out->level].count;
    if (!room_for(out, most, sample->count, work->arena)) return kk_fail_memory(err);
    if (within == NULL) {
        all_in_one(sample, out);
        return KK_OK;
    }
    ptrdiff_t *at = calloc(sample->count + 1, sizeof *at);
    if (at == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < sample->count; i++)
        at[i] = lies_in(areas, sample->column->level, sample->area[i], out->level);
    divide(&areas->level[out->level], at, sample->count, out);
    free(at);
    return KK_OK;
}
