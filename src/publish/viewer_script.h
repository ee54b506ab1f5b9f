/* SPDX-License-Identifier: EUPL-1.2 */
/* A script that hands one value to the page. */
#ifndef KK_PUBLISH_VIEWER_SCRIPT_H
#define KK_PUBLISH_VIEWER_SCRIPT_H

#include "kk/viewer.h"
#include "publish/json.h"
#include "publish/output.h"

/* `folder` is that of all outputs; the file is viewer/data/NAME.js: `kansenkompas("NAME",`, value, `);`. Closed by
   kk_script_close, also after a failure. */
kk_status kk_script_open(kk_output *output, const char *folder, const char *name, kk_error *err) KK_MUST_USE;
kk_status kk_script_close(kk_output *output, kk_status status, kk_error *err) KK_MUST_USE;

/* The parts of kk_write_viewer_data. */
kk_status kk_viewer_project(const kk_viewer_source *source, const char *folder, kk_error *err) KK_MUST_USE;
kk_status kk_viewer_areas(const kk_viewer_source *source, const char *folder, kk_error *err) KK_MUST_USE;
kk_status kk_viewer_figures(const kk_viewer_source *source, const char *folder, kk_error *err) KK_MUST_USE;
kk_status kk_viewer_sheets(const kk_viewer_source *source, const char *folder, kk_error *err) KK_MUST_USE;

#endif
