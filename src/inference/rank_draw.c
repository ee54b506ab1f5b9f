/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/rank_draw.h"

#include "kk/random.h"

#include <math.h>
#include <stdlib.h>

static const double slack = 1 - 1e-12; /* a bound may be off by its rounding */

enum { FEW = 500 };

int rank_threads(const kk_rank_options *options, size_t count)
{
    return count < FEW ? 1 : options->threads;
}

static int compare(double a, double b)
{
    return (a > b) - (a < b);
}

static int compare_scores(const void *left, const void *right, void *areas)
{
    const kk_rank_score *a = (kk_rank_score *)areas + *(const uint32_t *)left;
    const kk_rank_score *b = (kk_rank_score *)areas + *(const uint32_t *)right;
    if (a->estimate != b->estimate) return compare(b->estimate, a->estimate);
    if (a->error != b->error) return compare(a->error, b->error);
    return a->low != b->low ? compare(b->low, a->low) : compare(b->high, a->high);
}

void rank_order(const kk_rank_score *areas, size_t count, uint32_t *order)
{
    for (size_t i = 0; i < count; i++) order[i] = (uint32_t)i;
    qsort_r(order, count, sizeof *order, compare_scores, (void *)(uintptr_t)areas);
}

void rank_draw(uint64_t seed, unsigned draw, size_t count, double *normal)
{
    kk_random random;
    kk_random_init(&random, seed, draw);
    for (size_t i = 0; i < count; i++) normal[i] = kk_random_normal(&random);
}

static int compare_pulls(const void *left, const void *right)
{
    const rank_pull *a = left, *b = right;
    return compare(b->square, a->square);
}

size_t rank_draw_pulls(const kk_rank_score *areas, const double *normal, size_t count, double least, rank_pull *pull)
{
    double largest = 0, enough = slack * least * least;
    size_t strong = 0;
    for (size_t i = 0; i < count; i++) largest = fmax(largest, normal[i] * normal[i]);
    for (size_t i = 0; i < count; i++) {
        double error = areas[i].error, square = normal[i] * normal[i];
        if (square + largest > enough)
            pull[strong++] = (rank_pull){square, error * normal[i], error * error, (uint32_t)i};
    }
    qsort(pull, strong, sizeof *pull, compare_pulls);
    return strong;
}

double rank_draw_maximum(const kk_rank_score *areas, const rank_pull *one, const rank_pull *pull, size_t count,
                         double c, double least)
{
    double most = least, enough = slack * most * most;
    for (size_t k = 0; k < count && one->square + pull[k].square > enough; k++) {
        double apart = one->shift - pull[k].shift, variance = one->variance + pull[k].variance;
        if (apart * apart <= enough * variance) continue;
        const kk_rank_score *higher = &areas[apart > 0 ? one->area : pull[k].area];
        const kk_rank_score *lower = &areas[apart > 0 ? pull[k].area : one->area];
        if (rank_is_higher(higher, lower, c)) continue;
        most = fmax(most, fabs(apart) / sqrt(variance));
        enough = slack * most * most;
    }
    return most;
}
