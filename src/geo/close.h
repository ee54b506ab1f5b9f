/* SPDX-License-Identifier: EUPL-1.2 */
/* Boundaries that only nearly meet, made to meet. */
#ifndef KK_GEO_CLOSE_H
#define KK_GEO_CLOSE_H

#include "kk/boundaries.h"

/* What kk_boundaries_make says of `snap_m`: the shapes of all levels are replaced by closed ones, in the arena. */
kk_status kk_close(kk_areas *areas, double snap_m, int threads, kk_arena *arena, kk_closing *closing,
                   kk_error *err) KK_MUST_USE;

#endif
