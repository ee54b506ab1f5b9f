/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What lines of money and activities add to the wanted columns.
 */
#ifndef KK_COLLECTIVE_LINES_H
#define KK_COLLECTIVE_LINES_H

#include "measure/collective_shares.h"
#include "measure/collective_sums.h"
#include "measure/words.h"

typedef struct kk_collective_lines {
    const kk_config *config;
    const kk_config_table *wanted;
    const kk_collective *collective;
    const kk_population *population;
    const kk_geography *geography;
    kk_collective_sums sums; /* of the wanted columns, then of the persons behind each */
    kk_shares shares;
    kk_words programmes, organisations, schools;
    const kk_activity **activity; /* by period and group, the largest capacity of a group first */
} kk_collective_lines;

/*
 * The column of `sums` with the persons behind a wanted one, in 1 / KK_KEY_UNIT person: of attendance the sum over
 * groups of their fullest meeting (meetings of no group that are alike in all else may be of one); of amounts that came
 * by a key of a population that is not public the persons of the key (of several keys the smallest); of all else
 * nobody.
 */
size_t kk_collective_persons(const kk_collective_lines *lines, size_t column);

/* Borrows what the first members point at. To be cleared, also after a failure. */
kk_status kk_collective_lines_init(kk_collective_lines *lines, kk_arena *arena, kk_error *err) KK_MUST_USE;
void kk_collective_lines_clear(kk_collective_lines *lines);

/* Makes the sums of one period: of each wanted column, and of the persons behind it. */
kk_status kk_collective_lines_add(kk_collective_lines *lines, size_t period, kk_error *err) KK_MUST_USE;

#endif
