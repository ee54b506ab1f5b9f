/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/targets.h"

#include <math.h>

typedef struct crowd {
    double youths, in_need;
} crowd;

static crowd joined_by(crowd of, double youths, double in_need)
{
    if (isnan(youths) || isnan(in_need)) return of;
    return (crowd){of.youths + youths, of.in_need + in_need};
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : NAN;
}

void kk_reach_curve(const uint32_t *order, size_t count, const double *youths, const double *in_need, kk_reach *curve)
{
    crowd all = {0, 0}, inside = {0, 0};
    for (size_t n = 0; n < count; n++) all = joined_by(all, youths[order[n]], in_need[order[n]]);
    for (size_t n = 0; n <= count; n++) {
        curve[n] = (kk_reach){
            .reached = share(inside.in_need, all.in_need),
            .in_need = share(inside.in_need, inside.youths),
            .youths = share(inside.youths, all.youths),
            .elsewhere = all.in_need - inside.in_need,
        };
        if (n < count) inside = joined_by(inside, youths[order[n]], in_need[order[n]]);
    }
}
