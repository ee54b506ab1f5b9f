/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/statistics.h"

static kk_status make_map(kk_run *run, size_t l, kk_error *err)
{
    const kk_level *level = &run->areas.level[l];
    kk_level_map *map = &run->map[l];
    if (kk_statistics_need_centroids(run->config, level)) {
        map->centroid = kk_arena_alloc(&run->arena, level->count, 2 * sizeof *map->centroid);
        if (map->centroid == NULL) return kk_fail_memory(err);
        kk_level_centroids(level, map->centroid);
    }
    if (!kk_statistics_need_neighbours(run->config, level)) return KK_OK;
    return kk_neighbours_make(level, &run->config->statistics.neighbours, run->threads, &run->arena, &map->neighbours,
                              err);
}

kk_status kk_run_make_statistics(kk_run *run, kk_error *err)
{
    const kk_config *config = run->config;
    if (!config->statistics.given) return KK_OK;
    kk_status status = KK_OK;
    for (size_t l = 0; l < run->areas.level_count && status == KK_OK; l++) status = make_map(run, l, err);
    if (status == KK_OK)
        status = kk_statistics_make(config, run->release, run->map, run->threads, &run->arena, &run->statistics, err);
    if (status == KK_OK)
        status = kk_release_extend(run->release, config, &run->statistics, &run->arena, &run->release, err);
    return status;
}

kk_status kk_run_write_statistics(kk_run *run, kk_error *err)
{
    const kk_config_statistics *config = &run->config->statistics;
    if (!config->given) return KK_OK;
    kk_status status = kk_write_statistics_csv(run->release, run->folder, err);
    for (size_t l = 0; l < run->areas.level_count && status == KK_OK; l++) {
        if (!config->export_neighbours || run->map[l].neighbours.count == 0) continue;
        status = kk_write_gal(&run->areas.level[l], &run->map[l].neighbours, run->folder, err);
    }
    return status;
}
