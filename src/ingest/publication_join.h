/* SPDX-License-Identifier: EUPL-1.2 */
/* An earlier release on its way into the present publication. */
#ifndef KK_PUBLICATION_JOIN_H
#define KK_PUBLICATION_JOIN_H

#include "kk/publication_files.h"

#define KK_NOT_THERE UINT32_MAX

typedef struct kk_publication_join_maps {
    kk_publication *now;
    const kk_publication *earlier;
    const char *name; /* of the earlier release */
    kk_arena *arena;
    const char **beyond;            /* [relation of earlier] what its rest is of, among the relations of now */
    uint32_t *quantity, *indicator; /* [of earlier] of now */
    uint32_t *level, **area;        /* the same, or KK_NOT_THERE; area[level][area] */
} kk_publication_join_maps;

/* Which columns of the earlier release are to be left out, as one of their indicator and period differs from what is
   told now. `*revised` has room for all; returns how many. */
size_t kk_publication_join_revised(const kk_publication_join_maps *maps, bool *revised);

/* Adds the other columns. */
kk_status kk_publication_join_columns(const kk_publication_join_maps *maps, const bool *revised,
                                      kk_error *err) KK_MUST_USE;

/* Adds the facts that are none of now's. */
kk_status kk_publication_join_facts(const kk_publication_join_maps *maps, kk_error *err) KK_MUST_USE;

#endif
