/* SPDX-License-Identifier: EUPL-1.2 */
#include "text.h"

#include "failure.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { longest_print = 1024 };

static void make_room(text *t, size_t room)
{
    if (t->capacity - t->length >= room) return;
    t->capacity = 2 * t->capacity + room;
    t->bytes = enlarge(t->bytes, t->capacity, 1);
}

void text_print(text *t, const char *format, ...)
{
    make_room(t, longest_print);
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(t->bytes + t->length, longest_print, format, arguments);
    va_end(arguments);
    if (length < 0 || length >= longest_print) fail("a line is too long");
    t->length += (size_t)length;
}

void text_append(text *t, const text *other)
{
    if (other->length == 0) return;
    make_room(t, other->length);
    memcpy(t->bytes + t->length, other->bytes, other->length);
    t->length += other->length;
}

void text_clear(text *t)
{
    free(t->bytes);
    *t = (text){0};
}
