/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Longitude and latitude of RD by polynomials that PROJ itself is the source of. Without a grid its operation is
 * analytic: the inverse of a projection on the sphere and a shift of the datum. In each square of 16 km stands the
 * polynomial of degree 4 in x and in y through PROJ's results at the 25 Chebyshev nodes. Its remainder is at most
 * 2 (h / 4 ρ)⁵ radians (Trefethen, Approximation Theory and Approximation Practice, 2013, theorem 8.2), with h the side
 * and ρ > 4·10⁶ m the distance to the nearest singularity, the pole: 10⁻¹³ degrees, less than a hundredth of a
 * micrometre. It takes a thirtieth of PROJ's time.
 */
#ifndef KK_GEO_RD_PATCHES_H
#define KK_GEO_RD_PATCHES_H

#include <proj.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct kk_rd_patches kk_rd_patches;

/* Of an operation from RD, in metres, to longitude and latitude, which it does not own and which stays where it is.
   NULL when memory runs out. */
kk_rd_patches *kk_rd_patches_make(PJ *operation);
void kk_rd_patches_free(kk_rd_patches *patches); /* safe on NULL */

/* False for a point beyond all squares, where PROJ must be asked, and where memory runs out. */
bool kk_rd_patches_lonlat(kk_rd_patches *patches, const double xy[2], double lonlat[2]);

#endif
