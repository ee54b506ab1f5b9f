/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How often the intervals of expected use hold the truth, where it is known: areas drawn from a log-linear world in
 * which each rate is off by a gamma factor of its own (variance 1/shape; "none": Poisson).
 *   make build/release/bench/coverage_expected && build/release/bench/coverage_expected [replicates]
 */
#include "kk/random.h"
#include "kk/regression.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { AREAS_MAX = 1000, TERMS = 2 };

static const double truth[TERMS] = {0.3, -0.2}, base = 0.08;

typedef struct world {
    size_t count;
    int shape; /* 0: none */
    double x[TERMS][AREAS_MAX], exposure[AREAS_MAX], events[AREAS_MAX];
    double expected[AREAS_MAX], own[AREAS_MAX]; /* true rates: of the determinants, of the area */
} world;

typedef struct tally {
    size_t fits, areas, slopes_held, rates_held, gaps_held;
} tally;

static double draw_factor(kk_random *random, int shape)
{
    double sum = 0;
    for (int k = 0; k < shape; k++) sum -= log(kk_random_uniform(random));
    return shape == 0 ? 1 : sum / shape;
}

static void draw(world *w, uint64_t replicate)
{
    kk_random random;
    kk_random_init(&random, 5, replicate);
    for (size_t i = 0; i < w->count; i++) {
        w->x[0][i] = kk_random_normal(&random);
        w->x[1][i] = 0.5 * w->x[0][i] + kk_random_normal(&random);
        w->exposure[i] = 50 + floor(1500 * kk_random_uniform(&random) * kk_random_uniform(&random));
        w->expected[i] = base * exp(truth[0] * w->x[0][i] + truth[1] * w->x[1][i]);
        w->own[i] = w->expected[i] * draw_factor(&random, w->shape);
        w->events[i] = kk_random_poisson(&random, w->exposure[i] * w->own[i]);
    }
}

static int holds(kk_estimate estimate, double value)
{
    return estimate.lower <= value && value <= estimate.upper;
}

static void count_held(const world *w, const kk_regression *fit, tally *to)
{
    to->fits++;
    to->slopes_held += (size_t)holds(kk_regression_ratio(fit, 0, 1 / fit->sd[0]), exp(truth[0]));
    for (size_t i = 0; i < w->count; i++) {
        kk_interval count = kk_poisson_interval(w->events[i]);
        kk_estimate expected = kk_regression_rate(fit, i);
        kk_estimate observed = {w->events[i] / w->exposure[i], count.lower / w->exposure[i],
                                count.upper / w->exposure[i]};
        to->areas++;
        to->rates_held += (size_t)holds(expected, w->expected[i]);
        to->gaps_held += (size_t)holds(kk_estimate_difference(observed, expected), w->own[i] - w->expected[i]);
    }
}

static int simulate(world *w, kk_regression_family family, uint64_t replicates)
{
    tally held = {0};
    const double *determinant[TERMS] = {w->x[0], w->x[1]};
    const kk_regression_data data = {w->count, TERMS, w->events, w->exposure, determinant};
    for (uint64_t replicate = 0; replicate < replicates; replicate++) {
        kk_arena arena;
        kk_regression fit;
        kk_error err;
        draw(w, replicate);
        kk_arena_init(&arena);
        kk_status status = kk_regression_fit(&data, family, &arena, &fit, &err);
        if (status == KK_OK && fit.outcome == KK_REGRESSION_FITTED) count_held(w, &fit, &held);
        kk_arena_clear(&arena);
        if (status != KK_OK) return fprintf(stderr, "%s\n", err.message), EXIT_FAILURE;
    }
    printf("%-17s %5zu %5d %6zu   %5.1f %5.1f %5.1f\n",
           family == KK_QUASIPOISSON ? "quasipoisson" : "negative_binomial", w->count, w->shape, held.fits,
           100 * (double)held.slopes_held / (double)held.fits, 100 * (double)held.rates_held / (double)held.areas,
           100 * (double)held.gaps_held / (double)held.areas);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    static world w;
    static const size_t counts[] = {12, 30, 100, 400};
    static const int shapes[] = {0, 10, 3};
    uint64_t replicates = argc > 1 ? strtoull(argv[1], NULL, 10) : 2000;
    printf("%-17s %5s %5s %6s   %5s %5s %5s  (%% held of 95)\n", "family", "areas", "shape", "fits", "ratio", "rate",
           "gap");
    int status = EXIT_SUCCESS;
    for (int family = KK_QUASIPOISSON; family <= KK_NEGATIVE_BINOMIAL; family++)
        for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++)
            for (size_t c = 0; c < sizeof counts / sizeof *counts && status == EXIT_SUCCESS; c++) {
                w.shape = shapes[s];
                w.count = counts[c];
                status = simulate(&w, (kk_regression_family)family, replicates);
            }
    return status;
}
