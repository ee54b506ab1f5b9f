/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * coverage_inequality — how often 95% intervals hold the truth, in per cent of 2,000 runs: rates with a lognormal
 * spread of 0.3 in areas of unequal size. Beside it, of the same bootstrap, the interval of its percentiles. Then what
 * chance alone makes of the Gini of areas with so many persons that all have one rate, as a mean over 200 runs, and the
 * mean of what is reported as chance.
 */
#include "kk/inequality.h"
#include "kk/random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { RUNS = 2000, RUNS_CHANCE = 200, REPLICATES = 399, AREAS_MAX = 300, KNOWN = 5 };

/* Of a lognormal: Gini 2Φ(σ/√2) − 1, Theil σ²/2, Atkinson 1 − exp(−εσ²/2). */
static const struct {
    const char *name;
    kk_inequality index;
    double truth;
} known[KNOWN] = {
    {"gini", KK_GINI, 0.16799597142736349},
    {"theil", KK_THEIL, 0.045},
    {"atkinson_0.5", KK_ATKINSON_HALF, 0.022248755046571},
    {"atkinson_1", KK_ATKINSON_ONE, 0.044002518046689},
    {"concentration", KK_CONCENTRATION, 0},
};

typedef struct world {
    size_t count;
    double value[AREAS_MAX], weight[AREAS_MAX], rank[AREAS_MAX];
} world;

static void draw_lognormal(world *to, uint64_t run)
{
    kk_random random;
    kk_random_init(&random, 5, run);
    for (size_t i = 0; i < to->count; i++) {
        to->value[i] = 0.1 * exp(0.3 * kk_random_normal(&random));
        to->weight[i] = exp(0.7 * kk_random_normal(&random));
        to->rank[i] = kk_random_normal(&random);
    }
}

static void measure(const world *of, unsigned replicates, kk_chance chance, uint64_t seed,
                    kk_inequality_estimate out[KK_INEQUALITIES])
{
    const kk_inequality_areas areas = {of->count, of->value, of->weight, of->rank, NULL, 0, true};
    const kk_inequality_rule rule = {replicates, chance, seed, 1};
    kk_error err;
    if (kk_inequality_make(&areas, &rule, out, &err) != KK_OK) exit(1);
}

/* ---- intervals ---- */

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void resample(const world *of, uint64_t seed, uint64_t replicate, world *out)
{
    kk_random random;
    kk_random_init(&random, seed, replicate);
    out->count = of->count;
    for (size_t i = 0; i < of->count; i++) {
        uint32_t from = kk_random_below(&random, (uint32_t)of->count);
        out->value[i] = of->value[from];
        out->weight[i] = of->weight[from];
        out->rank[i] = of->rank[from];
    }
}

static void count_percentiles(const world *of, uint64_t seed, int held[KNOWN])
{
    static double replicate[KNOWN][REPLICATES];
    static world drawn;
    kk_inequality_estimate found[KK_INEQUALITIES];
    for (size_t r = 0; r < REPLICATES; r++) {
        resample(of, seed, r, &drawn);
        measure(&drawn, 1, KK_CHANCE_UNKNOWN, 1, found);
        for (size_t k = 0; k < KNOWN; k++) replicate[k][r] = found[known[k].index].value;
    }
    for (size_t k = 0; k < KNOWN; k++) {
        qsort(replicate[k], REPLICATES, sizeof(double), ascending);
        held[k] += replicate[k][9] <= known[k].truth && known[k].truth <= replicate[k][REPLICATES - 10];
    }
}

static void print_coverage(size_t count)
{
    static world of;
    int held[KNOWN] = {0}, percentiles[KNOWN] = {0};
    kk_inequality_estimate found[KK_INEQUALITIES];
    of.count = count;
    for (uint64_t run = 0; run < RUNS; run++) {
        draw_lognormal(&of, run);
        measure(&of, REPLICATES, KK_CHANCE_UNKNOWN, run, found);
        for (size_t k = 0; k < KNOWN; k++) {
            const kk_inequality_estimate *own = &found[known[k].index];
            held[k] += own->lower <= known[k].truth && known[k].truth <= own->upper;
        }
        count_percentiles(&of, run, percentiles);
    }
    for (size_t k = 0; k < KNOWN; k++)
        printf("%s,%zu,%.1f,%.1f\n", known[k].name, count, 100.0 * held[k] / RUNS, 100.0 * percentiles[k] / RUNS);
}

/* ---- chance ---- */

static void print_chance(size_t count, double persons, double rate)
{
    static world of;
    double gini = 0, chance = 0;
    kk_inequality_estimate found[KK_INEQUALITIES];
    of.count = count;
    for (uint64_t run = 0; run < RUNS_CHANCE; run++) {
        kk_random random;
        kk_random_init(&random, 6, run);
        for (size_t i = 0; i < count; i++) {
            of.weight[i] = persons;
            of.value[i] = kk_random_poisson(&random, rate * persons) / persons;
        }
        measure(&of, 199, KK_CHANCE_POISSON, run, found);
        gini += found[KK_GINI].value / RUNS_CHANCE;
        chance += found[KK_GINI].chance / RUNS_CHANCE;
    }
    printf("%zu,%g,%g,%.3f,%.3f\n", count, persons, rate, gini, chance);
}

int main(void)
{
    printf("index,areas,held,percentiles\n");
    print_coverage(10);
    print_coverage(30);
    print_coverage(100);
    print_coverage(300);
    printf("areas,persons,rate,gini,reported_chance\n");
    print_chance(100, 100, 0.1);
    print_chance(100, 1000, 0.1);
    print_chance(100, 10000, 0.1);
    return 0;
}
