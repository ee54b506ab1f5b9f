/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_WEIGHTS_H
#define KK_WEIGHTS_H

#include "kk/moran.h"

static inline uint32_t kk_degree(const kk_neighbours *of, size_t area)
{
    return of->begin[area + 1] - of->begin[area];
}

/* Of each link of an area; it has one. */
static inline double kk_link_weight(const kk_neighbours *of, kk_weighting weighting, size_t area)
{
    return weighting == KK_WEIGHTS_BINARY ? 1.0 : 1.0 / kk_degree(of, area);
}

/* Σ score of the neighbours, in their order. */
static inline double kk_sum_neighbours(const kk_neighbours *of, const double *score, size_t area)
{
    double sum = 0;
    for (uint32_t at = of->begin[area]; at < of->begin[area + 1]; at++) sum += score[of->neighbour[at]];
    return sum;
}

/* Σw_ij z_i z_j. */
static inline double kk_sum_products(const kk_neighbours *of, kk_weighting weighting, const double *score)
{
    double sum = 0;
    for (size_t i = 0; i < of->count; i++)
        if (kk_degree(of, i) > 0) sum += kk_link_weight(of, weighting, i) * score[i] * kk_sum_neighbours(of, score, i);
    return sum;
}

#endif
