/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/inequality.h"

#include <math.h>

/* Weighted sums over the areas with a rank; R is centred, so that the mean of it is 0. */
typedef struct ridit_sums {
    double persons, y, rr, ry;
} ridit_sums;

static double persons_ranked(const inequality_view *view)
{
    double persons = 0;
    for (size_t k = 0; k < view->ranked; k++) persons += view->weight[view->by_rank[k]];
    return persons;
}

/* Adds the areas first … last − 1, which have the same rank. */
static void add_tied(const inequality_view *view, size_t first, size_t last, double *below, ridit_sums *sums)
{
    double tied = 0, y = 0;
    for (size_t k = first; k < last; k++) {
        uint32_t i = view->by_rank[k];
        tied += view->weight[i] / sums->persons;
        y += view->weight[i] / sums->persons * view->value[i];
    }
    double ridit = *below + tied / 2 - 0.5;
    sums->y += y;
    sums->rr += tied * ridit * ridit;
    sums->ry += ridit * y;
    *below += tied;
}

static ridit_sums sum_ridits(const inequality_view *view)
{
    ridit_sums sums = {.persons = persons_ranked(view)};
    const double *rank = view->areas->rank;
    double below = 0;
    for (size_t first = 0, last; first < view->ranked; first = last) {
        for (last = first + 1; last < view->ranked; last++)
            if (rank[view->by_rank[last]] != rank[view->by_rank[first]]) break;
        add_tied(view, first, last, &below, &sums);
    }
    return sums;
}

void inequality_concentration(const inequality_view *view, double *out)
{
    if (view->ranked < 2) return;
    ridit_sums sums = sum_ridits(view);
    if (!(sums.rr > 1e-15 && sums.y > 0)) return;
    double index = 2 * sums.ry / sums.y, slope = sums.ry / sums.rr;
    double bottom = sums.y - slope / 2, top = sums.y + slope / 2;
    out[KK_CONCENTRATION] = index;
    if (view->areas->is_share) out[KK_ERREYGERS] = 4 * sums.y * index;
    if (view->areas->is_share && sums.y < 1) out[KK_WAGSTAFF] = index / (1 - sums.y);
    out[KK_SLOPE] = slope;
    if (bottom > 0 && top > 0) out[KK_RELATIVE_SLOPE] = top / bottom;
}
