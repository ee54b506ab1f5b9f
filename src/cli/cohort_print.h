/* SPDX-License-Identifier: EUPL-1.2 */
/* What `check` tells of a cohort. Numbers of persons are rounded to ten, and those below ten are not told. */
#ifndef KK_COHORT_PRINT_H
#define KK_COHORT_PRINT_H

#include "cli/pipeline.h"

/* " 120 in a buurt;" or " fewer than 10 in a buurt;"; nothing for 0. */
void kk_count_print(int64_t count, const char *what);

/* Rows; of each outcome its kind and what is missing, of each dimension its groups (by name only those that the project
   names or that have ten persons), of each region type how many of its regions are areas of the project. Nothing where
   there is no cohort. Cost: O(persons · outcomes). */
void kk_cohort_print(const kk_run *run);

#endif
