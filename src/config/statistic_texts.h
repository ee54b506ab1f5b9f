/* SPDX-License-Identifier: EUPL-1.2 */
/* What an indicator that is a statistic is called and what it tells. */
#ifndef KK_CONFIG_STATISTIC_TEXTS_H
#define KK_CONFIG_STATISTIC_TEXTS_H

#include "kk/arena.h"
#include "kk/config.h"

/* Fills in unit, labels, description and question of `out`, which is `part` of `base`. */
kk_status kk_statistic_texts(kk_arena *arena, const kk_config_statistic *choice, const kk_config_indicator *base,
                             kk_statistic_part part, kk_config_indicator *out, kk_error *err) KK_MUST_USE;

#endif
