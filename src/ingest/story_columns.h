/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which columns of a file of stories hold what, by their English or Dutch names.
 */
#ifndef KK_STORY_COLUMNS_H
#define KK_STORY_COLUMNS_H

#include "ingest/named_columns.h"

typedef enum kk_story_column {
    KK_STORY_CODE,
    KK_STORY_TEXT,
    KK_STORY_ROLE,
    KK_STORY_DATE,
    KK_STORY_APPROVED,
    KK_STORY_TITLE,   /* the file can do without */
    KK_STORY_CHECKED, /* likewise */
    KK_STORY_COLUMNS
} kk_story_column;

/* "author_role"; "" for KK_STORY_COLUMNS. */
const char *kk_story_column_name(kk_story_column column);

/*
 * Fills in `index`, −1 for a column that is not there. Errors: KK_ERR_INPUT for one that cannot be missed, and for a
 * column of names of persons: what is not in the file cannot slip out of it.
 */
kk_status kk_story_columns_find(const kk_config_file *file, const kk_rows *rows, ptrdiff_t index[KK_STORY_COLUMNS],
                                kk_error *err) KK_MUST_USE;

#endif
