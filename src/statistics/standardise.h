/* SPDX-License-Identifier: EUPL-1.2 */
/* What there is to tell of all areas together. */
#ifndef KK_STATISTICS_STANDARDISE_H
#define KK_STATISTICS_STANDARDISE_H

#include "statistics/work.h"

typedef struct kk_standardised_totals {
    double observed, expected; /* of all areas with a ratio */
    size_t ratios;             /* these areas */
    size_t hidden;             /* areas with a stratum that is not shown */
    size_t missing;            /* areas with a stratum that has no figures at their level */
} kk_standardised_totals;

/* The rows standardisation_hidden, standardisation_missing and standardisation_observed_expected, and a warning where
   much of what the project's own standard expects is in no area. */
kk_status kk_standardise_add_totals(kk_statistics_work *work, const kk_sample *sample,
                                    const kk_standardised_totals *totals, kk_error *err) KK_MUST_USE;

#endif
