/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/measures.h"
#include "kk/locate.h"
#include "kk/log.h"

#include <string.h>

/* ---- how things are located ---- */

static bool is_by(const kk_config_csv *csv, kk_locating way)
{
    for (size_t i = 0; i < csv->by_count; i++)
        if (csv->by[i] == way) return true;
    return false;
}

/* Whether anything is located that way. */
static bool any_by(const kk_config *config, kk_locating way)
{
    bool any = is_by(&config->homes.csv, way);
    for (size_t i = 0; i < config->records.source_count; i++) any |= is_by(&config->records.source[i].csv, way);
    for (size_t i = 0; i < config->activity_count; i++) any |= is_by(&config->activities[i], way);
    for (size_t i = 0; i < config->place_count; i++) any |= is_by(&config->places[i].csv, way);
    for (size_t i = 0; i < config->estimates.cohort_count; i++) any |= is_by(&config->estimates.cohort[i], way);
    return any || (way == KK_BY_POINT && config->place_count > 0);
}

static bool is_wgs84(const kk_config_csv *csv)
{
    return csv->crs != NULL && strcmp(csv->crs, "EPSG:4326") == 0;
}

/* Whether anything that is located one by one comes in longitude and latitude. */
static bool any_wgs84(const kk_config *config)
{
    bool any = is_wgs84(&config->homes.csv);
    for (size_t i = 0; i < config->activity_count; i++) any |= is_wgs84(&config->activities[i]);
    for (size_t i = 0; i < config->place_count; i++) any |= is_wgs84(&config->places[i].csv);
    for (size_t i = 0; i < config->estimates.cohort_count; i++) any |= is_wgs84(&config->estimates.cohort[i]);
    return any;
}

/* The last of the levels of CBS: the finest. */
static size_t finest_level(const kk_areas *areas)
{
    size_t finest = 0;
    for (size_t l = 0; l < areas->level_count; l++)
        if (areas->level[l].kind != KK_LEVEL_OWN) finest = l;
    return finest;
}

static kk_status prepare_finder(kk_run *run, kk_error *err)
{
    const kk_config *config = run->config;
    kk_status status = KK_OK;
    size_t finest = finest_level(&run->areas);
    if (any_by(config, KK_BY_POINT))
        status = kk_locator_new(&run->areas.level[finest], run->threads, &run->locator, err);
    if (status == KK_OK && config->postcode_count > 0 && any_by(config, KK_BY_POSTCODE))
        status = kk_postcodes_read(config, &run->areas, &run->rejects, &run->postcodes, err);
    if (status == KK_OK && any_wgs84(config)) status = kk_wgs84_open(&run->wgs84, err);
    run->finder = (kk_finder){
        .areas = &run->areas,
        .finest = finest,
        .locator = run->locator,
        .postcodes = run->postcodes,
        .wgs84 = run->wgs84,
        .gemeenten = config->areas.gemeenten,
        .gemeente_count = config->areas.gemeente_count,
    };
    return status;
}

void kk_run_forget_finder(kk_run *run)
{
    kk_locator_free(run->locator);
    kk_postcodes_free(run->postcodes);
    kk_wgs84_close(run->wgs84);
    run->locator = NULL;
    run->postcodes = NULL;
    run->wgs84 = NULL;
}

/* ---- records ---- */

static kk_status read_source(kk_run *run, const kk_key *key, size_t source, kk_error *err)
{
    const kk_config_csv *how = &run->config->records.source[source].csv;
    kk_record_reader *reader;
    kk_status status = kk_record_reader_open(run->config, source, key, run->threads, &run->rejects, &reader, err);
    if (status != KK_OK) return status;
    kk_batch batch = {0};
    do {
        status = kk_record_reader_next(reader, &batch, err);
        if (status == KK_OK && batch.count > 0) status = kk_batch_locate(&run->finder, how, run->threads, &batch, err);
        if (status == KK_OK) status = kk_records_add(&run->records, batch.record, batch.count, err);
        if (status == KK_OK && kk_interrupted()) status = kk_fail(err, KK_ERR_INTERRUPTED, "interrupted");
    } while (status == KK_OK && batch.count > 0);
    run->source_counts[source] = kk_record_reader_counts(reader);
    kk_record_reader_close(reader);
    return status;
}

/* What went wrong for most of a source is told where it is seen. */
static void warn_of_source(const kk_run *run, size_t source)
{
    const kk_config_csv *csv = &run->config->records.source[source].csv;
    const kk_source_counts *counts = &run->source_counts[source];
    const kk_located_counts *located = &run->located[source];
    int64_t found = located->buurt + located->wijk + located->gemeente, missed = 0;
    for (kk_locus reason = KK_NOWHERE_GIVEN + 1; reason < KK_LOCUS_REASONS_END; reason++)
        missed += located->reason[reason - KK_NOT_LOCATED];
    if (counts->rows_read > 0 && counts->rows_used == 0)
        kk_warn("%s: none of its rows could be used; rejected.csv, and `kansenkompas check`, tell why",
                csv->file.given);
    else if (missed > found)
        kk_warn("%s: most of what gives a place could not be located; `kansenkompas check` tells why: is it of these "
                "boundaries, are x and y the right way round?",
                csv->file.given);
}

static kk_status read_records(kk_run *run, bool check, kk_error *err)
{
    size_t sources = run->config->records.source_count;
    run->source_counts = kk_arena_alloc(&run->arena, sources, sizeof *run->source_counts);
    run->located = kk_arena_alloc(&run->arena, sources, sizeof *run->located);
    if (run->source_counts == NULL || run->located == NULL) return kk_fail_memory(err);
    kk_key key = {{0}};
    /* A check keeps nothing that a key would have to protect. */
    kk_status status = check ? KK_OK : kk_key_load(run->config, &key, err);
    for (size_t s = 0; s < sources && status == KK_OK; s++) status = read_source(run, &key, s, err);
    kk_key_forget(&key);
    for (size_t s = 0; s < sources && status == KK_OK; s++)
        run->located[s] = kk_records_located(&run->records, &run->areas, s);
    for (size_t s = 0; s < sources && status == KK_OK; s++) warn_of_source(run, s);
    if (status == KK_OK) status = kk_records_prepare(&run->records, run->config, run->threads, err);
    return status;
}

/* ---- all inputs, then their tables ---- */

kk_status kk_run_read_people(kk_run *run, bool check, kk_error *err)
{
    const kk_config *config = run->config;
    kk_status status = prepare_finder(run, err);
    if (status == KK_OK && config->population.given)
        status =
            kk_population_read(config, &run->areas, run->tables, &run->arena, &run->rejects, &run->population, err);
    if (status == KK_OK && config->records.given) status = read_records(run, check, err);
    if (status == KK_OK && (config->place_count > 0 || config->homes.given))
        status = kk_sites_read(config, kk_finder_find, &run->finder, &run->arena, &run->rejects, &run->sites, err);
    if (status == KK_OK && (config->budget_count > 0 || config->activity_count > 0))
        status = kk_collective_read(config, &run->sites, kk_finder_find, &run->finder, &run->arena, &run->rejects,
                                    &run->collective, err);
    return status;
}

static kk_status make_table(kk_run *run, size_t t, kk_error *err)
{
    const kk_config *config = run->config;
    const kk_config_table *table = &config->tables[t];
    kk_table *out = &run->tables[t];
    switch (table->kind) {
    case KK_TABLE_POPULATION:
        return kk_measure_population(table, &run->population, &run->areas, &run->arena, out, err);
    case KK_TABLE_RECORDS:
        return kk_measure_records(config, table, &run->records, &run->areas, run->threads, &run->arena, out, err);
    case KK_TABLE_COLLECTIVE:
        return kk_measure_collective(config, table, &run->collective, &run->population, &run->areas, &run->arena, out,
                                     err);
    case KK_TABLE_PLACES:
        return kk_measure_places(config, table, &run->sites, &run->population, &run->areas, run->threads, &run->arena,
                                 out, err);
    case KK_TABLE_FILE:
        break;
    }
    return KK_OK;
}

kk_status kk_run_measure(kk_run *run, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t t = 0; t < run->config->table_count && status == KK_OK; t++) status = make_table(run, t, err);
    return status;
}

kk_status kk_run_load_records(kk_run *run, kk_error *err)
{
    if (!run->config->records.given) return KK_OK;
    kk_status status = kk_store_records_begin(run->store, run->config, err);
    if (status != KK_OK) return status;
    /* What went wrong is told at the end. */
    (void)!kk_store_records_add(run->store, run->records.item, run->records.count);
    return kk_store_records_end(run->store, err);
}

void kk_run_forget_records(kk_run *run)
{
    kk_records_clear(&run->records);
}
