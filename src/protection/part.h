/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One component of the knowledge as a system of its own: its variables are columns 0 …, fixed ones have gone into the
 * bounds of the rows. And tables of it: a value for each column.
 */
#ifndef KK_PROTECTION_PART_H
#define KK_PROTECTION_PART_H

#include "protection/component.h"

typedef struct kk_part {
    size_t column_count, row_count;
    const uint32_t *variable; /* of each column */
    double *lower, *upper;
    uint32_t *row_begin, *row_column; /* of row i: row_begin[i] … row_begin[i + 1] − 1, each column once */
    double *row_coefficient, *row_lower, *row_upper;
    uint32_t *column_begin, *column_row; /* the rows in which a column is, ascending */
} kk_part;

/* In the arena. Cost: O(terms). Errors: KK_ERR_INTERNAL (memory). */
kk_status kk_part_make(const kk_knowledge *knowledge, const kk_components *components, size_t component,
                       kk_arena *arena, kk_part *out, kk_error *err) KK_MUST_USE;

/* To what share of its largest term (at least 1) a row holds in a table that is said to satisfy it. */
#define KK_HOLDS 1e-7

double kk_part_row_sum(const kk_part *part, size_t row, const double *table);
bool kk_part_row_holds(const kk_part *part, size_t row, const double *table, double tolerance);

/*
 * Moves `table` into the bounds, and then to a table that satisfies the rows too: cyclic projection on one row after
 * the other by 1.6 times the step (Agmon 1954; Motzkin and Schoenberg 1954), within the bounds. True when each row
 * holds to the tolerance, false when that takes more than so many sweeps. What it finds lies inside rather than at a
 * corner.
 */
bool kk_part_relax(const kk_part *part, unsigned sweeps, double tolerance, double *table);

#endif
