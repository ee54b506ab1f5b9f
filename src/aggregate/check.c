/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/periods.h"
#include "kk/aggregate.h"

/* "'kwb' has 2024, 'jeugdzorg' has 2022 2023" */
static const char *describe_periods(const kk_table *tables, const uint32_t *used, size_t used_count, kk_arena *arena)
{
    const char *text = "";
    for (size_t u = 0; u < used_count && text != NULL; u++) {
        const kk_table *table = &tables[used[u]];
        text = kk_arena_format(arena, "%s%s'%s' has", text, u == 0 ? "" : ", ", table->config->name);
        for (size_t p = 0; p < table->period_count && text != NULL; p++)
            text = kk_arena_format(arena, "%s %s", text, table->period[p]);
    }
    return text;
}

static kk_status check_indicator(const kk_config_indicator *indicator, const kk_table *tables, kk_arena *arena,
                                 size_t most, uint32_t *used, kk_error *err)
{
    size_t used_count = kk_indicator_tables(indicator, used);
    const char **periods = kk_arena_alloc(arena, most, sizeof *periods);
    if (periods == NULL) return kk_fail_memory(err);
    if (kk_indicator_periods(tables, used, used_count, periods) > 0) return KK_OK;
    /* A table without any row has been warned of; its indicators are left out, and warned of in their turn. */
    for (size_t u = 0; u < used_count; u++)
        if (tables[used[u]].period_count == 0) return KK_OK;
    if (used_count == 0) return KK_OK;
    const char *all = describe_periods(tables, used, used_count, arena);
    if (all == NULL) return kk_fail_memory(err);
    return kk_fail_at(
        err, KK_ERR_PROJECT, indicator->mark,
        "indicator '%s': its tables share no period: %s; to use the figures of one for another period, add "
        "`stands_in_for: [that period]` to that table (the output will say so)",
        indicator->name, all);
}

static kk_status check_inhabitants(const kk_config *config, const kk_table *tables, kk_error *err)
{
    if (!(config->disclosure.minimum_population > 0) || config->disclosure.inhabitants != NULL) return KK_OK;
    for (size_t t = 0; t < config->table_count; t++)
        if (config->tables[t].is_public && tables[t].population >= 0) return KK_OK;
    return kk_fail_at(
        err, KK_ERR_PROJECT, config->disclosure.mark,
        "'population' needs to know how many live where, and no public table has a column of inhabitants; "
        "add 'population:' to that table, or the section 'population:'");
}

kk_status kk_aggregate_check(const kk_config *config, const kk_table *tables, kk_error *err)
{
    kk_arena arena;
    kk_arena_init(&arena);
    size_t most = 1;
    for (size_t t = 0; t < config->table_count; t++) most += tables[t].period_count;
    uint32_t *used = kk_arena_alloc(&arena, config->table_count, sizeof *used);
    kk_status status = used == NULL ? kk_fail_memory(err) : KK_OK;
    for (size_t i = 0; i < config->indicator_count && status == KK_OK; i++)
        status = check_indicator(&config->indicators[i], tables, &arena, most, used, err);
    kk_arena_clear(&arena);
    return status == KK_OK ? check_inhabitants(config, tables, err) : status;
}
