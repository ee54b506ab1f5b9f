/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How often a map shows clusters that are not there: the figures of docs/statistics.md.
 *
 *   coverage_pattern [MAPS]
 *
 * A board of 58 × 57 areas whose populations (200 to 20,000, small ones together) have 3% events. `none`: the chance is
 * the same everywhere; `block`: it is twice as large in 10 × 10 areas in the middle. For each way to look at the map:
 * how many of the maps show any cluster, how many areas per map, how many of these are neither in the block nor beside
 * it, and how much of the block is found.
 */
#include "kk/moran.h"
#include "kk/random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { WIDTH = 58, HEIGHT = 57, AREAS = WIDTH * HEIGHT, PERMUTATIONS = 99999, BLOCK = 10, LEFT = 24, TOP = 23 };

typedef struct board {
    kk_arena arena;
    kk_neighbours neighbours;
    double events[AREAS], exposure[AREAS], rate[AREAS], eb[AREAS], z[AREAS], statistic[AREAS], p[AREAS];
    uint8_t quadrant[AREAS];
    kk_error err;
} board;

static bool make_links(board *of)
{
    uint32_t at = 0;
    of->neighbours = (kk_neighbours){AREAS, kk_arena_alloc(&of->arena, AREAS + 1, sizeof(uint32_t)),
                                     kk_arena_alloc(&of->arena, 8 * (size_t)AREAS, sizeof(uint32_t))};
    if (of->neighbours.begin == NULL || of->neighbours.neighbour == NULL) return false;
    for (int i = 0; i < AREAS; i++) {
        for (int y = i / WIDTH - 1; y <= i / WIDTH + 1; y++)
            for (int x = i % WIDTH - 1; x <= i % WIDTH + 1; x++)
                if (x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT && y * WIDTH + x != i)
                    of->neighbours.neighbour[at++] = (uint32_t)(y * WIDTH + x);
        of->neighbours.begin[i + 1] = at;
    }
    return true;
}

static bool in_block(int area, int margin)
{
    int x = area % WIDTH, y = area / WIDTH;
    return x >= LEFT - margin && x < LEFT + BLOCK + margin && y >= TOP - margin && y < TOP + BLOCK + margin;
}

static void draw_map(board *of, uint64_t seed, double times)
{
    kk_random random;
    kk_random_init(&random, seed, 0);
    for (int i = 0; i < AREAS; i++) {
        double town = sin(i % WIDTH / 4.0) * sin(i / WIDTH / 4.0);
        of->exposure[i] = round(2000 * pow(10, town * 0.9 + 0.1 * (2 * kk_random_uniform(&random) - 1)));
        double chance = in_block(i, 0) ? 0.03 * times : 0.03;
        of->events[i] = kk_random_poisson(&random, chance * of->exposure[i]);
        of->rate[i] = of->events[i] / of->exposure[i];
    }
    kk_rate_standardise(of->events, of->exposure, AREAS, of->eb);
}

/* ---- ways to look ---- */

typedef struct way {
    const char *name;
    bool raw, hotspots, one_sided, uncorrected;
} way;

static const way ways[] = {
    {"clusters, p <= 0.05, raw rate", true, false, true, true},
    {"clusters, FDR of folded p, raw rate", true, false, true, false},
    {"clusters, FDR of two-sided p, raw rate", true, false, false, false},
    {"clusters, FDR of folded p, standardised", false, false, true, false},
    {"clusters, FDR of two-sided p, standardised", false, false, false, false},
    {"hot and cold, FDR, raw rate", true, true, false, false},
    {"hot and cold, FDR, standardised", false, true, false, false},
};

static kk_status look(board *of, const way *by, uint64_t seed, double *limit)
{
    const kk_permutations permutations = {PERMUTATIONS, seed, 2};
    const kk_local_moran out = {of->statistic, of->p, of->quadrant};
    const double *figure = by->raw ? of->rate : of->eb;
    kk_status status = by->hotspots ? kk_getis_ord_make(figure, &of->neighbours, of->z, &of->err)
                                    : kk_local_moran_make(figure, &of->neighbours, &permutations, &out, &of->err);
    if (status != KK_OK) return status;
    for (int i = 0; i < AREAS; i++)
        of->p[i] = by->hotspots    ? kk_significance_of_z(of->z[i]).two_sided
                   : by->one_sided ? of->p[i]
                                   : fmin(1, 2 * of->p[i]);
    *limit = 0.05;
    return by->uncorrected ? KK_OK : kk_false_discovery_limit(of->p, AREAS, 0.05, limit, &of->err);
}

/* ---- how well ---- */

typedef struct score {
    double maps, any, areas, wrong, found;
} score;

static void add_map(score *to, const board *of, double limit)
{
    double areas = 0, wrong = 0, found = 0;
    for (int i = 0; i < AREAS; i++) {
        if (!(of->p[i] <= limit)) continue;
        areas++;
        wrong += in_block(i, 1) ? 0 : 1;
        found += in_block(i, 0) ? 1 : 0;
    }
    to->maps++;
    to->any += areas > 0;
    to->areas += areas;
    to->wrong += areas > 0 ? wrong / areas : 0;
    to->found += found / (BLOCK * BLOCK);
}

static kk_status run(board *of, unsigned maps, double times)
{
    kk_status status = KK_OK;
    printf("%-44s %10s %10s %10s %10s\n", times > 1 ? "block" : "none", "any", "areas", "outside", "found");
    for (size_t w = 0; w < sizeof ways / sizeof *ways && status == KK_OK; w++) {
        score sum = {0, 0, 0, 0, 0};
        for (unsigned map = 0; map < maps && status == KK_OK; map++) {
            double limit;
            draw_map(of, map, times);
            status = look(of, &ways[w], map, &limit);
            if (status == KK_OK) add_map(&sum, of, limit);
        }
        printf("%-44s %9.1f%% %10.1f %9.1f%% %9.1f%%\n", ways[w].name, 100 * sum.any / sum.maps, sum.areas / sum.maps,
               100 * sum.wrong / sum.maps, times > 1 ? 100 * sum.found / sum.maps : NAN);
    }
    return status;
}

int main(int argc, char **argv)
{
    unsigned maps = argc > 1 ? (unsigned)atoi(argv[1]) : 200;
    board *of = calloc(1, sizeof *of);
    if (of == NULL) return EXIT_FAILURE;
    kk_arena_init(&of->arena);
    kk_status status = make_links(of) ? run(of, maps, 1) : kk_fail_memory(&of->err);
    if (status == KK_OK) status = run(of, maps, 2);
    if (status != KK_OK) fprintf(stderr, "coverage_pattern: %s\n", of->err.message);
    kk_arena_clear(&of->arena);
    free(of);
    return (int)status;
}
