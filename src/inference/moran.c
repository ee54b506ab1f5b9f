/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/standard_scores.h"
#include "inference/weights.h"

#include <math.h>
#include <stdlib.h>

static bool is_neighbour(const kk_neighbours *of, uint32_t area, uint32_t other)
{
    uint32_t low = of->begin[area], high = of->begin[area + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (of->neighbour[middle] < other)
            low = middle + 1;
        else
            high = middle;
    }
    return low < of->begin[area + 1] && of->neighbour[low] == other;
}

/* S0 = Σw_ij, S1 = ½Σ(w_ij + w_ji)², S2 = Σ(w_i. + w_.i)². */
typedef struct weight_sums {
    double s0, s1, s2;
} weight_sums;

static weight_sums sum_weights(const kk_neighbours *of, kk_weighting weighting, double *both_ways)
{
    weight_sums sums = {0, 0, 0};
    for (size_t i = 0; i < of->count; i++) both_ways[i] = 0;
    for (uint32_t i = 0; i < of->count; i++) {
        for (uint32_t at = of->begin[i]; at < of->begin[i + 1]; at++) {
            uint32_t j = of->neighbour[at];
            double weight = kk_link_weight(of, weighting, i);
            double back = is_neighbour(of, j, i) ? kk_link_weight(of, weighting, j) : 0;
            sums.s0 += weight;
            sums.s1 += weight * (weight + back);
            both_ways[i] += weight;
            both_ways[j] += weight;
        }
    }
    for (size_t i = 0; i < of->count; i++) sums.s2 += both_ways[i] * both_ways[i];
    return sums;
}

static double randomised_variance(const weight_sums *w, double n, double kurtosis, double expected)
{
    double spread = n * ((n * n - 3 * n + 3) * w->s1 - n * w->s2 + 3 * w->s0 * w->s0);
    double tails = kurtosis * ((n * n - n) * w->s1 - 2 * n * w->s2 + 6 * w->s0 * w->s0);
    if (n < 4) return NAN;
    return (spread - tails) / ((n - 1) * (n - 2) * (n - 3) * w->s0 * w->s0) - expected * expected;
}

static double normal_variance(const weight_sums *w, double n, double expected)
{
    double spread = n * n * w->s1 - n * w->s2 + 3 * w->s0 * w->s0;
    return spread / ((n * n - 1) * w->s0 * w->s0) - expected * expected;
}

static double kurtosis_of(const double *score, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += score[i] * score[i] * score[i] * score[i];
    return sum / (double)count;
}

static double z_of(double value, double expected, double variance)
{
    return variance > 0 ? (value - expected) / sqrt(variance) : NAN;
}

static kk_moran describe(const double *score, const kk_neighbours *of, kk_weighting weighting, const weight_sums *w,
                         size_t counted)
{
    double n = (double)counted, products = kk_sum_products(of, weighting, score);
    kk_moran out = {counted, NAN, NAN, NAN, NAN, NAN, NAN};
    if (w->s0 == 0 || isnan(products)) return out;
    out.value = n / w->s0 * products / (double)of->count;
    out.expected = -1 / (n - 1);
    out.randomised_variance = randomised_variance(w, n, kurtosis_of(score, of->count), out.expected);
    out.normal_variance = normal_variance(w, n, out.expected);
    out.randomised_z = z_of(out.value, out.expected, out.randomised_variance);
    out.normal_z = z_of(out.value, out.expected, out.normal_variance);
    return out;
}

kk_status kk_moran_make(const double *value, const kk_neighbours *neighbours, kk_weighting weighting,
                        kk_moran_count count, kk_moran *out, kk_error *err)
{
    size_t counted = neighbours->count;
    double *score = malloc((2 * neighbours->count + 1) * sizeof *score);
    if (score == NULL) return kk_fail_memory(err);
    kk_standard_scores(value, neighbours->count, score);
    weight_sums sums = sum_weights(neighbours, weighting, score + neighbours->count);
    if (count == KK_MORAN_OF_NEIGHBOURED) counted -= kk_neighbours_islands(neighbours);
    *out = describe(score, neighbours, weighting, &sums, counted);
    free(score);
    return KK_OK;
}
