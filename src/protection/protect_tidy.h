/* SPDX-License-Identifier: EUPL-1.2 */
/* What was hidden for one demand may have become superfluous by what was hidden
 * for another: it is shown again. */
#ifndef KK_PROTECTION_PROTECT_TIDY_H
#define KK_PROTECTION_PROTECT_TIDY_H

#include "protection/protect_quick.h"

/* The most valuable first, of those that the tables of these demands rest on,
   as far as all that are met stay so. Cost: a few small programs each. */
kk_status kk_quick_tidy(kk_quick *quick, const kk_quick_part *part, kk_error *err) KK_MUST_USE;

#endif
