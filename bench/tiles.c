/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Vector tiles of areas, from file to MBTiles and PMTiles. Called by bench/tiles.sh.
 *
 *   tiles FILE THREADS FOLDER FROM TO
 *
 * Prints `name=value` a line: seconds of each step, and the peak of memory in kB.
 */
#include "bench.h"
#include "kk/disclosure.h"
#include "kk/ingest.h"
#include "kk/publish.h"

#include <stdio.h>
#include <stdlib.h>

static kk_status run(char **argument, kk_arena *arena, kk_error *err)
{
    int threads = atoi(argument[2]);
    double clock = now_seconds();
    kk_areas areas = {0};
    kk_boundaries made = {0};
    kk_config config = {.project = {.title = "bench"},
                        .output = {.tiles = {true, atoi(argument[4]), atoi(argument[5])}}};
    const kk_release *release = NULL;
    kk_status status = read_areas(argument[1], NULL, arena, &areas, err);
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
    printf("kb=%ld\n", peak_kb());
    return (int)status;
}
