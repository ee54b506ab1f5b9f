/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which areas are neighbours: what bench/neighbours.sh measures.
 *
 *   neighbours FILE LAYER RULE PARAMETER THREADS     rule: queen, rook (tolerance), nearest (how many), distance;
 * metres
 *
 * Prints `name=value` a line: seconds, `areas`, `links`, `islands`.
 */
#include "bench.h"
#include "kk/ingest.h"
#include "kk/neighbours.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static kk_config_neighbours rule_of(const char *name, double parameter)
{
    static const char *const names[] = {"queen", "rook", "nearest", "distance"};
    kk_config_neighbours rule = {.tolerance_m = parameter, .nearest = (unsigned)parameter, .distance_m = parameter};
    for (unsigned i = 0; i < 4; i++)
        if (strcmp(names[i], name) == 0) rule.rule = (kk_neighbour_rule)i;
    return rule;
}

static kk_status run(char **argument, kk_arena *arena, kk_error *err)
{
    const kk_config_neighbours rule = rule_of(argument[3], atof(argument[4]));
    kk_areas areas;
    kk_neighbours found;
    double clock = now_seconds();
    kk_status status = read_areas(argument[1], argument[2], arena, &areas, err);
    print_step("read", &clock);
    if (status == KK_OK) status = kk_neighbours_make(&areas.level[0], &rule, atoi(argument[5]), arena, &found, err);
    if (status == KK_OK) {
        print_step("neighbours", &clock);
        printf("areas=%zu\nlinks=%u\nislands=%zu\n", found.count, found.begin[found.count],
               kk_neighbours_islands(&found));
    }
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
    kk_arena_init(&arena);
    kk_status status = run(argv, &arena, &err);
    kk_arena_clear(&arena);
    if (status != KK_OK) fprintf(stderr, "neighbours: %s\n", err.message);
    return (int)status;
}
