/* SPDX-License-Identifier: EUPL-1.2 */
/* What would be known if the choice so far were published: the knowledge of the
 * task, with what is shown fixed. */
#ifndef KK_PROTECTION_PROTECT_BOUNDS_H
#define KK_PROTECTION_PROTECT_BOUNDS_H

#include "protection/protect_leeway.h"

typedef struct kk_bounds {
    kk_knowledge knowledge; /* its own bounds of variables; all else is the task's */
    double *lower, *upper;
} kk_bounds;

/* `all_hidden`: as if all that may be were hidden. */
kk_status kk_bounds_open(kk_bounds *bounds, const kk_leeway *leeway, bool all_hidden, kk_error *err) KK_MUST_USE;
void kk_bounds_close(kk_bounds *bounds);

#endif
