/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * coverage_smoothing [RUNS] — how often the 95% intervals of smoothed rates and shares hold the true one, on average
 * over areas. Rates: true ones drawn of a gamma, events of a Poisson, exposures are the children of real wijken, in
 * groups of consecutive ones. Shares: true ones drawn of a beta, events of a binomial, equally many persons in each
 * area. `naive`: the posterior as if the moments m and A were known. Prints a row for each family, size of group,
 * persons, mean and standard deviation of the true rates; reads tests/reference/smoothing/wijken.csv.
 */
#include "inference/beta.h"
#include "indicators/gamma.h"
#include "kk/indicators.h"
#include "kk/random.h"
#include "kk/smoothing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { WIJKEN_MAX = 4000, AREAS_A_RUN = 1200 };

typedef struct map {
    size_t count;
    double children[WIJKEN_MAX], exposure[WIJKEN_MAX], truth[WIJKEN_MAX], events[WIJKEN_MAX];
    uint32_t member[WIJKEN_MAX];
} map;

typedef struct cell {
    kk_rate_family family;
    size_t group;
    double persons, mean, deviation; /* persons 0: the children of real wijken */
} cell;

typedef struct tally {
    double areas, naive, corrected, naive_width, width;
} tally;

static bool read_children(map *into)
{
    FILE *file = fopen("tests/reference/smoothing/wijken.csv", "r");
    double children;
    if (file == NULL || fscanf(file, "%*[^\n]") != 0) return false;
    while (into->count < WIJKEN_MAX && fscanf(file, " %*[^,],%lf,%*[^\n]", &children) == 1)
        if (children > 0) into->children[into->count++] = children;
    return fclose(file) == 0 && into->count > 0;
}

static double binomial(double persons, double chance, kk_random *random)
{
    double events = 0;
    for (double person = 0; person < persons; person++) events += kk_random_uniform(random) < chance;
    return events;
}

static void draw(map *of, size_t i, const cell *at, kk_random *random)
{
    double m = at->mean, variance = at->deviation * at->deviation, p = kk_random_uniform(random);
    of->exposure[i] = at->persons > 0 ? at->persons : of->children[i];
    if (at->family == KK_RATE_BINOMIAL) {
        double precision = m * (1 - m) / variance - 1;
        of->truth[i] = variance == 0 ? m : kk_beta_quantile(p, precision * m, precision * (1 - m));
        of->events[i] = binomial(of->exposure[i], of->truth[i], random);
    } else {
        of->truth[i] = variance == 0 ? m : kk_gamma_quantile(p, m * m / variance, variance / m);
        of->events[i] = kk_random_poisson(random, of->exposure[i] * of->truth[i]);
    }
}

static kk_interval naive_interval(const kk_rate_prior *prior, double events, double exposure, double value)
{
    if (!(prior->variance > 0)) return (kk_interval){value, value};
    double own = prior->chance / prior->variance, all = own + exposure, first = own * prior->mean + events;
    bool binomial = prior->family == KK_RATE_BINOMIAL;
    return (kk_interval){
        .lower = binomial ? kk_beta_quantile(0.025, first, all - first) : kk_gamma_quantile(0.025, first, 1 / all),
        .upper = binomial ? kk_beta_quantile(0.975, first, all - first) : kk_gamma_quantile(0.975, first, 1 / all),
    };
}

static void count(const map *of, size_t i, const kk_rate_prior *prior, tally *to)
{
    kk_smoothed_rate rate = kk_rate_smooth(prior, of->events[i], of->exposure[i]);
    kk_interval naive = naive_interval(prior, of->events[i], of->exposure[i], rate.value);
    to->areas++;
    to->naive += naive.lower <= of->truth[i] && of->truth[i] <= naive.upper;
    to->corrected += rate.lower <= of->truth[i] && of->truth[i] <= rate.upper;
    to->naive_width += naive.upper - naive.lower;
    to->width += rate.upper - rate.lower;
}

static void measure(map *of, const cell *at, int areas)
{
    tally out = {0};
    for (int run = 0; run <= areas / (int)at->group; run++) {
        kk_random random;
        kk_random_init(&random, 5, (uint64_t)run);
        size_t begin = kk_random_below(&random, (uint32_t)(of->count - at->group + 1));
        for (size_t k = 0; k < at->group; k++) of->member[k] = (uint32_t)(begin + k);
        for (size_t k = 0; k < at->group; k++) draw(of, begin + k, at, &random);
        kk_rate_prior prior =
            kk_rate_prior_fit(&(kk_rates){of->events, of->exposure}, at->family, of->member, at->group);
        for (size_t k = 0; k < at->group; k++) count(of, begin + k, &prior, &out);
    }
    printf("%s,%zu,%g,%g,%g,%.1f,%.1f,%.2f\n", at->family == KK_RATE_BINOMIAL ? "binomial" : "poisson", at->group,
           at->persons, at->mean, at->deviation, 100 * out.naive / out.areas, 100 * out.corrected / out.areas,
           out.width / out.naive_width);
}

static void measure_rates(map *of, int areas)
{
    static const size_t groups[] = {5, 8, 15, 40, 3000};
    static const double means[] = {0.02, 0.1}, variations[] = {0, 0.15, 0.3, 0.6};
    for (size_t g = 0; g < 5; g++)
        for (size_t m = 0; m < 2; m++)
            for (size_t v = 0; v < 4; v++)
                measure(of, &(cell){KK_RATE_POISSON, groups[g], 0, means[m], means[m] * variations[v]}, areas);
}

static void measure_shares(map *of, int areas)
{
    static const size_t groups[] = {8, 15, 40, 1000};
    static const double persons[] = {60, 250, 1000}, means[] = {0.1, 0.2, 0.4, 0.6, 0.8};
    static const double deviations[] = {0, 0.02, 0.05};
    for (size_t g = 0; g < 4; g++)
        for (size_t p = 0; p < 3; p++)
            for (size_t m = 0; m < 5; m++)
                for (size_t d = 0; d < 3; d++)
                    measure(of, &(cell){KK_RATE_BINOMIAL, groups[g], persons[p], means[m], deviations[d]}, areas);
}

int main(int argc, char **argv)
{
    static map wijken;
    int areas = argc > 1 ? atoi(argv[1]) * AREAS_A_RUN : 20 * AREAS_A_RUN;
    if (!read_children(&wijken)) return EXIT_FAILURE;
    printf("family,group,persons,mean,deviation,naive,corrected,width_ratio\n");
    measure_rates(&wijken, areas);
    measure_shares(&wijken, areas);
    return EXIT_SUCCESS;
}
