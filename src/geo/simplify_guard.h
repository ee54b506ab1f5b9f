/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Puts vertices back until no line has jumped over one that stayed (kk/topology.h). A chain is what goes between two
 * vertices of an arc that stay; its line takes its place.
 *
 * Why that is enough: chains do not cross each other. If every end of a chain is on the same side as before of each
 * other chain and its line (of the closed path of both, outside), it enters that path as often as it leaves it, through
 * the line alone; the same holds the other way round; and as closed paths cross an even number of times, the two lines
 * cross an even number of times: not at all.
 */
#ifndef KK_GEO_SIMPLIFY_GUARD_H
#define KK_GEO_SIMPLIFY_GUARD_H

#include "kk/topology.h"

typedef struct kk_guard kk_guard;

/* `simplified`, of which is_kept tells what is to stay, is the caller's and is changed. Errors: memory. To be ended,
   also after a failure. */
kk_status kk_guard_begin(const kk_topology *topology, const double *importance, int threads, kk_simplified *simplified,
                         kk_guard **out, kk_error *err) KK_MUST_USE;
void kk_guard_end(kk_guard *guard);

/* Until every line is on its side. Errors: memory, KK_ERR_INTERRUPTED. */
kk_status kk_guard_run(kk_guard *guard, kk_error *err) KK_MUST_USE;

/* These places stay too; to be followed by kk_guard_run. Errors: memory. */
kk_status kk_guard_keep(kk_guard *guard, const uint32_t *place, size_t count, kk_error *err) KK_MUST_USE;

#endif
