/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bym2 [THREADS] — how long the spatial model of kk/bym2.h takes for the children of the wijken of 2022, in seconds.
 * Reads tests/reference/smoothing/wijken.csv: code, events, exposure, …, neighbours.
 */
#include "kk/bym2.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { AREAS_MAX = 4000, LINKS_MAX = 40000, LINE_MAX = 1000 };

static double events[AREAS_MAX], exposure[AREAS_MAX];
static uint32_t begin[AREAS_MAX + 1], neighbour[LINKS_MAX];
static kk_smoothed_rate rate[AREAS_MAX];

static size_t read_wijken(const char *path)
{
    FILE *file = fopen(path, "r");
    char line[LINE_MAX];
    size_t count = 0;
    while (file != NULL && count < AREAS_MAX && fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "%*[^,],%lf,%lf", &events[count], &exposure[count]) != 2) continue;
        uint32_t links = begin[count];
        char *at = strrchr(line, ',') + 1, *end;
        for (unsigned long j = strtoul(at, &end, 10); end != at && links < LINKS_MAX; j = strtoul(at = end, &end, 10))
            neighbour[links++] = (uint32_t)j;
        begin[++count] = links;
    }
    if (file != NULL) fclose(file);
    return count;
}

int main(int argc, char **argv)
{
    int threads = argc > 1 ? atoi(argv[1]) : 2;
    kk_neighbours neighbours = {read_wijken("tests/reference/smoothing/wijken.csv"), begin, neighbour};
    const kk_bym2_data data = {{events, exposure}, &neighbours, KK_RATE_BINOMIAL};
    kk_bym2 fit;
    kk_error err;
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    if (threads < 1 || kk_bym2_fit(&data, threads, rate, &fit, &err) != KK_OK || !fit.fitted) return 1;
    clock_gettime(CLOCK_MONOTONIC, &to);
    printf("%zu wijken, %d threads: %.2f s; sigma %.3f, phi %.3f, %u points, at most %u steps\n", neighbours.count,
           threads, (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec), fit.sigma.value,
           fit.phi.value, fit.points, fit.steps);
    return 0;
}
