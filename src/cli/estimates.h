/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The part of a run that reads a cohort and makes its estimates: block by block of outcomes they are computed,
 * released, written and loaded, so that no more than one block is in memory.
 */
#ifndef KK_CLI_ESTIMATES_H
#define KK_CLI_ESTIMATES_H

#include "cli/pipeline.h"

/* Reads the cohort of the project, if it has one, and checks that its maps can be made of it. Needs run->finder. */
kk_status kk_run_read_cohort(kk_run *run, kk_error *err) KK_MUST_USE;

/* Writes estimates.csv into run->folder, loads the estimates, and leaves what maps are made of in run->chosen. */
kk_status kk_run_estimate(kk_run *run, kk_error *err) KK_MUST_USE;

#endif
