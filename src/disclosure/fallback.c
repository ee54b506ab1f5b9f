/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/fallback.h"
#include "kk/figure.h"

#include <string.h>

typedef struct release {
    const kk_released_column *column;
    size_t count;
    const kk_areas *areas;
} release;

/* Where a figure stands; no column: nowhere. */
typedef struct place {
    const kk_released_column *column;
    size_t area;
} place;

/* Of the same indicator and period at the level of that kind. */
static const kk_released_column *find_column(const release *all, const kk_released_column *like, kk_level_kind kind)
{
    for (size_t c = 0; c < all->count; c++) {
        const kk_released_column *column = &all->column[c];
        if (column->indicator == like->indicator && all->areas->level[column->level].kind == kind &&
            strcmp(column->period, like->period) == 0)
            return column;
    }
    return NULL;
}

/* The columns of wijk and gemeente in which a column's areas may find a figure. */
typedef struct surroundings {
    const kk_released_column *by_kind[KK_LEVEL_BUURT];
} surroundings;

static surroundings find_around(const release *all, const kk_released_column *column)
{
    surroundings found = {0};
    for (kk_level_kind kind = KK_LEVEL_GEMEENTE; kind < all->areas->level[column->level].kind; kind++)
        found.by_kind[kind] = find_column(all, column, kind);
    return found;
}

static place find_parent(const release *all, const surroundings *around, const char *code)
{
    char inner[16], outer[16];
    kk_level_kind kind;
    for (bool up = kk_code_parent(code, outer); up && kk_code_kind(outer, &kind); up = kk_code_parent(inner, outer)) {
        const kk_released_column *column = around->by_kind[kind];
        ptrdiff_t area = column == NULL ? -1 : kk_level_find(&all->areas->level[column->level], outer);
        if (area >= 0 && kk_figure_has_value(column->status[area])) return (place){column, (size_t)area};
        memcpy(inner, outer, sizeof inner);
    }
    return (place){NULL, 0};
}

static bool may_show_parent(const release *all, const kk_released_column *column)
{
    const kk_config_indicator *indicator = column->indicator;
    if (indicator->statistic != KK_STATISTIC_NONE || all->areas->level[column->level].kind == KK_LEVEL_OWN)
        return false;
    return indicator->kind != KK_VALUE || indicator->denominator.count > 0 || indicator->map != NULL;
}

static void *copy_of(kk_arena *arena, const void *items, size_t count, size_t size)
{
    void *copy = kk_arena_alloc(arena, count, size);
    return copy == NULL ? NULL : memcpy(copy, items, count * size);
}

static kk_status fall_back(const release *all, kk_released_column *column, kk_arena *arena, kk_error *err)
{
    const kk_level *level = &all->areas->level[column->level];
    const surroundings around = find_around(all, column);
    double *value = copy_of(arena, column->value, level->count, sizeof *value);
    double *lower = copy_of(arena, column->lower, level->count, sizeof *lower);
    double *upper = copy_of(arena, column->upper, level->count, sizeof *upper);
    uint8_t *status = copy_of(arena, column->status, level->count, sizeof *status);
    if (value == NULL || lower == NULL || upper == NULL || status == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < level->count; i++) {
        if (!kk_figure_is_suppressed(status[i])) continue;
        place parent = find_parent(all, &around, level->code[i]);
        if (parent.column == NULL) continue;
        value[i] = parent.column->value[parent.area];
        lower[i] = parent.column->lower[parent.area];
        upper[i] = parent.column->upper[parent.area];
        status[i] = KK_FIGURE_PARENT;
    }
    column->value = value;
    column->lower = lower;
    column->upper = upper;
    column->hidden_by = column->status;
    column->status = status;
    return KK_OK;
}

/* One that shows its parent's has no value of its own, so that it does not matter which column is done first. */
kk_status kk_fallback_apply(kk_released_column *columns, size_t count, const kk_areas *areas, kk_arena *arena,
                            kk_error *err)
{
    const release all = {columns, count, areas};
    kk_status status = KK_OK;
    for (size_t c = 0; c < count && status == KK_OK; c++)
        if (may_show_parent(&all, &columns[c])) status = fall_back(&all, &columns[c], arena, err);
    return status;
}
