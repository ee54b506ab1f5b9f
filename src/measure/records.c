/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/log.h"
#include "kk/measure.h"
#include "measure/cube.h"
#include "measure/delivered.h"
#include "measure/estimate.h"
#include "measure/families.h"
#include "measure/order.h"
#include "measure/sheet.h"
#include "measure/where.h"

#include <stdlib.h>

/* All that the counting of one period after another needs. */
typedef struct counting {
    const kk_config *config;
    const kk_records *records;
    kk_geography geography;
    kk_measure_columns columns;
    kk_cube cube;
    kk_spells spells;
    kk_families families;
    kk_sheet sheet;
    kk_delivered delivered;
    size_t nowhere; /* youths of the period who are in none of the areas */
    int threads;
} counting;

/* ---- one period ---- */

static void count_youth(counting *run, kk_youth *youth, size_t p, size_t slot)
{
    const kk_period *period = &run->config->records.period[p];
    int months = kk_youth_months(youth, p);
    for (size_t c = 0; c < run->columns.count; c++) {
        const kk_measure_column *column = &run->columns.item[c];
        if (column->basis != KK_OF_YOUTHS || (youth->has & column->needs) != column->needs) continue;
        kk_tally tally = kk_youth_tally(youth, column, period, months);
        if (tally.counts) kk_cube_add(&run->cube, c, slot, tally);
    }
}

static int count_chunk(counting *run, kk_youth *youth, kk_spells *spells, size_t p, size_t chunk, size_t *nowhere)
{
    const kk_record *records = run->records->item;
    const kk_period *period = &run->config->records.period[p];
    size_t count = kk_chunk_begin(records, run->records->count, chunk + 1);
    for (size_t at = kk_chunk_begin(records, run->records->count, chunk), end; at < count; at = end) {
        end = kk_client_end(records, count, at);
        const kk_record *placed = kk_youth_placed(records + at, end - at, period, run->geography.areas);
        if (placed == NULL) {
            *nowhere += kk_records_touch(records + at, end - at, period);
            continue;
        }
        size_t slot = kk_geography_slot(&run->geography, placed->place);
        if (kk_youth_read(youth, run->config, records + at, end - at) != 0) return -1;
        count_youth(run, youth, p, slot);
        if (kk_spells_collect(spells, youth, &run->columns, p, slot) != 0) return -1;
    }
    return 0;
}

static kk_status count_youths(counting *run, size_t p, kk_error *err)
{
    bool failed = false;
    size_t chunks = kk_chunk_count(run->records->count), nowhere = 0;
#pragma omp parallel num_threads(run->threads) reduction(|| : failed) reduction(+ : nowhere)
    {
        kk_youth youth = {0};
        kk_spells spells;
        failed = kk_spells_init(&spells, run->columns.group_count) != 0;
#pragma omp for schedule(dynamic)
        for (size_t c = 0; c < chunks; c++)
            if (!failed) failed = count_chunk(run, &youth, &spells, p, c, &nowhere) != 0;
#pragma omp critical(kk_spells_join)
        if (!failed) failed = kk_spells_join(&run->spells, &spells) != 0;
        kk_spells_clear(&spells);
        kk_youth_clear(&youth);
    }
    run->nowhere = nowhere;
    return failed ? kk_fail_memory(err) : KK_OK;
}

static void write_column(counting *run, size_t p, size_t c, double *total)
{
    const kk_measure_column *column = &run->columns.item[c];
    if (column->basis >= KK_OF_WAITS) return;
    kk_cube_total(&run->cube, c, total);
    for (size_t slot = 0; slot < run->geography.slot_count; slot++) {
        if (kk_delivered_has(&run->delivered, p, slot, column->needs))
            kk_sheet_put(&run->sheet, slot, p, c, (kk_figure){total[slot], KK_FIGURE_OK});
    }
}

static kk_status write_counts(counting *run, size_t p, kk_error *err)
{
    bool failed = false;
#pragma omp parallel num_threads(run->threads) reduction(|| : failed)
    {
        double *total = malloc((run->geography.slot_count + 1) * sizeof *total);
        failed = total == NULL;
#pragma omp for schedule(dynamic)
        for (size_t c = 0; c < run->columns.count; c++)
            if (!failed) write_column(run, p, c, total);
        free(total);
    }
    return failed ? kk_fail_memory(err) : KK_OK;
}

/* In tens, and not below ten: how many exactly would tell of persons. */
static void report_nowhere(const counting *run, size_t p)
{
    enum { SMALL = 10 };
    if (run->nowhere >= SMALL)
        kk_note("records: about %zu youths of %s are in none of the areas: they and their money count nowhere",
                (run->nowhere + SMALL / 2) / SMALL * SMALL, run->config->records.period[p].name);
}

static kk_status count_period(counting *run, size_t p, kk_error *err)
{
    kk_cube_clear(&run->cube);
    for (size_t g = 0; g < run->spells.group_count; g++) run->spells.group[g].count = 0;
    kk_status status = count_youths(run, p, err);
    if (status == KK_OK && run->columns.has_families)
        status = kk_families_count(&run->families, run->config, run->records, p, run->threads, &run->cube, err);
    if (status == KK_OK) status = write_counts(run, p, err);
    if (status == KK_OK) report_nowhere(run, p);
    if (status == KK_OK)
        status = kk_estimates_make(&run->spells, &run->columns, &run->geography, &run->delivered, p, run->threads,
                                   &run->sheet, err);
    return status;
}

/* ---- all ---- */

static kk_status make_sheet(counting *run, const kk_config_table *table, kk_arena *arena, kk_table *out, kk_error *err)
{
    const kk_config *config = run->config;
    kk_status status = kk_sheet_make(table, run->columns.count, &run->geography, config->records.period,
                                     config->records.period_count, arena, out, &run->sheet, err);
    if (status != KK_OK) return status;
    out->guard = kk_arena_alloc(arena, out->column_count, sizeof *out->guard);
    out->largest = kk_arena_alloc(arena, out->column_count, sizeof *out->largest);
    if (out->guard == NULL || out->largest == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < out->column_count; c++) {
        out->guard[c] = (uint32_t)run->columns.item[c].guard;
        out->largest[c] = (uint32_t)run->columns.item[c].largest;
    }
    return KK_OK;
}

static kk_status prepare(counting *run, const kk_config_table *table, const kk_areas *areas, kk_arena *arena,
                         kk_table *out, kk_error *err)
{
    kk_status status = kk_geography_make(areas, arena, &run->geography, err);
    if (status == KK_OK) status = kk_measure_columns_make(run->config, table, arena, &run->columns, err);
    if (status == KK_OK) status = kk_cube_make(&run->columns, &run->geography, arena, &run->cube, err);
    if (status == KK_OK) status = make_sheet(run, table, arena, out, err);
    if (status == KK_OK)
        status = kk_delivered_find(run->config, run->records, &run->geography, arena, &run->delivered, err);
    if (status == KK_OK && kk_spells_init(&run->spells, run->columns.group_count) != 0) status = kk_fail_memory(err);
    if (status == KK_OK && run->columns.has_families)
        status = kk_families_list(run->config, run->records, &run->families, err);
    return status;
}

kk_status kk_measure_records(const kk_config *config, const kk_config_table *table, const kk_records *records,
                             const kk_areas *areas, int threads, kk_arena *arena, kk_table *out, kk_error *err)
{
    counting run = {.config = config, .records = records, .threads = threads};
    kk_status status = prepare(&run, table, areas, arena, out, err);
    for (size_t p = 0; p < config->records.period_count && status == KK_OK; p++) status = count_period(&run, p, err);
    kk_spells_clear(&run.spells);
    kk_families_clear(&run.families);
    return status;
}
