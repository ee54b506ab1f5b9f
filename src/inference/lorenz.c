/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/inequality.h"

#include <math.h>

static double gini(const inequality_view *view)
{
    double below = 0, sum = 0;
    for (size_t k = 0; k < view->areas->count; k++) {
        uint32_t i = view->by_value[k];
        double p = view->weight[i] / view->persons;
        sum += p * (view->value[i] / view->mean) * (2 * below + p - 1);
        below += p;
    }
    return sum > 1e-15 ? sum : 0; /* nothing but rounding is left */
}

/* The part of the whole of the `share` of the persons with the lowest values. */
static double lorenz(const inequality_view *view, double share)
{
    double left = share, part = 0;
    for (size_t k = 0; k < view->areas->count && left > 0; k++) {
        uint32_t i = view->by_value[k];
        double p = fmin(view->weight[i] / view->persons, left);
        part += p * (view->value[i] / view->mean);
        left -= p;
    }
    return part;
}

/* A border between two areas that falls on one of the parts is off it by rounding. */
static const double nothing = 1e-12;

void inequality_lorenz(const inequality_view *view, double *out)
{
    double lowest = lorenz(view, 0.4);
    out[KK_GINI] = gini(view);
    if (lowest > nothing) out[KK_PALMA] = (1 - lorenz(view, 0.9)) / lowest;
}
