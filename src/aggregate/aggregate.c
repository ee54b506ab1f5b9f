/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/aggregate.h"
#include "aggregate/evaluate.h"
#include "aggregate/joined.h"
#include "aggregate/periods.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One run of aggregation. */
typedef struct aggregation {
    const kk_config *config;
    const kk_areas *areas;
    const kk_table *tables;
    kk_joined joined;
    kk_arena *arena;
    kk_indicator_table *out;
    size_t capacity;
    uint32_t *used;                 /* tables of the indicator at hand; room for all */
    const kk_joined_block **blocks; /* [table], of the column at hand */
    kk_error *err;
} aggregation;

static bool wants_level(const kk_config_indicator *indicator, const kk_level *level)
{
    if (indicator->level_count == 0) return true;
    for (size_t i = 0; i < indicator->level_count; i++)
        if (strcmp(indicator->levels[i], level->name) == 0) return true;
    return false;
}

/* Fills `blocks` for a level and period; false when a table has no figures of that period. */
static bool find_blocks(aggregation *work, size_t used_count, size_t level, const char *period)
{
    for (size_t u = 0; u < used_count; u++) {
        uint32_t table = work->used[u];
        ptrdiff_t at = kk_table_period_for(&work->tables[table], period);
        if (at < 0) return false;
        work->blocks[table] = kk_joined_block_of(&work->joined, level, table, (size_t)at);
    }
    return true;
}

static bool any_rows(const aggregation *work, size_t used_count)
{
    for (size_t u = 0; u < used_count; u++)
        if (work->blocks[work->used[u]]->rows > 0) return true;
    return false;
}

/* "CBS, KWB 2024; CBS 85685NED (2023)": a table that stands in says of which period it is. */
static const char *describe_source(const aggregation *work, const kk_config_indicator *indicator, size_t used_count,
                                   const char *period)
{
    const char *text = "";
    for (size_t u = 0; u < used_count && text != NULL; u++) {
        const kk_table *table = &work->tables[work->used[u]];
        ptrdiff_t at = kk_table_period_for(table, period);
        bool stands_in = strcmp(table->period[at], period) != 0;
        text = kk_arena_format(work->arena, "%s%s%s%s%s%s", text, u == 0 ? "" : "; ", table->config->source,
                               stands_in ? " (" : "", stands_in ? table->period[at] : "", stands_in ? ")" : "");
    }
    if (text != NULL && indicator->as_published) text = kk_arena_format(work->arena, "%s (as published)", text);
    return text;
}

static bool all_public(const aggregation *work, size_t used_count)
{
    for (size_t u = 0; u < used_count; u++)
        if (!work->tables[work->used[u]].config->is_public) return false;
    return true;
}

static kk_status make_column(aggregation *work, const kk_config_indicator *indicator, size_t used_count, size_t level,
                             const char *period, kk_indicator_column *column)
{
    size_t count = work->areas->level[level].count;
    *column = (kk_indicator_column){
        .config = indicator,
        .level = (uint32_t)level,
        .period = period,
        .is_public = all_public(work, used_count),
        .source = describe_source(work, indicator, used_count, period),
        .value = kk_arena_alloc(work->arena, count, sizeof(double)),
        .lower = kk_arena_alloc(work->arena, count, sizeof(double)),
        .upper = kk_arena_alloc(work->arena, count, sizeof(double)),
        .numerator = kk_arena_alloc(work->arena, count, sizeof(double)),
        .denominator = kk_arena_alloc(work->arena, count, sizeof(double)),
        .status = kk_arena_alloc(work->arena, count, 1),
    };
    if (column->source == NULL || column->value == NULL || column->lower == NULL || column->upper == NULL ||
        column->numerator == NULL || column->denominator == NULL || column->status == NULL)
        return kk_fail_memory(work->err);
    return KK_OK;
}

static void set_cell(kk_indicator_column *column, size_t i, const kk_fraction *fraction)
{
    kk_result result = kk_result_of(column->config, fraction);
    column->value[i] = result.value.value;
    column->lower[i] = result.lower;
    column->upper[i] = result.upper;
    column->numerator[i] = fraction->numerator.value;
    column->denominator[i] = fraction->denominator.value;
    column->status[i] = (uint8_t)result.value.status;
}

static void set_water(kk_indicator_column *column, size_t i)
{
    column->value[i] = column->lower[i] = column->upper[i] = column->numerator[i] = column->denominator[i] = NAN;
    column->status[i] = KK_FIGURE_NOT_APPLICABLE;
}

/* Adds up the members of own area `i`; `members` evaluates at their level. */
static kk_fraction sum_members(const kk_areas *areas, const kk_level *level, size_t i, const kk_evaluation *members)
{
    const kk_membership *membership = &level->membership;
    const bool *water = areas->level[membership->member_level].water;
    kk_fraction sum = kk_fraction_sum_init();
    for (uint32_t m = membership->member_begin[i]; m < membership->member_begin[i + 1]; m++) {
        if (water[membership->member[m]]) continue;
        kk_fraction member = kk_evaluate_area(members, membership->member[m]);
        kk_fraction_sum_add(members->indicator, &sum, &member);
    }
    return kk_fraction_sum_finish(members->indicator, &sum);
}

static kk_status fill_column(aggregation *work, size_t used_count, kk_indicator_column *column)
{
    const kk_level *level = &work->areas->level[column->level];
    kk_evaluation here = {column->config, work->blocks}, members = here;
    const kk_joined_block **member_blocks = NULL;
    if (level->kind == KK_LEVEL_OWN) {
        member_blocks = malloc((work->config->table_count + 1) * sizeof *member_blocks);
        if (member_blocks == NULL) return kk_fail_memory(work->err);
        const kk_joined_block **own_blocks = work->blocks;
        work->blocks = member_blocks;
        (void)find_blocks(work, used_count, level->membership.member_level, column->period);
        work->blocks = own_blocks;
        members.block = member_blocks;
    }
    for (size_t i = 0; i < level->count; i++) {
        if (level->water[i]) {
            set_water(column, i);
            continue;
        }
        bool own_row = level->kind != KK_LEVEL_OWN || kk_evaluate_has_row(&here, i);
        kk_fraction fraction = own_row ? kk_evaluate_area(&here, i) : sum_members(work->areas, level, i, &members);
        set_cell(column, i, &fraction);
    }
    free(member_blocks);
    return KK_OK;
}

/* Whether any area of the level, or any member of its own areas, has a row. */
static bool level_has_rows(aggregation *work, size_t used_count, size_t level, const char *period)
{
    const kk_level *at = &work->areas->level[level];
    if (at->kind == KK_LEVEL_OWN && find_blocks(work, used_count, at->membership.member_level, period) &&
        any_rows(work, used_count))
        return find_blocks(work, used_count, level, period);
    return find_blocks(work, used_count, level, period) && any_rows(work, used_count);
}

static kk_status add_column(aggregation *work, const kk_config_indicator *indicator, size_t used_count, size_t level,
                            const char *period)
{
    kk_indicator_table *out = work->out;
    if (!level_has_rows(work, used_count, level, period)) return KK_OK;
    if (out->column_count == work->capacity)
        return kk_fail(work->err, KK_ERR_INTERNAL, "more indicator columns than were foreseen");
    kk_indicator_column *column = &out->column[out->column_count];
    kk_status status = make_column(work, indicator, used_count, level, period, column);
    if (status == KK_OK) status = fill_column(work, used_count, column);
    if (status == KK_OK) out->column_count++;
    return status;
}

/* The periods of the indicator's first table lead; stand-ins serve the others. */
static kk_status add_columns(aggregation *work, const kk_config_indicator *indicator, size_t level)
{
    size_t used_count = kk_indicator_tables(indicator, work->used);
    if (used_count == 0) return KK_OK;
    const kk_table *leading = &work->tables[work->used[0]];
    kk_status status = KK_OK;
    for (size_t p = 0; p < leading->period_count && status == KK_OK; p++)
        status = add_column(work, indicator, used_count, level, leading->period[p]);
    return status;
}

static kk_status require_shared_period(aggregation *work, const kk_config_indicator *indicator)
{
    size_t used_count = kk_indicator_tables(indicator, work->used);
    if (used_count < 2) return KK_OK;
    const kk_table *leading = &work->tables[work->used[0]];
    const kk_table *lacking = NULL;
    for (size_t p = 0; p < leading->period_count; p++) {
        lacking = NULL;
        for (size_t u = 1; u < used_count; u++)
            if (kk_table_period_for(&work->tables[work->used[u]], leading->period[p]) < 0)
                lacking = &work->tables[work->used[u]];
        if (lacking == NULL) return KK_OK;
    }
    if (lacking == NULL) return KK_OK;
    const char *last = leading->period[leading->period_count - 1];
    return kk_fail_at(
        work->err, KK_ERR_PROJECT, indicator->mark,
        "indicator '%s': table '%s' is of %s, table '%s' has no figures of that period; to use its figures of %s "
        "there, add `stands_in_for: [%s]` to table '%s' (the output will say so)",
        indicator->name, leading->config->name, last, lacking->config->name,
        lacking->period_count > 0 ? lacking->period[0] : "another", last, lacking->config->name);
}

static size_t most_columns(const kk_config *config, const kk_areas *areas, const kk_table *tables)
{
    size_t periods = 0;
    for (size_t t = 0; t < config->table_count; t++)
        if (tables[t].period_count > periods) periods = tables[t].period_count;
    return areas->level_count * config->indicator_count * periods;
}

static kk_status add_all(aggregation *work)
{
    const kk_config *config = work->config;
    kk_status status = KK_OK;
    for (size_t i = 0; i < config->indicator_count && status == KK_OK; i++)
        status = require_shared_period(work, &config->indicators[i]);
    for (size_t l = 0; l < work->areas->level_count && status == KK_OK; l++)
        for (size_t i = 0; i < config->indicator_count && status == KK_OK; i++)
            if (wants_level(&config->indicators[i], &work->areas->level[l]))
                status = add_columns(work, &config->indicators[i], l);
    return status;
}

kk_status kk_aggregate(const kk_config *config, const kk_areas *areas, const kk_table *tables, kk_store *store,
                       kk_arena *arena, kk_indicator_table *out, kk_error *err)
{
    aggregation work = {.config = config, .areas = areas, .tables = tables, .arena = arena, .out = out, .err = err};
    work.capacity = most_columns(config, areas, tables);
    *out = (kk_indicator_table){.areas = areas, .column = kk_arena_alloc(arena, work.capacity, sizeof *out->column)};
    work.used = kk_arena_alloc(arena, config->table_count, sizeof *work.used);
    work.blocks = kk_arena_alloc(arena, config->table_count, sizeof *work.blocks);
    if (out->column == NULL || work.used == NULL || work.blocks == NULL) return kk_fail_memory(err);
    kk_status status = kk_joined_read(areas, tables, config->table_count, store, arena, &work.joined, err);
    return status == KK_OK ? add_all(&work) : status;
}
