/* SPDX-License-Identifier: EUPL-1.2 */
#include "statistics/work.h"

#include <stdlib.h>
#include <string.h>

enum { NOWHERE = -1 };

/* ---- where an area lies, in a level of CBS ---- */

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
    const kk_level *from = &areas->level[level];
    if (from->kind == KK_LEVEL_OWN) return members_lie_in(areas, from, area, within);
    return code_lies_in(areas, from->code[area], within);
}

/* ---- and in any level, of all samples ---- */

/* Of each possible member of the own areas which one it is in, or NOWHERE. To be freed. */
static ptrdiff_t *invert_membership(const kk_areas *areas, const kk_level *own)
{
    const kk_membership *membership = &own->membership;
    size_t members = areas->level[membership->member_level].count;
    ptrdiff_t *group_of = malloc((members + 1) * sizeof *group_of);
    for (size_t m = 0; m < members && group_of != NULL; m++) group_of[m] = NOWHERE;
    for (size_t group = 0; group < own->count && group_of != NULL; group++) {
        for (uint32_t m = membership->member_begin[group]; m < membership->member_begin[group + 1]; m++)
            group_of[membership->member[m]] = (ptrdiff_t)group;
    }
    return group_of;
}

/* `at` of each sample: the area of level `within`, or NOWHERE. */
static bool locate_samples(const kk_areas *areas, const kk_sample *sample, size_t within, ptrdiff_t *at)
{
    const kk_level *to = &areas->level[within];
    bool is_own = to->kind == KK_LEVEL_OWN;
    ptrdiff_t *group_of = is_own ? invert_membership(areas, to) : NULL;
    if (is_own && group_of == NULL) return false;
    size_t known = is_own ? to->membership.member_level : within;
    for (size_t i = 0; i < sample->count; i++) {
        at[i] = lies_in(areas, sample->column->level, sample->area[i], known);
        if (is_own && at[i] != NOWHERE) at[i] = group_of[at[i]];
    }
    free(group_of);
    return true;
}

/* ---- the groups ---- */

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

/* Areas with samples make groups: `next` of an area becomes where the next of its samples goes. It begins as zeros. */
static void open_groups(const kk_level *within, const ptrdiff_t *at, size_t count, uint32_t *next,
                        kk_sample_groups *out)
{
    for (size_t i = 0; i < count; i++)
        if (at[i] != NOWHERE) next[at[i]]++;
    for (uint32_t area = 0; area < within->count; area++) {
        uint32_t samples = next[area], begin = out->begin[out->count];
        if (samples == 0) continue;
        out->area[out->count] = area;
        out->code[out->count] = within->code[area];
        out->name[out->count] = within->area_name[area];
        out->begin[++out->count] = begin + samples;
        next[area] = begin;
    }
}

static kk_status divide(const kk_areas *areas, const kk_sample *sample, kk_sample_groups *out, kk_error *err)
{
    const kk_level *within = &areas->level[out->level];
    ptrdiff_t *at = malloc((sample->count + 1) * sizeof *at);
    uint32_t *next = calloc(within->count + 1, sizeof *next);
    bool ready = at != NULL && next != NULL && locate_samples(areas, sample, out->level, at);
    if (ready) open_groups(within, at, sample->count, next, out);
    for (uint32_t i = 0; i < sample->count && ready; i++)
        if (at[i] != NOWHERE) out->member[next[at[i]]++] = i;
    free(next);
    free(at);
    return ready ? KK_OK : kk_fail_memory(err);
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
    if (within != NULL) return divide(areas, sample, out, err);
    all_in_one(sample, out);
    return KK_OK;
}
