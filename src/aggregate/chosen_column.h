/* SPDX-License-Identifier: EUPL-1.2 */
/* A chosen outcome × subgroup as an indicator: the values of regions become those of the areas with their codes. */
#ifndef KK_CHOSEN_COLUMN_H
#define KK_CHOSEN_COLUMN_H

#include "kk/aggregate.h"

/* What a map shows of the areas of `level`: the first region type that has their codes; NULL where none has. */
const kk_map_values *kk_chosen_at(const kk_chosen *chosen, const kk_config_estimate_map *map, size_t level);

/*
 * Fills the cells of a column, by its map_part. The denominator is the number of persons with the outcome, of a
 * difference the smaller of both; the numerator stays NaN. Water is not applicable; any other area without a cell that
 * may be told has no value and small_count, for the gate to suppress.
 */
void kk_chosen_fill(const kk_estimate_frame *frame, const kk_map_values *values, const kk_level *level,
                    kk_indicator_column *column);

#endif
