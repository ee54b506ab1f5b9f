/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_EXAMPLE_H
#define GENERATOR_EXAMPLE_H

#include "territory.h"

#include <stdint.h>

void example_build(territory *t, uint64_t seed);

/* The wijkteam districts: own areas as lists of buurten. */
void example_write_wijkteams(const territory *t, const char *directory);

#endif
