/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_PUBLISH_NAMES_H
#define KK_PUBLISH_NAMES_H

#include "kk/store.h"

/* In coverage.csv and run.json: "no_figure", "no_area", "no_population". */
const char *kk_gap_name(kk_gap gap);

#endif
