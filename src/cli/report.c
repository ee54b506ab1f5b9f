/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/report.h"
#include "kk/geo.h"

#include <stdlib.h>
#include <string.h>

/* An input by the name the project gives it, and where it is. */
typedef struct input {
    const char *given, *path;
} input;

static void add_input(input *inputs, size_t *count, const char *given, const char *path)
{
    for (size_t i = 0; i < *count; i++)
        if (strcmp(inputs[i].path, path) == 0) return;
    inputs[(*count)++] = (input){given, path};
}

/* Every file that was read, once each, in the order of the project. */
static size_t list_inputs(const kk_run *run, input *inputs)
{
    const kk_config *config = run->config;
    size_t count = 0;
    for (size_t i = 0; i < config->areas.source_count; i++)
        add_input(inputs, &count, config->areas.sources[i].file.given, config->areas.sources[i].file.path);
    for (size_t i = 0; i < config->areas.group_count; i++)
        add_input(inputs, &count, config->areas.groups[i].file.given, config->areas.groups[i].file.path);
    for (size_t i = 0; i < config->table_count; i++) {
        add_input(inputs, &count, config->tables[i].file.given, config->tables[i].file.path);
        if (run->tables[i].companion != NULL) add_input(inputs, &count, "MeasureCodes.csv", run->tables[i].companion);
    }
    return count;
}

kk_status kk_run_fingerprint(kk_run *run, kk_error *err)
{
    const kk_config *config = run->config;
    size_t most = config->areas.source_count + config->areas.group_count + 2 * config->table_count;
    input *inputs = calloc(most + 1, sizeof *inputs);
    run->inputs = calloc(most + 1, sizeof *run->inputs);
    kk_status status = inputs == NULL || run->inputs == NULL ? kk_fail_memory(err) : KK_OK;
    if (status == KK_OK) run->input_count = list_inputs(run, inputs);
    for (size_t i = 0; i < run->input_count && status == KK_OK; i++) {
        run->inputs[i].given = inputs[i].given;
        status = kk_file_sha256(inputs[i].path, run->inputs[i].sha256, &run->inputs[i].bytes, err);
    }
    free(inputs);
    return status;
}

kk_status kk_run_write_report(const kk_run *run, const char *folder, kk_error *err)
{
    const kk_config *config = run->config;
    kk_arena arena;
    kk_arena_init(&arena);
    kk_run_table *tables = kk_arena_alloc(&arena, config->table_count, sizeof *tables);
    char operation[200];
    kk_run_report report = {
        .config = config,
        .inputs = run->inputs,
        .input_count = run->input_count,
        .tables = tables,
        .table_count = config->table_count,
        .rejects = &run->rejects,
        .coverage = &run->coverage,
        .server_version = kk_store_server_version(run->store),
        .postgis_version = kk_store_postgis_version(run->store),
        .wgs84_operation = operation,
    };
    kk_status status = tables == NULL ? kk_fail_memory(err) : KK_OK;
    for (size_t t = 0; t < config->table_count && status == KK_OK; t++)
        tables[t] = (kk_run_table){
            .name = config->tables[t].name,
            .rows_read = run->tables[t].rows_read,
            .rows_used = run->tables[t].rows_used,
            .rows_rejected = run->tables[t].rows_rejected,
            .rows_filtered = run->tables[t].rows_filtered,
        };
    if (status == KK_OK) status = kk_wgs84_operation(operation, sizeof operation, &report.wgs84_accuracy_m, err);
    if (status == KK_OK) status = kk_write_run_json(&report, run->release, folder, err);
    kk_arena_clear(&arena);
    return status;
}
