/* SPDX-License-Identifier: EUPL-1.2 */
/* The guide and the stories in a run; each does nothing where the project has none. */
#ifndef KK_CLI_GUIDE_H
#define KK_CLI_GUIDE_H

#include "cli/pipeline.h"

/* Lists of today and of earlier runs, the baseline, stories. */
kk_status kk_run_read_guide(kk_run *run, kk_error *err) KK_MUST_USE;

/* Makes the guide of the release, and the release with what it adds. */
kk_status kk_run_make_guide(kk_run *run, kk_error *err) KK_MUST_USE;

kk_status kk_run_write_guide(kk_run *run, kk_error *err) KK_MUST_USE;

/* Who is on the lists, and what the divisions do, in a few lines. */
void kk_guide_print(const kk_run *run);

#endif
