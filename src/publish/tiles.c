/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"
#include "publish/tile_files.h"
#include "publish/tile_layers.h"

typedef struct files {
    kk_mbtiles *mbtiles;
    kk_pmtiles *pmtiles;
} files;

static kk_status take(void *context, const kk_tile *tile, size_t count, kk_error *err)
{
    files *to = context;
    kk_status status = kk_pmtiles_add(to->pmtiles, tile, count, err);
    return status == KK_OK ? kk_mbtiles_add(to->mbtiles, tile, count, err) : status;
}

static void set_bounds(const kk_boundaries *boundaries, kk_tiles_about *about)
{
    about->west = about->south = INT32_MAX;
    about->east = about->north = INT32_MIN;
    for (size_t v = 0; v < boundaries->topology.vertex_count; v++) {
        kk_micro_point p = boundaries->degrees[v];
        about->west = p.lon < about->west ? p.lon : about->west;
        about->east = p.lon > about->east ? p.lon : about->east;
        about->south = p.lat < about->south ? p.lat : about->south;
        about->north = p.lat > about->north ? p.lat : about->north;
    }
    if (boundaries->topology.vertex_count == 0) about->west = about->south = about->east = about->north = 0;
}

static kk_status write_files(const kk_tile_source *source, const kk_tiles_about *about, const char *folder, int threads,
                             kk_error *err)
{
    files to = {0};
    kk_status status = kk_pmtiles_begin(folder, about, &to.pmtiles, err);
    if (status == KK_OK) status = kk_mbtiles_begin(folder, about, &to.mbtiles, err);
    if (status == KK_OK) status = kk_tiles_make(source, about->from, about->to, threads, take, &to, err);
    status = kk_pmtiles_end(to.pmtiles, status, err);
    return kk_mbtiles_end(to.mbtiles, status, err);
}

kk_status kk_write_tiles(const kk_release *release, const kk_config *config, const kk_boundaries *boundaries,
                         const char *folder, int threads, kk_error *err)
{
    kk_arena arena;
    kk_tile_source source;
    kk_tiles_about about = {.name = config->project.title,
                            .attribution = "CBS, Kadaster",
                            .from = config->output.tiles.from,
                            .to = config->output.tiles.to};
    kk_arena_init(&arena);
    set_bounds(boundaries, &about);
    kk_status status = kk_tile_layers_make(release, boundaries, &arena, &source, err);
    if (status == KK_OK) about.json = kk_tile_layers_json(&source, release, about.from, about.to, &arena);
    if (status == KK_OK && about.json == NULL) status = kk_fail_memory(err);
    if (status == KK_OK) status = write_files(&source, &about, folder, threads, err);
    kk_arena_clear(&arena);
    return status;
}
