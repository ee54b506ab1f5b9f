/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/tile_files.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

struct kk_mbtiles {
    sqlite3 *database;
    sqlite3_stmt *insert;
    char *path;
};

static kk_status fail(const kk_mbtiles *file, kk_error *err)
{
    return kk_fail(err, KK_ERR_OUTPUT, "%s while writing %s",
                   file->database != NULL ? sqlite3_errmsg(file->database) : "out of memory", file->path);
}

static kk_status run(kk_mbtiles *file, const char *statement, kk_error *err)
{
    return sqlite3_exec(file->database, statement, NULL, NULL, NULL) == SQLITE_OK ? KK_OK : fail(file, err);
}

static kk_status add_metadata(kk_mbtiles *file, const char *name, const char *value, kk_error *err)
{
    sqlite3_stmt *insert;
    if (sqlite3_prepare_v2(file->database, "INSERT INTO metadata VALUES (?, ?)", -1, &insert, NULL) != SQLITE_OK)
        return fail(file, err);
    sqlite3_bind_text(insert, 1, name, -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 2, value, -1, SQLITE_STATIC);
    kk_status status = sqlite3_step(insert) == SQLITE_DONE ? KK_OK : fail(file, err);
    sqlite3_finalize(insert);
    return status;
}

static kk_status add_about(kk_mbtiles *file, const kk_tiles_about *about, kk_error *err)
{
    char bounds[100], center[100], from[8], to[8];
    snprintf(bounds, sizeof bounds, "%.6f,%.6f,%.6f,%.6f", about->west / 1e6, about->south / 1e6, about->east / 1e6,
             about->north / 1e6);
    snprintf(center, sizeof center, "%.6f,%.6f,%d", ((double)about->west + about->east) / 2e6,
             ((double)about->south + about->north) / 2e6, about->from);
    snprintf(from, sizeof from, "%d", about->from);
    snprintf(to, sizeof to, "%d", about->to);
    const char *const rows[][2] = {{"name", about->name}, {"format", "pbf"}, {"bounds", bounds},
                                   {"center", center},    {"minzoom", from}, {"maxzoom", to},
                                   {"type", "overlay"},   {"version", "2"},  {"attribution", about->attribution},
                                   {"json", about->json}};
    kk_status status = KK_OK;
    for (size_t i = 0; i < sizeof rows / sizeof *rows && status == KK_OK; i++)
        status = add_metadata(file, rows[i][0], rows[i][1], err);
    return status;
}

kk_status kk_mbtiles_begin(const char *folder, const kk_tiles_about *about, kk_mbtiles **out, kk_error *err)
{
    kk_mbtiles *file = *out = calloc(1, sizeof *file);
    if (file == NULL || asprintf(&file->path, "%s/tiles.mbtiles", folder) < 0) return kk_fail_memory(err);
    if (sqlite3_open(file->path, &file->database) != SQLITE_OK) return fail(file, err);
    kk_status status = run(file,
                           "PRAGMA application_id = 0x4d504258; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                           "CREATE TABLE metadata (name text, value text);"
                           "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, "
                           "tile_data blob); BEGIN",
                           err);
    if (status == KK_OK) status = add_about(file, about, err);
    if (status == KK_OK && sqlite3_prepare_v2(file->database, "INSERT INTO tiles VALUES (?, ?, ?, ?)", -1,
                                              &file->insert, NULL) != SQLITE_OK)
        status = fail(file, err);
    return status;
}

/* Rows from the south, as TMS has it. */
kk_status kk_mbtiles_add(kk_mbtiles *file, const kk_tile *tile, size_t count, kk_error *err)
{
    for (size_t t = 0; t < count; t++) {
        sqlite3_bind_int(file->insert, 1, tile[t].zoom);
        sqlite3_bind_int64(file->insert, 2, tile[t].x);
        sqlite3_bind_int64(file->insert, 3, (INT64_C(1) << tile[t].zoom) - 1 - tile[t].y);
        sqlite3_bind_blob64(file->insert, 4, tile[t].bytes, tile[t].length, SQLITE_STATIC);
        if (sqlite3_step(file->insert) != SQLITE_DONE) return fail(file, err);
        sqlite3_reset(file->insert);
    }
    return KK_OK;
}

kk_status kk_mbtiles_end(kk_mbtiles *file, kk_status status, kk_error *err)
{
    if (file == NULL) return status;
    sqlite3_finalize(file->insert);
    if (status == KK_OK)
        status = run(file,
                     "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);"
                     "CREATE UNIQUE INDEX name ON metadata (name); COMMIT",
                     err);
    if (sqlite3_close(file->database) != SQLITE_OK && status == KK_OK) status = fail(file, err);
    free(file->path);
    free(file);
    return status;
}
