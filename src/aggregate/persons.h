/* SPDX-License-Identifier: EUPL-1.2 */
/* How many persons show in a cell: what the gate has to know of the figures that went into it. */
#ifndef KK_PERSONS_H
#define KK_PERSONS_H

#include "aggregate/evaluate.h"

/*
 * Whether 1 … minimum − 1 persons of a table that is not public are behind a figure in numerator or denominator of area
 * `i`, a sum or difference of counts in them, or what one has beyond another that is part of it (money of all ages and
 * of the youngest: the rest is the money of the older): see trace.h. Compared are all terms, the two sides of each
 * division and of each difference, and numerator and denominator. `members` of an own area: where it has no row of its
 * own its persons are theirs; NULL for other areas. Cost: O(terms²).
 */
bool kk_shows_few_persons(const kk_evaluation *here, size_t i, const kk_members *members);

/* Whether an estimated share tells, with its base, of so few persons or of all but so few. */
bool kk_estimate_shows_few_persons(const kk_evaluation *here, const kk_fraction *estimate);

#endif
