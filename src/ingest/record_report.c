/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/record_report.h"
#include "ingest/named_columns.h"

#include <stdio.h>

enum { TOLD_FROM = 10 };

static const char *const fault_reasons[KK_RECORD_FAULT_COUNT] = {
    [KK_RECORD_WRONG_WIDTH] = KK_WRONG_WIDTH,
    [KK_RECORD_NO_CLIENT] = "no client number (or zeros, nines or a word such as onbekend, which stand for nobody)",
    [KK_RECORD_BAD_DATE] = "not a date that exists (JJJJMMDD, JJJJ-MM-DD or dd-mm-jjjj)",
    [KK_RECORD_NO_DATE] = "the date that such a record needs is not given",
    [KK_RECORD_ENDS_FIRST] = "ends before it begins",
    [KK_RECORD_NO_AMOUNT] = "no amount",
    [KK_RECORD_BAD_AMOUNT] =
        "not an amount: digits, one decimal comma or point where amounts are in euros, no thousands marks",
    [KK_RECORD_BAD_CREDIT] = "neither D (debet) nor C (credit)",
};

static const char *aside_reason(kk_csv_field field)
{
    switch (field) {
    case KK_FIELD_FORM:
    case KK_FIELD_PRODUCT:
        return "tells no form of help that is known: unknown (a list under codes: can tell)";
    case KK_FIELD_REFERRER:
        return "tells no referrer that is known: unknown (a list under codes: can tell)";
    case KK_FIELD_OUTCOME:
        return "tells no outcome that such a record can have: unknown (a list under codes: can tell)";
    case KK_FIELD_SEX:
        return "tells no sex (M, V or O; 1, 2 or 0): unknown";
    case KK_FIELD_REQUESTED:
        return "later than the begin: taken as not given";
    case KK_FIELD_POSTCODE:
        return "not a postcode of four digits and two letters: taken as not given";
    default:
        return "not a number: taken as not given";
    }
}

static const char *column_name(const kk_record_report *report, kk_csv_field field)
{
    const char *header = report->columns->header[field];
    return header != NULL ? header : kk_csv_field_name(field);
}

kk_status kk_record_report_row(const kk_record_report *report, int64_t line, kk_record_verdict verdict, kk_error *err)
{
    bool whole_row = verdict.fault == KK_RECORD_WRONG_WIDTH;
    return kk_rejects_add(report->rejects,
                          &(kk_reject){.kind = KK_REJECT_ROW,
                                       .file = report->file,
                                       .line = line,
                                       .column = whole_row ? "" : column_name(report, (kk_csv_field)verdict.field),
                                       .reason = fault_reasons[verdict.fault]},
                          err);
}

void kk_record_report_aside(kk_record_report *report, uint64_t aside)
{
    for (; aside != 0; aside &= aside - 1) report->aside[__builtin_ctzll(aside)]++;
}

kk_status kk_record_report_end(const kk_record_report *report, kk_error *err)
{
    for (int field = 0; field < KK_FIELD_COUNT; field++) {
        int64_t rows = report->aside[field];
        if (rows == 0) continue;
        char count[32] = "in fewer than 10 rows", reason[200];
        if (rows >= TOLD_FROM) snprintf(count, sizeof count, "in %lld rows", (long long)rows);
        snprintf(reason, sizeof reason, "%s %s", count, aside_reason((kk_csv_field)field));
        kk_status status = kk_rejects_add(report->rejects,
                                          &(kk_reject){.kind = KK_REJECT_CELL,
                                                       .file = report->file,
                                                       .column = column_name(report, (kk_csv_field)field),
                                                       .reason = reason},
                                          err);
        if (status != KK_OK) return status;
    }
    return KK_OK;
}
