/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What of a system may be hidden, and what is lost with it.
 */
#ifndef KK_DISCLOSURE_SYSTEM_GATE_H
#define KK_DISCLOSURE_SYSTEM_GATE_H

#include "disclosure/system.h"
#include "disclosure/system_index.h"

/*
 * Fills in weight, shown_begin and shown_by of a system with bounds and truth, in the arena; and fixes at its truth
 * what cannot be hidden, with weight INFINITY: what is public, or told by an earlier release; what is outside the
 * bounds that it would have (few, or none, of a public denominator); a count of 0 that is shown without a denominator
 * of its own to hide. Cost: O(cells).
 */
kk_status kk_system_weights_make(const kk_system_index *index, kk_arena *arena, kk_system *system,
                                 kk_error *err) KK_MUST_USE;

#endif
