/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/map_period.h"
#include "core/period.h"
#include "kk/figure.h"

#include <limits.h>

static bool has_figure(const kk_released_column *column, const kk_areas *areas)
{
    for (size_t i = 0; i < areas->level[column->level].count; i++)
        if (kk_figure_has_value(column->status[i])) return true;
    return false;
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
            if (!better && figure == shown_has_figure)
                better = kk_period_is_later(column->period, shown->period, wanted);
            if (!better) continue;
            shown = column;
            shown_has_figure = figure;
        }
        if (shown != NULL) shown->shown_on_map = true;
    }
}
