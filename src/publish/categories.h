/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef KK_PUBLISH_CATEGORIES_H
#define KK_PUBLISH_CATEGORIES_H

#include "kk/config_statistics.h"
#include "publish/json.h"

/* The member `categories`: value, name and label_nl of each category of a statistic; an empty list where it has none.
 */
void kk_categories_write(kk_json *json, kk_statistic_part part);

#endif
