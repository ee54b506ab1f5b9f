/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_FAILURE_H
#define GENERATOR_FAILURE_H

#include <stddef.h>

/* Prints "kk-generate: <message>" to stderr and ends the program with exit code 1. */
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Zeroed memory; the program ends when there is none. */
void *allocate(size_t count, size_t size);
void *enlarge(void *memory, size_t count, size_t size);

#endif
