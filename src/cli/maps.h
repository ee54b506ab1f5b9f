/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The files that people look at: maps in every form, the viewer, the report.
 */
#ifndef KK_CLI_MAPS_H
#define KK_CLI_MAPS_H

#include "cli/pipeline.h"

/* All that `output:` asks for, in the run's folder. Errors: KK_ERR_OUTPUT. */
kk_status kk_run_write_maps(kk_run *run, kk_error *err) KK_MUST_USE;

/* viewer/, where the project wants it and its page is built; after all that it shows is written. */
kk_status kk_run_write_viewer(kk_run *run, kk_error *err) KK_MUST_USE;

/* report.pdf, where the project wants it. Errors: KK_ERR_INPUT, KK_ERR_OUTPUT. */
kk_status kk_run_write_pdf(kk_run *run, kk_error *err) KK_MUST_USE;

#endif
