/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_PATTERN_H
#define KK_PATTERN_H

#include "statistics/work.h"

/* A row of the whole map: that figure of so many areas. */
kk_statistic_row kk_pattern_row(const char *statistic, const char *term, double value, size_t areas);

/* Moran's I of the figures, and of the standardised rates where there are such (`standardised` not NULL), as rows. */
kk_status kk_pattern_global(kk_statistics_work *work, const kk_sample *sample, const kk_neighbours *neighbours,
                            const double *standardised, kk_error *err) KK_MUST_USE;

#endif
