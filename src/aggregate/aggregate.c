/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/aggregate.h"
#include "aggregate/chosen_column.h"
#include "aggregate/evaluate.h"
#include "aggregate/joined.h"
#include "aggregate/periods.h"
#include "kk/log.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One run of aggregation. */
typedef struct aggregation {
    const kk_config *config;
    const kk_areas *areas;
    const kk_table *tables;
    kk_joined *joined;
    kk_arena *arena;
    kk_indicator_table *out;
    size_t capacity;
    kk_error *err;
    /* of the indicator at hand; room for all */
    uint32_t *used; /* its tables */
    size_t used_count;
    const char **periods;
    const kk_joined_block **here, **members; /* [table], of the column at hand */
} aggregation;

/* Statistics are made of the release, later. */
static bool is_made_at(const kk_config_indicator *indicator, const kk_level *level)
{
    if (indicator->statistic != KK_STATISTIC_NONE) return false;
    if (indicator->level_count == 0) return true;
    for (size_t i = 0; i < indicator->level_count; i++)
        if (strcmp(indicator->levels[i], level->name) == 0) return true;
    return false;
}

/* Finds the blocks of a level and period; true when an area of the level has a row in one of them. */
static bool find_blocks(const aggregation *work, size_t level, const char *period, const kk_joined_block **blocks)
{
    bool any = false;
    for (size_t u = 0; u < work->used_count; u++) {
        uint32_t table = work->used[u];
        ptrdiff_t at = kk_table_period_for(&work->tables[table], period);
        blocks[table] = kk_joined_block_of(work->joined, level, table, (size_t)at);
        any |= blocks[table]->rows > 0;
    }
    return any;
}

/* Whether `part` is one of the texts that "; " holds together. */
static bool has_part(const char *text, const char *part)
{
    size_t length = strlen(part);
    for (const char *at = text; *at != '\0'; at += strspn(at, "; ")) {
        const char *next = strstr(at, "; ");
        size_t here = next == NULL ? strlen(at) : (size_t)(next - at);
        if (here == length && memcmp(at, part, length) == 0) return true;
        at += here;
    }
    return false;
}

/* "CBS, KWB 2024; CBS 85685NED (2023)": a table that stands in says of which period it is. */
static const char *describe_source(const aggregation *work, const kk_config_indicator *indicator, const char *period)
{
    const char *text = "";
    for (size_t u = 0; u < work->used_count && text != NULL; u++) {
        const kk_table *table = &work->tables[work->used[u]];
        ptrdiff_t at = kk_table_period_for(table, period);
        const char *part = table->config->source;
        if (strcmp(table->period[at], period) != 0)
            part = kk_arena_format(work->arena, "%s (%s)", part, table->period[at]);
        if (part == NULL) return NULL;
        if (!has_part(text, part)) text = kk_arena_format(work->arena, "%s%s%s", text, u == 0 ? "" : "; ", part);
    }
    if (text != NULL && indicator->as_published) text = kk_arena_format(work->arena, "%s (as published)", text);
    return text;
}

static bool all_public(const aggregation *work)
{
    for (size_t u = 0; u < work->used_count; u++)
        if (!work->tables[work->used[u]].config->is_public) return false;
    return true;
}

static bool all_guarded(const aggregation *work)
{
    for (size_t u = 0; u < work->used_count; u++) {
        const kk_table *table = &work->tables[work->used[u]];
        if (!table->config->is_public && table->guard == NULL) return false;
    }
    return true;
}

/* Of a table that tells of no guards every column is its own. What is near a home says nothing of who lives there. */
static bool counts_persons(const aggregation *work, const kk_expression *expression)
{
    for (size_t t = 0; t < expression->count; t++) {
        const kk_term *term = &expression->terms[t];
        const kk_table *table = term->op == KK_OP_COLUMN ? &work->tables[term->table] : NULL;
        if (table == NULL || table->config->is_public || table->config->kind == KK_TABLE_PLACES) continue;
        if (table->guard == NULL || table->guard[term->column] == term->column) return true;
    }
    return false;
}

/* A column behind those that are there. */
static kk_status new_column(aggregation *work, const kk_config_indicator *indicator, size_t level, const char *period,
                            kk_indicator_column **out)
{
    if (work->out->column_count == work->capacity)
        return kk_fail(work->err, KK_ERR_INTERNAL, "more indicator columns than were foreseen");
    size_t count = work->areas->level[level].count;
    kk_indicator_column *column = &work->out->column[work->out->column_count];
    *column = (kk_indicator_column){
        .config = indicator,
        .level = (uint32_t)level,
        .period = period,
        .value = kk_arena_alloc(work->arena, count, sizeof(double)),
        .lower = kk_arena_alloc(work->arena, count, sizeof(double)),
        .upper = kk_arena_alloc(work->arena, count, sizeof(double)),
        .numerator = kk_arena_alloc(work->arena, count, sizeof(double)),
        .denominator = kk_arena_alloc(work->arena, count, sizeof(double)),
        .status = kk_arena_alloc(work->arena, count, 1),
        .small_count = kk_arena_alloc(work->arena, count, sizeof(bool)),
        .dominated = kk_arena_alloc(work->arena, count, sizeof(bool)),
    };
    if (column->value == NULL || column->lower == NULL || column->upper == NULL || column->numerator == NULL ||
        column->denominator == NULL || column->status == NULL || column->small_count == NULL ||
        column->dominated == NULL)
        return kk_fail_memory(work->err);
    work->out->column_count++;
    *out = column;
    return KK_OK;
}

static void set_cell(kk_indicator_column *column, size_t i, const kk_fraction *fraction)
{
    kk_result result = kk_result_of(column->config, fraction);
    column->value[i] = result.value.value;
    column->lower[i] = result.lower;
    column->upper[i] = result.upper;
    column->numerator[i] = column->config->kind == KK_ESTIMATE ? NAN : fraction->numerator.value;
    column->denominator[i] = fraction->denominator.value;
    column->status[i] = (uint8_t)result.value.status;
    column->small_count[i] = fraction->small_count;
    column->dominated[i] = fraction->dominated;
}

static void set_water(kk_indicator_column *column, size_t i)
{
    column->value[i] = column->lower[i] = column->upper[i] = column->numerator[i] = column->denominator[i] = NAN;
    column->status[i] = KK_FIGURE_NOT_APPLICABLE;
}

/* What own area `i` is made of. */
static kk_members members_of(const aggregation *work, const kk_level *level, size_t i,
                             const kk_config_indicator *indicator)
{
    const kk_membership *membership = &level->membership;
    uint32_t begin = membership->member_begin[i];
    return (kk_members){
        .at = {indicator, work->config->tables, work->members, &work->config->disclosure},
        .index = membership->member + begin,
        .count = membership->member_begin[i + 1] - begin,
        .water = work->areas->level[membership->member_level].water,
    };
}

static void fill_column(const aggregation *work, const kk_level *level, kk_indicator_column *column)
{
    kk_evaluation here = {column->config, work->config->tables, work->here, &work->config->disclosure};
    for (size_t i = 0; i < level->count; i++) {
        if (level->water[i]) {
            set_water(column, i);
            continue;
        }
        kk_fraction fraction;
        if (level->kind == KK_LEVEL_OWN) {
            kk_members members = members_of(work, level, i, column->config);
            fraction = kk_evaluate_own_area(&here, i, &members);
        } else {
            fraction = kk_evaluate_area(&here, i);
        }
        set_cell(column, i, &fraction);
    }
}

static kk_status add_column(aggregation *work, const kk_config_indicator *indicator, size_t level, const char *period)
{
    const kk_level *at = &work->areas->level[level];
    bool any = find_blocks(work, level, period, work->here);
    if (at->kind == KK_LEVEL_OWN) any |= find_blocks(work, at->membership.member_level, period, work->members);
    if (!any) return KK_OK;
    kk_indicator_column *column;
    kk_status status = new_column(work, indicator, level, period, &column);
    if (status != KK_OK) return status;
    column->is_public = all_public(work);
    column->guarded = all_guarded(work);
    column->counts_persons = counts_persons(work, &indicator->numerator);
    column->source = describe_source(work, indicator, period);
    if (column->source == NULL) return kk_fail_memory(work->err);
    fill_column(work, at, column);
    return KK_OK;
}

/* Persons are never public, and the rule of `estimates:` has looked at how many are behind each figure. */
static kk_status add_chosen(aggregation *work, const kk_config_indicator *indicator, size_t level)
{
    const kk_chosen *chosen = work->out->chosen;
    const kk_map_values *values = kk_chosen_at(chosen, indicator->map, level);
    if (values == NULL) return KK_OK;
    kk_indicator_column *column;
    kk_status status = new_column(work, indicator, level, work->config->estimates.period, &column);
    if (status != KK_OK) return status;
    column->guarded = true;
    column->source = work->config->estimates.source;
    kk_chosen_fill(chosen->frame, values, &work->areas->level[level], column);
    return KK_OK;
}

static kk_status add_columns(aggregation *work, const kk_config_indicator *indicator, size_t level)
{
    if (indicator->map != NULL) return add_chosen(work, indicator, level);
    work->used_count = kk_indicator_tables(indicator, work->used);
    size_t periods = kk_indicator_periods(work->tables, work->used, work->used_count, work->periods);
    kk_status status = KK_OK;
    for (size_t p = 0; p < periods && status == KK_OK; p++)
        status = add_column(work, indicator, level, work->periods[p]);
    return status;
}

/* Nothing is lost in silence. */
static void warn_of_empty(const aggregation *work)
{
    for (size_t i = 0; i < work->config->indicator_count; i++) {
        const kk_config_indicator *indicator = &work->config->indicators[i];
        if (indicator->statistic != KK_STATISTIC_NONE || indicator->is_internal) continue;
        size_t c = 0;
        while (c < work->out->column_count && work->out->column[c].config != indicator) c++;
        if (c < work->out->column_count) continue;
        kk_warn("%s:%u: indicator '%s' has no figures for any area, so it is not in the outputs; %s",
                indicator->mark.file, indicator->mark.line, indicator->name,
                indicator->map != NULL ? "no region type of the estimates has the codes of areas"
                                       : "coverage.csv and rejected.csv tell why");
    }
}

static kk_status add_all(aggregation *work)
{
    const kk_config *config = work->config;
    kk_status status = KK_OK;
    for (size_t l = 0; l < work->areas->level_count && status == KK_OK; l++)
        for (size_t i = 0; i < config->indicator_count && status == KK_OK; i++)
            if (is_made_at(&config->indicators[i], &work->areas->level[l]))
                status = add_columns(work, &config->indicators[i], l);
    if (status == KK_OK) warn_of_empty(work);
    return status;
}

static size_t count_periods(const kk_config *config, const kk_table *tables)
{
    size_t periods = 0;
    for (size_t t = 0; t < config->table_count; t++) periods += tables[t].period_count;
    return periods;
}

kk_status kk_aggregate(const kk_config *config, const kk_areas *areas, const kk_table *tables, const kk_chosen *chosen,
                       kk_store *store, kk_arena *arena, kk_indicator_table *out, kk_error *err)
{
    aggregation work = {.config = config, .areas = areas, .tables = tables, .arena = arena, .out = out, .err = err};
    size_t periods = count_periods(config, tables);
    /* One of estimates has the period of those, which may be one that no table has. */
    work.capacity = areas->level_count * config->indicator_count * (periods + 1);
    *out = (kk_indicator_table){.areas = areas,
                                .column = kk_arena_alloc(arena, work.capacity, sizeof *out->column),
                                .chosen = chosen,
                                .tables = tables};
    work.used = kk_arena_alloc(arena, config->table_count, sizeof *work.used);
    work.periods = kk_arena_alloc(arena, periods + 1, sizeof *work.periods);
    work.here = kk_arena_alloc(arena, config->table_count, sizeof *work.here);
    work.members = kk_arena_alloc(arena, config->table_count, sizeof *work.members);
    work.joined = out->joined = kk_arena_alloc(arena, 1, sizeof *work.joined);
    if (out->column == NULL || work.used == NULL || work.periods == NULL || work.here == NULL || work.members == NULL ||
        work.joined == NULL)
        return kk_fail_memory(err);
    kk_status status = kk_joined_read(areas, tables, config->table_count, store, arena, work.joined, err);
    return status == KK_OK ? add_all(&work) : status;
}
