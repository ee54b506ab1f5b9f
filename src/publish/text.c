/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/text.h"

#include "core/utf8.h"
#include "kk/arena.h"
#include "publish/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void kk_text_clear(kk_text *text)
{
    free(text->bytes);
    *text = (kk_text){0};
}

char *kk_text_reserve(kk_text *text, size_t bytes)
{
    if (text->failed) return NULL;
    if (bytes > text->capacity - text->length && kk_grow(&text->bytes, &text->capacity, text->length + bytes, 1) != 0) {
        text->failed = true;
        return NULL;
    }
    return text->bytes + text->length;
}

void kk_text_bytes(kk_text *text, const char *bytes, size_t length)
{
    char *at = kk_text_reserve(text, length);
    if (at == NULL || length == 0) return;
    memcpy(at, bytes, length);
    text->length += length;
}

void kk_text_string(kk_text *text, const char *string)
{
    kk_text_bytes(text, string, strlen(string));
}

void kk_text_char(kk_text *text, char c)
{
    kk_text_bytes(text, &c, 1);
}

void kk_text_integer(kk_text *text, int64_t number)
{
    char *at = kk_text_reserve(text, KK_NUMBER_BYTES);
    if (at != NULL) text->length = (size_t)(kk_integer_write(at, number) - text->bytes);
}

void kk_text_number(kk_text *text, double number, const char *missing)
{
    if (!isfinite(number)) {
        kk_text_string(text, missing);
        return;
    }
    char *at = kk_text_reserve(text, KK_NUMBER_BYTES);
    if (at != NULL) text->length = (size_t)(kk_number_write(at, number) - text->bytes);
}

void kk_text_csv(kk_text *text, const char *field)
{
    if (field == NULL) return;
    size_t length = strlen(field);
    if (strcspn(field, "\",\r\n") == length) {
        kk_text_bytes(text, field, length);
        return;
    }
    kk_text_char(text, '"');
    for (const char *quote; (quote = strchr(field, '"')) != NULL; field = quote + 1) {
        kk_text_bytes(text, field, (size_t)(quote - field));
        kk_text_string(text, "\"\"");
    }
    kk_text_string(text, field);
    kk_text_char(text, '"');
}

void kk_text_next_csv(kk_text *text, const char *field)
{
    kk_text_char(text, ',');
    kk_text_csv(text, field);
}

void kk_text_next_number(kk_text *text, double number)
{
    kk_text_char(text, ',');
    kk_text_number(text, number, "");
}

static void add_json_control(kk_text *text, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    static const char short_names[] = "\b\f\n\r\t", letters[] = "bfnrt";
    const char *name = strchr(short_names, c);
    kk_text_char(text, '\\');
    if (name != NULL) {
        kk_text_char(text, letters[name - short_names]);
        return;
    }
    kk_text_bytes(text, (char[]){'u', '0', '0', hex[c >> 4], hex[c & 15]}, 5);
}

/* What stands in XML instead of a character of so many bytes; NULL: itself. */
static const char *xml_of(char c, size_t length)
{
    switch (c) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    case '\t':
    case '\n':
    case '\r':
        return NULL;
    default:
        return length == 0 || (unsigned char)c < 0x20 ? "\uFFFD" : NULL;
    }
}

void kk_text_xml(kk_text *text, const char *string)
{
    while (*string != '\0') {
        size_t length = kk_utf8_length(string, SIZE_MAX);
        const char *instead = xml_of(*string, length);
        if (instead != NULL)
            kk_text_string(text, instead);
        else
            kk_text_bytes(text, string, length);
        string += length > 0 ? length : 1;
    }
}

void kk_text_json(kk_text *text, const char *string)
{
    if (string == NULL) {
        kk_text_string(text, "null");
        return;
    }
    kk_text_char(text, '"');
    const char *plain = string, *at = plain;
    while (*at != '\0') {
        size_t length = kk_utf8_length(at, SIZE_MAX);
        bool is_control = (unsigned char)*at < 0x20;
        if (length > 0 && !is_control && *at != '"' && *at != '\\') {
            at += length;
            continue;
        }
        kk_text_bytes(text, plain, (size_t)(at - plain));
        if (length == 0) {
            kk_text_string(text, "\uFFFD");
        } else if (is_control) {
            add_json_control(text, (unsigned char)*at);
        } else {
            kk_text_char(text, '\\');
            kk_text_char(text, *at);
        }
        plain = ++at;
    }
    kk_text_bytes(text, plain, (size_t)(at - plain));
    kk_text_char(text, '"');
}
