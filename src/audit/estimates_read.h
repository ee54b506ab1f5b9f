/* SPDX-License-Identifier: EUPL-1.2 */
/* Released estimates as who attacks them sees them: estimates.csv or estimates.csv.gz, and estimates_sums.csv. */
#ifndef KK_AUDIT_ESTIMATES_READ_H
#define KK_AUDIT_ESTIMATES_READ_H

#include "disclosure/estimate_sums.h"

enum { KK_UNTOLD = -1 };

typedef struct kk_told_estimates {
    kk_estimate_frame frame;
    kk_estimate_sums sums;
    int32_t **persons; /* [outcome][cell] n that any outcome of the same persons tells, or KK_UNTOLD; shared by those */
    int32_t **having;  /* [outcome][cell] est × n of a binary outcome, or KK_UNTOLD; NULL of others */
} kk_told_estimates;

/*
 * Reads them, in the arena; *found = false where the folder has no estimates. Errors: KK_ERR_INPUT for a file that
 * lacks, or a row that names what estimates_sums.csv does not, with file, line and value. Cost: O(rows); memory: the
 * file, if it is compressed, and 4 bytes for each cell and binary outcome.
 */
kk_status kk_told_estimates_read(const char *folder, kk_arena *arena, kk_told_estimates *out, bool *found,
                                 kk_error *err) KK_MUST_USE;

#endif
