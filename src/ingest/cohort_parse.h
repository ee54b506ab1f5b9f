/* SPDX-License-Identifier: EUPL-1.2 */
/* A row of text → a person in a chunk. */
#ifndef KK_COHORT_PARSE_H
#define KK_COHORT_PARSE_H

#include "ingest/cohort_pile.h"

#define KK_NEW_TEXT (KK_NO_TEXT - 1) /* a text that is not in the pile yet: for kk_cohort_pile_settle */

/* NaN where the cell is missing: blank, NA, NaN, `.`; false for what is neither that nor a number. −0 becomes 0. */
bool kk_cohort_number(kk_cell cell, double *number);

/* Blank, NA, NaN, `.` and the like. */
bool kk_cohort_is_missing(kk_cell cell);

/* Makes row `row` of the batch person `at` of the chunk, and fills in who that is (batch->person). */
kk_cohort_fault kk_cohort_parse_row(const kk_cohort_pile *pile, kk_cohort_batch *batch, size_t row,
                                    kk_cohort_chunk *chunk, size_t at);

#endif
