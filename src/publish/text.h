/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Text being made in memory: CSV fields, JSON strings and numbers. Running out of memory sticks in `failed` and makes
 * further additions do nothing, so that only the end of a job has to look. Start from a zeroed struct.
 */
#ifndef KK_PUBLISH_TEXT_H
#define KK_PUBLISH_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct kk_text {
    char *bytes; /* no NUL at the end */
    size_t length, capacity;
    bool failed;
} kk_text;

/* Frees the bytes; the text is empty again. */
void kk_text_clear(kk_text *text);

/* Room for `bytes` more at the end (the caller moves `length`), or NULL when out of memory. */
char *kk_text_reserve(kk_text *text, size_t bytes);

void kk_text_bytes(kk_text *text, const char *bytes, size_t length);
void kk_text_string(kk_text *text, const char *string);
void kk_text_char(kk_text *text, char c);
void kk_text_integer(kk_text *text, int64_t number);

/* A number as kk_number_write gives it; for NaN and infinity the text `missing`. */
void kk_text_number(kk_text *text, double number, const char *missing);

/* A CSV field (RFC 4180): in quotes only where it has to be. NULL is an empty field. */
void kk_text_csv(kk_text *text, const char *field);

/* The same behind a comma. */
void kk_text_next_csv(kk_text *text, const char *field);
/* A number behind a comma; NaN and infinity are an empty field. */
void kk_text_next_number(kk_text *text, double number);

/* Text or an attribute of XML; what no XML may hold (control characters, bytes that are not UTF-8) becomes U+FFFD. */
void kk_text_xml(kk_text *text, const char *string);

/* A JSON string with its quotes; bytes that are not UTF-8 become U+FFFD. NULL is null. */
void kk_text_json(kk_text *text, const char *string);

#endif
