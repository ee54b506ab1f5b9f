/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * coverage_scan — how often the scan finds a cluster at p ≤ 0.05, in per cent of maps: where there is none (it should
 * be 5), and where a tenth of the persons, around a point, have so many times the rate of the others; of that tenth the
 * share that is in a cluster, and of what is in a cluster the share that is in that tenth. Then the seconds of a scan
 * of so many areas with 999 replicates on all threads, with circles of up to half the persons.
 */
#include "bench.h"
#include "kk/random.h"
#include "kk/scan.h"

#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAPS = 2000, MAPS_POWER = 200, AREAS_MAX = 14566 };

typedef struct map {
    size_t count;
    double xy[2 * AREAS_MAX], events[AREAS_MAX], persons[AREAS_MAX];
} map;

typedef struct tally {
    double maps, found, truly, numbered, both; /* truly … both: persons */
} tally;

static bool is_in_cluster(const map *of, size_t i)
{
    double dx = of->xy[2 * i] - 0.3, dy = of->xy[2 * i + 1] - 0.6;
    return dx * dx + dy * dy < 0.1 / acos(-1);
}

static void draw(map *to, size_t count, double rate, double times, uint64_t seed)
{
    kk_random random;
    kk_random_init(&random, 11, seed);
    to->count = count;
    for (size_t i = 0; i < count; i++) {
        to->xy[2 * i] = kk_random_uniform(&random);
        to->xy[2 * i + 1] = kk_random_uniform(&random);
        to->persons[i] = 100 + 1900 * kk_random_uniform(&random);
        to->events[i] = kk_random_poisson(&random, to->persons[i] * rate * (is_in_cluster(to, i) ? times : 1));
    }
}

static kk_scan scan(const map *of, const kk_scan_rule *rule, kk_arena *arena)
{
    const kk_scan_areas areas = {of->count, of->xy, of->events, of->persons};
    kk_scan out;
    kk_error err;
    if (kk_scan_make(&areas, rule, arena, &out, &err) != KK_OK) exit(1);
    return out;
}

static void add(tally *to, const map *of, const kk_scan *found)
{
    to->maps++;
    to->found += found->count > 0 && found->cluster[0].p <= 0.05;
    for (size_t i = 0; i < of->count; i++) {
        bool truly = is_in_cluster(of, i), numbered = found->number[i] > 0;
        to->truly += truly ? of->persons[i] : 0;
        to->numbered += numbered ? of->persons[i] : 0;
        to->both += truly && numbered ? of->persons[i] : 0;
    }
}

static void simulate(size_t count, double rate, double times, bool low)
{
    static map world;
    tally sum = {0};
    int maps = times == 1 ? MAPS : MAPS_POWER;
    for (int m = 0; m < maps; m++) {
        kk_arena arena;
        kk_arena_init(&arena);
        draw(&world, count, rate, times, (uint64_t)m);
        const kk_scan_rule rule = {
            .largest = 0.5, .low = low, .replicates = 199, .significance = 0.05, .seed = (uint64_t)m, .threads = 1};
        kk_scan found = scan(&world, &rule, &arena);
        add(&sum, &world, &found);
        kk_arena_clear(&arena);
    }
    printf("%zu,%g,%g,%s,%.1f,", count, rate, times, low ? "low" : "high", 100 * sum.found / sum.maps);
    if (times == 1)
        printf(",\n");
    else
        printf("%.1f,%.1f\n", 100 * sum.both / sum.truly, 100 * sum.both / sum.numbered);
}

static void measure(size_t count, double times)
{
    static map world;
    kk_arena arena;
    kk_arena_init(&arena);
    draw(&world, count, 0.02, times, 1);
    const kk_scan_rule rule = {
        .largest = 0.5, .replicates = 999, .significance = 0.05, .seed = 1, .threads = omp_get_max_threads()};
    double begin = now_seconds();
    kk_scan found = scan(&world, &rule, &arena);
    printf("%zu,%g,%d,%zu,%.2f\n", count, times, rule.threads, found.count, now_seconds() - begin);
    kk_arena_clear(&arena);
}

int main(void)
{
    printf("areas,rate,times,direction,found,of_the_true,of_the_found\n");
    simulate(50, 0.002, 1, false);
    simulate(50, 0.05, 1, false);
    simulate(50, 0.05, 1, true);
    simulate(200, 0.01, 1, false);
    simulate(200, 0.01, 1.2, false);
    simulate(200, 0.01, 1.5, false);
    simulate(200, 0.01, 0.67, true);
    printf("areas,times,threads,clusters,seconds\n");
    measure(3400, 1);
    measure(3400, 1.2);
    measure(14566, 1.2);
    return 0;
}
