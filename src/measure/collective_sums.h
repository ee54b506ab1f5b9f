/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sums of one period over lines of money and activities, by area and column.
 *
 * A line counts in its own area and those above it. An area below it, of which nothing is told itself, is not zero: its
 * figure is not applicable, because the sum above it is not told apart.
 */
#ifndef KK_COLLECTIVE_SUMS_H
#define KK_COLLECTIVE_SUMS_H

#include "kk/figure.h"
#include "measure/geography.h"

typedef struct kk_collective_cell {
    int64_t sum;
    uint32_t lines;
    bool unknown; /* a part is missing, and so is the sum */
} kk_collective_cell;

/* One of the things that are counted once in an area, however often they are met there: a programme; school and
   organisation. */
typedef struct kk_once {
    uint32_t slot, column, what, with;
} kk_once;

typedef struct kk_collective_sums {
    const kk_geography *geography;
    size_t column_count;
    kk_collective_cell *own; /* [slot × column] */
    kk_collective_cell *sum; /* the same, of all in the area */
    kk_once *once;           /* malloc'ed: of every area around a line */
    size_t once_count, once_capacity;
} kk_collective_sums;

kk_status kk_collective_sums_init(kk_collective_sums *sums, const kk_geography *geography, size_t column_count,
                                  kk_arena *arena, kk_error *err) KK_MUST_USE;
void kk_collective_sums_clear(kk_collective_sums *sums);
/* Back to nothing, for the next period. */
void kk_collective_sums_reset(kk_collective_sums *sums);

/* `value` < 0 may be money; a number that is missing comes with `unknown`. */
void kk_collective_sums_add(kk_collective_sums *sums, size_t slot, size_t column, int64_t value, bool unknown);
/* The least of what comes to a slot and column; above it these add up. */
void kk_collective_sums_least(kk_collective_sums *sums, size_t slot, size_t column, int64_t value);
/* Counts `what` (with `with`) once in each area around the slot. It is no line: areas below are not waiting for it. */
kk_status kk_collective_sums_add_once(kk_collective_sums *sums, size_t slot, size_t column, uint32_t what,
                                      uint32_t with, kk_error *err) KK_MUST_USE;
/* After the last line. */
void kk_collective_sums_finish(kk_collective_sums *sums);

/* What the lines of a slot and those below it add up to, of whatever status. */
int64_t kk_collective_sums_total(const kk_collective_sums *sums, size_t level, size_t area, size_t column);
/* The figure of a slot; of own areas that of their members and of lines of their own. */
kk_figure kk_collective_sums_figure(const kk_collective_sums *sums, size_t level, size_t area, size_t column);

#endif
