/* SPDX-License-Identifier: EUPL-1.2 */
#include "table.h"

#include "failure.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

static void join(char path[path_size], const char *directory, const char *prefix, const char *name)
{
    int length = snprintf(path, path_size, "%s/%s%s", directory, prefix, name);
    if (length < 0 || length >= path_size) fail("path too long: %s/%s", directory, name);
}

void final_path(char path[path_size], const char *directory, const char *name)
{
    join(path, directory, "", name);
}

void partial_path(char path[path_size], const char *directory, const char *name)
{
    join(path, directory, "partial-", name);
}

void complete_file(const char *directory, const char *name)
{
    char from[path_size], to[path_size];
    partial_path(from, directory, name);
    final_path(to, directory, name);
    if (rename(from, to) != 0) fail("cannot rename %s to %s: %s", from, to, strerror(errno));
}

table table_open(const char *directory, const char *name, encoding coding)
{
    char path[path_size];
    partial_path(path, directory, name);
    table t = {fopen(path, "wb"), directory, name, coding};
    if (t.file == NULL) fail("cannot write %s: %s", path, strerror(errno));
    return t;
}

/* Names hold no letters beyond Latin-1, which takes two bytes in UTF-8 and is the same in CP1252. */
static size_t to_cp1252(char *text, size_t length)
{
    size_t written = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if ((byte == 0xC2 || byte == 0xC3) && i + 1 < length) {
            unsigned char low = (unsigned char)text[++i];
            byte = (unsigned char)(((byte & 0x03u) << 6) | (low & 0x3Fu));
        }
        text[written++] = (char)byte;
    }
    return written;
}

void table_append(table *t, char *bytes, size_t length)
{
    if (length == 0) return;
    size_t written = t->encoding == ENCODING_CP1252 ? to_cp1252(bytes, length) : length;
    if (fwrite(bytes, 1, written, t->file) != written)
        fail("cannot write %s/%s: %s", t->directory, t->name, strerror(errno));
}

void table_print(table *t, const char *format, ...)
{
    char text[2048];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof text) fail("a field of %s is too long", t->name);
    table_append(t, text, (size_t)length);
}

void table_close(table *t)
{
    if (fclose(t->file) != 0) fail("cannot write %s/%s: %s", t->directory, t->name, strerror(errno));
    complete_file(t->directory, t->name);
}
