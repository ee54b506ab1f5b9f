/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the indicators of a project count, as quantities. Expressions become sums of them: `records.youths[form=stay] +
 * 2 * records.youths[form=day]`. What is no sum of columns (a quotient, a rounded figure) is a quantity by itself, of
 * which nothing else is known.
 */
#ifndef KK_DISCLOSURE_QUANTITIES_H
#define KK_DISCLOSURE_QUANTITIES_H

#include "kk/aggregate.h"
#include "kk/publication.h"

typedef struct kk_quantities {
    const kk_config *config;
    kk_arena *arena;
    size_t count, capacity;
    kk_quantity *item;
    kk_measure *measure; /* [quantity] of one that is a measure: is_measure */
    bool *is_measure;
    int32_t **of_column; /* [table][column] the quantity of that column, −1 none yet */
} kk_quantities;

kk_status kk_quantities_init(kk_quantities *quantities, const kk_config *config, kk_arena *arena,
                             kk_error *err) KK_MUST_USE;

/* The sum of an expression, in the arena; its quantities are added where they are new. */
kk_status kk_quantities_sum(kk_quantities *quantities, const kk_expression *expression, kk_quantity_sum *out,
                            kk_error *err) KK_MUST_USE;

/* The quantity of a measure of a table, added where it is new: then one that no table has. */
kk_status kk_quantities_of_measure(kk_quantities *quantities, size_t table, const kk_measure *measure, uint32_t *out,
                                   kk_error *err) KK_MUST_USE;

#endif
