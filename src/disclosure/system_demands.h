/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Of which variables how much must stay open.
 */
#ifndef KK_DISCLOSURE_SYSTEM_DEMANDS_H
#define KK_DISCLOSURE_SYSTEM_DEMANDS_H

#include "disclosure/system.h"
#include "disclosure/system_index.h"

/* Fills in demand, demanded and demand_count of a system with bounds and rows, in the arena: column by column, area by
   area. Cost: O(cells). */
kk_status kk_system_demands_make(const kk_system_index *index, bool is_gate, kk_arena *arena, kk_system *system,
                                 kk_error *err) KK_MUST_USE;

#endif
