/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_EXPECTED_H
#define KK_EXPECTED_H

#include "kk/regression.h"
#include "statistics/work.h"

/* A regression of a sample on its determinants, among the areas that have them all. */
typedef struct kk_expectation {
    kk_statistics_work *work;
    const kk_sample *sample;
    size_t terms;
    const kk_released_column **source; /* [term] the figures of the determinant */
    const double **determinant;        /* [term][sample] as fractions; NaN where missing */
    uint32_t *member;                  /* [fit.count] samples that take part, ascending */
    kk_regression fit;
    size_t beyond; /* areas whose gap has an interval without 0 */
} kk_expectation;

/* What there is to say of the fit. */
kk_status kk_expectation_add_rows(const kk_expectation *of, kk_error *err) KK_MUST_USE;

/* That there is none, and why; `term` is the determinant that is the reason, "" none. */
kk_status kk_expectation_add_refusal(const kk_expectation *of, const char *term, const char *why,
                                     kk_error *err) KK_MUST_USE;

#endif
