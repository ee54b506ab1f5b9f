/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The CSV reader and the tables behind it: any bytes give a table, an error of input or project, and nothing else.
 * The first byte chooses what the project asks for; R: indicators of a release.
 */
#include "ingest/table_reader.h"
#include "kk/log.h"

#include <math.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
    if (!truth) abort();
}

static void check_table(const kk_table *table)
{
    require(table->rows_read == table->rows_used + table->rows_rejected + table->rows_filtered);
    require(table->column_count >= table->config->wanted_count);
    for (size_t i = 0; i < table->row_count; i++) require(table->row_period[i] < table->period_count);
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
        require(table->status[i] < KK_FIGURE_STATUS_COUNT);
        bool has_value = kk_figure_has_value((kk_figure_status)table->status[i]);
        require(has_value ? isfinite(table->value[i]) : isnan(table->value[i]));
    }
}

/* Two wijken of one gemeente; one is water. */
static void check_boundaries(kk_table *table, kk_rejects *rejects)
{
    const char *wijken[] = {"WK003401", "WK003402"};
    bool water[] = {false, true};
    kk_areas areas = {.level_count = 1, .vintage = 2024};
    areas.level[0] = (kk_level){.kind = KK_LEVEL_WIJK, .name = "wijk", .count = 2, .code = wijken, .water = water};
    kk_error err;
    require(kk_table_fit(table, &areas, rejects, &err) == KK_OK);
    check_table(table);
}

static void read_bytes(const kk_config *config, const char *bytes, size_t length)
{
    kk_arena arena;
    kk_rejects rejects;
    kk_table table;
    kk_error err;
    kk_rows *rows = NULL;
    kk_arena_init(&arena);
    kk_rejects_init(&rejects, &arena);
    kk_status status = kk_rows_open_memory(bytes, length, &config->tables->file, &rows, &err);
    if (status == KK_OK) {
        status = kk_table_read_rows(config, 0, rows, &arena, &rejects, &table, &err);
        if (status == KK_OK) check_table(&table);
        if (status == KK_OK) check_boundaries(&table, &rejects);
    }
    require(status == KK_OK || status == KK_ERR_INPUT || status == KK_ERR_PROJECT);
    kk_rows_close(rows);
    kk_rejects_clear(&rejects);
    kk_arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    kk_log_set_level(KK_LOG_WARNINGS);
    kk_config_column wanted[] = {{.name = "a"}, {.name = "p_jz_tn"}, {.name = "M01"}};
    kk_config_where where = {.column = "Vormen", .equals = "T1"};
    const char *gemeenten[] = {"GM0034"};
    kk_config_table table = {
        .name = "t",
        .file = {.given = "fuzz.csv"},
        .is_public = (data[0] & 1) != 0,
        .period = (data[0] & 2) != 0 ? "2024" : NULL,
        .code = (data[0] & 4) != 0 ? "code" : NULL,
        .where = &where,
        .where_count = (data[0] & 8) != 0,
        .wanted = (data[0] & 16) != 0 ? wanted + 2 : wanted,
        .wanted_count = (data[0] & 32) != 0 ? 2 : 1,
        .minimum_match = 0.9,
    };
    if ((data[0] & 48) == 48) table.wanted_count = 1;
    kk_config_column released[] = {{.name = "reach"}, {.name = "reach_numerator"}, {.name = "reach_upper"}};
    if (data[0] == 'R') {
        table.period = table.code = NULL;
        table.where_count = 0;
        table.wanted = released;
        table.wanted_count = sizeof released / sizeof *released;
    }
    kk_config config = {.tables = &table, .table_count = 1};
    config.areas.gemeenten = gemeenten;
    config.areas.gemeente_count = (data[0] & 64) != 0;
    read_bytes(&config, (const char *)data + 1, size - 1);
    return 0;
}
