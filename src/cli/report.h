/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a run says of itself: fingerprints of its inputs, run.json, and the summary on standard output.
 */
#ifndef KK_REPORT_H
#define KK_REPORT_H

#include "cli/pipeline.h"

/* Fills in run->inputs. Safe beside other work on the run: it touches nothing else of it, not the arena either. */
kk_status kk_run_fingerprint(kk_run *run, kk_error *err) KK_MUST_USE;

kk_status kk_run_write_report(const kk_run *run, kk_error *err) KK_MUST_USE;

/* The files written, what was withheld, and the areas with most need, from the release. */
void kk_summary_print(const kk_run *run);

/* What `check` found: areas, tables, rejects. */
void kk_check_print(const kk_run *run);

#endif
