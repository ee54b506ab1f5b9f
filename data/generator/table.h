/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_TABLE_H
#define GENERATOR_TABLE_H

#include <stdbool.h>
#include <stdio.h>

enum { path_size = 4096 };

/* DIR/NAME, or the name it bears until it is complete. */
void final_path(char path[path_size], const char *directory, const char *name);
void partial_path(char path[path_size], const char *directory, const char *name);

/* Gives the partial file its final name. */
void complete_file(const char *directory, const char *name);

typedef enum { ENCODING_UTF8, ENCODING_CP1252 } encoding;

typedef struct {
    FILE *file;
    const char *directory;
    const char *name;
    encoding encoding;
} table;

table table_open(const char *directory, const char *name, encoding coding);
void table_print(table *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Bytes in UTF-8, of whole letters. In CP1252 they are changed on the way. */
void table_append(table *t, char *bytes, size_t length);
void table_close(table *t);

#endif
