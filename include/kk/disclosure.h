/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The gate between raw indicators and the release.
 *
 * Today: an indicator all of whose tables are `public: true` passes unchanged. Of any other indicator a cell is
 * withheld (value, interval, numerator and denominator become NaN, the status `suppressed`) when a count of 1–9 shows
 * in it:
 *
 * - whatever the kind: in what of tables that are not public went into it, or what that leaves of another part of it
 *   (kk_indicator_column.small_count);
 * - share, rate and one_in: the numerator, or its complement (denominator − numerator);
 * - mean and ratio: the numerator or the denominator;
 * - estimate: the persons that it rests on, unless they are 10 or more. A map of `estimates:` comes without what its
 *   rule hides: every land area without an estimate has small_count and is `suppressed`;
 * - value: the denominator (its weight); without one the value itself.
 *
 * What is said of mean, ratio and value holds where a column of a private file is in them. Of measures the persons
 * behind every figure are known and have been looked at (small_count): 5 euros, or 3 places, of many persons may be
 * told.
 *
 * A cell that has no value anyway releases neither numerator nor denominator. There is no secondary suppression yet, so
 * no claim against subtraction is made.
 */
#ifndef KK_DISCLOSURE_H
#define KK_DISCLOSURE_H

#include "kk/aggregate.h"
#include "kk/estimates.h"
#include "kk/release.h"

/* The release of `raw`, in the arena. Cost: O(cells). */
kk_status kk_release_make(const kk_indicator_table *raw, const kk_config *config, kk_arena *arena,
                          const kk_release **out, kk_error *err) KK_MUST_USE;

/*
 * Releases a block of estimates in place: what is marked hidden (the cube did that, by the rule of the project) becomes
 * n = 0 with NaN. `*released` is made at the first call (then it is NULL) and used again for every other block; what it
 * tells holds until `raw` goes. To `*shown` and `*hidden` are added the cells with persons that are and are not
 * released. Cost: O(cells).
 */
kk_status kk_release_estimates(kk_estimates *raw, int threads, kk_released_estimates **released, int64_t *shown,
                               int64_t *hidden, kk_error *err) KK_MUST_USE;
void kk_released_estimates_free(kk_released_estimates *released); /* safe on NULL */

#endif
