/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_AGES_H
#define GENERATOR_AGES_H

#include "people.h"

/* Persons at the end of 2023 by age and sex: -1 … 27, of whom -1 are to be born in 2024. */
enum { lowest_age = -1, highest_age = 27, age_count = highest_age - lowest_age + 1 };

typedef struct {
    int count[age_count][2]; /* men, women */
} ages;

/* The people themselves up to 23; those above from the figures of the area. */
ages ages_count(const people *all, uint64_t seed);

/* Writes DIR/bevolking.csv and DIR/geboorten.csv: 2022 and 2023 for all land areas of all levels; items as in where,
 * one for each domicile. */
void ages_write(const domiciles *where, const ages *items, const char *directory);

#endif
