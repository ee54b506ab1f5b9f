/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is known of quantities beforehand: which are sums of others, parts of others, covered by others.
 *
 * Of measures by their selections, where nothing but that differs: boys and girls are all (but for those of whom it is
 * not known); age bands are the bands that they are made of (overlapping bands have parts in common, which become
 * quantities of their own); forms are parts of their group, and of what overlaps the whole is at most the sum; what
 * ended is part of what ran. A relation that the figures contradict anywhere is no knowledge, and is left out.
 */
#ifndef KK_DISCLOSURE_RELATIONS_H
#define KK_DISCLOSURE_RELATIONS_H

#include "disclosure/quantities.h"
#include "disclosure/system.h"

/* The relations of the quantities, which may become more; in their arena. */
kk_status kk_relations_make(kk_quantities *quantities, kk_relation **out, size_t *count, kk_error *err) KK_MUST_USE;

/*
 * Leaves out the relations of the publication that its truth contradicts, and observes the columns of private files:
 * is_count where all figures are whole and none is negative; adds_up where at least half of the areas that have parts
 * are exactly the sum of these. Cost: O(figures × relations of a quantity).
 */
void kk_publication_observe(kk_publication *publication, kk_truth_finder *truth, const void *context);

#endif
