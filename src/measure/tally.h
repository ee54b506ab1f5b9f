/* SPDX-License-Identifier: EUPL-1.2 */
/* What one youth adds to a column of KK_OF_YOUTHS. docs/measures.md tells what each measure counts. */
#ifndef KK_MEASURE_TALLY_H
#define KK_MEASURE_TALLY_H

#include "measure/youth.h"

typedef struct kk_tally {
    int64_t value;
    bool counts; /* the youth is one of the persons behind the figure */
} kk_tally;

/* In a period at the end of which the youth is `months` old. Cost: O(records of the youth). */
kk_tally kk_youth_tally(kk_youth *youth, const kk_measure_column *column, const kk_period *period, int months);

#endif
