/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A growing list of links between areas.
 */
#ifndef KK_GEO_LINKS_H
#define KK_GEO_LINKS_H

#include "kk/arena.h"
#include "kk/neighbours.h"

typedef struct kk_links {
    uint64_t *link; /* from · 2³² + to */
    size_t count, capacity;
    bool failed; /* out of memory */
} kk_links;

void kk_links_clear(kk_links *links);
void kk_links_add(kk_links *links, uint32_t from, uint32_t to);
void kk_links_append(kk_links *links, const kk_links *other);

/* Neighbours of `count` areas by these links, each counted once; sorts them. In the arena. */
kk_status kk_links_gather(kk_links *links, size_t count, kk_arena *arena, kk_neighbours *out,
                          kk_error *err) KK_MUST_USE;

#endif
