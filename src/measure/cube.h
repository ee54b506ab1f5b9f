/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sums of one period by column and slot: whole numbers, so that the order in which threads add does not matter. Squares
 * are summed in two halves of 32 bits and up, since those of a few millions of cents would not fit in one. The largest
 * of an area is not one of its slots' figures added up: a youth is set against the others in every area around at once.
 */
#ifndef KK_MEASURE_CUBE_H
#define KK_MEASURE_CUBE_H

#include "measure/column.h"
#include "measure/geography.h"
#include "measure/tally.h"

typedef struct kk_cube {
    const kk_measure_columns *columns;
    const kk_geography *geography;
    int64_t *cell; /* [slot × cell_count + column]: what one youth gives is close together */
} kk_cube;

/* In the arena; zero. Memory: 8 bytes × columns × slots. */
kk_status kk_cube_make(const kk_measure_columns *columns, const kk_geography *geography, kk_arena *arena, kk_cube *out,
                       kk_error *err) KK_MUST_USE;
void kk_cube_clear(kk_cube *cube);

/* Adds what a youth or family that counts gives to a column. Safe from several threads. */
void kk_cube_add(kk_cube *cube, size_t column, size_t slot, kk_tally tally);

/* Sums of a column by slot into `total` [slot_count]: each area with all that lies in it. Cost: O(slots × levels). */
void kk_cube_total(const kk_cube *cube, size_t column, double *total);

#endif
