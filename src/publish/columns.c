/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/columns.h"

#include "kk/figure.h"
#include "publish/number.h"

#include <math.h>
#include <stdlib.h>

kk_status kk_map_columns_select(const kk_release *release, size_t level, kk_map_columns *map, kk_error *err)
{
    const kk_released_column *columns;
    size_t count = kk_release_columns(release, &columns);
    *map = (kk_map_columns){.columns = calloc(count + 1, sizeof *map->columns)};
    if (map->columns == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++)
        if (columns[i].level == level && columns[i].shown_on_map) map->columns[map->count++] = &columns[i];
    return KK_OK;
}

kk_published kk_published_cell(const kk_released_column *column, const kk_level *level, size_t area)
{
    if (level->water[area]) return (kk_published){NAN, NAN, NAN, kk_figure_status_name(KK_FIGURE_NOT_APPLICABLE), ""};
    bool is_parent = column->status[area] == KK_FIGURE_PARENT;
    return (kk_published){
        .value = kk_number_round(column->value[area]),
        .lower = kk_number_round(column->lower[area]),
        .upper = kk_number_round(column->upper[area]),
        .status = kk_figure_status_name((kk_figure_status)column->status[area]),
        .hidden_by = is_parent ? kk_figure_status_name((kk_figure_status)column->hidden_by[area]) : "",
    };
}

const char *kk_published_category(const kk_released_column *column, const kk_level *level, size_t area)
{
    size_t count;
    const kk_category *category = kk_statistic_categories(column->indicator->statistic, &count);
    for (size_t i = 0; i < count && !level->water[area]; i++)
        if (category[i].code == column->value[area]) return category[i].word;
    return "";
}

const char *kk_published_kind(const kk_config_indicator *indicator)
{
    size_t count;
    kk_statistic_categories(indicator->statistic, &count);
    return count > 0 ? "category" : kk_indicator_kind_name(indicator->kind);
}
