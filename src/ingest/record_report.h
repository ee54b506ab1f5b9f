/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What of a source of records could not be used, for `rejects`: a line for each row that is no record, and one for each
 * column with cells that are left aside. No cell is ever shown, and no number of rows below 10.
 */
#ifndef KK_RECORD_REPORT_H
#define KK_RECORD_REPORT_H

#include "ingest/record_columns.h"
#include "ingest/record_make.h"
#include "kk/rejects.h"

typedef struct kk_record_report {
    kk_rejects *rejects;
    const char *file;
    const kk_record_columns *columns;
    int64_t aside[KK_FIELD_COUNT]; /* rows with a cell of the field left aside */
} kk_record_report;

/* A row that is no record. */
kk_status kk_record_report_row(const kk_record_report *report, int64_t line, kk_record_verdict verdict,
                               kk_error *err) KK_MUST_USE;
/* Counts what a used row leaves aside. */
void kk_record_report_aside(kk_record_report *report, uint64_t aside);
/* Tells what was counted; once, at the end of the source. */
kk_status kk_record_report_end(const kk_record_report *report, kk_error *err) KK_MUST_USE;

#endif
