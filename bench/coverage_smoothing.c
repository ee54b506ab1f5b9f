/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * coverage_smoothing [RUNS] — how often the 95% intervals of smoothed rates hold the true rate, on average over areas:
 * true rates are drawn of a gamma, events of a Poisson, exposures are the children of real wijken, in groups of
 * consecutive ones. `naive`: the posterior as if the moments m and A were known. Prints a row for each size of group,
 * mean rate and coefficient of variation of the true rates; reads tests/reference/smoothing/wijken.csv.
 */
#include "inference/gamma.h"
#include "kk/random.h"
#include "kk/smoothing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { WIJKEN_MAX = 4000, AREAS_A_RUN = 1200 };

typedef struct map {
    size_t count;
    double exposure[WIJKEN_MAX], truth[WIJKEN_MAX], events[WIJKEN_MAX];
    uint32_t member[WIJKEN_MAX];
} map;

typedef struct tally {
    double areas, naive, corrected, naive_width, width;
} tally;

static bool read_exposures(map *into)
{
    FILE *file = fopen("tests/reference/smoothing/wijken.csv", "r");
    double children;
    if (file == NULL || fscanf(file, "%*[^\n]") != 0) return false;
    while (into->count < WIJKEN_MAX && fscanf(file, " %*[^,],%lf,%*[^\n]", &children) == 1)
        if (children > 0) into->exposure[into->count++] = children;
    return fclose(file) == 0 && into->count > 0;
}

static void draw(map *of, size_t i, double mean, double variation, kk_random *random)
{
    double shape = 1 / (variation * variation);
    of->truth[i] = variation == 0 ? mean : kk_gamma_quantile(kk_random_uniform(random), shape, mean / shape);
    of->events[i] = kk_random_poisson(random, of->exposure[i] * of->truth[i]);
}

static void count(const map *of, size_t i, const kk_rate_prior *prior, tally *to)
{
    kk_smoothed_rate rate = kk_rate_smooth(prior, of->events[i], of->exposure[i]);
    double shape = prior->mean * prior->mean / prior->variance + of->events[i];
    double scale = 1 / (prior->mean / prior->variance + of->exposure[i]);
    bool is_point = prior->variance == 0 || prior->mean == 0;
    double lower = is_point ? rate.value : kk_gamma_quantile(0.025, shape, scale);
    double upper = is_point ? rate.value : kk_gamma_quantile(0.975, shape, scale);
    to->areas++;
    to->naive += lower <= of->truth[i] && of->truth[i] <= upper;
    to->corrected += rate.lower <= of->truth[i] && of->truth[i] <= rate.upper;
    to->naive_width += upper - lower;
    to->width += rate.upper - rate.lower;
}

static tally measure(map *of, size_t group, double mean, double variation, int runs)
{
    tally out = {0};
    for (int run = 0; run < runs; run++) {
        kk_random random;
        kk_random_init(&random, 5, (uint64_t)run);
        size_t begin = kk_random_below(&random, (uint32_t)(of->count - group + 1));
        for (size_t k = 0; k < group; k++) of->member[k] = (uint32_t)(begin + k);
        for (size_t k = 0; k < group; k++) draw(of, begin + k, mean, variation, &random);
        kk_rate_prior prior = kk_rate_prior_fit(&(kk_rates){of->events, of->exposure}, of->member, group);
        for (size_t k = 0; k < group; k++) count(of, begin + k, &prior, &out);
    }
    return out;
}

int main(int argc, char **argv)
{
    static map wijken;
    static const size_t groups[] = {5, 8, 15, 40, 3000};
    static const double means[] = {0.02, 0.1}, variations[] = {0, 0.15, 0.3, 0.6};
    int areas = argc > 1 ? atoi(argv[1]) * AREAS_A_RUN : 20 * AREAS_A_RUN;
    if (!read_exposures(&wijken)) return EXIT_FAILURE;
    printf("group,mean,variation,naive,corrected,width_ratio\n");
    for (size_t g = 0; g < 5; g++)
        for (size_t m = 0; m < 2; m++)
            for (size_t v = 0; v < 4; v++) {
                tally out = measure(&wijken, groups[g], means[m], variations[v], areas / (int)groups[g] + 1);
                printf("%zu,%g,%g,%.1f,%.1f,%.2f\n", groups[g], means[m], variations[v], 100 * out.naive / out.areas,
                       100 * out.corrected / out.areas, out.width / out.naive_width);
            }
    return EXIT_SUCCESS;
}
