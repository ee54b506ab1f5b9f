/* SPDX-License-Identifier: EUPL-1.2 */
/* `disclosure: fallback: parent`: what is withheld shows the figure of the area around, and says so. */
#ifndef KK_FALLBACK_H
#define KK_FALLBACK_H

#include "kk/release.h"

/*
 * Gives each cell that was withheld (kk_figure_is_suppressed) value, lower and upper of the nearest area around it that
 * has a value of its own for the same indicator and period: the wijk of a buurt, then the gemeente. Its status becomes
 * KK_FIGURE_PARENT, and hidden_by tells which rule hid it; numerator and denominator stay NaN. What is published is not
 * more than before, so that it gives nothing away.
 *
 * Left as they are: own areas, which have no area around; a value without weight, which may be a total, and that of the
 * whole would pass for the part's; statistics, of which a rank or a cluster is of the one map that it was made on. For
 * release columns that nothing is computed from any more: make it the last step before writing. New arrays in the arena
 * replace those of the columns that change. Cost: O(columns² + cells × log areas).
 */
kk_status kk_fallback_apply(kk_released_column *columns, size_t count, const kk_areas *areas, kk_arena *arena,
                            kk_error *err) KK_MUST_USE;

#endif
