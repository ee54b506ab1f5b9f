/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The whole run: a table of contents of the program.
 */
#ifndef KK_PIPELINE_H
#define KK_PIPELINE_H

#include "kk/aggregate.h"
#include "kk/arena.h"
#include "kk/audit.h"
#include "kk/boundaries.h"
#include "kk/cohort.h"
#include "kk/config.h"
#include "kk/estimates.h"
#include "kk/geo.h"
#include "kk/guide.h"
#include "kk/locate.h"
#include "kk/measure.h"
#include "kk/publish.h"
#include "kk/statistics.h"
#include "kk/store.h"
#include "kk/stories.h"

enum { KK_TIMINGS_MAX = 32 };

typedef struct kk_run {
    const kk_config *config;
    int threads;
    kk_arena arena;
    kk_rejects rejects;
    kk_areas areas;
    kk_projection projection; /* of the areas, made while the database works */
    kk_table *tables;         /* one for each of the project */
    /* persons, money and places, on their way to tables */
    kk_locator *locator;
    kk_postcodes *postcodes;
    kk_wgs84 *wgs84;
    kk_finder finder;
    kk_population population;
    kk_records records;
    kk_source_counts *source_counts; /* of each source of records */
    kk_located_counts *located;      /* the same */
    kk_sites sites;
    kk_collective collective;
    kk_cohort cohort;
    kk_choice choice; /* what of the cohort's estimates is kept for maps */
    kk_chosen chosen;
    int64_t estimates_shown, estimates_hidden;
    kk_run_input *inputs; /* fingerprints; malloc'ed, made beside other work */
    size_t input_count;
    kk_cluster *cluster; /* NULL with a server of one's own */
    kk_store *store;
    const char *folder;       /* where outputs are made */
    kk_boundaries boundaries; /* closed and shared, where maps need them; shapes in their own arena, since outputs are
                                 written side by side */
    kk_arena boundaries_arena;
    kk_run_boundaries boundaries_told;
    bool viewer_missing; /* its page is not built */
    kk_coverage coverage;
    kk_indicator_table raw; /* before disclosure control: for kk_release_make alone */
    const kk_release *release;
    kk_level_map map[KK_LEVELS_MAX]; /* neighbours and centroids, where statistics need them */
    kk_statistics statistics;
    kk_guide_sources guide_sources;
    kk_guide guide;
    kk_stories stories;
    kk_audit_result audit; /* of what was written */
    kk_timing timings[KK_TIMINGS_MAX];
    size_t timing_count;
} kk_run;

/* `config` stays the caller's. Ends with kk_run_end, whatever comes between. */
void kk_run_begin(kk_run *run, const kk_config *config, int threads);
void kk_run_end(kk_run *run);

/* Reads and checks all inputs: areas, own areas, tables, records and places. `check`: nothing will be written. */
kk_status kk_run_read(kk_run *run, bool check, kk_error *err) KK_MUST_USE;

/* The whole way: read, load, join, release, write. */
kk_status kk_run_all(kk_run *run, kk_error *err) KK_MUST_USE;

/* Seconds of a clock that only goes on. */
double kk_clock_now(void);
/* Adds the time since `*since` to the stage's and sets the clock anew. */
void kk_run_time(kk_run *run, const char *stage, double *since);

#endif
