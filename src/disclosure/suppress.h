/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Secondary suppression of a publication: what else to hide so that nothing hidden can be worked out.
 */
#ifndef KK_DISCLOSURE_SUPPRESS_H
#define KK_DISCLOSURE_SUPPRESS_H

#include "disclosure/system.h"

typedef struct kk_suppression {
    kk_publication *publication; /* with the truth in every cell, and in its status what the rules say */
    size_t column_count;         /* its own: those behind it are of earlier releases */
    kk_truth_finder *find;
    const void *context;
    kk_protection_effort effort;
    int threads;
} kk_suppression;

/*
 * Sets the statuses of what must be hidden more to suppressed_secondary; and where that is not enough, those around to
 * suppressed (suppress_blur.c). Cost: that of kk_protect, and of an attack for each round of the latter.
 */
kk_status kk_suppress(const kk_suppression *task, kk_protection_result *result, kk_error *err) KK_MUST_USE;

/* Where demands cannot be met by hiding more: takes back what statuses tell around each figure that is still laid bare.
 */
kk_status kk_suppress_blur(const kk_suppression *task, kk_error *err) KK_MUST_USE;

#endif
