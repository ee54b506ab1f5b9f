/* SPDX-License-Identifier: EUPL-1.2 */
/* How regions of a cohort and areas of the project belong together. */
#ifndef KK_COHORT_LEVELS_H
#define KK_COHORT_LEVELS_H

#include "kk/config.h"
#include "kk/cohort.h"
#include "ingest/cohort_grouping.h"

/* The level of that name; KK_ERR_PROJECT at `mark` where there is none. */
kk_status kk_cohort_level_named(const kk_areas *areas, const char *name, kk_mark mark, ptrdiff_t *level,
                                kk_error *err) KK_MUST_USE;

/* `code` for a code of the level as it is given: the digits of an old file made GM, WK or BU with their leading zeros.
   False for what is no such number: it stands as it is. */
bool kk_cohort_level_code(const kk_level *level, kk_cell given, char code[12]);

/* Code of the area of level `target` in which an area lies (itself, at its own level); NULL where there is none. */
const char *kk_cohort_climb(const kk_areas *areas, kk_locus place, size_t target);

/* The level whose codes most ids are: that of their form (GM, WK, BU), or an own level that has them; −1: none. */
ptrdiff_t kk_cohort_level_guess(const kk_areas *areas, const kk_region_type *type);

/* Whether the regions are those of CBS of that kind, also where the areas lack the level. */
bool kk_cohort_type_is(const kk_areas *areas, const kk_region_type *type, kk_level_kind kind);

/* Warns where all ids, or more than a tenth, should be areas of `type->level` but are not, and are not of a gemeente
   that the project leaves out: estimates of these are on no map. */
void kk_cohort_level_warn(const kk_config *config, const kk_areas *areas, const kk_region_type *type);

/* Titles of the regions: names of the areas of `type->level`, else of the grouping. */
void kk_cohort_titles(const kk_areas *areas, const kk_cohort_grouping *grouping, kk_region_type *type);

/* `within` and `parent` of all types, as the project says or by level. Errors: KK_ERR_PROJECT for a larger type that
   is not there. */
kk_status kk_cohort_within(const kk_config_estimates *config, const kk_areas *areas, kk_arena *arena, kk_cohort *cohort,
                           kk_error *err) KK_MUST_USE;

#endif
