/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/sheet.h"

#include <math.h>
#include <string.h>

static int make_columns(const kk_config_table *config, size_t column_count, kk_arena *arena, kk_table *table)
{
    table->column_count = column_count;
    table->column = kk_arena_alloc(arena, column_count, sizeof *table->column);
    if (table->column == NULL) return -1;
    for (size_t c = 0; c < column_count; c++) {
        table->column[c] = c < config->wanted_count ? config->wanted[c].name : "persons";
    }
    return 0;
}

static int make_periods(const kk_period *period, size_t count, kk_arena *arena, kk_table *table)
{
    table->period_count = count;
    table->period = kk_arena_alloc(arena, count, sizeof *table->period);
    if (table->period == NULL) return -1;
    for (size_t p = 0; p < count; p++) table->period[p] = period[p].name;
    return 0;
}

static int make_rows(kk_arena *arena, kk_table *table)
{
    size_t rows = table->row_count, cells = rows * table->column_count;
    table->code = kk_arena_alloc(arena, rows, sizeof *table->code);
    table->row_period = kk_arena_alloc(arena, rows, sizeof *table->row_period);
    table->line = kk_arena_alloc(arena, rows, sizeof *table->line);
    table->source_rows = kk_arena_alloc(arena, rows, sizeof *table->source_rows);
    table->value = kk_arena_alloc(arena, cells, sizeof *table->value);
    table->status = kk_arena_alloc(arena, cells, sizeof *table->status);
    if (table->code == NULL || table->row_period == NULL || table->line == NULL || table->source_rows == NULL ||
        table->value == NULL || table->status == NULL)
        return -1;
    for (size_t i = 0; i < cells; i++) table->value[i] = NAN;
    memset(table->status, KK_FIGURE_ABSENT, cells);
    return 0;
}

static void number_rows(const kk_geography *geography, kk_sheet *sheet)
{
    for (size_t l = 0; l < geography->areas->level_count; l++) {
        const kk_level *level = &geography->areas->level[l];
        for (size_t i = 0; i < level->count; i++) {
            sheet->row[geography->first[l] + i] = level->water[i] ? KK_NO_SLOT : (uint32_t)sheet->table->row_count;
            if (!level->water[i]) sheet->table->row_count += sheet->table->period_count;
        }
    }
}

static void name_rows(const kk_geography *geography, const kk_sheet *sheet)
{
    kk_table *table = sheet->table;
    for (size_t l = 0; l < geography->areas->level_count; l++)
        for (size_t i = 0; i < geography->areas->level[l].count; i++) {
            uint32_t row = sheet->row[geography->first[l] + i];
            for (size_t p = 0; p < table->period_count && row != KK_NO_SLOT; p++) {
                table->code[row + p] = geography->areas->level[l].code[i];
                table->row_period[row + p] = (uint32_t)p;
                table->source_rows[row + p] = 1;
            }
        }
}

kk_status kk_sheet_make(const kk_config_table *config, size_t column_count, const kk_geography *geography,
                        const kk_period *period, size_t period_count, kk_arena *arena, kk_table *table, kk_sheet *out,
                        kk_error *err)
{
    *table = (kk_table){.config = config, .population = -1, .boundary_change = -1};
    *out = (kk_sheet){table, kk_arena_alloc(arena, geography->slot_count, sizeof *out->row)};
    if (out->row == NULL || make_columns(config, column_count, arena, table) != 0 ||
        make_periods(period, period_count, arena, table) != 0)
        return kk_fail_memory(err);
    number_rows(geography, out);
    table->rows_read = table->rows_used = (int64_t)table->row_count;
    if (make_rows(arena, table) != 0) return kk_fail_memory(err);
    name_rows(geography, out);
    return KK_OK;
}

void kk_sheet_put(const kk_sheet *sheet, size_t slot, size_t period, size_t column, kk_figure figure)
{
    if (sheet->row[slot] == KK_NO_SLOT) return;
    size_t at = (sheet->row[slot] + period) * sheet->table->column_count + column;
    sheet->table->value[at] = kk_figure_has_value(figure.status) ? figure.value : NAN;
    sheet->table->status[at] = (uint8_t)figure.status;
}
