/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Points in areas: what bench/locate.sh measures.
 *
 *   locate points PROJECT COUNT FILE    writes records at random points in the finest areas: client;birth;…;x;y
 *   locate index PROJECT THREADS FILE   makes the index and locates the points of such a file, in memory
 *   locate geos PROJECT THREADS FILE    the same by the tree and the prepared geometries of GEOS, on one thread
 *   locate rows PROJECT THREADS URL     the project's records: file to located rows in schema kk_bench
 *
 * Prints `name=value` a line: seconds, `found` points, `rows`, and `kb`, the most memory that the process had.
 */
#include "bench.h"
#include "geo/geos_shapes.h"
#include "kk/ingest.h"
#include "kk/intake.h"
#include "kk/locate.h"
#include "kk/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct request {
    const char *action, *target;
    int number;
    const kk_config *config;
    kk_areas areas;
    kk_rejects rejects;
    size_t finest;
} request;

static double next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) * 0x1p-53;
}

/* ---- points ---- */

static void write_record(FILE *file, uint64_t *random, double x, double y)
{
    int client = (int)(1e9 * next_random(random)), day = 1 + (int)(28 * next_random(random));
    int month = 1 + (int)(12 * next_random(random)), year = 2001 + (int)(22 * next_random(random));
    bool is_running = next_random(random) < 0.3;
    fprintf(file, "%09d;%02d-%02d-%d;%c;%02d-%02d-2023;", client, day, month, year, client % 2 ? 'M' : 'V', day, month);
    if (!is_running) fprintf(file, "%02d-12-2023", day + 2);
    fprintf(file, ";ambulant;%.3f;%.3f\n", x, y);
}

static kk_status write_points(request *what, kk_error *err)
{
    kk_locator *locator;
    kk_status status = kk_locator_new(&what->areas.level[what->finest], 2, &locator, err);
    if (status != KK_OK) return status;
    FILE *file = fopen(what->target, "w");
    uint64_t random = 20240101;
    if (file != NULL) fputs("client;birth;sex;begin;end;form;x;y\n", file);
    for (int written = 0; file != NULL && written < what->number;) {
        double x = 13000 + 265000 * next_random(&random), y = 306000 + 314000 * next_random(&random);
        if (kk_locate(locator, x, y) < 0) continue;
        write_record(file, &random, x, y);
        written++;
    }
    kk_locator_free(locator);
    if (file == NULL || fclose(file) != 0) return kk_fail(err, KK_ERR_OUTPUT, "cannot write %s", what->target);
    return KK_OK;
}

/* x and y are the last two cells of each line but the first. */
static size_t read_points(const char *path, double **xy)
{
    char line[256];
    size_t count = 0, capacity = 0;
    FILE *file = fopen(path, "r");
    bool is_open = file != NULL && fgets(line, sizeof line, file) != NULL;
    while (is_open && fgets(line, sizeof line, file) != NULL) {
        char *y = strrchr(line, ';');
        if (y == NULL || kk_grow(xy, &capacity, count + 1, 2 * sizeof **xy) != 0) break;
        *y++ = '\0';
        (*xy)[2 * count] = atof(strrchr(line, ';') + 1);
        (*xy)[2 * count++ + 1] = atof(y);
    }
    if (file != NULL) fclose(file);
    return count;
}

static kk_status locate_points(request *what, kk_error *err)
{
    double *xy = NULL;
    size_t count = read_points(what->target, &xy), found = 0;
    int32_t *area = calloc(count + 1, sizeof *area);
    if (area == NULL) return kk_fail_memory(err);
    double clock = now_seconds();
    kk_locator *locator;
    kk_status status = kk_locator_new(&what->areas.level[what->finest], what->number, &locator, err);
    print_step("index", &clock);
    if (status == KK_OK) {
        kk_locate_all(locator, xy, count, what->number, area);
        print_step("locate", &clock);
        for (size_t i = 0; i < count; i++) found += area[i] >= 0;
        printf("found=%zu\n", found);
        kk_locator_free(locator);
    }
    free(xy);
    free(area);
    return status;
}

/* ---- the same by GEOS ---- */

typedef struct geos_point {
    GEOSContextHandle_t geos;
    GEOSGeometry *point;
    const GEOSPreparedGeometry **prepared; /* [area] */
    int32_t area;                          /* the lowest that holds the point, −1 none */
} geos_point;

static void try_area(void *item, void *context)
{
    geos_point *at = context;
    int32_t area = (int32_t)(intptr_t)item;
    if (at->area >= 0 && at->area < area) return;
    if (GEOSPreparedIntersects_r(at->geos, at->prepared[area], at->point) == 1) at->area = area;
}

static void locate_by_tree(geos_point *at, GEOSSTRtree *tree, const double *xy, size_t count)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        at->area = -1;
        at->point = GEOSGeom_createPointFromXY_r(at->geos, xy[2 * i], xy[2 * i + 1]);
        GEOSSTRtree_query_r(at->geos, tree, at->point, try_area, at);
        GEOSGeom_destroy_r(at->geos, at->point);
        found += at->area >= 0;
    }
    printf("found=%zu\n", found);
}

static kk_status locate_by_geos(request *what, kk_error *err)
{
    double *xy = NULL;
    size_t count = read_points(what->target, &xy);
    const kk_level *level = &what->areas.level[what->finest];
    geos_point at = {.geos = kk_geos_begin(), .prepared = calloc(level->count, sizeof *at.prepared)};
    GEOSGeometry **shape = calloc(level->count, sizeof *shape);
    GEOSSTRtree *tree = GEOSSTRtree_create_r(at.geos, 10);
    if (at.prepared == NULL || shape == NULL || tree == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < level->count; i++) shape[i] = kk_geos_from_area(at.geos, &level->shape, i);
    double clock = now_seconds();
    for (size_t i = 0; i < level->count; i++) {
        at.prepared[i] = GEOSPrepare_r(at.geos, shape[i]);
        GEOSSTRtree_insert_r(at.geos, tree, shape[i], (void *)(intptr_t)i);
    }
    locate_by_tree(&at, tree, xy, count);
    print_step("locate", &clock);
    for (size_t i = 0; i < level->count; i++) {
        GEOSPreparedGeom_destroy_r(at.geos, at.prepared[i]);
        GEOSGeom_destroy_r(at.geos, shape[i]);
    }
    GEOSSTRtree_destroy_r(at.geos, tree);
    GEOS_finish_r(at.geos);
    free(at.prepared);
    free(shape);
    free(xy);
    return KK_OK;
}

/* ---- rows ---- */

static kk_status store_rows(request *what, kk_store *store, kk_error *err)
{
    const kk_config_csv *how = &what->config->records.source[0].csv;
    const kk_key key = {{1}};
    kk_finder finder = {.areas = &what->areas, .finest = what->finest};
    kk_locator *locator = NULL;
    kk_record_reader *reader = NULL;
    kk_batch batch = {0};
    kk_status status = kk_locator_new(&what->areas.level[what->finest], what->number, &locator, err);
    finder.locator = locator;
    if (status == KK_OK)
        status = kk_record_reader_open(what->config, 0, &key, what->number, &what->rejects, &reader, err);
    if (status == KK_OK) status = kk_store_records_begin(store, what->config, err);
    do {
        if (status == KK_OK) status = kk_record_reader_next(reader, &batch, err);
        if (status == KK_OK) status = kk_batch_locate(&finder, how, what->number, &batch, err);
    } while (status == KK_OK && batch.count > 0 && kk_store_records_add(store, batch.record, batch.count));
    if (status == KK_OK) status = kk_store_records_end(store, err);
    if (status == KK_OK) status = kk_store_commit(store, err);
    if (reader != NULL) printf("rows=%lld\n", (long long)kk_record_reader_counts(reader).rows_used);
    kk_record_reader_close(reader);
    kk_locator_free(locator);
    return status;
}

static kk_status load_rows(request *what, kk_error *err)
{
    kk_store *store;
    kk_status status = kk_store_open(what->target, "kk_bench", &store, err);
    if (status != KK_OK) return status;
    status = kk_store_load_areas(store, &what->areas, err);
    double clock = now_seconds();
    if (status == KK_OK) status = store_rows(what, store, err);
    print_step("load", &clock);
    kk_store_close(store);
    return status;
}

/* ---- main ---- */

static kk_status run(request *what, kk_arena *arena, kk_error *err)
{
    kk_rejects_init(&what->rejects, arena);
    kk_status status = kk_areas_read(what->config, arena, &what->rejects, &what->areas, err);
    if (status != KK_OK) return status;
    what->finest = what->areas.level_count - 1;
    if (strcmp(what->action, "points") == 0)
        status = write_points(what, err);
    else if (strcmp(what->action, "index") == 0)
        status = locate_points(what, err);
    else if (strcmp(what->action, "geos") == 0)
        status = locate_by_geos(what, err);
    else
        status = load_rows(what, err);
    kk_rejects_clear(&what->rejects);
    printf("kb=%ld\n", peak_kb());
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fputs("usage: locate points PROJECT COUNT FILE\n"
              "       locate index PROJECT THREADS FILE\n"
              "       locate geos PROJECT THREADS FILE\n"
              "       locate rows PROJECT THREADS URL\n",
              stderr);
        return EXIT_FAILURE;
    }
    kk_error err = {0};
    kk_config *config;
    kk_arena arena;
    kk_status status = kk_config_load(argv[2], &config, &err);
    if (status == KK_OK) {
        kk_arena_init(&arena);
        status = run(&(request){.action = argv[1], .number = atoi(argv[3]), .target = argv[4], .config = config},
                     &arena, &err);
        kk_arena_clear(&arena);
        kk_config_free(config);
    }
    if (status != KK_OK) fprintf(stderr, "locate: %s\n", err.message);
    return (int)status;
}
