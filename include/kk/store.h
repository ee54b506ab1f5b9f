/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * PostGIS: a private cluster or an existing server; loading, the join, released tables and views. libpq is used in
 * src/store alone; statements are the files of sql/, embedded at build.
 */
#ifndef KK_STORE_H
#define KK_STORE_H

#include "kk/areas.h"
#include "kk/ingest.h"
#include "kk/records.h"
#include "kk/release.h"

/* ---- the private cluster (PostgreSQL 15+ with PostGIS, Unix socket only) ---- */

typedef struct kk_cluster kk_cluster;

/*
 * Makes the cluster of this project when there is none, recovers a crashed one, starts the server unless it runs, and
 * counts this process among its users. As root the server runs under an unprivileged user. Data directory:
 * $KANSENKOMPAS_HOME, else /var/lib/kansenkompas (root) or $XDG_STATE_HOME/kansenkompas, else
 * ~/.local/state/kansenkompas; one cluster for each project folder.
 */
kk_status kk_cluster_open(const kk_config *config, kk_cluster **out, kk_error *err) KK_MUST_USE;
const char *kk_cluster_url(const kk_cluster *cluster);
/* Keeps the server running after the last user left. */
kk_status kk_cluster_keep(kk_cluster *cluster, kk_error *err) KK_MUST_USE;
/* Leaves; the last user stops the server, unless it is kept. Safe on NULL. */
void kk_cluster_close(kk_cluster *cluster);
/* Undoes kk_cluster_keep: stops the server, or lets the last of its users do so. Makes and starts nothing. */
kk_status kk_cluster_stop(const kk_config *config, kk_error *err) KK_MUST_USE;
/*
 * The URL, in the arena, of the owner or of the role `reader`, which sees released views and nothing else; and whether
 * a server answers there. Makes and starts nothing.
 */
kk_status kk_cluster_find(const kk_config *config, bool for_reader, kk_arena *arena, const char **url, bool *answers,
                          kk_error *err) KK_MUST_USE;
/* Stops the server and removes the data directory. Refused while another run uses it. */
kk_status kk_cluster_purge(const kk_config *config, kk_error *err) KK_MUST_USE;

/*
 * Takes libpq's variables (PGHOSTADDR, PGSERVICE, PGOPTIONS …) out of the environment: they would lead connections past
 * the socket of the private cluster, or into it with other settings. For the begin of a program, before it has threads.
 */
void kk_cluster_clear_environment(void);

/* ---- one run's work in the database ---- */

typedef struct kk_store kk_store;

/*
 * Connects and checks (server and PostGIS version, rights, schema); the error names the statement an administrator must
 * run. Everything of this run happens in one transaction, begun here: tables appear to others at kk_store_commit only.
 * Runs on the same schema wait for each other (advisory lock). An interrupt cancels the running statement.
 */
kk_status kk_store_open(const char *url, const char *schema, kk_store **out, kk_error *err) KK_MUST_USE;
void kk_store_close(kk_store *store); /* rolls back what is not committed; safe on NULL */

/* Loads by COPY BINARY. Areas with their shapes (EWKB, SRID 28992); then each table's figures. */
kk_status kk_store_load_areas(kk_store *store, const kk_areas *areas, kk_error *err) KK_MUST_USE;
kk_status kk_store_load_table(kk_store *store, uint32_t table_number, const kk_table *table, kk_error *err) KK_MUST_USE;

/*
 * Pseudonymised records, into the table `client_record` that only its owner can read, for analysts who work where the
 * records are; what its numbers mean goes into `client_record_code`. It stays until the next run, or `db purge`.
 * `begin` once, then any number of batches (false once something went wrong), then `end`, which tells what did.
 */
kk_status kk_store_records_begin(kk_store *store, const kk_config *config, kk_error *err) KK_MUST_USE;
bool kk_store_records_add(kk_store *store, const kk_record *records, size_t count) KK_MUST_USE;
kk_status kk_store_records_end(kk_store *store, kk_error *err) KK_MUST_USE;

/*
 * The join: one row for every land area × table × period of the table, in the order of level, code, table, period
 * (area and table by index as loaded). An area without a row in the table, or with one that was refused, comes with
 * `figures` NULL. A row whose code has the form of CBS (GM, WK, BU) is never that of an own area.
 * The callback's arrays are valid during the call. A callback that fails ends the join with its error.
 */
typedef struct kk_join_row {
    uint32_t level, area;    /* indices in kk_areas */
    uint32_t table, period;  /* indices in the tables given and in kk_table.period */
    const double *figures;   /* column_count values, or NULL */
    const uint8_t *statuses; /* kk_figure_status */
    size_t column_count;
} kk_join_row;
typedef kk_status kk_join_callback(const kk_join_row *row, void *context, kk_error *err);
kk_status kk_store_join(kk_store *store, kk_join_callback *callback, void *context, kk_error *err) KK_MUST_USE;

/* Coverage: the rows of coverage.csv, from the same tables (see docs/outputs.md). Sorted; in the arena. */
typedef enum kk_gap { KK_GAP_NO_FIGURE, KK_GAP_NO_AREA, KK_GAP_NO_POPULATION } kk_gap;
typedef struct kk_coverage_gap {
    kk_gap gap;
    uint32_t table;
    const char *period, *level, *code, *name, *cause;
} kk_coverage_gap;
typedef struct kk_coverage_total {
    uint32_t table;
    const char *period, *level;
    int64_t areas, inhabited, with_figure, without_figure, figures_without_area, no_population;
    const char *cause; /* why the level has no lines of gaps, "" when it has: "refused: see rejected.csv" */
} kk_coverage_total;
typedef struct kk_coverage {
    kk_coverage_gap *gaps;
    size_t gap_count;
    kk_coverage_total *totals;
    size_t total_count;
} kk_coverage;
kk_status kk_store_coverage(kk_store *store, kk_arena *arena, kk_coverage *coverage, kk_error *err) KK_MUST_USE;

/* Writes the released indicators and (re)makes the views for people. */
kk_status kk_store_publish(kk_store *store, const kk_release *release, kk_error *err) KK_MUST_USE;

/*
 * Released estimates: tables estimate, estimate_outcome, estimate_subgroup, estimate_region, and the view `estimates`
 * with the columns of estimates.csv by name (docs/outputs.md). Blocks in order. They replace those of the run before;
 * a project without estimates removes them. The frame must live until `end`, which loads the names of those subgroups
 * and regions alone that have a released row.
 */
kk_status kk_store_estimates_begin(kk_store *store, const kk_estimate_frame *frame, kk_error *err) KK_MUST_USE;
kk_status kk_store_estimates_add(kk_store *store, const kk_released_estimates *block, kk_error *err) KK_MUST_USE;
kk_status kk_store_estimates_end(kk_store *store, kk_error *err) KK_MUST_USE;

/* Makes the run visible, in one transaction. Of what was loaded the areas stay; figures that are not released do not.
 */
kk_status kk_store_commit(kk_store *store, kk_error *err) KK_MUST_USE;

/*
 * Removes the client records of earlier runs from a schema; the released figures stay. For a server of one's own: a
 * private cluster is purged as a whole. A schema that is not there is fine.
 */
kk_status kk_store_purge_records(const char *url, const char *schema, kk_error *err) KK_MUST_USE;

/* "PostgreSQL 15.18", "PostGIS 3.3.2", for run.json. */
const char *kk_store_server_version(const kk_store *store);
const char *kk_store_postgis_version(const kk_store *store);

#endif
