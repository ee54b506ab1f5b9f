/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/map_period.h"
#include "kk/figure.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

int kk_period_last_month(const char *period)
{
    static const struct {
        const char *kind;
        int months;
    } parts[] = {{"KW", 3}, {"HJ", 6}, {"MM", 1}};
    int year = atoi(period), month = 12;
    for (size_t i = 0; strlen(period) == 8 && i < sizeof parts / sizeof *parts; i++)
        if (strncmp(period + 4, parts[i].kind, 2) == 0) month = parts[i].months * atoi(period + 6);
    return 12 * year + month;
}

static bool has_figure(const kk_released_column *column, const kk_areas *areas)
{
    for (size_t i = 0; i < areas->level[column->level].count; i++)
        if (kk_figure_has_value(column->status[i])) return true;
    return false;
}

/* Later, and of two that end together the one that is named as the project names it, or else the longer name. */
static bool is_later(const char *period, const char *best, const char *wanted)
{
    int end = kk_period_last_month(period), best_end = kk_period_last_month(best);
    if (end != best_end) return end > best_end;
    if (wanted != NULL && strcmp(best, wanted) == 0) return false;
    return (wanted != NULL && strcmp(period, wanted) == 0) || strcmp(period, best) > 0;
}

void kk_map_periods_choose(kk_released_column *columns, size_t count, const kk_areas *areas, const char *wanted)
{
    int last = wanted == NULL ? INT_MAX : kk_period_last_month(wanted);
    for (size_t begin = 0, end; begin < count; begin = end) {
        kk_released_column *shown = NULL;
        bool shown_has_figure = false;
        for (end = begin; end < count; end++) {
            kk_released_column *column = &columns[end];
            if (column->indicator != columns[begin].indicator || column->level != columns[begin].level) break;
            if (!column->indicator->on_map || kk_period_last_month(column->period) > last) continue;
            bool figure = has_figure(column, areas);
            bool better = shown == NULL || figure > shown_has_figure;
            if (!better && figure == shown_has_figure) better = is_later(column->period, shown->period, wanted);
            if (!better) continue;
            shown = column;
            shown_has_figure = figure;
        }
        if (shown != NULL) shown->shown_on_map = true;
    }
}
