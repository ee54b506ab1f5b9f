/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * At which levels and periods the kinds of a system occur, and which relations and links tell something there.
 */
#ifndef KK_DISCLOSURE_SYSTEM_OCCURRENCE_H
#define KK_DISCLOSURE_SYSTEM_OCCURRENCE_H

#include "disclosure/system_index.h"

/*
 * Fills in index->block (0 where a kind occurs, else KK_NONE), is_shown and is_used.
 *
 * A kind occurs where a column shows it, by itself or in a sum. Where two levels that are not linked with each other
 * are made of the same third, a quantity that is shown at both occurs there too, so that two groupings of the same
 * buurten see each other. And it occurs where a SUM speaks of it that ties at least two things that occur: a relation
 * says nothing when its whole occurs nowhere else, or none of its parts does; such relations are left out until all
 * that remain say something.
 */
kk_status kk_system_occurrence_find(kk_system_index *index, kk_error *err) KK_MUST_USE;

#endif
