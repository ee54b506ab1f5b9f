/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * JSON members one after the other, with commas, and line breaks and indents where `pretty`.
 * `key` is NULL within a list.
 */
#ifndef KK_PUBLISH_JSON_H
#define KK_PUBLISH_JSON_H

#include "publish/text.h"

typedef struct kk_json {
    kk_text *text;
    bool pretty;
    unsigned depth;
    bool has_member; /* in the object or list that is open */
} kk_json;

void kk_json_begin_object(kk_json *json, const char *key);
void kk_json_end_object(kk_json *json);
void kk_json_begin_list(kk_json *json, const char *key);
void kk_json_end_list(kk_json *json);

/* An object of a list, on one line. */
void kk_json_begin_line(kk_json *json);
void kk_json_end_line(kk_json *json);

void kk_json_string(kk_json *json, const char *key, const char *value); /* NULL: null */
void kk_json_integer(kk_json *json, const char *key, int64_t value);
void kk_json_boolean(kk_json *json, const char *key, bool value);
void kk_json_number(kk_json *json, const char *key, double value); /* NaN: null */

#endif
