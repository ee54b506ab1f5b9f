/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_TEXT_H
#define GENERATOR_TEXT_H

#include <stddef.h>

/* Text that grows. A text of zeros is empty. */
typedef struct {
    char *bytes;
    size_t length;
    size_t capacity;
} text;

void text_print(text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_append(text *t, const text *other);
void text_clear(text *t);

#endif
