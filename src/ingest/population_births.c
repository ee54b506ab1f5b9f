/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/cell.h"
#include "ingest/named_columns.h"
#include "ingest/period.h"
#include "ingest/population.h"

#include <string.h>

enum { AREA, YEAR, COUNT, COLUMNS };

typedef struct birth_reader {
    kk_population_maker *in;
    const kk_config_csv *csv;
    kk_rows *rows;
    ptrdiff_t column[COLUMNS];
    bool **later[KK_LEVELS_MAX]; /* [level][period][area]: births of the year after the period are there; scratch */
    kk_arena scratch;
    kk_error *err;
} birth_reader;

static kk_status reject(birth_reader *in, int column, kk_cell cell, int64_t line, const char *reason)
{
    in->in->out->counts.rows_rejected++;
    return kk_named_row_reject(in->csv, in->rows, in->column[column], cell, line, reason, in->in->rejects, in->err);
}

/* The year after goes before the year itself. */
static void put(birth_reader *in, kk_locus place, int year, kk_figure figure)
{
    size_t level = kk_locus_level(place), area = kk_locus_area(place);
    const kk_population *out = in->in->out;
    for (size_t p = 0; p < out->period_count; p++) {
        kk_population_cell *cell = &out->level[level][p][area];
        int own = kk_period_year(out->period[p].name);
        bool *later = &in->later[level][p][area];
        if (year != own + 1 && (year != own || *later)) continue;
        *later = year == own + 1;
        cell->births = figure.value;
        cell->births_status = (uint8_t)(kk_figure_has_value(figure.status) ? KK_FIGURE_OK : figure.status);
    }
}

static kk_status take_row(birth_reader *in, const kk_cell *cells, size_t count, int64_t line)
{
    kk_source_counts *counts = &in->in->out->counts;
    char period[KK_PERIOD_SIZE];
    kk_figure figure;
    kk_locus place;
    counts->rows_read++;
    if (!kk_named_row_fits(in->rows, count)) return reject(in, AREA, (kk_cell){"", 0}, line, KK_WRONG_WIDTH);
    kk_cell cell = kk_named_cell(cells, count, in->column[AREA]);
    kk_population_where where = kk_population_area(in->in, cell, &place);
    if (where == KK_ROW_NO_CODE) return reject(in, AREA, cell, line, "no area code");
    if (where == KK_ROW_NO_AREA) return reject(in, AREA, cell, line, "none of the areas of these boundaries");
    cell = kk_named_cell(cells, count, in->column[YEAR]);
    if (!kk_period_parse(cell, period) || strlen(period) != 4) return reject(in, YEAR, cell, line, "no year");
    cell = kk_named_cell(cells, count, in->column[COUNT]);
    if (kk_cell_figure(cell, &figure) == KK_CELL_BAD || figure.value < 0 || figure.value > KK_PERSONS_MAX)
        return reject(in, COUNT, cell, line, "no number of births");
    counts->rows_used++;
    if (where == KK_ROW_OF_AREA) put(in, place, kk_period_year(period), figure);
    return KK_OK;
}

static kk_status open_file(birth_reader *in)
{
    static const kk_named_column wanted[COLUMNS] = {
        [AREA] = {KK_FIELD_AREA, "area codes", KK_AREA_WORDS},
        [YEAR] = {KK_FIELD_YEAR, "years", {"year", "jaar", "perioden", "periode"}},
        [COUNT] = {KK_FIELD_COUNT_OF,
                   "births",
                   {"count", "aantal", "geboorten", "geboortentotaal", "geborenen", "levendgeborenen*", "births"}},
    };
    const kk_areas *areas = in->in->areas;
    size_t periods = in->in->out->period_count;
    kk_status status = kk_rows_open(&in->csv->file, NULL, &in->rows, in->err);
    if (status == KK_OK) status = kk_named_columns_find(in->csv, in->rows, wanted, COLUMNS, in->column, in->err);
    for (size_t l = 0; l < areas->level_count && areas->level[l].kind != KK_LEVEL_OWN && status == KK_OK; l++) {
        in->later[l] = kk_arena_alloc(&in->scratch, periods, sizeof **in->later);
        if (in->later[l] == NULL) status = kk_fail_memory(in->err);
        for (size_t p = 0; p < periods && status == KK_OK; p++) {
            in->later[l][p] = kk_arena_alloc(&in->scratch, areas->level[l].count, sizeof ***in->later);
            if (in->later[l][p] == NULL) status = kk_fail_memory(in->err);
        }
    }
    return status;
}

kk_status kk_population_read_births(kk_population_maker *maker)
{
    birth_reader in = {.in = maker, .csv = &maker->config->population.births, .err = maker->err};
    kk_arena_init(&in.scratch);
    kk_status status = open_file(&in);
    while (status == KK_OK) {
        const kk_cell *cells;
        size_t count;
        int64_t line;
        status = kk_rows_next(in.rows, &cells, &count, &line, in.err);
        if (status != KK_OK || count == 0) break;
        status = take_row(&in, cells, count, line);
    }
    kk_rows_close(in.rows);
    kk_arena_clear(&in.scratch);
    return status;
}
