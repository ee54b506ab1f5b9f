/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_COHORT_OUTCOME_H
#define GENERATOR_COHORT_OUTCOME_H

#include "cohort_people.h"

typedef enum { OUTCOME_SHARE, OUTCOME_AMOUNT, OUTCOME_SCORE } outcome_kind;

/*
 * How an outcome comes about: all that counts in it is added up to x.
 *   share:  1 with the odds level / (1 − level) · e^x, else 0
 *   amount: level · e^(x + spread · normal)
 *   score:  level + spread · (x + normal)
 */
typedef struct {
    const char *name;
    outcome_kind kind;
    double level, spread;
    double by_rank;       /* from the poorest to the richest parents */
    double by_background; /* with the full effect of a migration background */
    double by_single;     /* of parents who are not together */
    double by_man;
    double by_place; /* for each standard deviation of the place */
    double missing;  /* part of whom nothing is known */
} outcome;

typedef struct {
    const outcome *items;
    int count;
} outcome_list;

extern const outcome_list outcomes_of_example, outcomes_of_nation;

/* What is known of one person, 'place' being the effect of where he or she grew up; in hundredths. */
typedef struct {
    bool is_known;
    int hundredths;
} outcome_value;
outcome_value outcome_draw(const outcome *o, const grown_up *person, double place, stream *random);

#endif
