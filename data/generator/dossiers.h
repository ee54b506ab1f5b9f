/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_DOSSIERS_H
#define GENERATOR_DOSSIERS_H

#include "territory.h"

#include <stdint.h>

/* Writes what a gemeente has of its own about its young people: records, postcodes, ages, places and money. Returns
 * how many young people there are. The same at any number of threads. */
int dossiers_write_example(const territory *t, const char *directory, uint64_t seed);
int dossiers_write_national(const territory *t, const char *directory, uint64_t seed);

#endif
