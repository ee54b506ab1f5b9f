/* SPDX-License-Identifier: EUPL-1.2 */
/* `disclosure: method: round`: counts are rounded to a base so that sums still hold, instead of hidden. */
#ifndef KK_DISCLOSURE_ROUNDING_H
#define KK_DISCLOSURE_ROUNDING_H

#include "disclosure/system.h"
#include "kk/rounding.h"

/*
 * Rounds a publication with the truth in it to rules.rounding (kk_round_controlled): numerators and denominators that
 * are counts and not public, and what lies beyond parts (facts of such quantities). Value and interval of a share,
 * rate, one_in, mean or ratio are made anew of the rounded counts; a mean loses its interval, which would tell its
 * counts. Of estimates the base is rounded and nothing else; amounts stay as they are. Cells of a share whose rounded
 * denominator is 0, or less than its numerator, become KK_FIGURE_SUPPRESSED; cells without a value are left alone.
 * Cost: that of kk_system_make and kk_round_controlled.
 */
kk_status kk_publication_round(kk_publication *publication, kk_truth_finder *truth, const void *context, int threads,
                               kk_arena *arena, kk_rounding_counts *counts, kk_error *err) KK_MUST_USE;

#endif
