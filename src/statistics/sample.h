/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_SAMPLE_H
#define KK_SAMPLE_H

#include "statistics/work.h"

/* The sample of a released column. In the arena. */
kk_status kk_sample_make(kk_statistics_work *work, const kk_config_statistic *choice, const kk_released_column *column,
                         kk_sample *out, kk_error *err) KK_MUST_USE;

#endif
