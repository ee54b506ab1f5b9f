/* SPDX-License-Identifier: EUPL-1.2 */
/* Shapes made of other shapes. */
#ifndef KK_GEO_UNITE_H
#define KK_GEO_UNITE_H

#include "kk/areas.h"
#include "kk/error.h"

/* Area i, of `count`, is the union of the shapes member[member_begin[i]] … member[member_begin[i + 1] − 1] of `from`.
 */
typedef struct kk_union {
    const kk_polygons *from;
    const uint32_t *member_begin, *member;
    size_t count;
    bool takes_alone; /* what has one member is that member, unchecked */
} kk_union;

/*
 * Shared borders go, and nothing else: a union of coverages (GEOS), or a full one where members overlap. In the arena.
 * Errors: KK_ERR_INPUT, without a message, `*failed` is the first area whose members cannot be united; KK_ERR_INTERNAL,
 * KK_ERR_INTERRUPTED. O(points log points), on `threads` threads; the same at any number.
 */
kk_status kk_unite(const kk_union *work, int threads, kk_arena *arena, kk_polygons *out, size_t *failed,
                   kk_error *err) KK_MUST_USE;

#endif
