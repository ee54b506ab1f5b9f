/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/report.h"
#include "kk/geo.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* An input by the name the project gives it, and where it is; private when it is of a table that is not public. */
typedef struct input {
    const char *given, *path;
    bool is_private;
} input;

/* One file can go by several paths. */
static bool is_same_file(const char *path, const char *other)
{
    struct stat a, b;
    if (strcmp(path, other) == 0) return true;
    return stat(path, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static void add_input(input *inputs, size_t *count, input added)
{
    size_t i = 0;
    while (i < *count && !is_same_file(inputs[i].path, added.path)) i++;
    if (i < *count) {
        inputs[i].is_private |= added.is_private;
        return;
    }
    inputs[(*count)++] = added;
}

static void add_file(input *inputs, size_t *count, const kk_config_file *file, bool is_private)
{
    add_input(inputs, count, (input){file->given, file->path, is_private});
}

static void add_csv(input *inputs, size_t *count, const kk_config_csv *csv, bool is_private)
{
    if (csv->file.path != NULL) add_file(inputs, count, &csv->file, is_private);
}

/* Persons, money and places. Code lists are of the municipality, but of nobody in it. */
static void add_measured(input *inputs, size_t *count, const kk_config *config)
{
    add_csv(inputs, count, &config->population.csv, !config->population.csv.is_public);
    add_csv(inputs, count, &config->population.births, !config->population.csv.is_public);
    for (size_t i = 0; i < config->records.source_count; i++) {
        const kk_config_record_source *source = &config->records.source[i];
        add_csv(inputs, count, &source->csv, true);
        for (size_t c = 0; c < source->code_count; c++) add_file(inputs, count, &source->codes[c].file, false);
    }
    for (size_t i = 0; i < config->postcode_count; i++) add_csv(inputs, count, &config->postcodes[i], false);
    for (size_t i = 0; i < config->budget_count; i++)
        add_csv(inputs, count, &config->budgets[i], !config->budgets[i].is_public);
    for (size_t i = 0; i < config->activity_count; i++)
        add_csv(inputs, count, &config->activities[i], !config->activities[i].is_public);
    for (size_t i = 0; i < config->place_count; i++) add_csv(inputs, count, &config->places[i].csv, false);
    add_csv(inputs, count, &config->homes.csv, !config->homes.csv.is_public);
    add_csv(inputs, count, &config->homes.travel, !config->homes.csv.is_public);
    for (size_t i = 0; i < config->estimates.cohort_count; i++)
        add_csv(inputs, count, &config->estimates.cohort[i], true);
    for (size_t i = 0; i < config->estimates.region_count; i++)
        if (config->estimates.region[i].grouping.path != NULL)
            add_file(inputs, count, &config->estimates.region[i].grouping, false);
}

/* Lists are public; of stories not all may be, before they are approved. */
static void add_guide(input *inputs, size_t *count, const kk_config_guide *guide)
{
    for (size_t t = 0; t < guide->target_count; t++)
        if (guide->target[t].today.path != NULL) add_file(inputs, count, &guide->target[t].today, false);
    if (guide->stories.path != NULL) add_file(inputs, count, &guide->stories, true);
}

/* Room for all that add_measured may add. */
static size_t count_measured(const kk_config *config)
{
    size_t count = 4 + config->postcode_count + config->budget_count + config->activity_count + config->place_count +
                   config->estimates.cohort_count + config->estimates.region_count;
    for (size_t i = 0; i < config->records.source_count; i++) count += 1 + config->records.source[i].code_count;
    return count;
}

/* Every file that was read, once each, in the order of the project. */
static size_t list_inputs(const kk_run *run, input *inputs)
{
    const kk_config *config = run->config;
    size_t count = 0;
    for (size_t i = 0; i < run->areas.file_count; i++)
        add_input(inputs, &count, (input){run->areas.file[i].given, run->areas.file[i].path, false});
    for (size_t i = 0; i < config->areas.group_count; i++)
        if (config->areas.groups[i].file.path != NULL) add_file(inputs, &count, &config->areas.groups[i].file, false);
    for (size_t i = 0; i < config->table_count; i++) {
        if (config->tables[i].kind != KK_TABLE_FILE) continue;
        bool is_private = !config->tables[i].is_public;
        const char *companion = run->tables[i].companion;
        add_file(inputs, &count, &config->tables[i].file, is_private);
        if (companion != NULL) add_input(inputs, &count, (input){"MeasureCodes.csv", companion, is_private});
    }
    add_measured(inputs, &count, config);
    add_guide(inputs, &count, &config->guide);
    const kk_baseline *baseline = run->guide_sources.baseline;
    for (size_t i = 0; baseline != NULL && i < KK_BASELINE_FILES; i++)
        add_file(inputs, &count, &baseline->file[i], false);
    return count;
}

kk_status kk_run_fingerprint(kk_run *run, kk_error *err)
{
    const kk_config *config = run->config;
    size_t most = run->areas.file_count + config->areas.group_count + 2 * config->table_count + count_measured(config) +
                  config->guide.target_count + 1 + KK_BASELINE_FILES;
    input *inputs = calloc(most + 1, sizeof *inputs);
    run->inputs = calloc(most + 1, sizeof *run->inputs);
    kk_status status = inputs == NULL || run->inputs == NULL ? kk_fail_memory(err) : KK_OK;
    if (status == KK_OK) run->input_count = list_inputs(run, inputs);
    for (size_t i = 0; i < run->input_count && status == KK_OK; i++) {
        kk_run_input *to = &run->inputs[i];
        to->given = inputs[i].given;
        to->is_private = inputs[i].is_private;
        if (!to->is_private) status = kk_file_sha256(inputs[i].path, to->sha256, &to->bytes, err);
    }
    free(inputs);
    return status;
}

static kk_run_table *list_tables(const kk_run *run, kk_arena *arena)
{
    const kk_config *config = run->config;
    kk_run_table *tables = kk_arena_alloc(arena, config->table_count, sizeof *tables);
    for (size_t t = 0; t < config->table_count && tables != NULL; t++)
        tables[t] = (kk_run_table){
            .name = config->tables[t].name,
            .rows_read = run->tables[t].rows_read,
            .rows_used = run->tables[t].rows_used,
            .rows_rejected = run->tables[t].rows_rejected,
            .rows_filtered = run->tables[t].rows_filtered,
        };
    return tables;
}

static kk_run_estimates count_estimates(const kk_run *run)
{
    return (kk_run_estimates){
        .frame = &run->cohort.frame,
        .rows = run->cohort.counts,
        .other_age = run->cohort.other_age,
        .located = run->cohort.located,
        .not_located = run->cohort.not_located,
        .shown = run->estimates_shown,
        .hidden = run->estimates_hidden,
    };
}

kk_status kk_run_write_report(const kk_run *run, kk_error *err)
{
    kk_arena arena;
    kk_arena_init(&arena);
    char operation[200];
    const kk_run_estimates estimates = count_estimates(run);
    kk_run_report report = {
        .config = run->config,
        .inputs = run->inputs,
        .input_count = run->input_count,
        .tables = list_tables(run, &arena),
        .table_count = run->config->table_count,
        .source_counts = run->source_counts,
        .located = run->located,
        .estimates = run->config->estimates.given ? &estimates : NULL,
        .map = run->map,
        .boundaries = run->boundaries_told.vertices > 0 ? &run->boundaries_told : NULL,
        .rejects = &run->rejects,
        .coverage = &run->coverage,
        .server_version = kk_store_server_version(run->store),
        .postgis_version = kk_store_postgis_version(run->store),
        .wgs84_operation = operation,
    };
    kk_status status = report.tables == NULL ? kk_fail_memory(err) : KK_OK;
    if (status == KK_OK) status = kk_wgs84_operation(operation, sizeof operation, &report.wgs84_accuracy_m, err);
    if (status == KK_OK) status = kk_write_run_json(&report, run->release, run->folder, err);
    kk_arena_clear(&arena);
    return status;
}
