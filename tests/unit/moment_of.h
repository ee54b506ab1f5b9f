/* SPDX-License-Identifier: EUPL-1.2 */
/* The moments of persons in long double, in two passes: what those of kk/moment_lanes.h are held against. */
#ifndef KK_TESTS_MOMENT_OF_H
#define KK_TESTS_MOMENT_OF_H

#include "kk/moments.h"

#include <math.h>
#include <stddef.h>

/* `y` NaN: not with the outcome; `weight` NULL: 1 each. */
static inline kk_moment moment_of(const double *x, const double *y, const double *weight, size_t count)
{
    long double n = 0, sw = 0, ww = 0, mx = 0, my = 0, xx = 0, xy = 0, yy = 0, sum = 0;
    for (size_t i = 0; i < count; i++) {
        long double w = weight == NULL ? 1 : weight[i];
        if (isnan(y[i])) continue;
        n++, sw += w, ww += w * w, mx += w * x[i], my += w * y[i], sum += y[i];
    }
    if (n > 0) mx /= sw, my /= sw;
    for (size_t i = 0; i < count; i++) {
        long double w = weight == NULL ? 1 : weight[i], dx = x[i] - mx, dy = y[i] - my;
        if (isnan(y[i])) continue;
        xx += w * dx * dx, xy += w * dx * dy, yy += w * dy * dy;
    }
    return (kk_moment){.n = (double)n,
                       .weight = (double)sw,
                       .squares = (double)ww,
                       .mean_x = (double)mx,
                       .mean_y = (double)my,
                       .xx = (double)xx,
                       .xy = (double)xy,
                       .yy = (double)yy,
                       .sum_y = (double)sum};
}

#endif
