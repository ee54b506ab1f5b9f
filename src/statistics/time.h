/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files about time share: periods that can be compared, and the funnel of each.
 */
#ifndef KK_STATISTICS_TIME_H
#define KK_STATISTICS_TIME_H

#include "statistics/work.h"

/* Whether both are years, or quarters, or months …: figures of a year do not compare with those of a quarter. */
bool kk_periods_compare(const char *a, const char *b);

/* The middle of a period ("2022", "2022HJ01", "2022KW03", "2022MM11"), in years. */
double kk_period_middle(const char *period);

/* Columns _limits and _funnel of a sample with counts, and its rows `funnel_mean` and `overdispersion`. */
kk_status kk_statistics_funnel(kk_statistics_work *work, const kk_sample *sample, kk_error *err) KK_MUST_USE;

#endif
