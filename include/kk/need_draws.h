/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the rank of an area depends on: the index of need under other weights, scales, joins, and figures as they might
 * have been (Saisana, Saltelli and Tarantola 2005, Uncertainty and sensitivity analysis techniques as tools for the
 * quality assessment of composite indicators, JRSS A 168).
 */
#ifndef KK_NEED_DRAWS_H
#define KK_NEED_DRAWS_H

#include "kk/error.h"
#include "kk/need.h"

typedef enum kk_need_factor {
    KK_FACTOR_WEIGHTS,
    KK_FACTOR_SCALE,
    KK_FACTOR_JOIN,
    KK_FACTOR_FIGURES,
    KK_FACTORS
} kk_need_factor;

typedef struct kk_need_draws {
    unsigned draws;       /* R ≥ 1, 1000 as a rule */
    double weight_spread; /* weights w · exp(spread · Z), then brought to their sum; 0: as they are. 0.25 as a rule */
    const kk_need_scale *scale; /* one is drawn each time */
    const kk_need_join *join;
    size_t scale_count, join_count; /* ≥ 1 */
    const double *const *error; /* [indicator][area]: standard error of the value, NaN or 0: none; NULL: none at all */
    size_t worst;               /* k */
    uint64_t seed;
    int threads;
} kk_need_draws;

/* Of each area over all draws; rank 1 has most need, equal scores share the mean of their ranks. NaN without an index.
 */
typedef struct kk_need_spread {
    double *rank_lower, *rank_median, *rank_upper; /* 5, 50 and 95 per cent of its ranks */
    double *worst_chance;                          /* share of draws among the k with most need */
    double *error; /* standard deviation of its index, by the rule of the areas, over draws of the figures alone (the
                      first 200); 0 when no figure has a standard error */
    double *due_to; /* [factor × area]: total effect on its rank (Jansen 1999), 0 … 1: the share of the variance that is
                       left on average when all other factors are known. Of P = min(200, half of the draws), in whole
                       eights, pairs: Σ (rank − rank with only this factor drawn anew)² / Σ (rank − rank with all drawn
                       anew)². But for the error of that estimate, shares add up to 1 or more: what factors do together
                       counts for each. NaN where the rank does not vary, and below 16 draws */
} kk_need_spread;

/*
 * Figures are drawn as value + standard error · Z, independent of each other, and scaled anew in each draw; Z by
 * inversion of 16 random bits, so at most 4.3. Which areas have an index is settled by the weights as chosen. Scores
 * are floats. Percentiles of ranks are the smallest rank that so many draws do not exceed; equal scores share the
 * places that are left among the k, so that chances add up to k.
 *
 * Draws are a function of (seed, draw, indicator, id of the area; ids differ), so that all is the same to the bit at
 * any number of threads and for any order of areas. Cost: (draws + 200 · (factors + 1)) · indicators · areas, ranks
 * sorted in O(areas); 14,566 areas × 10 indicators × 1,000 draws with all factors: some 3 s of one core; memory 4 bytes
 * · draws · areas, and per thread 32 · indicators · areas. Errors: KK_ERR_INTERNAL (memory), KK_ERR_INTERRUPTED.
 */
kk_status kk_need_draw(const kk_need_areas *areas, const uint64_t *id, const kk_need_draws *how,
                       const kk_need_spread *out, kk_error *err) KK_MUST_USE;

#endif
