/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_CLI_STATISTICS_H
#define KK_CLI_STATISTICS_H

#include "cli/pipeline.h"

/* Neighbours where they are needed, the statistics, and the release with them. Nothing where the project has none. */
kk_status kk_run_make_statistics(kk_run *run, kk_error *err) KK_MUST_USE;

/* statistics.csv and the lists of neighbours. */
kk_status kk_run_write_statistics(kk_run *run, kk_error *err) KK_MUST_USE;

#endif
