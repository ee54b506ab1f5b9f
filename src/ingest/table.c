/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/table_estimates.h"
#include "ingest/table_reader.h"
#include "kk/log.h"

#include <string.h>

static kk_status read_header_names(kk_table_reader *in)
{
    const kk_cell *cells;
    in->header.count = kk_rows_header(in->rows, &cells);
    in->header.name = kk_arena_alloc(&in->scratch, in->header.count, sizeof *in->header.name);
    if (in->header.name == NULL) return kk_fail_memory(in->err);
    for (size_t i = 0; i < in->header.count; i++) {
        in->header.name[i] = kk_arena_text(&in->scratch, cells[i].text, cells[i].length);
        if (in->header.name[i] == NULL) return kk_fail_memory(in->err);
    }
    in->header.shown = in->table->is_public || kk_names_look_right(&in->header);
    in->names = in->header;
    return KK_OK;
}

/* Figures that were released already: their statuses are told, and no percentages are to be checked. */
static bool is_released(const kk_table_reader *in)
{
    return in->release.found || in->estimates != NULL;
}

static kk_status find_names(kk_table_reader *in)
{
    if (in->estimates != NULL) return kk_estimates_names(in);
    kk_status status = kk_estimates_refuse(in);
    if (status != KK_OK || in->key.measure < 0) return status;
    return in->release.found ? kk_table_release_names(in) : kk_measures_find(in);
}

/* Which columns hold what. */
static kk_status plan(kk_table_reader *in)
{
    kk_status status = read_header_names(in);
    if (status == KK_OK) kk_table_release_recognise(in);
    if (status == KK_OK) status = kk_estimates_recognise(in);
    if (status == KK_OK) status = kk_key_columns_find(in);
    if (status == KK_OK) status = find_names(in);
    if (status == KK_OK) status = kk_columns_choose(in->table, &in->names, in->arena, &in->columns, in->err);
    if (status == KK_OK && in->estimates != NULL) status = kk_estimates_add_guards(in);
    if (status == KK_OK && !is_released(in)) status = kk_percentages_plan(in);
    return status;
}

static kk_status read_rows(kk_table_reader *in)
{
    if (in->estimates != NULL) return kk_estimates_read(in);
    if (in->release.found) return kk_table_read_release(in);
    return in->key.measure >= 0 ? kk_table_read_long(in) : kk_table_read_wide(in);
}

/* What became of cells without a figure. */
static kk_status settle(kk_table_reader *in)
{
    if (in->estimates != NULL) return kk_estimates_settle(in);
    if (in->release.found) {
        kk_table_release_settle(in);
        return KK_OK;
    }
    kk_status status = kk_table_resolve_missing(in);
    return status == KK_OK ? kk_percentages_check(in) : status;
}

static kk_status read_figures(kk_table_reader *in)
{
    kk_table_rows_init(&in->data, in->columns.count, in->arena);
    kk_status status = read_rows(in);
    if (status == KK_OK) status = kk_table_check_doubles(in);
    if (status == KK_OK) status = kk_table_rows_sort_periods(&in->data, in->err);
    return status == KK_OK ? settle(in) : status;
}

static bool allocate(const kk_table_reader *in, kk_table *table)
{
    size_t rows = in->data.count, columns = in->columns.kept_count;
    table->column = kk_arena_alloc(in->arena, columns, sizeof *table->column);
    table->period = kk_arena_alloc(in->arena, in->data.period_count, sizeof *table->period);
    table->code = kk_arena_alloc(in->arena, rows, sizeof *table->code);
    table->row_period = kk_arena_alloc(in->arena, rows, sizeof *table->row_period);
    table->line = kk_arena_alloc(in->arena, rows, sizeof *table->line);
    table->source_rows = kk_arena_alloc(in->arena, rows, sizeof *table->source_rows);
    table->value = kk_arena_alloc(in->arena, rows * columns, sizeof *table->value);
    table->status = kk_arena_alloc(in->arena, rows * columns, sizeof *table->status);
    return table->column != NULL && table->period != NULL && table->code != NULL && table->row_period != NULL &&
           table->line != NULL && table->source_rows != NULL && table->value != NULL && table->status != NULL;
}

/* Mostly a slip in the project file, such as a `where:` that no row meets. */
static void warn_when_empty(const kk_table_reader *in)
{
    if (in->rows_used > 0 || in->rows_read == 0) return;
    kk_warn(
        "%s: no row is used: of %lld, %lld are left out by `where:`, `periods:` or `gemeenten:` and %lld are rejected",
        in->table->file.given, (long long)in->rows_read, (long long)in->rows_filtered, (long long)in->rows_rejected);
}

/* Columns that were read for a check only stay behind. */
static void copy_rows(const kk_table_reader *in, kk_table *table)
{
    size_t columns = table->column_count;
    for (size_t i = 0; i < table->row_count; i++) {
        const kk_table_row *row = &in->data.row[i];
        table->code[i] = row->code;
        table->row_period[i] = row->period;
        table->line[i] = row->line;
        table->source_rows[i] = row->source_rows;
        for (size_t c = 0; c < columns; c++) {
            table->value[i * columns + c] = in->data.value[i * in->data.column_count + c];
            table->status[i * columns + c] = in->data.status[i * in->data.column_count + c];
        }
    }
}

static kk_status make_table(const kk_table_reader *in, kk_table *table)
{
    *table = (kk_table){
        .config = in->table,
        .companion = in->companion,
        .column_count = in->columns.kept_count,
        .population = in->columns.population,
        .boundary_change = in->columns.boundary_change,
        .period_count = in->data.period_count,
        .row_count = in->data.count,
        .rows_read = in->rows_read,
        .rows_used = in->rows_used,
        .rows_rejected = in->rows_rejected,
        .rows_filtered = in->rows_filtered,
    };
    if (!allocate(in, table)) return kk_fail_memory(in->err);
    for (size_t c = 0; c < table->column_count; c++) table->column[c] = in->columns.item[c].name;
    for (size_t p = 0; p < table->period_count; p++) table->period[p] = in->data.period[p];
    copy_rows(in, table);
    return in->estimates == NULL ? KK_OK : kk_estimates_set_guards(in, table);
}

kk_status kk_table_read_rows(const kk_config *config, size_t table_index, kk_rows *rows, kk_arena *arena,
                             kk_rejects *rejects, kk_table *table, kk_error *err)
{
    kk_table_reader in = {
        .config = config,
        .table = &config->tables[table_index],
        .rows = rows,
        .arena = arena,
        .rejects = rejects,
        .err = err,
    };
    kk_arena_init(&in.scratch);
    kk_status status = plan(&in);
    if (status == KK_OK) status = read_figures(&in);
    if (status == KK_OK) status = make_table(&in, table);
    if (status == KK_OK) warn_when_empty(&in);
    kk_table_rows_clear(&in.data);
    kk_columns_clear(&in.columns);
    kk_percentages_clear(&in);
    kk_arena_clear(&in.scratch);
    return status;
}

kk_status kk_table_read(const kk_config *config, size_t table_index, kk_arena *arena, kk_rejects *rejects,
                        kk_table *table, kk_error *err)
{
    const kk_config_table *wanted = &config->tables[table_index];
    kk_rows *rows;
    *table = (kk_table){.config = wanted, .population = -1, .boundary_change = -1};
    kk_status status = kk_rows_open(&wanted->file, wanted->sheet, &rows, err);
    if (status != KK_OK) return status;
    status = kk_table_read_rows(config, table_index, rows, arena, rejects, table, err);
    kk_rows_close(rows);
    return status;
}
