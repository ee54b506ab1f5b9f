/* SPDX-License-Identifier: EUPL-1.2 */
/* An index as need per youth: by its value where it has a zero, otherwise by ridits (Bross 1958). */
#ifndef KK_GUIDE_RIDIT_H
#define KK_GUIDE_RIDIT_H

#include "kk/guide_types.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether such an index starts at no need at all; on others 0 is only the average. */
bool guide_index_has_zero(const kk_need_rule *rule);

/* ridit[i]: the share of the youths in areas with a lower figure, and half of those with the same. `figure` without
   NaN, youths > 0; `order` is room for `count`. */
void guide_ridits_find(const double *figure, const double *youths, size_t count, uint32_t *order, double *ridit);

#endif
