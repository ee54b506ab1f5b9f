/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_COHORT_H
#define GENERATOR_COHORT_H

#include "territory.h"

#include <stdint.h>

enum { cohort_of_example = 12000, cohort_of_nation = 1000000 };

/* Writes DIR/cohort.csv: how grown-ups fare, by where they lived at the age of 12 and by what their parents had.
 * That of a nation has 60 outcomes, that of the example six with Dutch names. */
void cohort_write_example(const territory *t, const char *directory, uint64_t seed);
void cohort_write_national(const territory *t, const char *directory, int persons, uint64_t seed);

#endif
