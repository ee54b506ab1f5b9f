/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Single stages of the engine, and GDAL's GeoJSON writer, without the rest of a run. Called by bench/run.sh.
 *
 *   stages load PROJECT THREADS URL       areas of the project into schema kk_bench, unchecked
 *   stages check PROJECT THREADS URL      the same, geometry checked and repaired
 *   stages geojson PROJECT THREADS FOLDER areas of the project as GeoJSON
 *   stages gdal GEOPACKAGE THREADS FOLDER its layers as GeoJSON: ogr2ogr's code on layers in memory
 *
 * Prints `name=value` a line: seconds of each step, and `points`.
 */
#include "bench.h"
#include "kk/disclosure.h"
#include "kk/geo.h"
#include "kk/ingest.h"
#include "kk/publish.h"
#include "kk/store.h"

#include <gdal.h>
#include <gdal_utils.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct request {
    const char *action, *input, *target;
    int threads;
} request;

static void print_points(const kk_areas *areas)
{
    size_t points = 0;
    for (size_t l = 0; l < areas->level_count; l++) points += areas->level[l].shape.point_count;
    printf("points=%zu\n", points);
}

static kk_status load(const request *what, const kk_areas *areas, kk_error *err)
{
    kk_store *store;
    kk_status status = kk_store_open(what->target, "kk_bench", &store, err);
    if (status != KK_OK) return status;
    status = kk_store_load_areas(store, areas, err);
    if (status == KK_OK) status = kk_store_commit(store, err);
    kk_store_close(store);
    return status;
}

/* A release without indicators: code, name, level, parent, water and the shape. */
static kk_status write_geojson(const request *what, const kk_config *config, const kk_areas *areas, kk_arena *arena,
                               kk_error *err)
{
    kk_indicator_table none = {.areas = areas};
    const kk_release *release;
    kk_status status = kk_release_make(&none, config, what->threads, arena, &release, err);
    kk_projection projection = {0};
    if (status == KK_OK) status = kk_projection_make(kk_release_areas(release), what->threads, &projection, err);
    if (status == KK_OK) status = kk_write_geojson(release, &projection, what->target, what->threads, err);
    kk_projection_clear(&projection);
    return status;
}

static kk_status run_steps(const request *what, const kk_config *config, kk_arena *arena, kk_error *err)
{
    double clock = now_seconds();
    kk_areas areas = {0};
    kk_rejects rejects;
    kk_rejects_init(&rejects, arena);
    kk_status status = kk_areas_read(config, arena, &rejects, &areas, err);
    print_step("read", &clock);
    if (status == KK_OK && strcmp(what->action, "check") == 0) {
        status = kk_areas_repair(&areas, what->threads, arena, &rejects, err);
        print_step("check", &clock);
    }
    if (status == KK_OK && strcmp(what->action, "geojson") == 0) {
        status = write_geojson(what, config, &areas, arena, err);
        print_step("write", &clock);
    } else if (status == KK_OK) {
        status = load(what, &areas, err);
        print_step("load", &clock);
    }
    print_points(&areas);
    kk_rejects_clear(&rejects);
    return status;
}

static int run_engine(const request *what)
{
    kk_error err = {0};
    kk_config *config;
    kk_arena arena;
    kk_status status = kk_config_load(what->input, &config, &err);
    if (status == KK_OK) {
        kk_arena_init(&arena);
        status = run_steps(what, config, &arena, &err);
        kk_arena_clear(&arena);
        kk_config_free(config);
    }
    if (status != KK_OK) fprintf(stderr, "stages: %s\n", err.message);
    return (int)status;
}

static GDALDatasetH translate(GDALDatasetH source, const char *path, char **arguments)
{
    GDALVectorTranslateOptions *options = GDALVectorTranslateOptionsNew(arguments, NULL);
    GDALDatasetH made =
        options == NULL ? NULL : GDALVectorTranslate(path, NULL, 1, (GDALDatasetH[]){source}, options, NULL);
    GDALVectorTranslateOptionsFree(options);
    return made;
}

static bool write_layer(GDALDatasetH memory, int index, const char *folder)
{
    char path[4096];
    char *name = strdup(OGR_L_GetName(GDALDatasetGetLayer(memory, index)));
    char *arguments[] = {"-f", "GeoJSON", "-lco", "RFC7946=YES", "-lco", "COORDINATE_PRECISION=6", name, NULL};
    bool fits = name != NULL && snprintf(path, sizeof path, "%s/%s.geojson", folder, name) < (int)sizeof path;
    GDALDatasetH made = fits ? translate(memory, path, arguments) : NULL;
    if (made != NULL) GDALClose(made);
    free(name);
    return made != NULL;
}

static int run_gdal(const request *what)
{
    GDALAllRegister();
    double clock = now_seconds();
    GDALDatasetH file = GDALOpenEx(what->input, GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR, NULL, NULL, NULL);
    char *arguments[] = {"-f", "Memory", NULL};
    GDALDatasetH memory = file == NULL ? NULL : translate(file, "areas", arguments);
    print_step("read", &clock);
    bool ok = memory != NULL;
    for (int i = 0; ok && i < GDALDatasetGetLayerCount(memory); i++) ok = write_layer(memory, i, what->target);
    print_step("write", &clock);
    if (memory != NULL) GDALClose(memory);
    if (file != NULL) GDALClose(file);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fputs("usage: stages load|check|geojson PROJECT THREADS URL|FOLDER\n"
              "       stages gdal GEOPACKAGE THREADS FOLDER\n",
              stderr);
        return EXIT_FAILURE;
    }
    request what = {.action = argv[1], .input = argv[2], .threads = atoi(argv[3]), .target = argv[4]};
    return strcmp(what.action, "gdal") == 0 ? run_gdal(&what) : run_engine(&what);
}
