/* SPDX-License-Identifier: EUPL-1.2 */
/* The order of records: by content, so that it does not depend on how they came; the records of a client together. */
#ifndef KK_MEASURE_ORDER_H
#define KK_MEASURE_ORDER_H

#include "kk/records.h"

/* By client, kind, begin, requested, form, provider, contract, reference, end, outcome, and the rest but the source. */
int kk_record_compare(const kk_record *a, const kk_record *b);

/* In place, in that order and then by source. Cost: O(n log n), on `threads` threads. */
void kk_records_sort(kk_record *records, size_t count, int threads);

/* Numbers, ascending: mostly very few. */
void kk_keys_sort(uint64_t *key, size_t count);

enum { KK_CHUNK_RECORDS = 4096 };

static inline size_t kk_chunk_count(size_t records)
{
    return (records + KK_CHUNK_RECORDS - 1) / KK_CHUNK_RECORDS;
}

/* Where the records of the client at `at` end. */
size_t kk_client_end(const kk_record *records, size_t count, size_t at);

/* Where chunk `chunk` begins: chunks are work for one thread and divide no client. Chunk kk_chunk_count begins at the
   end. */
size_t kk_chunk_begin(const kk_record *records, size_t count, size_t chunk);

/* The days that a record is about: of a waiting list from the request to leaving it, or KK_OPEN_DAY. */
static inline kk_day kk_record_first_day(const kk_record *record)
{
    return record->begin != KK_NO_DAY       ? record->begin
           : record->requested != KK_NO_DAY ? record->requested
                                            : record->end;
}
kk_day kk_record_last_day(const kk_record *record);

#endif
