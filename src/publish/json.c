/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/json.h"

static void break_line(kk_json *json)
{
    if (!json->pretty) return;
    kk_text_char(json->text, '\n');
    for (unsigned i = 0; i < json->depth; i++) kk_text_string(json->text, "  ");
}

static void begin_member(kk_json *json, const char *key)
{
    if (json->has_member) kk_text_char(json->text, ',');
    if (json->depth > 0) break_line(json);
    json->has_member = true;
    if (key == NULL) return;
    kk_text_json(json->text, key);
    kk_text_string(json->text, json->pretty ? ": " : ":");
}

static void begin(kk_json *json, const char *key, char bracket)
{
    begin_member(json, key);
    kk_text_char(json->text, bracket);
    json->depth++;
    json->has_member = false;
}

static void end(kk_json *json, char bracket)
{
    json->depth--;
    if (json->has_member) break_line(json);
    kk_text_char(json->text, bracket);
    json->has_member = true;
}

void kk_json_begin_object(kk_json *json, const char *key)
{
    begin(json, key, '{');
}

void kk_json_end_object(kk_json *json)
{
    end(json, '}');
}

void kk_json_begin_list(kk_json *json, const char *key)
{
    begin(json, key, '[');
}

void kk_json_end_list(kk_json *json)
{
    end(json, ']');
}

void kk_json_begin_line(kk_json *json)
{
    kk_json_begin_object(json, NULL);
    json->pretty = false;
}

void kk_json_end_line(kk_json *json)
{
    kk_json_end_object(json);
    json->pretty = true;
}

void kk_json_string(kk_json *json, const char *key, const char *value)
{
    begin_member(json, key);
    kk_text_json(json->text, value);
}

void kk_json_integer(kk_json *json, const char *key, int64_t value)
{
    begin_member(json, key);
    kk_text_integer(json->text, value);
}

void kk_json_boolean(kk_json *json, const char *key, bool value)
{
    begin_member(json, key);
    kk_text_string(json->text, value ? "true" : "false");
}

void kk_json_number(kk_json *json, const char *key, double value)
{
    begin_member(json, key);
    kk_text_number(json->text, value, "null");
}
