/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_NATIONAL_H
#define GENERATOR_NATIONAL_H

#include "territory.h"

#include <stdint.h>

/* An invented country in the outline of the Netherlands, for benchmarks. */
void national_build(territory *t, uint64_t seed);

#endif
