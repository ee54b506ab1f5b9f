/* SPDX-License-Identifier: EUPL-1.2 */
/* Files of tiles: MBTiles 1.3 (SQLite) and PMTiles 3. Tiles come zoom by zoom, by id. */
#ifndef KK_PUBLISH_TILE_FILES_H
#define KK_PUBLISH_TILE_FILES_H

#include "kk/tiles.h"
#include "publish/output.h"

typedef struct kk_tiles_about {
    const char *name, *attribution;
    const char *json; /* {"vector_layers": […]} */
    int from, to;
    int32_t west, south, east, north; /* millionths of a degree */
} kk_tiles_about;

typedef struct kk_mbtiles kk_mbtiles;
kk_status kk_mbtiles_begin(const char *folder, const kk_tiles_about *about, kk_mbtiles **out,
                           kk_error *err) KK_MUST_USE;
kk_status kk_mbtiles_add(kk_mbtiles *file, const kk_tile *tile, size_t count, kk_error *err) KK_MUST_USE;
/* What was begun must be ended, also after a failure (then the file is worth nothing). Errors: KK_ERR_OUTPUT. */
kk_status kk_mbtiles_end(kk_mbtiles *file, kk_status status, kk_error *err) KK_MUST_USE;

typedef struct kk_pmtiles kk_pmtiles;
kk_status kk_pmtiles_begin(const char *folder, const kk_tiles_about *about, kk_pmtiles **out,
                           kk_error *err) KK_MUST_USE;
kk_status kk_pmtiles_add(kk_pmtiles *file, const kk_tile *tile, size_t count, kk_error *err) KK_MUST_USE;
kk_status kk_pmtiles_end(kk_pmtiles *file, kk_status status, kk_error *err) KK_MUST_USE;

#endif
