/* SPDX-License-Identifier: EUPL-1.2 */
/* Arcs in shares of about as many arcs each, so that threads can list what is of them into one array, in order. */
#ifndef KK_GEO_ARC_SHARES_H
#define KK_GEO_ARC_SHARES_H

#include "kk/topology.h"

enum { KK_ARC_SHARES = 64 };

/* Share s has the arcs arc[s] … arc[s + 1] − 1, and in the array the items first[s] … first[s + 1] − 1. */
typedef struct kk_arc_shares {
    size_t arc[KK_ARC_SHARES + 1], first[KK_ARC_SHARES + 1];
} kk_arc_shares;

/* How many items the places begin … end − 1 of whole arcs have. */
typedef size_t kk_arc_items(const bool *is_kept, size_t begin, size_t end);

/* O(places). */
void kk_arc_shares_make(const kk_topology *topology, const bool *is_kept, kk_arc_items *items, int threads,
                        kk_arc_shares *out);

#endif
