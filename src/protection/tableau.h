/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A small program as a dense tableau that stays in the cache: the
 * primal simplex with bounds on all variables (Dantzig 1955; Maros 2003, ch.
 * 9), for many objectives on the same rows. Variables are what columns differ
 * from a table that satisfies all, so that 0 is a solution: there is no first
 * phase, and what is not in the basis may lie between its bounds. Equations
 * leave the tableau when it is loaded. One objective: a single column, up or
 * down; while that is in the basis, its own row is the row of reduced costs.
 * Each objective starts where the last one ended.
 *
 * A row of the tableau is a sum of equations: with the others anywhere within
 * their bounds it limits its own variable, whatever the values are (weak
 * duality), and at an optimum that limit is the optimum.
 */
#ifndef KK_PROTECTION_TABLEAU_H
#define KK_PROTECTION_TABLEAU_H

#include "kk/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct kk_tableau {
    size_t row_count, column_count, variable_count, stride; /* column k: cell[k × stride] …, a cell for each row */
    double *cell;
    double *lower, *upper, *value, *scale;     /* by variable: the columns of the program, then the sums of its rows */
    uint32_t *basic, *free;                    /* the variable of each row, and of each column */
    uint32_t *place;                           /* by variable: its row or column */
    bool *is_basic;                            /* by variable */
    double *row_lower, *row_upper, *row_value; /* by row, of its variable; `value` is of those that are free */
    double *step, *entering;                   /* by row, for one pivot */
    size_t cell_capacity, variable_capacity;
} kk_tableau;

typedef enum kk_tableau_move {
    KK_TABLEAU_MOVED, /* it is another table, or the same by another basis */
    KK_TABLEAU_RAY,   /* the column goes that way without end */
    KK_TABLEAU_END    /* no further */
} kk_tableau_move;

void kk_tableau_free(kk_tableau *tableau);

/*
 * From {0}, or once more: an empty program of so many columns and rows; then its columns with the bounds within which
 * they may differ and the size of what they differ from; then its terms, column by column known and each once; then the
 * bounds of its rows; then kk_tableau_ready. Errors: KK_ERR_INTERNAL (memory).
 */
kk_status kk_tableau_begin(kk_tableau *tableau, size_t columns, size_t rows, kk_error *err) KK_MUST_USE;
void kk_tableau_set_column(kk_tableau *tableau, size_t column, double lower, double upper, double size);
void kk_tableau_set_term(kk_tableau *tableau, size_t row, size_t column, double coefficient);
void kk_tableau_set_row(kk_tableau *tableau, size_t row, double lower, double upper);

/* Cost: O(equations × rows × columns). */
void kk_tableau_ready(kk_tableau *tableau);

/* Other bounds of a column, which what it differs by now must keep to. */
void kk_tableau_bound_column(kk_tableau *tableau, size_t column, double lower, double upper);

/* `to` has been begun for a program of that size. */
void kk_tableau_copy(kk_tableau *to, const kk_tableau *from);

/* One pivot by which that column of the program goes up (way 1) or
   down (−1), or may do so by the next; where it is `stalled`, by the least
   index, which ends (Bland 1977). Cost: O(rows × columns). */
kk_tableau_move kk_tableau_push(kk_tableau *tableau, size_t column, int way, bool stalled);

/* What the column differs from the table by. */
double kk_tableau_difference(const kk_tableau *tableau, size_t column);

/* The limit by its row of how far the column can differ that way: ±INFINITY
 * where there is none. */
double kk_tableau_limit(const kk_tableau *tableau, size_t column, int way);

#endif
