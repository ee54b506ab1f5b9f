/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The truth behind the variables of a system, in a run.
 */
#ifndef KK_DISCLOSURE_SYSTEM_TRUTH_H
#define KK_DISCLOSURE_SYSTEM_TRUTH_H

#include "disclosure/system.h"
#include "disclosure/system_index.h"

typedef struct kk_truth_source {
    kk_truth_finder *find;
    const void *context;
    int threads;
} kk_truth_source;

/*
 * truth[variable_count], in the arena: what cells hold, else what the table tells of a quantity, else the sum of what
 * is in a sum. NaN elsewhere, and of what facts tell to lie beyond. Cost: O(cells).
 */
kk_status kk_system_truth_make(const kk_system_index *index, const kk_truth_source *source, kk_arena *arena,
                               double **out, kk_error *err) KK_MUST_USE;

/* Fills in what rests and facts are of, and whatever else is the only unknown of a core row. Cost: O(terms). */
void kk_system_truth_complete(const kk_knowledge *knowledge, double *truth);

#endif
