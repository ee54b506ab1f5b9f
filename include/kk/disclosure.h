/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The gate between raw indicators and the release. docs/disclosure.md tells it for people.
 *
 * An indicator all of whose tables are `public: true` passes unchanged. Of any other
 *
 * 1. the primary rules of `disclosure:` withhold cells (disclosure/primary.h): value, interval, numerator and
 *    denominator become NaN, and the status tells the rule. With `method: round` counts are rounded instead;
 * 2. what would give these away is withheld too, with the least loss that is found (kk/protection.h), with the status
 *    `suppressed_secondary`;
 * 3. what an attacker sees of it, and knows besides, stays with the release (kk_release_publication), for the audit.
 *
 * A cell that has no value anyway releases neither numerator nor denominator. A map of `estimates:` comes without what
 * its rule hides: every land area without an estimate is `suppressed`.
 */
#ifndef KK_DISCLOSURE_H
#define KK_DISCLOSURE_H

#include "kk/aggregate.h"
#include "kk/estimates.h"
#include "kk/release.h"

/* The release of `raw`, in the arena; the same at any number of threads. */
kk_status kk_release_make(const kk_indicator_table *raw, const kk_config *config, int threads, kk_arena *arena,
                          const kk_release **out, kk_error *err) KK_MUST_USE;

/*
 * Hides what would give hidden estimates away (`disclosure: estimates:`): by subtraction of wijken from their gemeente,
 * of groups from all, of windows from each other, and by n of another outcome that counts the same persons. Works on
 * the marks of raw estimates, block by block in their order, before kk_release_estimates. `sums` tells what adds up
 * (disclosure/estimate_sums.h) and must outlive the guard.
 *
 * Protected is n of every hidden cell that has 1 … threshold − 1 persons and, where est × n of a binary outcome counts
 * persons, the number who have it and who lack it: it cannot be computed within KK_ESTIMATE_WIDTH. docs/disclosure.md
 * tells of which cells that is proven. Memory: 30 bytes for each region × subgroup; cost: O(cells × lines × rounds).
 */
typedef struct kk_estimate_guard kk_estimate_guard;
struct kk_estimate_sums;
kk_status kk_estimate_guard_new(const struct kk_estimate_sums *sums, int threads, kk_estimate_guard **out,
                                kk_error *err) KK_MUST_USE;
kk_status kk_estimate_guard_hide(kk_estimate_guard *guard, kk_estimates *raw, kk_error *err) KK_MUST_USE;
void kk_estimate_guard_free(kk_estimate_guard *guard); /* wipes what is of persons; safe on NULL */

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
