/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The reader of records (kk/intake.h) over rows that are open already.
 */
#ifndef KK_RECORD_READER_H
#define KK_RECORD_READER_H

#include "kk/intake.h"

/* Takes over `rows`, also when it fails. */
kk_status kk_record_reader_open_rows(const kk_config *config, size_t source, kk_rows *rows, const kk_key *key,
                                     int threads, kk_rejects *rejects, kk_record_reader **out,
                                     kk_error *err) KK_MUST_USE;

#endif
