/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_COHORT_PEOPLE_H
#define GENERATOR_COHORT_PEOPLE_H

#include "territory.h"

#include <stdint.h>

typedef enum { NO_MIGRATION, MOROCCO, TURKEY, SURINAME, DUTCH_CARIBBEAN, ELSEWHERE, BACKGROUND_COUNT } background;
typedef enum { BOTH_PARENTS, SINGLE_PARENT, OTHER_PARENTS, PARENTS_COUNT } parents;
typedef enum { RANK_OF_INCOME, RANK_OF_WEALTH, RANK_COUNT } parents_rank;

/* A grown-up, by the buurt of childhood and the family in it. */
typedef struct {
    int buurt;
    bool is_male;
    background background;
    parents parents;
    double rank[RANK_COUNT]; /* of the parents among those of all: (0, 1), evenly spread */
} grown_up;

/* 'count' of them, in no order, shared out over the buurten on the map as their youths are. The caller frees them. */
grown_up *grown_ups_draw(const territory *t, int count, uint64_t seed);

#endif
