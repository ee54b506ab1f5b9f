/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/report.h"
#include "kk/geo.h"

#include <string.h>

/* The project file and every file it names, once each, in the order of the project. */
static size_t list_inputs(const kk_config *config, const kk_config_file **files)
{
    size_t count = 0;
    for (size_t i = 0; i < config->areas.source_count; i++) files[count++] = &config->areas.sources[i].file;
    for (size_t i = 0; i < config->areas.group_count; i++) files[count++] = &config->areas.groups[i].file;
    for (size_t i = 0; i < config->table_count; i++) files[count++] = &config->tables[i].file;
    size_t unique = 0;
    for (size_t i = 0; i < count; i++) {
        size_t known = 0;
        while (known < unique && strcmp(files[known]->path, files[i]->path) != 0) known++;
        if (known == unique) files[unique++] = files[i];
    }
    return unique;
}

kk_status kk_inputs_fingerprint(const kk_config *config, kk_arena *arena, kk_run_input **inputs, size_t *count,
                                kk_error *err)
{
    size_t most = config->areas.source_count + config->areas.group_count + config->table_count;
    const kk_config_file **files = kk_arena_alloc(arena, most, sizeof *files);
    *inputs = kk_arena_alloc(arena, most, sizeof **inputs);
    if (files == NULL || *inputs == NULL) return kk_fail_memory(err);
    *count = list_inputs(config, files);
    kk_status status = KK_OK;
    for (size_t i = 0; i < *count && status == KK_OK; i++) {
        (*inputs)[i].given = files[i]->given;
        status = kk_file_sha256(files[i]->path, (*inputs)[i].sha256, &(*inputs)[i].bytes, err);
    }
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
