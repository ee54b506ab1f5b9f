/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/standard_scores.h"
#include "kk/moran.h"

#include <math.h>
#include <stdlib.h>

static double sum_around(const double *score, const kk_neighbours *neighbours, size_t area)
{
    double sum = score[area];
    for (uint32_t at = neighbours->begin[area]; at < neighbours->begin[area + 1]; at++)
        sum += score[neighbours->neighbour[at]];
    return sum;
}

kk_status kk_getis_ord_make(const double *value, const kk_neighbours *neighbours, double *z, kk_error *err)
{
    double n = (double)neighbours->count;
    double *score = malloc((neighbours->count + 1) * sizeof *score);
    if (score == NULL) return kk_fail_memory(err);
    kk_standard_scores(value, neighbours->count, score);
    for (size_t i = 0; i < neighbours->count; i++) {
        double around = neighbours->begin[i + 1] - neighbours->begin[i] + 1.0;
        double variance = around * (n - around) / (n - 1);
        z[i] = variance > 0 ? sum_around(score, neighbours, i) / sqrt(variance) : NAN;
    }
    free(score);
    return KK_OK;
}
