/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A row of texts → a pseudonymised record with what is needed to locate it. Pure: reads nothing but its arguments, so
 * that many threads may share a maker.
 */
#ifndef KK_RECORD_MAKE_H
#define KK_RECORD_MAKE_H

#include "ingest/pseudonym.h"
#include "ingest/record_codes.h"
#include "ingest/record_fields.h"

typedef struct kk_record_maker {
    const kk_config_record_source *source;
    kk_hasher client, family, contract, reference, provider;
    kk_record_codes codes;
    int form;             /* of every record: an index in kk_codes.form; −1: as the row says */
    kk_day reference_day; /* of kk_record.months: the end of the project's first period */
    uint32_t allowed;     /* bits of the outcomes that records of this kind can have */
    uint8_t source_index;
} kk_record_maker;

/* Why a row is no record. */
typedef enum kk_record_fault {
    KK_RECORD_GOOD = 0,
    KK_RECORD_WRONG_WIDTH,
    KK_RECORD_NO_CLIENT,
    KK_RECORD_BAD_DATE,
    KK_RECORD_NO_DATE,
    KK_RECORD_ENDS_FIRST,
    KK_RECORD_NO_AMOUNT,
    KK_RECORD_BAD_AMOUNT,
    KK_RECORD_BAD_CREDIT,
    KK_RECORD_FAULT_COUNT
} kk_record_fault;

typedef struct kk_record_verdict {
    uint64_t aside; /* bits (1 << kk_csv_field) of cells that are not used, in a row that is */
    uint8_t fault;  /* kk_record_fault */
    uint8_t field;  /* the kk_csv_field at fault */
} kk_record_verdict;

/* For one source; `measures` as in kk_record_codes_load. */
kk_status kk_record_maker_init(kk_record_maker *maker, const kk_config *config, size_t source, bool measures,
                               const kk_key *key, kk_error *err) KK_MUST_USE;
void kk_record_maker_clear(kk_record_maker *maker); /* wipes its part of the key */

/* `record` and `location` are whole when the verdict's fault is KK_RECORD_GOOD. Cost: about 1 µs. */
kk_record_verdict kk_record_make(const kk_record_maker *maker, const kk_cell cell[KK_FIELD_COUNT], kk_record *record,
                                 kk_location *location);

#endif
