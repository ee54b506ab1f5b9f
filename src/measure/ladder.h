/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The ladder from light to heavy help. A youth's rung on a day is the greatest weight of the care periods then running
 * (kk_form.weight; forms without weight are not on it). A change of rung, directly or after at most KK_LADDER_GAP_DAYS
 * days off the ladder, is a step up or down on the first day of the new rung. Longer off it, or with nothing after it,
 * care has ended on its last day: a step down when it ended as planned.
 */
#ifndef KK_MEASURE_LADDER_H
#define KK_MEASURE_LADDER_H

#include "measure/youth.h"

enum { KK_LADDER_GAP_DAYS = 92 };

enum { KK_STEP_ANY = 1 << 0, KK_STEP_DOWN = 1 << 1, KK_STEP_UP = 1 << 2 };

/* The KK_STEP_… that the youth made in the period, in the column's forms. Cost: O(n²) of its care periods. */
unsigned kk_youth_steps(kk_youth *youth, const kk_measure_column *column, const kk_period *period);

#endif
