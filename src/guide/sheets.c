/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/work.h"

#include <string.h>

/* Room for one more item at the end of an array in the arena; NULL when memory runs out. */
static void *grow(kk_arena *arena, const void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) return (void *)(uintptr_t)items;
    size_t wider = *capacity == 0 ? 16 : 2 * *capacity;
    void *room = kk_arena_alloc(arena, wider, size);
    if (room == NULL) return NULL;
    if (count > 0) memcpy(room, items, count * size);
    *capacity = wider;
    return room;
}

static double *no_figures(kk_arena *arena, size_t count)
{
    double *figures = kk_arena_alloc(arena, count, sizeof *figures);
    for (size_t i = 0; i < count && figures != NULL; i++) figures[i] = NAN;
    return figures;
}

kk_status kk_guide_column_add(kk_guide_work *work, uint32_t indicator, uint32_t level, const char *period,
                              kk_guide_column *out, kk_error *err)
{
    kk_guidance *guidance = &work->out->guidance;
    const kk_level *areas = &work->areas->level[level];
    size_t count = areas->count;
    const double *none = no_figures(work->arena, count);
    *out = (kk_guide_column){
        .indicator = &work->config->indicators[indicator],
        .value = no_figures(work->arena, count),
        .lower = no_figures(work->arena, count),
        .upper = no_figures(work->arena, count),
        .status = kk_arena_alloc(work->arena, count, 1),
    };
    kk_released_column *column =
        grow(work->arena, guidance->column, guidance->column_count, &work->column_capacity, sizeof *guidance->column);
    if (!none || !out->value || !out->lower || !out->upper || !out->status || !column) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) out->status[i] = areas->water[i] ? KK_FIGURE_ABSENT : KK_FIGURE_UNKNOWN;
    guidance->column = column;
    guidance->column[guidance->column_count++] = (kk_released_column){
        .indicator = out->indicator,
        .level = level,
        .period = period,
        .shown_on_map = out->indicator->on_map,
        .source = "",
        .value = out->value,
        .lower = out->lower,
        .upper = out->upper,
        .numerator = none,
        .denominator = none,
        .status = out->status,
    };
    return KK_OK;
}

void kk_guide_column_set(const kk_guide_column *column, size_t area, double value, double lower, double upper)
{
    if (isnan(value)) return;
    column->value[area] = value;
    column->status[area] = KK_FIGURE_OK;
    if (isnan(lower) || isnan(upper)) return;
    column->lower[area] = lower;
    column->upper[area] = upper;
}

static kk_sheet_cell empty_cell(kk_sheet_kind kind)
{
    switch (kind) {
    case KK_SHEET_TEXT:
        return (kk_sheet_cell){.text = ""};
    case KK_SHEET_NUMBER:
        return (kk_sheet_cell){.number = NAN};
    default:
        return (kk_sheet_cell){.whole = KK_SHEET_EMPTY};
    }
}

kk_status kk_guide_sheet_add(kk_guide_work *work, const kk_guide_sheet_form *form, size_t rows, kk_sheet **out,
                             kk_error *err)
{
    kk_guidance *guidance = &work->out->guidance;
    kk_sheet *sheet =
        grow(work->arena, guidance->sheet, guidance->sheet_count, &work->sheet_capacity, sizeof *guidance->sheet);
    kk_sheet_cell *cell = kk_arena_alloc(work->arena, rows * form->column_count, sizeof *cell);
    if (sheet == NULL || cell == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < rows * form->column_count; c++)
        cell[c] = empty_cell(form->column[c % form->column_count].kind);
    guidance->sheet = sheet;
    *out = &guidance->sheet[guidance->sheet_count++];
    **out = (kk_sheet){form->name, form->meaning, form->column, form->column_count, rows, cell};
    return KK_OK;
}
