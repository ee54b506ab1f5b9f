/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The part of a run that reads persons, money and places, locates them, and makes the tables of measures.
 */
#ifndef KK_CLI_MEASURES_H
#define KK_CLI_MEASURES_H

#include "cli/pipeline.h"

/*
 * Fills run->tables behind the files' tables, and run->records for the database. Needs areas and the tables of files.
 * `check`: nothing is written, not even a key.
 */
kk_status kk_run_measure(kk_run *run, bool check, kk_error *err) KK_MUST_USE;

/* Loads the records into the database, and forgets them. */
kk_status kk_run_load_records(kk_run *run, kk_error *err) KK_MUST_USE;

void kk_run_forget_records(kk_run *run);

#endif
