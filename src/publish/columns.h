/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the writers of maps and tables share: which columns a map shows, and a cell as it is published.
 */
#ifndef KK_PUBLISH_COLUMNS_H
#define KK_PUBLISH_COLUMNS_H

#include "kk/error.h"
#include "kk/release.h"

/* The columns that maps show of a level, one an indicator, in the order of the release. The caller frees `columns`. */
typedef struct kk_map_columns {
    const kk_released_column **columns;
    size_t count;
} kk_map_columns;

kk_status kk_map_columns_select(const kk_release *release, size_t level, kk_map_columns *map,
                                kk_error *err) KK_MUST_USE;

/* Value and bounds rounded for publishing (kk_number_round), NaN where there is none. */
typedef struct kk_published {
    double value, lower, upper;
    const char *status,
        *hidden_by; /* hidden_by: the rule that hid a figure of which the parent's stands there, or "" */
} kk_published;

/* Area `area` of the column; a water area has no figure, whatever the column holds. */
kk_published kk_published_cell(const kk_released_column *column, const kk_level *level, size_t area);

/* The word of a figure that is a category ("high_high"), "" of any other and where there is none. */
const char *kk_published_category(const kk_released_column *column, const kk_level *level, size_t area);

/* "share" …; "category" where values are. */
const char *kk_published_kind(const kk_config_indicator *indicator);

#endif
