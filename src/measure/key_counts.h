/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The groups of inhabitants that places are for, and that lump sums are divided by.
 */
#ifndef KK_KEY_COUNTS_H
#define KK_KEY_COUNTS_H

#include "kk/intake.h"

/* Inhabitants of 0–22 and of 0–17 years, and births; NaN where the figure is missing. */
double kk_youths_of(const kk_population_cell *cell);
double kk_children_of(const kk_population_cell *cell);
double kk_births_of(const kk_population_cell *cell);

/* Index of a period of the population, or −1. */
ptrdiff_t kk_population_period(const kk_population *population, const char *name);

#endif
