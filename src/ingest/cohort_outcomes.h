/* SPDX-License-Identifier: EUPL-1.2 */
/* What the numbers of a cohort's columns are: symbols of CBS among them, and which outcomes are binary. */
#ifndef KK_COHORT_OUTCOMES_H
#define KK_COHORT_OUTCOMES_H

#include "ingest/cohort_columns.h"
#include "ingest/cohort_line.h"
#include "kk/estimate_frame.h"

/* Of one column, the rows that are used. */
typedef struct kk_cohort_tally {
    int64_t given;   /* numbers */
    int64_t other;   /* … that are neither 0 nor 1 */
    int64_t broken;  /* … that are no whole numbers */
    int64_t symbols; /* −99997, −99995, −99991, with which CBS fills cells without a figure */
    kk_cohort_line first_other;
} kk_cohort_tally;

static inline bool kk_cohort_is_symbol(double number)
{
    return number == -99997 || number == -99995 || number == -99991;
}

/* Counts a number, or NaN; returns it, NaN for a symbol. */
double kk_cohort_tally_add(kk_cohort_tally *tally, double number, kk_cohort_line line);

/*
 * Fills in the outcomes of the frame: `tally` by number column. Warns of symbols, by column. Errors: KK_ERR_INPUT for
 * an outcome whose kind is not told when nine of ten values are 0 or 1, but not all: a single wrong value would make it
 * continuous, of which the rule of the release hides less.
 */
kk_status kk_cohort_outcomes_frame(const kk_cohort_columns *columns, const kk_cohort_tally *tally, kk_arena *arena,
                                   kk_estimate_frame *frame, kk_error *err) KK_MUST_USE;

#endif
