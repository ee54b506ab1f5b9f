/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/allocate.h"

double allocate_need(double figure, double per)
{
    return allocate_more(figure, 0) / per;
}

/* ---- states ---- */

static void state_of_means(const double *youths, const int64_t *present, size_t count, double *state)
{
    for (size_t i = 0; i < count; i++) state[i] = present != NULL ? (double)present[i] / youths[i] : 0;
}

static void state_of_need(const double *need, size_t count, double *state)
{
    double most = 0;
    for (size_t i = 0; i < count; i++) most = allocate_more(most, need[i]);
    for (size_t i = 0; i < count; i++) state[i] = most > 0 ? 2 * most - need[i] : 1;
}

void allocate_state(kk_principle principle, const double *need, const double *youths, const int64_t *present,
                    size_t count, double *state)
{
    if (principle == KK_LEVELLING)
        state_of_means(youths, present, count, state);
    else
        state_of_need(need, count, state);
}

/* ---- bounds ---- */

static const double amount_max = 1e13; /* 10¹⁵ of the kernel's units are the most */

int64_t allocate_bound(double per_youth, double youths, double units, bool is_floor)
{
    const double hair = 1e-6;
    double exact = allocate_less(per_youth * youths, amount_max) * units;
    double nearest = __builtin_floor(exact + 0.5);
    if (__builtin_fabs(exact - nearest) < hair) return (int64_t)nearest;
    return (int64_t)(is_floor ? __builtin_ceil(exact) : __builtin_floor(exact));
}
