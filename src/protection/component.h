/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which variables hang together: the connected components of the variables that are not fixed (lower < upper) over the
 * rows. What is known of one component tells nothing of another.
 */
#ifndef KK_PROTECTION_COMPONENT_H
#define KK_PROTECTION_COMPONENT_H

#include "kk/protection.h"

#define KK_NO_COMPONENT UINT32_MAX

/* Variables of component c: variable[variable_begin[c]] …, ascending; rows likewise, those with a variable that is not
   fixed. Components are numbered by their first variable; one without rows is one too. */
typedef struct kk_components {
    size_t count, largest; /* largest: variables of the largest */
    size_t *variable_begin, *row_begin;
    uint32_t *variable, *row;
    uint32_t *of;    /* component of each variable; KK_NO_COMPONENT where it is fixed */
    uint32_t *place; /* and its place there: variable[variable_begin[of[j]] + place[j]] = j */
} kk_components;

/*
 * Over the first `row_count` rows: core_row_count for sums alone, or row_count for links too. Rows with row_is_open[i]
 * false (NULL: none) are left out. Cost: O(variables + terms). Clear it also after an error.
 */
kk_status kk_components_init(kk_components *components, const kk_knowledge *knowledge, size_t row_count,
                             const bool *row_is_open, kk_error *err) KK_MUST_USE;
void kk_components_clear(kk_components *components);

#endif
