/* SPDX-License-Identifier: EUPL-1.2 */
/* One file of a cohort → persons in the pile. */
#ifndef KK_COHORT_FILE_H
#define KK_COHORT_FILE_H

#include "ingest/cohort_pile.h"

typedef struct kk_cohort_source {
    const kk_config_csv *csv;
    kk_locus_finder *find; /* NULL in tests: nobody is located */
    const void *finder;
    int threads;
    kk_rejects *rejects;
} kk_cohort_source;

/* Counts rows in `cohort`. Rows are read by one thread while the others make persons of those before. */
kk_status kk_cohort_file_read(const kk_cohort_source *source, kk_cohort_pile *pile, kk_cohort *cohort,
                              kk_error *err) KK_MUST_USE;

#endif
