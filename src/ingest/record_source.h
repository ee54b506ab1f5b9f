/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rows of a source of records by field, from CSV (or a spreadsheet) or from an iJw message in XML.
 */
#ifndef KK_RECORD_SOURCE_H
#define KK_RECORD_SOURCE_H

#include "ingest/ijw_xml.h"
#include "ingest/record_columns.h"

typedef struct kk_record_source {
    kk_rows *rows;    /* or … */
    kk_ijw_xml *xml;  /* … this */
    bool wrong_width; /* the last row has more or fewer cells than the header has columns: no field of it is given */
    kk_record_columns columns;
} kk_record_source;

kk_status kk_record_source_open(const kk_config_record_source *config, kk_record_source *source,
                                kk_error *err) KK_MUST_USE;
/* The same over rows that are open; takes them over, also when it fails. */
kk_status kk_record_source_open_rows(const kk_config_record_source *config, kk_rows *rows, kk_record_source *source,
                                     kk_error *err) KK_MUST_USE;
/*
 * The next row: cells of `columns.used`; the others are left as they are. *found is false at the end. Valid until the
 * next call.
 */
kk_status kk_record_source_next(kk_record_source *source, kk_record_fields *fields, bool *found,
                                kk_error *err) KK_MUST_USE;
void kk_record_source_close(kk_record_source *source);

#endif
