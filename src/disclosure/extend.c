/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/release_table.h"

#include <string.h>

/* A release while it is extended: `next` is made from `last` and the statistics. */
typedef struct extension {
    const kk_release *last;
    const kk_statistics *statistics;
    const kk_config_indicator *indicators; /* those of the project */
    kk_release *next;
} extension;

static bool is_made_of(const extension *work, const kk_released_column *column, const kk_released_column *base)
{
    return column->level == base->level && &work->indicators[column->indicator->base_indicator] == base->indicator;
}

/* The columns of one statistic of a base: by its periods, which stand from `base` on. */
static void add_statistic(const extension *work, const kk_released_column *base, const kk_released_column *end,
                          const kk_config_indicator *indicator)
{
    const kk_statistics *from = work->statistics;
    for (; base < end; base++) {
        for (size_t c = 0; c < from->column_count; c++) {
            const kk_released_column *column = &from->column[c];
            if (column->indicator != indicator || column->level != base->level) continue;
            if (strcmp(column->period, base->period) != 0) continue;
            kk_released_column *to = &work->next->column[work->next->column_count++];
            *to = *column;
            to->shown_on_map = base->shown_on_map && indicator->on_map;
        }
    }
}

/* All statistics of the base whose columns are begin … end − 1, one part after the other. */
static void add_statistics(const extension *work, const kk_released_column *begin, const kk_released_column *end)
{
    const kk_statistics *from = work->statistics;
    const kk_config_indicator *done[KK_STATISTIC_PARTS] = {NULL};
    for (size_t c = 0; c < from->column_count; c++)
        if (is_made_of(work, &from->column[c], begin))
            done[from->column[c].indicator->statistic] = from->column[c].indicator;
    for (int part = 0; part < KK_STATISTIC_PARTS; part++)
        if (done[part] != NULL) add_statistic(work, begin, end, done[part]);
}

static void merge(const extension *work)
{
    const kk_released_column *column = work->last->column, *last = column + work->last->column_count;
    while (column < last) {
        const kk_released_column *begin = column;
        while (column < last && column->level == begin->level && column->indicator == begin->indicator) column++;
        if (begin->indicator->is_internal) continue;
        size_t count = (size_t)(column - begin);
        memcpy(&work->next->column[work->next->column_count], begin, count * sizeof *begin);
        work->next->column_count += count;
        add_statistics(work, begin, column);
    }
}

kk_status kk_release_extend(const kk_release *release, const kk_config *config, const kk_statistics *statistics,
                            kk_arena *arena, const kk_release **out, kk_error *err)
{
    kk_release *next = kk_arena_alloc(arena, 1, sizeof *next);
    kk_released_column *column =
        kk_arena_alloc(arena, release->column_count + statistics->column_count, sizeof *column);
    if (next == NULL || column == NULL) return kk_fail_memory(err);
    *next = *release;
    next->column = column;
    next->column_count = 0;
    next->statistic = statistics->row;
    next->statistic_count = statistics->row_count;
    merge(&(extension){release, statistics, config->indicators, next});
    *out = next;
    return KK_OK;
}

size_t kk_release_statistics(const kk_release *release, const kk_statistic_row **rows)
{
    *rows = release->statistic;
    return release->statistic_count;
}

/* ---- what the guide adds ---- */

/* The columns of each level, then those that the guidance adds at that level. Both are by level. */
static void interleave(const kk_release *last, const kk_guidance *guidance, kk_release *next)
{
    size_t from = 0, added = 0;
    while (from < last->column_count || added < guidance->column_count) {
        bool is_added = from == last->column_count ||
                        (added < guidance->column_count && guidance->column[added].level < last->column[from].level);
        next->column[next->column_count++] = is_added ? guidance->column[added++] : last->column[from++];
    }
}

kk_status kk_release_add_guidance(const kk_release *release, const kk_guidance *guidance, kk_arena *arena,
                                  const kk_release **out, kk_error *err)
{
    kk_release *next = kk_arena_alloc(arena, 1, sizeof *next);
    kk_released_column *column = kk_arena_alloc(arena, release->column_count + guidance->column_count, sizeof *column);
    if (next == NULL || column == NULL) return kk_fail_memory(err);
    *next = *release;
    next->column = column;
    next->column_count = 0;
    next->sheet = guidance->sheet;
    next->sheet_count = guidance->sheet_count;
    interleave(release, guidance, next);
    *out = next;
    return KK_OK;
}

size_t kk_release_sheets(const kk_release *release, const kk_sheet **sheets)
{
    *sheets = release->sheet;
    return release->sheet_count;
}
