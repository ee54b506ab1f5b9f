/* SPDX-License-Identifier: EUPL-1.2 */
/* Disclosure control in a run: the files that tell of it, and the audit of all that was written. */
#ifndef KK_CLI_DISCLOSURE_H
#define KK_CLI_DISCLOSURE_H

#include "cli/pipeline.h"

kk_status kk_run_write_disclosure(kk_run *run, kk_error *err) KK_MUST_USE;

/* Reads back what was written, as anyone may, and writes audit.json. KK_ERR_DISCLOSURE where it gives somebody away.
   With `secondary: false` and leaks that are accepted there is no audit, and a warning says so. */
kk_status kk_run_audit(kk_run *run, kk_error *err) KK_MUST_USE;

/* What was withheld and what the audit found, for the summary. */
void kk_disclosure_print(const kk_run *run);

#endif
