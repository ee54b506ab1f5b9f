/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Families: youths with the same family number. A family is where its youths are in the period: the finest place, of
 * these the one of the latest record, of these the lowest.
 */
#ifndef KK_MEASURE_FAMILIES_H
#define KK_MEASURE_FAMILIES_H

#include "measure/cube.h"

typedef struct kk_families {
    size_t count;                  /* youths with a family */
    struct kk_family_youth *youth; /* by family; malloc'ed */
} kk_families;

kk_status kk_families_list(const kk_config *config, const kk_records *records, kk_families *out,
                           kk_error *err) KK_MUST_USE;
void kk_families_clear(kk_families *families);

/* Adds the families of period `p` to the columns of KK_OF_FAMILIES. */
kk_status kk_families_count(const kk_families *families, const kk_config *config, const kk_records *records, size_t p,
                            int threads, kk_cube *cube, kk_error *err) KK_MUST_USE;

#endif
