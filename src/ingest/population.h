/* SPDX-License-Identifier: EUPL-1.2 */
/* A population while it is made: read (population_read.c) or derived (population_derive.c), then added up. */
#ifndef KK_POPULATION_H
#define KK_POPULATION_H

#include "kk/intake.h"

/* More than live in any country: a count beyond it is of something else, and would swallow the others in a sum. */
enum { KK_PERSONS_MAX = 2000000000 };

typedef struct kk_population_maker {
    const kk_config *config;
    const kk_areas *areas;
    kk_arena *arena;
    kk_rejects *rejects;
    kk_population *out; /* every cell absent at first */
    kk_error *err;
} kk_population_maker;

/* Fills in the cells of the areas that the file has. */
kk_status kk_population_read_ages(kk_population_maker *in) KK_MUST_USE;
/* Births of `population.births`: those of the year after the period, or of its own year when the file ends there. */
kk_status kk_population_read_births(kk_population_maker *in) KK_MUST_USE;
/* From the key figures of `population.derive`. */
kk_status kk_population_derive(kk_population_maker *in, const kk_table *tables) KK_MUST_USE;

/* A missing cell holds no number. */
void kk_population_forget_ages(kk_population_cell *cell, kk_figure_status status);

/* What a row is about: its area, or that it is left aside (a country, a province, a gemeente that the project leaves
   out), or that it is wrong. */
typedef enum kk_population_where { KK_ROW_OF_AREA, KK_ROW_ASIDE, KK_ROW_NO_CODE, KK_ROW_NO_AREA } kk_population_where;
kk_population_where kk_population_area(const kk_population_maker *in, kk_cell cell, kk_locus *place);

/* True when a row of `name` ("2023", "2023KW01") tells of the period: its own name, or its year. */
bool kk_population_tells(const char *name, const kk_period *period);

#endif
