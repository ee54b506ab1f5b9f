/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Bounds of the variables: what is known of each without the others.
 */
#ifndef KK_DISCLOSURE_SYSTEM_BOUNDS_H
#define KK_DISCLOSURE_SYSTEM_BOUNDS_H

#include "disclosure/system.h"
#include "disclosure/system_index.h"

/* Fills in variable, lower, upper and is_whole of a system whose arrays are there. In the gate shown cells have the
   bounds of what is hidden for others' sake. Cost: O(cells). */
void kk_system_bounds_fill(const kk_system_index *index, bool is_gate, int threads, kk_system *system);

/*
 * What must be 0 because a sum is 0 gets the upper bound 0: from row to row, until nothing changes. What is shown as 0
 * cannot be hidden, so that this is so whatever is hidden, and nothing needs to be kept of it. Cost: O(terms) a round.
 */
void kk_system_zeros_spread(kk_knowledge *knowledge);

#endif
