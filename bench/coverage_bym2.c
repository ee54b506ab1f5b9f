/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * coverage_bym2 [RUNS] [SIDE] — how often the 95% intervals of BYM2 hold the truth: rates (on average over areas), σ
 * and φ, on maps of SIDE × SIDE areas that are drawn from the model, by σ, φ and the mean number of events of an area.
 * `lean`: how many of the misses of rates have the truth above the interval.
 */
#include "../tests/unit/inference/bym2_world.h"

#include <omp.h>
#include <stdio.h>

static const double mean_rate = 0.03;

typedef struct tally {
    double rate, sigma, phi, above, missed;
} tally;

static double holds(kk_estimate interval, double truth)
{
    return interval.lower <= truth && truth <= interval.upper;
}

static void count(const world *of, const kk_bym2 *fit, double sigma, double phi, tally *to)
{
    to->rate += world_coverage(of);
    to->sigma += holds(fit->sigma, sigma);
    to->phi += holds(fit->phi, phi);
    for (size_t i = 0; i < of->count; i++) {
        bool above = of->rate[i] > of->found[i].upper;
        to->above += above;
        to->missed += above || of->rate[i] < of->found[i].lower;
    }
}

static void print_truth(double truth)
{
    if (isnan(truth))
        printf("%5s ", "any");
    else
        printf("%5.2f ", truth);
}

/* NaN: by its prior. */
static bool measure(world *of, double sigma, double phi, double events, int runs)
{
    tally sums = {0};
    kk_error err;
    for (int run = 0; run < runs; run++) {
        kk_bym2 fit;
        kk_random random;
        kk_random_init(&random, (uint64_t)run + 1, 1);
        double own_sigma = isnan(sigma) ? log(kk_random_uniform(&random)) / log(0.01) : sigma;
        double own_phi = isnan(phi) ? kk_random_uniform(&random) : phi;
        world_draw(of, (uint64_t)run + 1, mean_rate, own_sigma, own_phi, events / mean_rate);
        if (world_fit(of, omp_get_max_threads(), &fit, &err) != KK_OK || !fit.fitted) return false;
        count(of, &fit, own_sigma, own_phi, &sums);
    }
    print_truth(sigma);
    print_truth(phi);
    printf("%7.1f %10.1f %8.1f %8.1f %8.2f\n", events, 100 * sums.rate / runs, 100 * sums.sigma / runs,
           100 * sums.phi / runs, sums.above / sums.missed);
    fflush(stdout);
    return true;
}

int main(int argc, char **argv)
{
    static const double sigma[] = {NAN, 0.2, 0.2, 0.5, 0.5}, phi[] = {NAN, 0.2, 0.7, 0.2, 0.7}, events[] = {1, 5, 25};
    int runs = argc > 1 ? atoi(argv[1]) : 100, side = argc > 2 ? atoi(argv[2]) : 20;
    world of;
    bool done = runs > 0 && side > 1 && world_init(&of, (size_t)side);
    printf("%5s %5s %7s %10s %8s %8s %8s\n", "sigma", "phi", "events", "rates %", "sigma %", "phi %", "lean");
    for (int s = 0; s < 5 && done; s++)
        for (int e = 0; e < 3 && done; e++) done = measure(&of, sigma[s], phi[s], events[e], runs);
    if (done) world_clear(&of);
    return !done;
}
