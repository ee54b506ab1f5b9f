/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Records of a delimited text file (RFC 4180, and what is met in practice): quotes with doubled quotes and line ends in
 * them, LF or CR LF, a last line without line end, UTF-8 with or without a mark (BOM), or CP1252. The delimiter is
 * found in the first line: `;`, tab or `,` outside quotes, in that order. Each line that is not UTF-8 is taken as
 * CP1252.
 *
 * Memory: the longest line. Cost: O(bytes), one pass.
 */
#ifndef KK_CSV_H
#define KK_CSV_H

#include "kk/ingest.h"

enum { KK_CSV_LINE_MAX = 10 * 1024 * 1024 }; /* bytes of one record */

typedef struct kk_csv kk_csv;

/* Errors: KK_ERR_INPUT for a file that cannot be opened, or is UTF-16. Takes over nothing; `file` is borrowed. */
kk_status kk_csv_open(const kk_config_file *file, kk_csv **out, kk_error *err) KK_MUST_USE;
/* The same over bytes in memory, which stay the caller's and must outlive the handle. */
kk_status kk_csv_open_memory(const char *bytes, size_t length, const kk_config_file *file, kk_csv **out,
                             kk_error *err) KK_MUST_USE;
void kk_csv_close(kk_csv *csv);

/*
 * The next record that is not blank: *count cells, trimmed, valid until the next call; *count = 0 at the end. `*line`
 * is the line where it starts. Errors: KK_ERR_INPUT for NUL bytes, a record over KK_CSV_LINE_MAX, a quote that never
 * closes.
 */
kk_status kk_csv_next(kk_csv *csv, const kk_cell **cells, size_t *count, int64_t *line, kk_error *err) KK_MUST_USE;

/* Back to the first record. */
kk_status kk_csv_rewind(kk_csv *csv, kk_error *err) KK_MUST_USE;

#endif
