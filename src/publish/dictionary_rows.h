/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The data dictionary in Dutch, as rows: every column of the tables, every field of the maps, every indicator, category
 * and status.
 */
#ifndef KK_PUBLISH_DICTIONARY_ROWS_H
#define KK_PUBLISH_DICTIONARY_ROWS_H

#include "publish/dictionary.h"

/* As the columns of woordenboek.csv. */
typedef enum kk_dictionary_cell {
    KK_ENTRY_ABOUT,
    KK_ENTRY_FILE,
    KK_ENTRY_COLUMN,
    KK_ENTRY_VALUE,
    KK_ENTRY_LABEL,
    KK_ENTRY_TYPE,
    KK_ENTRY_UNIT,
    KK_ENTRY_MEANING,
    KK_ENTRY_FORMULA,
    KK_ENTRY_QUESTION,
    KK_ENTRY_DIRECTION,
    KK_ENTRY_AXIS,
    KK_ENTRY_LEVELS,
    KK_ENTRY_PERIODS,
    KK_ENTRY_SOURCE,
    KK_ENTRY_ENGLISH,
    KK_ENTRY_CELLS
} kk_dictionary_cell;

/* "" where there is nothing to say. */
typedef struct kk_dictionary_row {
    const char *cell[KK_ENTRY_CELLS];
} kk_dictionary_row;

/*
 * In the arena. First the indicators, in the order of the project, each with its categories; then the statuses, the
 * fields of maps, and the columns of `tables`. Errors: memory. Cost: O(columns × indicators).
 */
kk_status kk_dictionary_make(const kk_release *release, const kk_config *config, const kk_described_table *tables,
                             size_t table_count, kk_arena *arena, kk_dictionary_row **rows, size_t *count,
                             kk_error *err) KK_MUST_USE;

#endif
