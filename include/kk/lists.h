/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Lists of areas that are made elsewhere: the one in use today, and that of an earlier run.
 */
#ifndef KK_LISTS_H
#define KK_LISTS_H

#include "kk/areas.h"
#include "kk/config_types.h"
#include "kk/rejects.h"

/*
 * Reads a list: a CSV or spreadsheet with a column of codes (`code`, `wijkcode`, `gebiedscode` …), a row for each area
 * on it. on[area of the level], in the arena. A row that is wrong is rejected: no land area of this level has the code,
 * or it stands there twice; rows read = areas on the list + rejects. A code is told only where it has CBS's form.
 * Errors: KK_ERR_INPUT for an unreadable file, no column of codes, no area at all. Cost: O(bytes).
 */
kk_status kk_list_read(const kk_config_file *file, const kk_level *level, kk_arena *arena, kk_rejects *rejects,
                       bool **on, kk_error *err) KK_MUST_USE;

/*
 * Reads the list of that name as an earlier run chose it, from targets.csv in its folder. `*on` is NULL, with a
 * warning, where its boundaries are of another year: an area is kept for its code, which may mean another area then.
 * Areas that this project has not are left aside. Errors: KK_ERR_INPUT for a folder that is no release, or one without
 * this list at this level.
 */
kk_status kk_list_read_earlier(const kk_config_file *folder, const char *list, const kk_areas *areas, uint32_t level,
                               kk_arena *arena, bool **on, kk_error *err) KK_MUST_USE;

#endif
