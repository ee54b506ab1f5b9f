/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rows of estimates.csv: what many of them have in common is made once.
 */
#ifndef KK_PUBLISH_ESTIMATE_ROWS_H
#define KK_PUBLISH_ESTIMATE_ROWS_H

#include "kk/release.h"
#include "publish/pieces.h"

typedef struct kk_estimate_rows {
    kk_pieces outcome, subgroup, region; /* fields with the comma behind them */
    size_t first_region[KK_REGION_TYPES_MAX];
    size_t row_bytes; /* at most */
} kk_estimate_rows;

/* Errors: out of memory. Cost: O(subgroups + regions). */
kk_status kk_estimate_rows_init(kk_estimate_rows *rows, const kk_estimate_frame *frame, kk_error *err) KK_MUST_USE;
void kk_estimate_rows_clear(kk_estimate_rows *rows); /* also of a zeroed struct */

void kk_estimate_rows_header(const kk_estimate_frame *frame, kk_text *text);

/* Adds the rows of one region to `text`, those that are released. Any thread. */
void kk_estimate_rows_add(const kk_estimate_rows *rows, const kk_released_outcome *of, size_t type, size_t region,
                          kk_text *text);

#endif
