/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/run_statistics.h"

static void write_rule(kk_json *json, const kk_config_neighbours *neighbours)
{
    static const char *const names[] = {[KK_NEIGHBOURS_QUEEN] = "queen",
                                        [KK_NEIGHBOURS_ROOK] = "rook",
                                        [KK_NEIGHBOURS_NEAREST] = "nearest",
                                        [KK_NEIGHBOURS_DISTANCE] = "distance"};
    kk_json_begin_object(json, "neighbours");
    kk_json_string(json, "rule", names[neighbours->rule]);
    switch (neighbours->rule) {
    case KK_NEIGHBOURS_NEAREST:
        kk_json_integer(json, "nearest", neighbours->nearest);
        break;
    case KK_NEIGHBOURS_DISTANCE:
        kk_json_number(json, "distance_m", neighbours->distance_m);
        break;
    default:
        kk_json_number(json, "tolerance_m", neighbours->tolerance_m);
    }
    kk_json_end_object(json);
}

static void write_level(kk_json *json, const kk_level *level, const kk_neighbours *neighbours)
{
    int64_t islands = 0;
    for (size_t i = 0; i < level->count; i++)
        islands += !level->water[i] && neighbours->begin[i] == neighbours->begin[i + 1];
    kk_json_begin_object(json, NULL);
    kk_json_string(json, "level", level->name);
    kk_json_integer(json, "links", neighbours->begin[neighbours->count]);
    kk_json_integer(json, "islands", islands);
    kk_json_end_object(json);
}

static int64_t count_columns(const kk_release *release)
{
    const kk_released_column *columns;
    size_t count = kk_release_columns(release, &columns);
    int64_t found = 0;
    for (size_t c = 0; c < count; c++)
        found +=
            columns[c].indicator->statistic > KK_STATISTIC_NONE && columns[c].indicator->statistic < KK_GUIDE_INDEX;
    return found;
}

void kk_run_statistics_write(kk_json *json, const kk_run_report *report, const kk_release *release)
{
    const kk_config_statistics *config = &report->config->statistics;
    const kk_areas *areas = kk_release_areas(release);
    const kk_statistic_row *rows;
    if (!config->given) return;
    kk_json_begin_object(json, "statistics");
    kk_json_integer(json, "seed", config->seed);
    write_rule(json, &config->neighbours);
    kk_json_begin_list(json, "levels");
    for (size_t l = 0; l < areas->level_count; l++)
        if (report->map[l].neighbours.count > 0) write_level(json, &areas->level[l], &report->map[l].neighbours);
    kk_json_end_list(json);
    kk_json_integer(json, "columns", count_columns(release));
    kk_json_integer(json, "rows", (int64_t)kk_release_statistics(release, &rows));
    kk_json_end_object(json);
}
