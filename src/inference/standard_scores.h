/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_STANDARD_SCORES_H
#define KK_STANDARD_SCORES_H

#include <stdbool.h>
#include <stddef.h>

/* Sums of standard scores that are no further apart than this differ by rounding alone. */
static const double kk_score_rounding = 1e-9;

/* z = (x − x̄)/s, s with n: Σz = 0, Σz² = n. False, and all NaN, where the values are equal. */
bool kk_standard_scores(const double *value, size_t count, double *z);

#endif
