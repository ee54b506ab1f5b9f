/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * coverage_intervals — how often 95% intervals hold the truth, in per cent: of a Poisson count (exact below 10, Byar
 * from there) by its mean and of a share (Wilson) by n, summed over all counts; of a directly standardised rate (Fay
 * and Feuer) by the events expected, in 6 strata whose weights have that standard deviation of their logarithm, over 6
 * × 2,000 runs. Of a range or a grid: the mean and the least.
 */
#include "kk/random.h"
#include "kk/standardisation.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

enum { STRATA = 6, STREAMS = 6, RUNS = 2000 };

typedef struct curve {
    double sum, count, least;
} curve;

static void add(curve *to, double coverage)
{
    to->least = to->count == 0 ? coverage : fmin(to->least, coverage);
    to->sum += coverage;
    to->count++;
}

static void print(const char *interval, double at, double unlike, curve of)
{
    printf("%s,%g,%g,%.1f,%.1f\n", interval, at, unlike, 100 * of.sum / of.count, 100 * of.least);
}

static bool holds(double lower, double upper, double truth)
{
    return lower <= truth && truth <= upper;
}

static double poisson_coverage(double mean)
{
    double sum = 0;
    for (double x = 0; x < mean + 12 * sqrt(mean) + 30; x++) {
        kk_interval interval = kk_poisson_interval(x);
        if (holds(interval.lower, interval.upper, mean)) sum += exp(x * log(mean) - mean - lgamma(x + 1));
    }
    return sum;
}

static double wilson_coverage(double n, double p)
{
    double sum = 0;
    for (double x = 0; x <= n; x++) {
        kk_interval interval = kk_wilson(x, n);
        double chance = lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1) + x * log(p) + (n - x) * log1p(-p);
        if (holds(interval.lower, interval.upper, p)) sum += exp(chance);
    }
    return sum;
}

static double fay_feuer_coverage(double events, double unlike, uint64_t stream)
{
    kk_random random;
    kk_random_init(&random, 3, stream);
    double weight[STRATA], persons[STRATA], counts[STRATA], truth = 0, weights = 0, held = 0;
    for (size_t s = 0; s < STRATA; s++) {
        weights += weight[s] = exp(unlike * kk_random_normal(&random));
        persons[s] = 1000;
    }
    for (size_t s = 0; s < STRATA; s++) truth += weight[s] / weights * events / STRATA / persons[s];
    for (int run = 0; run < RUNS; run++) {
        for (size_t s = 0; s < STRATA; s++) counts[s] = kk_random_poisson(&random, events / STRATA);
        kk_estimate rate = kk_standardised_rate(counts, persons, weight, STRATA);
        held += holds(rate.lower, rate.upper, truth);
    }
    return held / RUNS;
}

static void print_fay_feuer(void)
{
    static const double unlike[] = {0, 0.3, 0.6, 1};
    curve grid = {0};
    for (double events = 10; events <= 640; events *= 4)
        for (size_t u = 0; u < 4; u++) {
            curve here = {0};
            for (uint64_t stream = 0; stream < STREAMS; stream++)
                add(&here, fay_feuer_coverage(events, unlike[u], stream));
            add(&grid, here.sum / here.count);
            print("fay_feuer", events, unlike[u], here);
        }
    print("fay_feuer_grid", 0, 0, grid);
}

int main(void)
{
    printf("interval,at,unlike,mean,least\n");
    curve grid = {0};
    for (double begin = 0.1; begin < 1000; begin *= 10) {
        curve here = {0};
        for (double mean = begin; mean < begin * 10; mean *= 1.01) add(&here, poisson_coverage(mean));
        for (double mean = begin; mean < begin * 10 && begin >= 10; mean *= 1.01) add(&grid, poisson_coverage(mean));
        print("poisson", begin, 0, here);
    }
    print("byar_grid", 0, 0, grid);
    grid = (curve){0};
    for (double n = 10; n <= 640; n *= 2) {
        curve here = {0};
        for (double p = 0.02; p < 0.985; p += 0.005) add(&here, wilson_coverage(n, p));
        add(&grid, here.sum / here.count);
        print("wilson", n, 0, here);
    }
    print("wilson_grid", 0, 0, grid);
    print_fay_feuer();
    return 0;
}
