/* SPDX-License-Identifier: EUPL-1.2 */
/* Maps whose rates are drawn from BYM2 itself: a grid, of which the areas beside each other are neighbours. */
#ifndef KK_TESTS_BYM2_WORLD_H
#define KK_TESTS_BYM2_WORLD_H

#include "inference/bym2.h"
#include "kk/random.h"

#include <math.h>
#include <stdlib.h>

typedef struct world {
    size_t side, count;
    kk_neighbours neighbours;
    double scale;                     /* of the precision of u */
    double *events, *exposure, *rate; /* rate: the true one */
    kk_smoothed_rate *found;
} world;

static inline void world_clear(world *of)
{
    free(of->neighbours.begin);
    free(of->neighbours.neighbour);
    free(of->events);
    free(of->exposure);
    free(of->rate);
    free(of->found);
}

static inline void world_links(world *of)
{
    uint32_t links = 0, side = (uint32_t)of->side;
    for (uint32_t i = 0; i < of->count; i++) {
        uint32_t *to = of->neighbours.neighbour;
        if (i >= side) to[links++] = i - side;
        if (i % side > 0) to[links++] = i - 1;
        if (i % side + 1 < side) to[links++] = i + 1;
        if (i + side < of->count) to[links++] = i + side;
        of->neighbours.begin[i + 1] = links;
    }
}

/* side × side areas; false when there is no memory. */
static inline bool world_init(world *of, size_t side)
{
    size_t count = side * side;
    *of = (world){.side = side, .count = count, .neighbours = {.count = count}};
    of->neighbours.begin = calloc(count + 1, sizeof(uint32_t));
    of->neighbours.neighbour = calloc(4 * count, sizeof(uint32_t));
    of->events = calloc(count, sizeof(double));
    of->exposure = calloc(count, sizeof(double));
    of->rate = calloc(count, sizeof(double));
    of->found = calloc(count, sizeof *of->found);
    if (of->neighbours.begin == NULL || of->neighbours.neighbour == NULL || of->events == NULL ||
        of->exposure == NULL || of->rate == NULL || of->found == NULL)
        return false;
    world_links(of);
    kk_bym2_map map;
    kk_error err;
    bool made = kk_bym2_map_make(&of->neighbours, &map, &err) == KK_OK;
    if (made) of->scale = -map.below.value[0];
    kk_bym2_map_clear(&map);
    return made;
}

/* The cosines are the eigenvectors of the grid's precision: u ← Σ z/√eigenvalue · vector, without the constant one. */
static inline void world_draw_shared(const world *of, kk_random *random, double *u, double *half)
{
    size_t side = of->side;
    for (size_t k = 0; k < of->count; k++) half[k] = u[k] = 0;
    for (size_t a = 0; a < side; a++)
        for (size_t b = 0; b < side; b++) {
            double eigenvalue = 4 - 2 * cos(M_PI * (double)a / (double)side) - 2 * cos(M_PI * (double)b / (double)side);
            double norm = sqrt((a > 0 ? 2.0 : 1.0) * (b > 0 ? 2.0 : 1.0)) / (double)side;
            double z = a + b > 0 ? norm * kk_random_normal(random) / sqrt(eigenvalue * of->scale) : 0;
            for (size_t x = 0; x < side; x++)
                half[a * side + x] += z * cos(M_PI * ((double)x + 0.5) * (double)b / (double)side);
        }
    for (size_t y = 0; y < side; y++)
        for (size_t a = 0; a < side; a++) {
            double weight = cos(M_PI * ((double)y + 0.5) * (double)a / (double)side);
            for (size_t x = 0; x < side; x++) u[y * side + x] += weight * half[a * side + x];
        }
}

/* Rates and Poisson counts; exposures from a tenth to almost twice `exposure`. Uses of->found as room. */
static inline void world_draw(world *of, uint64_t seed, double mean, double sigma, double phi, double exposure)
{
    kk_random random;
    kk_random_init(&random, seed, 0);
    double *u = (double *)of->found, *half = u + of->count;
    world_draw_shared(of, &random, u, half);
    for (size_t i = 0; i < of->count; i++) {
        double v = kk_random_normal(&random);
        of->rate[i] = mean * exp(sigma * (sqrt(1 - phi) * v + sqrt(phi) * u[i]));
        of->exposure[i] = exposure * (0.1 + 1.8 * kk_random_uniform(&random));
        of->events[i] = kk_random_poisson(&random, of->rate[i] * of->exposure[i]);
    }
}

static inline kk_status world_fit(world *of, int threads, kk_bym2 *fit, kk_error *err)
{
    const kk_bym2_data data = {{of->events, of->exposure}, &of->neighbours, KK_RATE_POISSON};
    return kk_bym2_fit(&data, threads, of->found, fit, err);
}

/* Of the areas, the share whose true rate lies in its interval. */
static inline double world_coverage(const world *of)
{
    double covered = 0;
    for (size_t i = 0; i < of->count; i++)
        covered += of->found[i].lower <= of->rate[i] && of->rate[i] <= of->found[i].upper;
    return covered / (double)of->count;
}

#endif
