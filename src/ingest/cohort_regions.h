/* SPDX-License-Identifier: EUPL-1.2 */
/* Where the persons of a cohort grew up: from their codes, or the areas they are located in, to region types. */
#ifndef KK_COHORT_REGIONS_H
#define KK_COHORT_REGIONS_H

#include "ingest/cohort_pile.h"

/*
 * Fills in the region types of the frame and the region of each person in each, of a pile that is laid out. Warns of
 * codes that a grouping or the areas do not have, and of types in which nobody has a region. Errors: KK_ERR_PROJECT for
 * a level or larger type that is not there; those of kk_cohort_grouping_read.
 */
kk_status kk_cohort_regions_make(const kk_cohort_pile *pile, const kk_config *config, const kk_areas *areas,
                                 kk_arena *arena, kk_cohort *cohort, kk_error *err) KK_MUST_USE;

#endif
