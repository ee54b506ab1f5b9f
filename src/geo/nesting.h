/* SPDX-License-Identifier: EUPL-1.2 */
/* Which areas are made of which: down to those that no others make up, the atoms. */
#ifndef KK_GEO_NESTING_H
#define KK_GEO_NESTING_H

#include "kk/areas.h"
#include "kk/error.h"

/* Atoms: the areas of the finest level, and of coarser ones those in which none of it lies. */
typedef struct kk_nesting {
    size_t atom_count;
    uint8_t *level;                                         /* of each atom, */
    uint32_t *area;                                         /* its area there */
    uint32_t *begin[KK_LEVELS_MAX], *member[KK_LEVELS_MAX]; /* area i of a level: atoms member[begin[i]] …, ascending */
} kk_nesting;

/* By code, land rather in land and water in water; own areas by their members. To be cleared, also after a failure.
   Errors: memory. O(areas log areas). */
kk_status kk_nesting_make(const kk_areas *areas, kk_nesting *out, kk_error *err) KK_MUST_USE;
void kk_nesting_clear(kk_nesting *nesting);

#endif
