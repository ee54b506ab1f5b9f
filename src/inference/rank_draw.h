/* SPDX-License-Identifier: EUPL-1.2 */
/* Draws of the errors of all areas, in an order in which their greatest difference is found soon. */
#ifndef KK_INFERENCE_RANK_DRAW_H
#define KK_INFERENCE_RANK_DRAW_H

#include "kk/ranks.h"

#include <math.h>

enum { RANK_BLOCK = 32 }; /* draws at a time: they stay in the cache */

/* Of few areas more threads would only wait for each other. */
int rank_threads(const kk_rank_options *options, size_t count);

/* An area in a draw: Z = error · ε. */
typedef struct rank_pull {
    double square; /* ε² */
    double shift;  /* Z */
    double variance;
    uint32_t area;
} rank_pull;

/* Indices of the areas from the highest score to the lowest, so that nothing depends on how they came. */
void rank_order(const kk_rank_score *areas, size_t count, uint32_t *order);

/* Draw number `draw`: standard normals by area. */
void rank_draw(uint64_t seed, unsigned draw, size_t count, double *normal);

/* The same as pulls, the largest ε² first; how many they are. Left out are areas that are in no pair whose difference
   passes `least` standard errors. */
size_t rank_draw_pulls(const kk_rank_score *areas, const double *normal, size_t count, double least, rank_pull *pull);

/* i is significantly higher than j at the critical value c. */
static inline bool rank_is_higher(const kk_rank_score *i, const kk_rank_score *j, double c)
{
    double gap = i->low - j->high;
    return gap > 0 && gap > c * sqrt(i->error * i->error + j->error * j->error);
}

/*
 * The greater of `least` and the maximum of |Z_i − Z_j| / √(error_i² + error_j²) over the pairs of `one` with
 * pull[0 … count − 1] of which the higher in the draw is not significantly higher at c. Exact: pairs that are not
 * looked at cannot pass it, for by Cauchy and Schwarz it is at most √(ε_i² + ε_j²).
 */
double rank_draw_maximum(const kk_rank_score *areas, const rank_pull *one, const rank_pull *pull, size_t count,
                         double c, double least);

#endif
