/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/measure.h"
#include "measure/cube.h"
#include "measure/estimate.h"
#include "measure/families.h"
#include "measure/order.h"
#include "measure/sheet.h"

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
    unsigned char *has; /* [slot] KK_HAS_…, of the gemeenten that it lies in */
    int threads;
} counting;

/* ---- what was delivered ---- */

/* Records without a place, as declarations often are, were delivered where the client's other records are. */
static void find_delivered_for(counting *run, const kk_record *record, size_t count)
{
    const kk_geography *g = &run->geography;
    unsigned placeless = 0;
    for (size_t i = 0; i < count; i++)
        if (!kk_locus_is_area(record[i].place)) placeless |= kk_record_has(&record[i]);
    for (size_t i = 0; i < count; i++) {
        if (!kk_locus_is_area(record[i].place)) continue;
        size_t slot = kk_geography_slot(g, record[i].place);
        size_t gemeente = g->within[0][slot] == KK_NO_SLOT ? slot : g->within[0][slot];
        run->has[gemeente] |= (unsigned char)(placeless | kk_record_has(&record[i]));
    }
}

/* The areas of a gemeente have what any record of the gemeente has. */
static kk_status find_delivered(counting *run, kk_arena *arena, kk_error *err)
{
    const kk_geography *g = &run->geography;
    const kk_records *records = run->records;
    run->has = kk_arena_alloc(arena, g->slot_count, 1);
    if (run->has == NULL) return kk_fail_memory(err);
    for (size_t at = 0, end; at < records->count; at = end) {
        end = kk_client_end(records->item, records->count, at);
        find_delivered_for(run, records->item + at, end - at);
    }
    for (size_t slot = g->areas->level[0].count; slot < g->slot_count; slot++)
        if (g->within[0][slot] != KK_NO_SLOT) run->has[slot] = run->has[g->within[0][slot]];
    return KK_OK;
}

/* An own area has what all its members have. */
static void find_delivered_of_own(counting *run, size_t level)
{
    const kk_geography *g = &run->geography;
    const kk_level *own = &g->areas->level[level];
    const kk_level *members = &g->areas->level[own->membership.member_level];
    for (size_t a = 0; a < own->count; a++) {
        unsigned char has = UINT8_MAX;
        for (uint32_t m = own->membership.member_begin[a]; m < own->membership.member_begin[a + 1]; m++) {
            uint32_t member = own->membership.member[m];
            if (!members->water[member]) has &= run->has[g->first[own->membership.member_level] + member];
        }
        run->has[g->first[level] + a] = has;
    }
}

/* ---- one period ---- */

static void count_youth(counting *run, kk_youth *youth, size_t p, size_t slot)
{
    const kk_period *period = &run->config->records.period[p];
    int months = kk_youth_months(youth, p);
    for (size_t c = 0; c < run->columns.count; c++) {
        const kk_measure_column *column = &run->columns.item[c];
        if (column->basis != KK_OF_YOUTHS) continue;
        kk_tally tally = kk_youth_tally(youth, column, period, months);
        if (tally.counts) kk_cube_add(&run->cube, c, slot, tally);
    }
}

static int count_chunk(counting *run, kk_youth *youth, kk_spells *spells, size_t p, size_t chunk)
{
    const kk_record *records = run->records->item;
    size_t count = kk_chunk_begin(records, run->records->count, chunk + 1);
    for (size_t at = kk_chunk_begin(records, run->records->count, chunk), end; at < count; at = end) {
        end = kk_client_end(records, count, at);
        const kk_record *placed =
            kk_youth_placed(records + at, end - at, &run->config->records.period[p], run->geography.areas);
        if (placed == NULL) continue;
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
    size_t chunks = kk_chunk_count(run->records->count);
#pragma omp parallel num_threads(run->threads) reduction(|| : failed)
    {
        kk_youth youth = {0};
        kk_spells spells;
        failed = kk_spells_init(&spells, run->columns.group_count) != 0;
#pragma omp for schedule(dynamic)
        for (size_t c = 0; c < chunks; c++)
            if (!failed) failed = count_chunk(run, &youth, &spells, p, c) != 0;
#pragma omp critical(kk_spells_join)
        if (!failed) failed = kk_spells_join(&run->spells, &spells) != 0;
        kk_spells_clear(&spells);
        kk_youth_clear(&youth);
    }
    return failed ? kk_fail_memory(err) : KK_OK;
}

static void write_column(counting *run, size_t p, size_t c, double *total)
{
    const kk_measure_column *column = &run->columns.item[c];
    if (column->basis >= KK_OF_WAITS) return;
    kk_cube_total(&run->cube, c, total);
    for (size_t slot = 0; slot < run->geography.slot_count; slot++) {
        if ((run->has[slot] & column->needs) == column->needs)
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

static kk_status count_period(counting *run, size_t p, kk_error *err)
{
    kk_cube_clear(&run->cube);
    for (size_t g = 0; g < run->spells.group_count; g++) run->spells.group[g].count = 0;
    kk_status status = count_youths(run, p, err);
    if (status == KK_OK && run->columns.has_families)
        status = kk_families_count(&run->families, run->config, run->records, p, run->threads, &run->cube, err);
    if (status == KK_OK) status = write_counts(run, p, err);
    if (status == KK_OK)
        status = kk_estimates_make(&run->spells, &run->columns, &run->geography, run->has, p, run->threads, &run->sheet,
                                   err);
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
    if (out->guard == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < out->column_count; c++) out->guard[c] = (uint32_t)run->columns.item[c].guard;
    return KK_OK;
}

static kk_status prepare(counting *run, const kk_config_table *table, const kk_areas *areas, kk_arena *arena,
                         kk_table *out, kk_error *err)
{
    kk_status status = kk_geography_make(areas, arena, &run->geography, err);
    if (status == KK_OK) status = kk_measure_columns_make(&run->config->codes, table, arena, &run->columns, err);
    if (status == KK_OK) status = kk_cube_make(&run->columns, &run->geography, arena, &run->cube, err);
    if (status == KK_OK) status = make_sheet(run, table, arena, out, err);
    if (status == KK_OK) status = find_delivered(run, arena, err);
    for (size_t l = 0; l < areas->level_count && status == KK_OK; l++)
        if (areas->level[l].kind == KK_LEVEL_OWN) find_delivered_of_own(run, l);
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
