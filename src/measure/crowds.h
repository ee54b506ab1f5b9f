/* SPDX-License-Identifier: EUPL-1.2 */
/* A number that stands for nobody gathers more records than anyone has. */
#ifndef KK_MEASURE_CROWDS_H
#define KK_MEASURE_CROWDS_H

#include "kk/config.h"
#include "kk/records.h"

/* Warns when the `count` records of one client or family (`whose`) are too many to be anyone's, and says whether it
   did. */
bool kk_crowd_tell(const kk_config *config, const char *whose, const kk_record *first, size_t count);

#endif
