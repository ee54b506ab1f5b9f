/* SPDX-License-Identifier: EUPL-1.2 */
/* Columns that are estimated from spells, area by area: shares within days, and medians. */
#ifndef KK_MEASURE_ESTIMATE_H
#define KK_MEASURE_ESTIMATE_H

#include "measure/delivered.h"
#include "measure/sheet.h"
#include "measure/spells.h"

/*
 * Fills the columns of every group of period `p`, for areas of which what the columns need was delivered; sorts
 * the spells.
 * Where no spells are: no_population; where an estimate is undefined: unknown.
 */
kk_status kk_estimates_make(kk_spells *spells, const kk_measure_columns *columns, const kk_geography *geography,
                            const kk_delivered *delivered, size_t p, int threads, const kk_sheet *sheet,
                            kk_error *err) KK_MUST_USE;

#endif
