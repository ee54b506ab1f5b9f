/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Vector tiles of areas, from file to MBTiles and PMTiles. Called by bench/tiles.sh.
 *
 *   tiles FILE THREADS FOLDER FROM TO
 *
 * Prints `name=value` a line: seconds of each step, and the peak of memory in kB.
 */
#include "kk/disclosure.h"
#include "kk/ingest.h"
#include "kk/publish.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static double now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void print_step(const char *name, double *since)
{
    double now = now_seconds();
    printf("%s=%.4f\n", name, now - *since);
    *since = now;
}

static kk_status read_areas(const char *file, kk_arena *arena, kk_areas *areas, kk_error *err)
{
    kk_config_source source = {.file = {file, file, {"bench", 1, 1}}};
    kk_config config = {.areas = {.sources = &source, .source_count = 1, .mark = {"bench", 1, 1}}};
    kk_rejects rejects;
    kk_rejects_init(&rejects, arena);
    kk_status status = kk_areas_read(&config, arena, &rejects, areas, err);
    kk_rejects_clear(&rejects);
    return status;
}

static kk_status run(char **argument, kk_arena *arena, kk_error *err)
{
    int threads = atoi(argument[2]);
    double clock = now_seconds();
    kk_areas areas = {0};
    kk_boundaries made = {0};
    kk_config config = {.project = {.title = "bench"},
                        .output = {.tiles = {true, atoi(argument[4]), atoi(argument[5])}}};
    const kk_release *release = NULL;
    kk_status status = read_areas(argument[1], arena, &areas, err);
    print_step("read", &clock);
    if (status == KK_OK) status = kk_boundaries_make(&areas, 0, threads, arena, &made, err);
    if (status == KK_OK) status = kk_boundaries_project(&made, NULL, err);
    if (status == KK_OK) status = kk_boundaries_prepare_tiles(&made, threads, err);
    print_step("topology", &clock);
    kk_indicator_table none = {.areas = &areas};
    if (status == KK_OK) status = kk_release_make(&none, &config, threads, arena, &release, err);
    if (status == KK_OK) status = kk_write_tiles(release, &config, &made, argument[3], threads, err);
    print_step("tiles", &clock);
    kk_boundaries_clear(&made);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 6) {
        fputs("usage: tiles FILE THREADS FOLDER FROM TO\n", stderr);
        return EXIT_FAILURE;
    }
    kk_error err = {0};
    kk_arena arena;
    kk_arena_init(&arena);
    kk_status status = run(argv, &arena, &err);
    kk_arena_clear(&arena);
    if (status != KK_OK) fprintf(stderr, "tiles: %s\n", err.message);
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) == 0) printf("kb=%ld\n", usage.ru_maxrss);
    return (int)status;
}
