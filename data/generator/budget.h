/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_BUDGET_H
#define GENERATOR_BUDGET_H

#include "territory.h"

#include <stdint.h>

/* Writes DIR/budgetten.csv: what a gemeente pays as a lump sum, on nobody's name, with the key that divides it. */
void budget_write(const territory *t, const char *directory, int first_year, uint64_t seed);

#endif
