/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which periods an indicator has, and which period of each of its tables serves there.
 */
#ifndef KK_PERIODS_H
#define KK_PERIODS_H

#include "kk/config.h"
#include "kk/ingest.h"

/* The tables an indicator draws on, without doubles, in order of first use; room for config->table_count. */
size_t kk_indicator_tables(const kk_config_indicator *indicator, uint32_t *used);

/* The index of the table's period that serves `period`: the period itself, or the only one when it stands in; −1: none.
 */
ptrdiff_t kk_table_period_for(const kk_table *table, const char *period);

/*
 * The periods that every one of the tables `used` serves, ascending, without doubles. Room for the periods of all of
 * them together.
 */
size_t kk_indicator_periods(const kk_table *tables, const uint32_t *used, size_t used_count, const char **periods);

#endif
