/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * nearest [ADDRESSES [PLACES]] — the nearest place of each address, on one core: 1,000,000 × 20,000 unless told. Both
 * lie as people do: scattered over towns of different size. Prints `name=value` a line: seconds to make the index and
 * to find all, and of comparing every pair, estimated from the first addresses, whose places must be the same.
 */
#include "bench.h"
#include "kk/locate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { TOWNS = 400, COMPARED = 500 };

static double next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) * 0x1p-53;
}

/* The sum of two draws of the unit interval, twice: round towns with a middle. */
static double *scatter(size_t count, uint64_t seed)
{
    double *xy = malloc(2 * count * sizeof *xy);
    for (size_t i = 0; xy != NULL && i < count; i++) {
        uint64_t town = (uint64_t)(TOWNS * pow(next_random(&seed), 2));
        double radius = 8000 / sqrt((double)town + 1) + 500;
        xy[2 * i] = 20000 + next_random(&town) * 250000 + radius * (next_random(&seed) + next_random(&seed) - 1);
        xy[2 * i + 1] = 320000 + next_random(&town) * 290000 + radius * (next_random(&seed) + next_random(&seed) - 1);
    }
    return xy;
}

static size_t compare_all(const double *places, size_t count, double x, double y)
{
    size_t found = 0;
    double best = INFINITY;
    for (size_t j = 0; j < count; j++) {
        double dx = places[2 * j] - x, dy = places[2 * j + 1] - y;
        if (dx * dx + dy * dy >= best) continue;
        best = dx * dx + dy * dy;
        found = j;
    }
    return found;
}

static bool measure(const double *homes, size_t home_count, const double *places, size_t place_count, kk_error *err)
{
    double clock = now_seconds(), distance, sum = 0;
    kk_nearest *index;
    if (kk_nearest_new(places, place_count, &index, err) != KK_OK) return false;
    double made = now_seconds();
    for (size_t i = 0; i < home_count; i++)
        if (kk_nearest_find(index, homes[2 * i], homes[2 * i + 1], &distance) >= 0) sum += distance;
    double found = now_seconds();
    bool same = true;
    for (size_t i = 0; i < home_count && i < COMPARED; i++)
        same &= kk_nearest_find(index, homes[2 * i], homes[2 * i + 1], &distance) ==
                (ptrdiff_t)compare_all(places, place_count, homes[2 * i], homes[2 * i + 1]);
    double every = (now_seconds() - found) * (double)home_count / COMPARED;
    kk_nearest_free(index);
    printf("index=%.4f\nnearest=%.4f\nevery_pair=%.1f\nmean_m=%.1f\n", made - clock, found - made, every,
           sum / (double)home_count);
    if (!same) snprintf(err->message, sizeof err->message, "the index and comparing every pair differ");
    return same;
}

int main(int argc, char **argv)
{
    size_t home_count = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000000;
    size_t place_count = argc > 2 ? strtoul(argv[2], NULL, 10) : 20000;
    kk_error err = {.message = "out of memory"};
    double *homes = scatter(home_count, 1), *places = scatter(place_count, 2);
    bool ok = homes != NULL && places != NULL && measure(homes, home_count, places, place_count, &err);
    if (!ok) fprintf(stderr, "nearest: %s\n", err.message);
    free(homes);
    free(places);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
