/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The demands on a part, in rounds: each that is not met yet seeds a
 * small region, in which a tableau is pushed from demand to demand; then wider
 * ones, whose outer view may prove leaks; and what is left is decided by
 * programs. Regions are worked in batches of a fixed size, far from each other,
 * and know of each other only after: the same at any number of threads.
 */
#ifndef KK_PROTECTION_SWEEP_H
#define KK_PROTECTION_SWEEP_H

#include "protection/search.h"

/* Parts of more columns than this are for all threads at once, others for one
 * thread each. */
enum { KK_SWEEP_LARGE = 4000 };

/* Findings of the targets that are not met by tables; search->low and
 * search->high tell of those that are. */
kk_status kk_sweep(kk_search *search, const kk_target *target, size_t target_count, kk_attack_effort effort,
                   int threads, kk_error *err) KK_MUST_USE;

#endif
