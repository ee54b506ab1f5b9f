/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of a task that can be worked on at the same time, and the demands
 * in each. */
#ifndef KK_PROTECTION_PROTECT_PARTS_H
#define KK_PROTECTION_PROTECT_PARTS_H

#include "protection/component.h"
#include "protection/protect_leeway.h"

typedef struct kk_parts {
    kk_components components;
    size_t *demand_begin; /* of part c: demand[demand_begin[c]] …; those of
                             variables that are fixed are in none */
    uint32_t *demand;
    uint32_t *order; /* parts, those with most demands first */
} kk_parts;

/* Connected by the first `row_count` rows. Close it also after an error:
 * KK_ERR_INTERNAL (memory). */
kk_status kk_parts_open(kk_parts *parts, const kk_leeway *leeway, size_t row_count, kk_error *err) KK_MUST_USE;
void kk_parts_close(kk_parts *parts);

#endif
