/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/pipeline.h"
#include "cli/coverage.h"
#include "cli/disclosure.h"
#include "cli/estimates.h"
#include "cli/guide.h"
#include "cli/maps.h"
#include "cli/measures.h"
#include "cli/report.h"
#include "cli/statistics.h"
#include "cli/work.h"
#include "kk/disclosure.h"
#include "kk/geo.h"
#include "kk/ingest.h"
#include "kk/merge.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <omp.h>

void kk_run_begin(kk_run *run, const kk_config *config, int threads)
{
    *run = (kk_run){.config = config, .threads = threads};
    kk_arena_init(&run->arena);
    kk_arena_init(&run->boundaries_arena);
    kk_rejects_init(&run->rejects, &run->arena);
    omp_set_num_threads(threads);
}

void kk_run_end(kk_run *run)
{
    kk_store_close(run->store);
    kk_cluster_close(run->cluster);
    kk_run_forget_finder(run);
    kk_run_forget_records(run);
    kk_cohort_clear(&run->cohort);
    kk_audit_clear(&run->audit);
    kk_rejects_clear(&run->rejects);
    free(run->inputs);
    kk_projection_clear(&run->projection);
    kk_boundaries_clear(&run->boundaries);
    kk_arena_clear(&run->boundaries_arena);
    kk_arena_clear(&run->arena);
}

double kk_clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void kk_run_time(kk_run *run, const char *stage, double *since)
{
    double now = kk_clock_now();
    size_t i = 0;
    while (i < run->timing_count && strcmp(run->timings[i].stage, stage) != 0) i++;
    if (i == run->timing_count && i < KK_TIMINGS_MAX) run->timings[run->timing_count++] = (kk_timing){stage, 0};
    if (i < KK_TIMINGS_MAX) run->timings[i].seconds += now - *since;
    *since = now;
}

static kk_status read_tables(kk_run *run, kk_error *err)
{
    const kk_config *config = run->config;
    run->tables = kk_arena_alloc(&run->arena, config->table_count, sizeof *run->tables);
    if (run->tables == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t t = 0; t < config->table_count && status == KK_OK; t++) {
        if (config->tables[t].kind != KK_TABLE_FILE) continue;
        status = kk_table_read(config, t, &run->arena, &run->rejects, &run->tables[t], err);
    }
    return status;
}

static kk_status fit_tables(kk_run *run, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t t = 0; t < run->config->table_count && status == KK_OK; t++)
        if (run->config->tables[t].kind == KK_TABLE_FILE)
            status = kk_table_fit(&run->tables[t], &run->areas, &run->rejects, err);
    return status;
}

static kk_status measure(void *context, kk_error *err)
{
    kk_run *run = context;
    kk_status status = kk_run_measure(run, err);
    return status == KK_OK ? kk_aggregate_check(run->config, run->tables, err) : status;
}

kk_status kk_run_read(kk_run *run, bool check, kk_error *err)
{
    double clock = kk_clock_now();
    kk_status status = kk_areas_read(run->config, &run->arena, &run->rejects, &run->areas, err);
    kk_run_time(run, "read areas", &clock);
    if (status == KK_OK) status = kk_areas_repair(&run->areas, run->threads, &run->arena, &run->rejects, err);
    kk_run_time(run, "check geometry", &clock);
    if (status == KK_OK) status = kk_groups_read(run->config, &run->arena, &run->rejects, &run->areas, err);
    kk_run_time(run, "complete levels", &clock);
    if (status == KK_OK) status = read_tables(run, err);
    kk_run_time(run, "read tables", &clock);
    if (status == KK_OK) status = kk_areas_merge(run->config, run->tables, run->threads, &run->areas, &run->arena, err);
    if (status == KK_OK) status = kk_areas_complete(&run->areas, run->threads, &run->arena, err);
    kk_run_time(run, "complete levels", &clock);
    if (status == KK_OK) status = fit_tables(run, err);
    kk_run_time(run, "read tables", &clock);
    if (status == KK_OK) status = kk_run_read_people(run, check, err);
    kk_run_time(run, "read records and places", &clock);
    if (status == KK_OK) status = kk_run_read_cohort(run, err);
    kk_run_time(run, "read the cohort", &clock);
    if (status == KK_OK) status = kk_run_read_guide(run, err);
    kk_run_time(run, "read lists and stories", &clock);
    kk_run_forget_finder(run);
    /* A run measures while it loads. */
    return status == KK_OK && check ? measure(run, err) : status;
}

/* ---- the database: started while the inputs are read ---- */

static kk_status open_database(void *context, kk_error *err)
{
    kk_run *run = context;
    const char *url = run->config->database.url;
    if (url == NULL) {
        kk_status status = kk_cluster_open(run->config, &run->cluster, err);
        if (status != KK_OK) return status;
        url = kk_cluster_url(run->cluster);
    }
    return kk_store_open(url, run->config->database.schema, &run->store, err);
}

static kk_status fingerprint_inputs(void *context, kk_error *err)
{
    return kk_run_fingerprint(context, err);
}

static kk_status project_areas(void *context, kk_error *err)
{
    kk_run *run = context;
    return kk_projection_make(&run->areas, run->threads, &run->projection, err);
}

/* Areas and records, then, as soon as they are made, the tables. */
static kk_status load(kk_run *run, kk_error *err)
{
    kk_work measuring;
    kk_work_begin(&measuring, measure, run);
    double clock = kk_clock_now();
    kk_status status = kk_store_load_areas(run->store, &run->areas, err);
    kk_run_time(run, "load areas", &clock);
    if (status == KK_OK) status = kk_run_load_records(run, err);
    kk_run_time(run, "load records", &clock);
    status = kk_work_end(&measuring, status, err);
    kk_run_time(run, "wait for the tables of measures", &clock);
    kk_run_forget_records(run);
    for (size_t t = 0; t < run->config->table_count && status == KK_OK; t++)
        status = kk_store_load_table(run->store, (uint32_t)t, &run->tables[t], err);
    kk_run_time(run, "load tables", &clock);
    return status;
}

static kk_status join_and_release(kk_run *run, kk_error *err)
{
    double clock = kk_clock_now();
    kk_status status = kk_store_coverage(run->store, &run->arena, &run->coverage, err);
    if (status == KK_OK) status = kk_coverage_check(&run->coverage, run->config, err);
    kk_run_time(run, "coverage", &clock);
    if (status == KK_OK) status = kk_run_estimate(run, err);
    clock = kk_clock_now();
    if (status == KK_OK)
        status = kk_aggregate(run->config, &run->areas, run->tables, run->config->estimates.given ? &run->chosen : NULL,
                              run->store, &run->arena, &run->raw, err);
    kk_run_time(run, "join and compute", &clock);
    if (status == KK_OK)
        status = kk_release_make(&run->raw, run->config, run->threads, &run->arena, &run->release, err);
    kk_run_time(run, "release", &clock);
    if (status == KK_OK) status = kk_run_make_statistics(run, err);
    kk_run_time(run, "statistics", &clock);
    if (status == KK_OK) status = kk_run_make_guide(run, err);
    kk_run_time(run, "guide", &clock);
    if (status == KK_OK && run->config->disclosure.show_parent)
        status = kk_release_show_parents(run->release, &run->arena, &run->release, err);
    return status;
}

/* ---- writing: the database, the GeoPackage and the text files side by side ---- */

static kk_status publish_database(void *context, kk_error *err)
{
    kk_run *run = context;
    return kk_store_publish(run->store, run->release, err);
}

static kk_status write_geopackage(kk_run *run, kk_error *err)
{
    return kk_write_geopackage(run->release, &run->config->output.classes, run->folder, err);
}

/* After the GeoPackage, whose thread has least to do. */
static kk_status write_vector_files(void *context, kk_error *err)
{
    kk_run *run = context;
    kk_status status = write_geopackage(run, err);
    if (status == KK_OK && run->config->output.flatgeobuf) status = kk_write_flatgeobuf(run->release, run->folder, err);
    return status;
}

static kk_status write_workbook(void *context, kk_error *err)
{
    kk_run *run = context;
    return run->config->output.xlsx ? kk_write_xlsx(run->release, run->config, run->folder, err) : KK_OK;
}

static kk_status write_text_files(kk_run *run, kk_error *err)
{
    kk_status status = kk_run_write_maps(run, err);
    if (status == KK_OK) status = kk_write_indicators_csv(run->release, run->folder, err);
    if (status == KK_OK && run->config->estimates.given)
        status = kk_write_reliability_csv(run->release, run->folder, err);
    if (status == KK_OK) status = kk_run_write_statistics(run, err);
    if (status == KK_OK) status = kk_run_write_guide(run, err);
    if (status == KK_OK) status = kk_run_write_viewer(run, err);
    if (status == KK_OK) status = kk_run_write_pdf(run, err);
    if (status == KK_OK) status = kk_run_write_disclosure(run, err);
    if (status == KK_OK) status = kk_write_coverage_csv(&run->coverage, run->config, run->folder, err);
    if (status == KK_OK) status = kk_write_rejected_csv(&run->rejects, run->folder, err);
    if (status == KK_OK && run->config->output.gzip) status = kk_write_gzip(run->folder, run->threads, err);
    return status;
}

static kk_status write_outputs(kk_run *run, kk_error *err)
{
    double clock = kk_clock_now();
    kk_work database, geopackage, workbook;
    kk_work_begin(&database, publish_database, run);
    kk_work_begin(&geopackage, write_vector_files, run);
    kk_work_begin(&workbook, write_workbook, run);
    kk_status status = write_text_files(run, err);
    kk_run_time(run, "write GeoJSON and tables", &clock);
    status = kk_work_end(&geopackage, status, err);
    kk_run_time(run, "wait for the GeoPackage", &clock);
    status = kk_work_end(&workbook, status, err);
    kk_run_time(run, "wait for the workbook", &clock);
    status = kk_work_end(&database, status, err);
    kk_run_time(run, "wait for the database", &clock);
    if (status == KK_OK) status = kk_run_audit(run, err);
    kk_run_time(run, "audit", &clock);
    /* Last, as these tell of the files that are there. */
    if (status == KK_OK) status = kk_write_dictionary_csv(run->release, run->config, run->folder, err);
    if (status == KK_OK) status = kk_write_datapackage(run->release, run->config, run->folder, err);
    if (status == KK_OK) status = kk_run_write_report(run, err);
    kk_run_time(run, "list the files", &clock);
    return status;
}

static int64_t peak_memory_bytes(void)
{
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (int64_t)usage.ru_maxrss * 1024 : 0;
}

/* The files are whole and on disk before the database shows the run, and take their place right after it. */
static kk_status publish(kk_run *run, kk_outdir *outdir, kk_error *err)
{
    kk_status status = write_outputs(run, err);
    if (status == KK_OK)
        status = kk_write_timings_json(run->timings, run->timing_count, peak_memory_bytes(), run->folder, err);
    if (status == KK_OK) status = kk_outdir_prepare(outdir, err);
    if (status == KK_OK) status = kk_store_commit(run->store, err);
    return status == KK_OK ? kk_outdir_commit(outdir, err) : status;
}

/* Reads while the database starts. */
static kk_status read_inputs(kk_run *run, kk_error *err)
{
    kk_work database;
    kk_work_begin(&database, open_database, run);
    kk_status status = kk_run_read(run, false, err);
    double clock = kk_clock_now();
    status = kk_work_end(&database, status, err);
    kk_run_time(run, "wait for the database server", &clock);
    return status;
}

/* While the database works, the inputs get their fingerprints and the areas their longitude and latitude. */
static kk_status load_and_join(kk_run *run, kk_error *err)
{
    kk_work fingerprints, projection;
    kk_work_begin(&fingerprints, fingerprint_inputs, run);
    kk_work_begin(&projection, project_areas, run);
    kk_status status = load(run, err);
    if (status == KK_OK) status = join_and_release(run, err);
    double clock = kk_clock_now();
    status = kk_work_end(&fingerprints, status, err);
    status = kk_work_end(&projection, status, err);
    kk_run_time(run, "wait for fingerprints and projection", &clock);
    return status;
}

kk_status kk_run_all(kk_run *run, kk_error *err)
{
    /* First, so that a folder that is not ours or cannot be written is known before the work is done. */
    kk_outdir *outdir;
    kk_status status = kk_outdir_begin(run->config->output.directory.path, &outdir, err);
    if (status != KK_OK) return status;
    run->folder = kk_outdir_path(outdir);
    status = read_inputs(run, err);
    if (status == KK_OK) status = load_and_join(run, err);
    if (status == KK_OK) status = publish(run, outdir, err);
    kk_outdir_end(outdir);
    return status;
}
