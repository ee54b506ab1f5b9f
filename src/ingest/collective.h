/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Readers of budgets and activities.
 */
#ifndef KK_COLLECTIVE_H
#define KK_COLLECTIVE_H

#include "ingest/collective_tasks.h"
#include "ingest/mapped_rows.h"
#include "ingest/sites_points.h"

typedef struct kk_collective_reader {
    const kk_config *config;
    const kk_sites *sites;
    kk_locus_finder *find;
    const void *finder;
    kk_arena *arena;
    kk_rejects *rejects;
    kk_tasks tasks;
    kk_site_ids places;
    kk_budget_line *budget; /* malloc'ed */
    size_t budget_count, budget_capacity;
    kk_activity *activity; /* malloc'ed */
    size_t activity_count, activity_capacity;
} kk_collective_reader;

/* A place whose type, in small letters, holds the word school or scholen. */
bool kk_site_is_school(const kk_sites *sites, size_t site);

/* Add the lines of one file. */
kk_status kk_budget_read(kk_collective_reader *in, const kk_config_csv *csv, kk_source_counts *counts,
                         kk_error *err) KK_MUST_USE;
kk_status kk_activity_read(kk_collective_reader *in, const kk_config_csv *csv, kk_source_counts *counts,
                           kk_error *err) KK_MUST_USE;

#endif
