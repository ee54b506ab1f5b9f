/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A region of a part: some columns and all rows that have one of them, grown
 * from a few columns along the rows. Its program tells two things of the part
 * without solving the whole of it. With the columns outside held at a table
 * that satisfies all (inner), a solution and that table together satisfy all:
 * what is reached can be reached. With the columns outside anywhere within
 * their bounds (outer), it is a relaxation: what is not reached cannot be. In a
 * closed region no row has a column outside, and both are the same.
 */
#ifndef KK_PROTECTION_REGION_H
#define KK_PROTECTION_REGION_H

#include "protection/lp.h"
#include "protection/part.h"

typedef struct kk_region {
    const kk_part *part;
    uint32_t *column, *row;    /* in the order of joining */
    uint32_t *place_of_column; /* by column: its place + 1, or 0 */
    bool *has_row;             /* by row */
    size_t column_count, row_count;
    uint32_t *outside;  /* by row that has joined: how many of its columns have not */
    size_t closed_rows; /* row[0] … of which all columns have joined */
    kk_lp *lp;
    uint32_t *term_column; /* of one row, for the program */
    double *term_coefficient;
} kk_region;

typedef enum kk_region_view { KK_REGION_INNER, KK_REGION_OUTER } kk_region_view;

/* An empty region, in the arena. */
kk_status kk_region_init(kk_region *region, const kk_part *part, kk_arena *arena, kk_error *err) KK_MUST_USE;

/* Makes it empty again and frees its program. */
void kk_region_clear(kk_region *region);

void kk_region_add(kk_region *region, uint32_t column);

/*
 * Adds the columns of its rows until it has about `column_count`: of equations
 * first, as others bind less, and of those with the fewest columns outside, so
 * that small cycles close along which a table can change.
 */
void kk_region_grow(kk_region *region, size_t column_count);

bool kk_region_is_closed(const kk_region *region);

/* How far the column or the row of that place can go from the table. */
void kk_region_room_of_column(const kk_region *region, size_t place, const double *table, double *lower, double *upper);
void kk_region_room_of_row(const kk_region *region, kk_region_view view, size_t place, const double *table,
                           double *lower, double *upper);

/* Builds the program anew, without an objective; its rows have no bounds until
 * it is looked at. */
kk_status kk_region_program(kk_region *region, kk_error *err) KK_MUST_USE;

/*
 * Sets the bounds of its columns and rows. The program is of what columns
 * differ from the table, so that 0 is a solution where the table is one, and
 * equations that depend on each other agree, whatever the rounding.
 */
void kk_region_look(kk_region *region, kk_region_view view, const double *table);

#endif
