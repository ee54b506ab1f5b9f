/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The words of enumerations in outputs.
 */
#ifndef KK_PUBLISH_NAMES_H
#define KK_PUBLISH_NAMES_H

#include "kk/config.h"
#include "kk/store.h"

/* "share", "rate", "mean", "ratio", "value". */
const char *kk_indicator_kind_name(kk_indicator_kind kind);

/* "neutral", "need", "strength". */
const char *kk_direction_name(kk_direction direction);

/* "no_figure", "no_area", "no_population". */
const char *kk_gap_name(kk_gap gap);

#endif
