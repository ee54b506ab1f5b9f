/* SPDX-License-Identifier: EUPL-1.2 */
/* Levels of areas without shapes, to give codes, figures and shapes to. */
#ifndef KK_TESTS_MADE_AREAS_H
#define KK_TESTS_MADE_AREAS_H

#include "unit/check.h"

#include "kk/areas.h"

static inline void *made_room(kk_arena *arena, size_t count, size_t size)
{
    void *memory = kk_arena_alloc(arena, count, size);
    assert_non_null(memory);
    return memory;
}

static inline kk_level *made_level(kk_areas *areas, kk_level_kind kind, size_t count, kk_arena *arena)
{
    kk_level *level = &areas->level[areas->level_count++];
    *level = (kk_level){.kind = kind,
                        .name = kk_level_kind_name(kind),
                        .plural = kk_level_kind_plural(kind),
                        .title = kk_level_kind_title(kind),
                        .count = count,
                        .code = made_room(arena, count, sizeof *level->code),
                        .area_name = made_room(arena, count, sizeof *level->area_name),
                        .parent = made_room(arena, count, sizeof *level->parent),
                        .water = made_room(arena, count, sizeof *level->water)};
    return level;
}

enum { GEMEENTE, WIJK, GEMEENTEN = 2 };

/* Two gemeenten and `wijken` of them, the first half in GM0001; then one of water. */
static inline void made_gemeenten_and_wijken(kk_areas *areas, size_t wijken, kk_arena *arena)
{
    kk_level *gemeente = made_level(areas, KK_LEVEL_GEMEENTE, GEMEENTEN, arena);
    kk_level *wijk = made_level(areas, KK_LEVEL_WIJK, wijken + 1, arena);
    for (size_t i = 0; i < GEMEENTEN; i++) {
        gemeente->code[i] = kk_arena_format(arena, "GM%04zu", i + 1);
        gemeente->area_name[i] = kk_arena_format(arena, "Gemeente %zu", i + 1);
    }
    for (size_t i = 0; i <= wijken; i++) {
        wijk->code[i] = kk_arena_format(arena, "WK%04d%02zu", i < wijken / 2 ? 1 : 2, i);
        wijk->area_name[i] = kk_arena_format(arena, "Wijk %zu", i);
        wijk->parent[i] = gemeente->code[i >= wijken / 2];
    }
    wijk->water[wijken] = true;
}

#endif
