/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Own areas made by merging neighbours until they are large enough: an alternative to hiding what is small.
 */
#ifndef KK_MERGE_H
#define KK_MERGE_H

#include "kk/areas.h"
#include "kk/config.h"
#include "kk/error.h"
#include "kk/ingest.h"

/*
 * Adds a level for each group of the project with `merge:` (shapes by kk_areas_complete). Its areas are made of land
 * areas of one level that lie in one wijk (buurten) or gemeente (wijken): as long as one has fewer than `until`
 * inhabitants, the smallest is joined to the smallest of those that share a piece of border with it; of equals the
 * lowest code. So the areas are as small as a greedy choice makes them, and the same whatever the order of the rows.
 * Inhabitants are those of a public column, in the project's period or else the table's last, so that the areas tell
 * nothing of the private figures; who are not known count as nobody, and are warned of. What has too few and borders on
 * nothing in its wijk stays as it is, with a warning.
 *
 * The code is the lowest of the members, "+" and the number of others: "BU03630101+2"; the name is made of theirs:
 * "Centrum + Havenkwartier", "A + B + C en 4 andere". Members, and areas, are in order of code. Errors: KK_ERR_PROJECT
 * when the sources have no such level, or the table no figure for any area of it. Cost: that of kk_neighbours_make and
 * O(Σ areas³) over the wijken.
 */
kk_status kk_areas_merge(const kk_config *config, const kk_table *tables, int threads, kk_areas *areas, kk_arena *arena,
                         kk_error *err) KK_MUST_USE;

#endif
