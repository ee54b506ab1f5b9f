/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which areas are neighbours: what bench/neighbours.sh measures.
 *
 *   neighbours FILE LAYER RULE PARAMETER THREADS     rule: queen, rook (tolerance), nearest (how many), distance;
 * metres
 *
 * Prints `name=value` a line: seconds, `areas`, `links`, `islands`.
 */
#include "kk/ingest.h"
#include "kk/neighbours.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
    *since = now_seconds();
}

static kk_config_neighbours rule_of(const char *name, double parameter)
{
    static const char *const names[] = {"queen", "rook", "nearest", "distance"};
    kk_config_neighbours rule = {.tolerance_m = parameter, .nearest = (unsigned)parameter, .distance_m = parameter};
    for (unsigned i = 0; i < 4; i++)
        if (strcmp(names[i], name) == 0) rule.rule = (kk_neighbour_rule)i;
    return rule;
}

static kk_status run(const kk_config *config, const kk_config_neighbours *rule, int threads, kk_arena *arena,
                     kk_error *err)
{
    kk_areas areas;
    kk_rejects rejects;
    kk_neighbours found;
    double clock = now_seconds();
    kk_rejects_init(&rejects, arena);
    kk_status status = kk_areas_read(config, arena, &rejects, &areas, err);
    print_step("read", &clock);
    if (status == KK_OK) status = kk_neighbours_make(&areas.level[0], rule, threads, arena, &found, err);
    if (status == KK_OK) {
        print_step("neighbours", &clock);
        printf("areas=%zu\nlinks=%u\nislands=%zu\n", found.count, found.begin[found.count],
               kk_neighbours_islands(&found));
    }
    kk_rejects_clear(&rejects);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 6) {
        fputs("usage: neighbours FILE LAYER RULE PARAMETER THREADS\n", stderr);
        return EXIT_FAILURE;
    }
    kk_error err = {0};
    kk_arena arena;
    kk_mark mark = {"neighbours", 1, 1};
    kk_config_source source = {.file = {argv[1], argv[1], mark}, .layer = argv[2], .mark = mark};
    kk_config config = {.areas = {.sources = &source, .source_count = 1, .mark = mark}};
    kk_config_neighbours rule = rule_of(argv[3], atof(argv[4]));
    kk_arena_init(&arena);
    kk_status status = run(&config, &rule, atoi(argv[5]), &arena, &err);
    kk_arena_clear(&arena);
    if (status != KK_OK) fprintf(stderr, "neighbours: %s\n", err.message);
    return (int)status;
}
