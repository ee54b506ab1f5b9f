/* SPDX-License-Identifier: EUPL-1.2 */
/* Natural breaks. */
#ifndef KK_DRAW_JENKS_H
#define KK_DRAW_JENKS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Of `count` values, ascending, class k begins with value first[k], so that the sum over classes of the squares around
 * the class mean is least (Jenks 1977, "Optimal Data Classification for Choropleth Maps"; exact by Fisher 1958, "On
 * Grouping for Maximum Homogeneity"). Fewer values than classes: the last ones begin at `count`. False when memory runs
 * out. Cost: O(classes × count log count), as best breaks never go back when values are added.
 */
bool kk_jenks(const double *values, size_t count, int classes, size_t *first);

#endif
