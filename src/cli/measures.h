/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The part of a run that reads persons, money and places, locates them, and makes the tables of measures.
 */
#ifndef KK_CLI_MEASURES_H
#define KK_CLI_MEASURES_H

#include "cli/pipeline.h"

/* Reads and locates what is of persons, money and places. Needs areas. `check`: nothing is written, not even a key.
   Leaves run->finder for what else is to be located: to be forgotten when all is read. */
kk_status kk_run_read_people(kk_run *run, bool check, kk_error *err) KK_MUST_USE;

/* Makes of them the tables of run->tables that are not files'. Changes nothing else but the arena. */
kk_status kk_run_measure(kk_run *run, kk_error *err) KK_MUST_USE;

/* Loads the records into the database; may be done while the tables are made. */
kk_status kk_run_load_records(kk_run *run, kk_error *err) KK_MUST_USE;

void kk_run_forget_finder(kk_run *run);
void kk_run_forget_records(kk_run *run);

#endif
