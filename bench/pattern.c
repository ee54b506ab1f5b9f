/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Local Moran: what bench/pattern.sh measures.
 *
 *   pattern PROJECT PERMUTATIONS FOLDER
 *
 * Makes the queen neighbours of the buurten of the project and a figure that is partly shared with neighbours, writes
 * both for the peers (links.gal, value.txt) and what is found (local.csv: statistic, p), and prints `name=value` a
 * line: areas, links, largest number of neighbours, seconds with one thread and with two.
 */
#include "bench.h"
#include "kk/config.h"
#include "kk/ingest.h"
#include "kk/moran.h"
#include "kk/random.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct measured {
    kk_neighbours neighbours;
    double *value;
    kk_local_moran found;
    const char *folder;
} measured;

static bool room_for(measured *of, kk_arena *arena)
{
    size_t count = of->neighbours.count;
    of->value = kk_arena_alloc(arena, count, sizeof *of->value);
    of->found.statistic = kk_arena_alloc(arena, count, sizeof *of->value);
    of->found.p = kk_arena_alloc(arena, count, sizeof *of->value);
    of->found.quadrant = kk_arena_alloc(arena, count, 1);
    return of->value != NULL && of->found.statistic != NULL && of->found.p != NULL && of->found.quadrant != NULL;
}

static void draw_values(measured *of)
{
    const kk_neighbours *links = &of->neighbours;
    kk_random random;
    kk_random_init(&random, 1, 0);
    for (size_t i = 0; i < links->count; i++) of->found.p[i] = kk_random_normal(&random);
    for (size_t i = 0; i < links->count; i++) {
        double around = 0, degree = links->begin[i + 1] - links->begin[i];
        for (uint32_t l = links->begin[i]; l < links->begin[i + 1]; l++) around += of->found.p[links->neighbour[l]];
        of->value[i] = of->found.p[i] + (degree > 0 ? around / degree : 0);
    }
}

/* ---- files ---- */

static FILE *open_file(const measured *of, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", of->folder, name);
    return fopen(path, "w");
}

static bool write_links(const measured *of)
{
    FILE *file = open_file(of, "links.gal");
    const kk_neighbours *links = &of->neighbours;
    if (file == NULL) return false;
    fprintf(file, "%zu\n", links->count);
    for (size_t i = 0; i < links->count; i++) {
        fprintf(file, "%zu %u\n", i + 1, links->begin[i + 1] - links->begin[i]);
        for (uint32_t l = links->begin[i]; l < links->begin[i + 1]; l++) fprintf(file, "%u ", links->neighbour[l] + 1);
        fputc('\n', file);
    }
    return fclose(file) == 0;
}

static bool write_values(const measured *of)
{
    FILE *file = open_file(of, "value.txt");
    if (file == NULL) return false;
    for (size_t i = 0; i < of->neighbours.count; i++) fprintf(file, "%.17g\n", of->value[i]);
    return fclose(file) == 0;
}

static bool write_found(const measured *of)
{
    FILE *file = open_file(of, "local.csv");
    if (file == NULL) return false;
    fputs("statistic,p\n", file);
    for (size_t i = 0; i < of->neighbours.count; i++)
        fprintf(file, "%.17g,%.17g\n", of->found.statistic[i], of->found.p[i]);
    return fclose(file) == 0;
}

/* ---- the clock ---- */

static kk_status measure(measured *of, unsigned permutations, kk_error *err)
{
    const kk_neighbours *links = &of->neighbours;
    uint32_t most = 0;
    for (size_t i = 0; i < links->count; i++)
        if (links->begin[i + 1] - links->begin[i] > most) most = links->begin[i + 1] - links->begin[i];
    printf("areas=%zu\nlinks=%u\nmost=%u\n", links->count, links->begin[links->count], most);
    for (int threads = 1; threads <= 2; threads++) {
        const kk_permutations how = {.count = permutations, .seed = 1, .threads = threads};
        double begun = now_seconds();
        kk_status status = kk_local_moran_make(of->value, links, &how, &of->found, err);
        if (status != KK_OK) return status;
        printf("local %d=%.6f\n", threads, now_seconds() - begun);
    }
    return KK_OK;
}

static kk_status run(const kk_config *config, const char *permutations, measured *of, kk_arena *arena, kk_error *err)
{
    const kk_config_neighbours rule = {.rule = KK_NEIGHBOURS_QUEEN, .tolerance_m = 0.001};
    kk_rejects rejects;
    kk_areas areas;
    kk_rejects_init(&rejects, arena);
    kk_status status = kk_areas_read(config, arena, &rejects, &areas, err);
    kk_rejects_clear(&rejects);
    if (status != KK_OK) return status;
    status = kk_neighbours_make(&areas.level[areas.level_count - 1], &rule, 2, arena, &of->neighbours, err);
    if (status != KK_OK) return status;
    if (!room_for(of, arena)) return kk_fail_memory(err);
    draw_values(of);
    status = measure(of, (unsigned)atoi(permutations), err);
    if (status == KK_OK && !(write_links(of) && write_values(of) && write_found(of)))
        return kk_fail(err, KK_ERR_OUTPUT, "cannot write to %s", of->folder);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: pattern PROJECT PERMUTATIONS FOLDER\n", stderr);
        return EXIT_FAILURE;
    }
    kk_error err = {0};
    kk_config *config;
    kk_arena arena;
    kk_status status = kk_config_load(argv[1], &config, &err);
    if (status == KK_OK) {
        kk_arena_init(&arena);
        status = run(config, argv[2], &(measured){.folder = argv[3]}, &arena, &err);
        kk_arena_clear(&arena);
        kk_config_free(config);
    }
    if (status != KK_OK) fprintf(stderr, "pattern: %s\n", err.message);
    return (int)status;
}
