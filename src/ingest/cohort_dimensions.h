/* SPDX-License-Identifier: EUPL-1.2 */
/* Subgroups of a cohort: from the texts of persons and their predictor to dimensions with groups and classes. */
#ifndef KK_COHORT_DIMENSIONS_H
#define KK_COHORT_DIMENSIONS_H

#include "ingest/cohort_pile.h"

/*
 * Fills in the dimensions of the frame and the class of each person in each, of a pile that is laid out. Warns of
 * groups without any person. Errors: KK_ERR_PROJECT for too many groups, classes or combinations.
 */
kk_status kk_cohort_dimensions_make(const kk_cohort_pile *pile, kk_arena *arena, kk_cohort *cohort,
                                    kk_error *err) KK_MUST_USE;

#endif
