/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/log.h"
#include "inference/permutation.h"
#include "inference/standard_scores.h"
#include "inference/weights.h"

#include <math.h>
#include <stdlib.h>

typedef struct map {
    const double *score;
    const kk_neighbours *neighbours;
    kk_weighting weighting;
} map;

/* How often a shuffled map had the sum of products of the true one or more, and that or less. */
typedef struct exceedance {
    unsigned at_least, at_most;
} exceedance;

/* What a thread shuffles with. */
typedef struct shuffler {
    kk_permutation permutation;
    double *score;
    uint32_t *room;
} shuffler;

static bool shuffler_init(shuffler *own, size_t count)
{
    own->score = malloc((count + 1) * sizeof *own->score);
    own->room = malloc((2 * count + 1) * sizeof *own->room);
    if (own->score == NULL || own->room == NULL) return false;
    kk_permutation_init(&own->permutation, own->room, (uint32_t)count);
    return true;
}

static void shuffler_clear(shuffler *own)
{
    free(own->score);
    free(own->room);
}

static double shuffled_sum(const map *of, shuffler *own, uint64_t seed, uint64_t stream)
{
    size_t count = of->neighbours->count;
    const uint32_t *item = kk_permutation_draw(&own->permutation, seed, stream, (uint32_t)count);
    for (size_t i = 0; i < count; i++) own->score[i] = of->score[item[i]];
    return kk_sum_products(of->neighbours, of->weighting, own->score);
}

static bool count_exceedance(const map *of, const kk_permutations *permutations, exceedance *out)
{
    double observed = kk_sum_products(of->neighbours, of->weighting, of->score);
    double rounding = kk_score_rounding * (double)of->neighbours->count;
    unsigned at_least = 0, at_most = 0;
    bool failed = false;
#pragma omp parallel num_threads(permutations->threads) reduction(+ : at_least, at_most) reduction(|| : failed)
    {
        shuffler own;
        bool ready = shuffler_init(&own, of->neighbours->count);
        failed = !ready;
#pragma omp for schedule(static)
        for (unsigned t = 0; t < permutations->count; t++) {
            double sum = ready && !kk_interrupted() ? shuffled_sum(of, &own, permutations->seed, t) : 0;
            at_least += sum >= observed - rounding;
            at_most += sum <= observed + rounding;
        }
        shuffler_clear(&own);
    }
    *out = (exceedance){at_least, at_most};
    return !failed;
}

static kk_significance significance_of(exceedance times, unsigned count)
{
    unsigned fewest = times.at_least < times.at_most ? times.at_least : times.at_most;
    return (kk_significance){.greater = (times.at_least + 1.0) / (count + 1.0),
                             .two_sided = fmin(1, 2 * (fewest + 1.0) / (count + 1.0))};
}

kk_status kk_moran_permute(const double *value, const kk_neighbours *neighbours, kk_weighting weighting,
                           const kk_permutations *permutations, kk_significance *out, kk_error *err)
{
    exceedance times;
    double *score = malloc((neighbours->count + 1) * sizeof *score);
    bool counted = score != NULL;
    const map of = {score, neighbours, weighting};
    *out = (kk_significance){NAN, NAN};
    if (counted && kk_standard_scores(value, neighbours->count, score) && neighbours->begin[neighbours->count] > 0) {
        counted = count_exceedance(&of, permutations, &times);
        *out = significance_of(times, permutations->count);
    }
    free(score);
    return counted ? KK_OK : kk_fail_memory(err);
}

kk_significance kk_significance_of_z(double z)
{
    return (kk_significance){.greater = erfc(z * M_SQRT1_2) / 2, .two_sided = erfc(fabs(z) * M_SQRT1_2)};
}
