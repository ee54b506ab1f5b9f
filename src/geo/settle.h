/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Lines that meet once their ends are rounded to millionths of a degree, though in RD they do not: because an end moved
 * by half a decimetre, or because what is straight in RD is not in degrees.
 */
#ifndef KK_GEO_SETTLE_H
#define KK_GEO_SETTLE_H

#include "kk/boundaries.h"

/*
 * Of every line that meets another one where they have no vertex in common the vertex that matters most, of those that
 * went from it, gets stays[place] = true; `*added`: how many that are. `importance` by place. Errors: memory. Cost:
 * O(lines), on `threads` threads; the same at any number.
 */
kk_status kk_settle(const kk_topology *topology, const kk_micro_point *degrees, const bool *is_kept,
                    const double *importance, int threads, bool *stays, size_t *added, kk_error *err) KK_MUST_USE;

#endif
