/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_PUBLISH_RUN_STATISTICS_H
#define KK_PUBLISH_RUN_STATISTICS_H

#include "kk/publish.h"
#include "publish/json.h"

/* The member `statistics` of run.json: what they rest on and how many there are; nothing where the project has none. */
void kk_run_statistics_write(kk_json *json, const kk_run_report *report, const kk_release *release);

#endif
