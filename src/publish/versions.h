/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_PUBLISH_VERSIONS_H
#define KK_PUBLISH_VERSIONS_H

#include "publish/json.h"

/* A member for the engine and each library that is loaded now. */
void kk_versions_write(kk_json *json);

#endif
