/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The program of a small region as a dense tableau that stays in the cache: the
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

#include "protection/region.h"

typedef struct kk_tableau {
    size_t row_count, column_count, stride; /* column k: cell[k × stride] …, a cell for each row */
    double *cell;
    double *lower, *upper, *value, *scale; /* by variable: the columns of the
                                              region, then the sums of its rows */
    uint32_t *basic, *free;                /* the variable of each row, and of each column */
    uint32_t *place;                       /* by variable: its row or column */
    bool *is_basic;                        /* by variable */
    double *step, *entering;               /* by row, for one pivot */
    size_t cell_capacity, variable_capacity;
} kk_tableau;

typedef enum kk_tableau_move {
    KK_TABLEAU_MOVED, /* it is another table, or the same by another basis */
    KK_TABLEAU_RAY,   /* the column goes that way without end */
    KK_TABLEAU_END    /* no further */
} kk_tableau_move;

void kk_tableau_free(kk_tableau *tableau);

/* Starts from {0}; room is used again. Cost: O(equations × rows × columns). */
kk_status kk_tableau_load(kk_tableau *tableau, const kk_region *region, kk_region_view view, const double *table,
                          kk_error *err) KK_MUST_USE;

/* One pivot by which the column of that place in the region goes up (way 1) or
   down (−1), or may do so by the next; where it is `stalled`, by the least
   index, which ends (Bland 1977). Cost: O(rows × columns). */
kk_tableau_move kk_tableau_push(kk_tableau *tableau, size_t column, int way, bool stalled);

/* What the column differs from the table by. */
double kk_tableau_difference(const kk_tableau *tableau, size_t column);

/* The limit by its row of how far the column can differ that way: ±INFINITY
 * where there is none. */
double kk_tableau_limit(const kk_tableau *tableau, size_t column, int way);

#endif
