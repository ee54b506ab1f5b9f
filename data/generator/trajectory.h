/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_TRAJECTORY_H
#define GENERATOR_TRAJECTORY_H

#include "help.h"
#include "people.h"

#include <limits.h>

enum { no_day = INT_MIN, still_running = INT_MAX };

/* Help of one kind by one provider: what a protocol has a record of. */
typedef struct {
    const help *help;
    int number; /* of its allocation */
    int provider;
    referrer referrer;
    int requested;
    int begin; /* no_day: on the waiting list, until 'end' or still */
    int end;
    int reason; /* of ending, 1 … 5 */
} trajectory;

enum { most_trajectories = years_of_care * CARE_FORM_COUNT * most_trajecten + 1 };

/* The trajectories of a youth in the years of care; those of a year are the trajecten of its figures. Returns how many.
 */
int trajectories_draw(const people *all, const person *p, int provider_count, uint64_t seed, trajectory *drawn);

#endif
