/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_PUBLISH_RUN_BOUNDARIES_H
#define KK_PUBLISH_RUN_BOUNDARIES_H

#include "kk/publish.h"
#include "publish/json.h"

/* The member `map_boundaries` of run.json: what was closed, and of each detail what it took; nothing where none was
 * asked.
 */
void kk_run_boundaries_write(kk_json *json, const kk_run_boundaries *boundaries);

#endif
