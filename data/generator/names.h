/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_NAMES_H
#define GENERATOR_NAMES_H

#include <stddef.h>
#include <stdint.h>

/* Invented names; gemeenten of different numbers have different ones. */
void name_gemeente(char *name, size_t size, int number, uint64_t seed);
void name_wijk(char *name, size_t size, const char *number, uint64_t seed);
void name_buurt(char *name, size_t size, uint64_t seed);

#endif
