/* SPDX-License-Identifier: EUPL-1.2 */
/* What all sums together tell of counts that are not shown: by linear programs, which see what no single sum does. */
#ifndef KK_ESTIMATE_PROGRAMS_H
#define KK_ESTIMATE_PROGRAMS_H

#include "disclosure/estimate_bounds.h"
#include "kk/protection.h"

/* Cells that hang together by sums are looked at together, if there are no more of them. */
enum { KK_PROGRAM_CELLS_MAX = 100 };

/*
 * Of cells for which `asked` is set, and which hang together with few enough others, finds whether their interval is
 * narrower than `width`; if so it becomes counts->lower and upper, else these stay. Needs bounds that are tightened.
 * `asked` stays set where that was not done. `found` tells how the others were settled. Cost: linear programs for each
 * part (kk_attack).
 */
kk_status kk_counts_attack(const kk_cell_counts *counts, bool *asked, double width, int threads,
                           kk_attack_counts *found, kk_error *err) KK_MUST_USE;

#endif
