/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Boundaries in less detail, from file to GeoJSON. Called by bench/topology.sh.
 *
 *   topology FILE THREADS FOLDER PERCENT [SNAP]
 *
 * Prints `name=value` a line: seconds of each step, vertices, and the peak of memory in kB.
 */
#include "bench.h"
#include "kk/disclosure.h"
#include "kk/ingest.h"
#include "kk/publish.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct request {
    const char *file, *folder;
    int threads;
    double share, snap;
} request;

static kk_status make_simpler(const request *what, const kk_areas *areas, kk_arena *arena, kk_boundaries *made,
                              kk_detail *detail, kk_error *err)
{
    const kk_config_detail asked = {.name = "bench", .share = what->share, .metres = NAN, .bytes = NAN};
    double clock = now_seconds();
    kk_status status = kk_boundaries_make(areas, what->snap, what->threads, arena, made, err);
    print_step("topology", &clock);
    if (status == KK_OK) status = kk_boundaries_project(made, NULL, err);
    print_step("project", &clock);
    if (status == KK_OK) status = kk_boundaries_simplify(made, &asked, what->threads, detail, err);
    print_step("simplify", &clock);
    printf("vertices=%zu\nremovable=%zu\nkept=%zu\nput_back=%zu\n", made->topology.vertex_count,
           detail->simplified.removable, detail->simplified.kept, detail->simplified.restored);
    return status;
}

static kk_status run(const request *what, kk_arena *arena, kk_error *err)
{
    double clock = now_seconds();
    kk_areas areas = {0};
    kk_boundaries made = {0};
    kk_detail detail = {0};
    const kk_release *release = NULL;
    kk_status status = read_areas(what->file, NULL, arena, &areas, err);
    print_step("read", &clock);
    if (status == KK_OK) status = make_simpler(what, &areas, arena, &made, &detail, err);
    clock = now_seconds();
    kk_indicator_table none = {.areas = &areas};
    const kk_config config = {0};
    if (status == KK_OK) status = kk_release_make(&none, &config, what->threads, arena, &release, err);
    if (status == KK_OK)
        status = kk_write_geojson_detail(release, &made, &detail, "bench", what->folder, what->threads, err);
    print_step("write", &clock);
    kk_detail_clear(&detail);
    kk_boundaries_clear(&made);
    return status;
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fputs("usage: topology FILE THREADS FOLDER PERCENT [SNAP]\n", stderr);
        return EXIT_FAILURE;
    }
    request what = {.file = argv[1],
                    .threads = atoi(argv[2]),
                    .folder = argv[3],
                    .share = atof(argv[4]) / 100,
                    .snap = argc > 5 ? atof(argv[5]) : 0};
    kk_error err = {0};
    kk_arena arena;
    kk_arena_init(&arena);
    kk_status status = run(&what, &arena, &err);
    kk_arena_clear(&arena);
    if (status != KK_OK) fprintf(stderr, "topology: %s\n", err.message);
    printf("kb=%ld\n", peak_kb());
    return (int)status;
}
