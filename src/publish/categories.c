/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/categories.h"

void kk_categories_write(kk_json *json, kk_statistic_part part)
{
    size_t count;
    const kk_category *category = kk_statistic_categories(part, &count);
    kk_json_begin_list(json, "categories");
    for (size_t i = 0; i < count; i++) {
        kk_json_begin_object(json, NULL);
        kk_json_integer(json, "value", category[i].code);
        kk_json_string(json, "name", category[i].word);
        kk_json_string(json, "label_nl", category[i].label_nl);
        kk_json_end_object(json);
    }
    kk_json_end_list(json);
}
