/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Classes of a map of numbers: bound[k] … bound[k + 1] is class k, and the last has its upper bound too.
 */
#ifndef KK_PUBLISH_STYLE_CLASSES_H
#define KK_PUBLISH_STYLE_CLASSES_H

#include <stddef.h>

enum { KK_STYLE_CLASSES = 5 };

typedef struct kk_style_classes {
    double bound[KK_STYLE_CLASSES + 1];
    size_t count; /* 0 without values */
} kk_style_classes;

/* Both sort `values` (finite). Cost: O(count log count). */

/* Quantiles, each bound once: fewer classes where many values are equal. */
kk_style_classes kk_style_quantiles(double *values, size_t count);

/*
 * Five classes, the same on both sides of 0: up to the 20% and the 60% quantile and the largest of the sizes that are
 * not 0; of equal widths where these are not three numbers. The sizes take the place of the values.
 */
kk_style_classes kk_style_around_zero(double *values, size_t count);

#endif
