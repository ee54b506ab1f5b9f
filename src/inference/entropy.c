/* SPDX-License-Identifier: EUPL-1.2 */
#include "inference/inequality.h"

#include <math.h>

/* x ln x */
static double entropy(double x)
{
    return x > 0 ? x * log(x) : 0;
}

/* An index of which nothing but rounding is left is 0. */
static double at_least_0(double x)
{
    return x > 1e-15 ? x : 0;
}

static double theil(const inequality_view *view)
{
    double sum = 0;
    for (size_t i = 0; i < view->areas->count; i++)
        sum += view->weight[i] / view->persons * entropy(view->value[i] / view->mean);
    return at_least_0(sum);
}

static void sum_groups(const inequality_view *view, double *persons, double *total)
{
    const kk_inequality_areas *areas = view->areas;
    for (size_t g = 0; g < areas->group_count; g++) persons[g] = total[g] = 0;
    for (size_t i = 0; i < areas->count; i++) {
        persons[areas->group[i]] += view->weight[i];
        total[areas->group[i]] += view->weight[i] * view->value[i];
    }
}

static void decompose_theil(const inequality_view *view, double *out)
{
    const kk_inequality_areas *areas = view->areas;
    double *persons = view->group_room, *total = persons + areas->group_count, *spread = total + areas->group_count;
    double between = 0, within = 0;
    sum_groups(view, persons, total);
    for (size_t g = 0; g < areas->group_count; g++) {
        spread[g] = 0;
        if (persons[g] > 0) between += persons[g] / view->persons * entropy(total[g] / persons[g] / view->mean);
    }
    for (size_t i = 0; i < areas->count; i++) {
        uint32_t g = areas->group[i];
        if (total[g] > 0) spread[g] += view->weight[i] / persons[g] * entropy(view->value[i] * persons[g] / total[g]);
    }
    for (size_t g = 0; g < areas->group_count; g++) within += total[g] / (view->persons * view->mean) * spread[g];
    out[KK_THEIL_BETWEEN] = at_least_0(between);
    out[KK_THEIL_WITHIN] = at_least_0(within);
}

static void atkinson(const inequality_view *view, double *out)
{
    double roots = 0, logs = 0;
    for (size_t i = 0; i < view->areas->count; i++) {
        if (!(view->weight[i] > 0)) continue;
        double p = view->weight[i] / view->persons, y = view->value[i] / view->mean;
        roots += p * sqrt(y);
        logs += p * log(y);
    }
    out[KK_ATKINSON_HALF] = at_least_0(1 - roots * roots);
    if (isfinite(logs)) out[KK_ATKINSON_ONE] = at_least_0(-expm1(logs));
}

void inequality_entropy(const inequality_view *view, double *out)
{
    out[KK_THEIL] = theil(view);
    atkinson(view, out);
    if (view->areas->group != NULL) decompose_theil(view, out);
}
