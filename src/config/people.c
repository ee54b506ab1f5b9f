/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/people.h"
#include "config/records.h"
#include "config/tables.h"

#include <string.h>

enum { MADE_TABLES = 4 };

/* Distinct texts, joined by "; ". */
typedef struct text_set {
    kk_arena *arena;
    const char *text; /* NULL when out of memory */
} text_set;

static bool has_text(const char *joined, const char *text)
{
    size_t length = strlen(text);
    for (const char *at = joined; (at = strstr(at, text)) != NULL; at++) {
        bool begins = at == joined || (at - joined >= 2 && strncmp(at - 2, "; ", 2) == 0);
        if (begins && (at[length] == '\0' || strncmp(at + length, "; ", 2) == 0)) return true;
    }
    return false;
}

static void add_text(text_set *set, const char *text)
{
    if (!set->text || has_text(set->text, text)) return;
    set->text = *set->text ? kk_arena_format(set->arena, "%s; %s", set->text, text) : text;
}

/* ---- the tables that the engine makes ---- */

static kk_config_table population_table(const kk_config *config)
{
    const kk_config_csv *csv = &config->population.csv;
    return (kk_config_table){
        .kind = KK_TABLE_POPULATION, .is_public = csv->is_public, .source = csv->source, .mark = csv->mark};
}

static kk_config_table records_table(const kk_config *config, text_set sources)
{
    for (size_t i = 0; i < config->records.source_count; i++) add_text(&sources, config->records.source[i].csv.source);
    return (kk_config_table){.kind = KK_TABLE_RECORDS, .source = sources.text, .mark = config->records.mark};
}

/* By the key of a budget the amounts of areas tell how many live there: no more public than the population is. */
static kk_config_table collective_table(const kk_config *config, text_set sources)
{
    bool is_public = config->budget_count == 0 || !config->population.given || config->population.csv.is_public;
    for (size_t i = 0; i < config->budget_count; i++) {
        is_public &= config->budgets[i].is_public;
        add_text(&sources, config->budgets[i].source);
    }
    for (size_t i = 0; i < config->activity_count; i++) {
        is_public &= config->activities[i].is_public;
        add_text(&sources, config->activities[i].source);
    }
    const kk_config_csv *first = config->budget_count ? config->budgets : config->activities;
    return (kk_config_table){
        .kind = KK_TABLE_COLLECTIVE, .is_public = is_public, .source = sources.text, .mark = first->mark};
}

/* Without homes the youths of the population stand in for them. */
static kk_config_table places_table(const kk_config *config, text_set sources)
{
    for (size_t i = 0; i < config->place_count; i++) add_text(&sources, config->places[i].csv.source);
    bool by_area = config->homes.csv.file.path == NULL;
    const kk_config_csv *homes = by_area ? &config->population.csv : &config->homes.csv;
    if (homes->source) add_text(&sources, homes->source);
    return (kk_config_table){.kind = KK_TABLE_PLACES,
                             .is_public = homes->is_public || (by_area && !config->population.given),
                             .source = sources.text,
                             .mark = config->places[0].csv.mark};
}

static kk_status add_table(kk_builder *builder, kk_config_table table, kk_error *err)
{
    static const char *const names[] = {"", "population", "records", "collective", "places"};
    kk_config *config = builder->config;
    table.name = names[table.kind];
    if (!table.source) return kk_fail_memory(err);
    ptrdiff_t same = kk_tables_find(config, table.name);
    if (same >= 0) {
        return kk_fail_at(err, KK_ERR_PROJECT, kk_document_place(builder->document, "tables[%td].name", same).mark,
                          "'%s' is the table that is made of '%s:' on line %u; choose another name", table.name,
                          table.kind == KK_TABLE_COLLECTIVE ? "budgets: and activities" : table.name, table.mark.line);
    }
    config->tables[config->table_count++] = table;
    return KK_OK;
}

kk_status kk_build_made_tables(kk_builder *builder, kk_error *err)
{
    kk_config *config = builder->config;
    kk_config_table *tables = kk_arena_alloc(builder->arena, config->table_count + MADE_TABLES, sizeof *tables);
    if (!tables) return kk_fail_memory(err);
    if (config->table_count) memcpy(tables, config->tables, config->table_count * sizeof *tables);
    config->tables = tables;
    const text_set sources = {builder->arena, ""};
    kk_status status = KK_OK;
    if (config->population.given) status = add_table(builder, population_table(config), err);
    if (!status && config->records.given) status = add_table(builder, records_table(config, sources), err);
    if (!status && (config->budget_count || config->activity_count))
        status = add_table(builder, collective_table(config, sources), err);
    if (!status && config->place_count) status = add_table(builder, places_table(config, sources), err);
    return status;
}

static bool is_about_people(const kk_raw_people *raw)
{
    return raw->population || raw->records || raw->budgets || raw->activities || raw->places;
}

kk_status kk_build_people(kk_builder *builder, kk_error *err)
{
    kk_status status = kk_build_collective(builder, err);
    if (!status) status = kk_build_population(builder, err);
    if (!status && is_about_people(&builder->raw->people)) status = kk_build_counting(builder, err);
    if (!status) status = kk_build_records(builder, err);
    if (!status) status = kk_build_places(builder, err);
    return status ? status : kk_build_made_tables(builder, err);
}
