/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Class breaks of a map of numbers: bound[k] … bound[k + 1] is class k; a value on a bound is in the class above it,
 * but the last bound is in the last class.
 */
#ifndef KK_CLASSES_H
#define KK_CLASSES_H

#include "kk/config_output.h"

#include <stddef.h>

typedef struct kk_classes {
    double bound[KK_CLASSES_MOST + 1]; /* ascending */
    int count;                         /* 0 without values; fewer than asked where values are equal */
} kk_classes;

/*
 * `values` are finite; they are sorted. QUANTILES: as many values in each; JENKS: the least sum of squares within
 * classes (Jenks 1977), the exact optimum (Fisher 1958); EQUAL: equal widths; MEAN: bounds at the mean ± 0.5, 1.5 …
 * standard deviations. Bounds are the
 * roundest numbers that divide the values so, to a hundredth of them; those that fall together become one. Errors:
 * KK_ERR_INTERNAL (memory). Cost: O(n log n), of JENKS O(classes × n log n).
 */
kk_status kk_classes_make(double *values, size_t count, const kk_config_classes *asked, kk_classes *out,
                          kk_error *err) KK_MUST_USE;

/* For values around 0: bounds the same on both sides of it. */
kk_status kk_classes_around_zero(double *values, size_t count, const kk_config_classes *asked, kk_classes *out,
                                 kk_error *err) KK_MUST_USE;

/* The class of a value, clamped to the first and last; −1 for NaN or without classes. */
int kk_classes_find(const kk_classes *classes, double value);

#endif
