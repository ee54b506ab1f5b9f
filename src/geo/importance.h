/* SPDX-License-Identifier: EUPL-1.2 */
/* How much each vertex of a line matters to its shape. */
#ifndef KK_GEO_IMPORTANCE_H
#define KK_GEO_IMPORTANCE_H

#include "kk/topology.h"

/* To work in; grows, and serves one thread. */
typedef struct kk_importance_room {
    void *item;
    size_t capacity;
} kk_importance_room;

void kk_importance_room_clear(kk_importance_room *room);

/* importance[count] of the vertices of a line, ∞ at both ends: what a vertex that goes matters is never more than what
   goes after it. False when memory runs out. O(count log count); PEUCKER at worst O(count²). */
bool kk_importance(const double *xy, const uint32_t *vertex, size_t count, kk_simplify_method method,
                   kk_importance_room *room, double *importance);

#endif
