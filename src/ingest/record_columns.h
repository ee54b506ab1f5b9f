/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which column of a CSV of records feeds which field: as `columns:` says, else (Beleidsinformatie and iJw) as the
 * column is called. docs/records.md lists the names that are recognised.
 */
#ifndef KK_RECORD_COLUMNS_H
#define KK_RECORD_COLUMNS_H

#include "kk/ingest.h"

typedef struct kk_record_columns {
    size_t count; /* of the header */
    size_t used_count;
    kk_csv_field used[KK_FIELD_COUNT];  /* fields that have a column, ascending */
    uint32_t index[KK_FIELD_COUNT];     /* their columns */
    const char *header[KK_FIELD_COUNT]; /* as they are called, for messages; NULL of a field without column */
} kk_record_columns;

/*
 * Texts of `header` are borrowed. Errors: KK_ERR_PROJECT for a column that the file lacks, at the place that asks for
 * it, and for a field that records of this kind cannot do without.
 */
kk_status kk_record_columns_find(const kk_config_record_source *source, const kk_cell *header, size_t count,
                                 kk_record_columns *columns, kk_error *err) KK_MUST_USE;

#endif
