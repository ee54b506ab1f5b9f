/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * On which side of a line a point is, as the doubles say. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and
 * Fast Robust Geometric Predicates" (1997): the determinant in doubles where its error bound leaves no doubt, else in
 * exact expansions. Domain: coordinates whose differences neither overflow nor underflow when multiplied: 0, and from
 * 1e-70 to 1e150.
 */
#ifndef KK_ORIENT_H
#define KK_ORIENT_H

#include <float.h>
#include <math.h>
#include <stdbool.h>

typedef struct kk_point {
    double x, y;
} kk_point;

/* The sign of (a − c) × (b − c), exact. */
int kk_orient_exact(kk_point a, kk_point b, kk_point c);

/* 1: c is left of the line from a to b, −1: right of it, 0: on it. */
static inline int kk_orient(kk_point a, kk_point b, kk_point c)
{
    double left = (a.x - c.x) * (b.y - c.y), right = (a.y - c.y) * (b.x - c.x);
    double determinant = left - right;
    double doubt = (3 + 8 * DBL_EPSILON) * (DBL_EPSILON / 2) * (fabs(left) + fabs(right));
    if (determinant > doubt) return 1;
    if (determinant < -doubt) return -1;
    return kk_orient_exact(a, b, c);
}

/*
 * Whether c is left of the line, where a c on the line counts as moved by (ε², ε), ε infinitesimal: so a path between
 * two points that is moved whole never runs through the end of an edge, nor along one.
 */
static inline bool kk_is_left(kk_point a, kk_point b, kk_point c)
{
    int side = kk_orient(a, b, c);
    if (side != 0) return side > 0;
    return b.x != a.x ? b.x > a.x : b.y < a.y;
}

#endif
