/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/people.h"
#include "config/sources.h"
#include "config/expression.h"
#include "config/tables.h"

static kk_mark mark_of(kk_builder *builder, const char *key)
{
    return kk_document_place(builder->document, "population.%s", key).mark;
}

static kk_status want_key_figures(kk_builder *builder, kk_error *err)
{
    static const char *const names[2][KK_DERIVED_COLUMNS] = {
        {"a_00_14", "a_15_24", "a_man", "a_vrouw"},
        {"k_0Tot15Jaar", "k_15Tot25Jaar", "Mannen", "Vrouwen"},
    };
    const kk_raw_population *raw = builder->raw->people.population;
    kk_config *config = builder->config;
    kk_config_table *table = &config->tables[config->population.derive];
    int form = raw->form ? *raw->form : 0;
    kk_status status = KK_OK;
    for (int c = 0; c < KK_DERIVED_COLUMNS && !status; c++) {
        kk_config_column column = {names[form][c], mark_of(builder, "derive")};
        status = kk_table_want(builder->arena, table, &column, &config->population.derived[c], err);
    }
    return status;
}

static kk_status build_derived(kk_builder *builder, kk_error *err)
{
    const char *name = builder->raw->people.population->derive;
    kk_config *config = builder->config;
    config->population.derive = kk_tables_find(config, name);
    if (config->population.derive < 0) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "derive"), "no table '%.60s'%s", name,
                          kk_tables_hint(config, name).text);
    }
    const kk_config_table *table = &config->tables[config->population.derive];
    config->population.csv.is_public = table->is_public;
    config->population.csv.source =
        kk_arena_format(builder->arena,
                        "%s; single years of age derived: 0–14 and 15–24 spread evenly, 25 and 26 as 15–24, "
                        "sexes as in all inhabitants",
                        table->source);
    return config->population.csv.source == NULL ? kk_fail_memory(err) : want_key_figures(builder, err);
}

/* Keys that say nothing beside `derive`, or without it. */
static kk_status check_keys(kk_builder *builder, const kk_raw_population *raw, kk_error *err)
{
    if (!raw->csv.file && !raw->derive) {
        return kk_fail_at(err, KK_ERR_PROJECT, builder->config->population.csv.mark,
                          "population needs a 'file', or 'derive' with the name of a table of key figures");
    }
    if (raw->form && !raw->derive) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "form"),
                          "'form' is that of a table to derive from; leave it out");
    }
    if (!raw->derive) return KK_OK;
    const char *key = raw->csv.file ? "file" : raw->csv.source ? "source" : raw->csv.is_public ? "public" : NULL;
    for (int f = 0; f < KK_FIELD_COUNT && !key; f++) key = raw->csv.columns.header[f] ? "columns" : NULL;
    if (!key) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, key),
                      "population has both 'derive' and '%s'; give one of them", key);
}

kk_status kk_build_population(kk_builder *builder, kk_error *err)
{
    const kk_raw_population *raw = builder->raw->people.population;
    kk_config *config = builder->config;
    config->population.derive = KK_NO_TABLE;
    if (!raw) return KK_OK;
    config->population.given = true;
    kk_config_csv *csv = &config->population.csv, *births = &config->population.births;
    *csv = (kk_config_csv){.name = "population", .is_public = true, .crs = kk_crs_name(0)};
    kk_status status = kk_build_csv(builder, &raw->csv, "population", csv, err);
    if (!status) status = check_keys(builder, raw, err);
    if (!status && raw->derive) status = build_derived(builder, err);
    if (status || !raw->births) return status;
    *births = (kk_config_csv){.name = "births", .is_public = csv->is_public, .crs = kk_crs_name(0)};
    return kk_build_csv(builder, raw->births, "population.births", births, err);
}
