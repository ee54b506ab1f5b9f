/* SPDX-License-Identifier: EUPL-1.2 */
/* Which more of the estimates to hide, so that those that are hidden cannot be computed. */
#ifndef KK_ESTIMATE_PROTECT_H
#define KK_ESTIMATE_PROTECT_H

#include "disclosure/estimate_bounds.h"

/* Hidden counts are kept from being known within so many; that of the release's other figures (kk_publication_rules).
 */
#define KK_ESTIMATE_WIDTH 5.0

typedef struct kk_cell_hiding {
    const int32_t *ceiling; /* [cell] no count is larger than this, as is known once it is hidden; KK_COUNT_UNBOUNDED */
    const int32_t *cost;    /* [cell] persons whose figure is lost; 0: nobody, which is not known to be so */
    bool *hidden;           /* [cell] in: by the rule; out: what is hidden for their sake as well */
} kk_cell_hiding;

/*
 * Hides until the interval of every hidden count from 1 up is KK_ESTIMATE_WIDTH wide: a sum of which one is hidden gets
 * another, the one with the fewest persons, and preferably where others are hidden already; then what follows from
 * several sums is broken up (kk_counts_tighten; and kk_counts_attack for cells that hang together with few others).
 * counts->truth is given; lower and upper are room of the caller, and hold what can be deduced in the end. Those that
 * nothing can protect, not even all hidden, are left as they are. The same at any number of threads.
 */
kk_status kk_cells_protect(const kk_cell_counts *counts, const kk_cell_hiding *hiding, int threads,
                           kk_error *err) KK_MUST_USE;

#endif
