/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/tables.h"
#include "config/build.h"
#include "config/expression.h"
#include "config/measure.h"

#include <string.h>

enum { TABLES_MAX = 64 + 4 };

ptrdiff_t kk_tables_find(const kk_config *config, const char *name)
{
    for (size_t i = 0; i < config->table_count; i++) {
        if (strcmp(config->tables[i].name, name) == 0) return (ptrdiff_t)i;
    }
    return KK_NO_TABLE;
}

kk_hint kk_tables_hint(const kk_config *config, const char *name)
{
    const char *names[TABLES_MAX];
    for (size_t i = 0; i < config->table_count; i++) names[i] = config->tables[i].name;
    return kk_hint_for(name, names, config->table_count);
}

const char *kk_tables_made_from(const char *name)
{
    static const char *const made[][2] = {{"population", "population:"},
                                          {"records", "records:"},
                                          {"collective", "budgets:` or `activities:"},
                                          {"places", "places:"}};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        if (strcmp(name, made[i][0]) == 0) return made[i][1];
    }
    return NULL;
}

ptrdiff_t kk_tables_only_file(const kk_config *config)
{
    size_t count = 0;
    while (count < config->table_count && config->tables[count].kind == KK_TABLE_FILE) count++;
    return count == 1 ? 0 : KK_NO_TABLE;
}

/* Makes room for one more item behind `count`: doubled whenever that is a power of two. False: no memory. */
static bool make_room(kk_arena *arena, void **items, size_t count, size_t size)
{
    if (count & (count - 1)) return true;
    void *grown = kk_arena_alloc(arena, count ? 2 * count : 1, size);
    if (!grown) return false;
    if (count) memcpy(grown, *items, count * size);
    *items = grown;
    return true;
}

kk_status kk_table_want(kk_arena *arena, kk_config_table *table, const kk_config_column *column, uint32_t *index,
                        kk_error *err)
{
    size_t count = table->wanted_count;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(table->wanted[i].name, column->name) != 0) continue;
        *index = (uint32_t)i;
        return KK_OK;
    }
    if (count == KK_WANTED_MAX) {
        return kk_fail_at(err, KK_ERR_PROJECT, column->mark, "more than %d columns of the table '%s'", KK_WANTED_MAX,
                          table->name);
    }
    void *wanted = table->wanted;
    if (!make_room(arena, &wanted, count, sizeof *table->wanted)) return kk_fail_memory(err);
    table->wanted = wanted;
    table->wanted[count] = *column;
    table->wanted_count++;
    *index = (uint32_t)count;
    return KK_OK;
}

kk_status kk_table_want_measure(kk_config *config, kk_arena *arena, const kk_measure *measure, kk_mark mark,
                                kk_term *term, kk_error *err)
{
    kk_config_table *table = &config->tables[term->table];
    size_t count = table->wanted_count;
    kk_config_column column = {.name = kk_measure_text(measure, &config->codes, arena), .mark = mark};
    void *measures = table->measures;
    if (!column.name || !make_room(arena, &measures, count, sizeof *measure)) return kk_fail_memory(err);
    table->measures = measures;
    kk_status status = kk_table_want(arena, table, &column, &term->column, err);
    if (!status && table->wanted_count > count) table->measures[count] = *measure;
    return status;
}

static kk_place place_in(kk_builder *builder, size_t table, const char *key)
{
    return kk_document_place(builder->document, "tables[%zu].%s", table, key);
}

static kk_status check_table_name(kk_builder *builder, size_t index, kk_error *err)
{
    const kk_config_table *table = &builder->config->tables[index];
    kk_mark mark = place_in(builder, index, "name").mark;
    kk_status status = kk_check_name("the table", table->name, mark, err);
    if (status) return status;
    ptrdiff_t first = kk_tables_find(builder->config, table->name);
    if ((size_t)first == index) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "two tables '%s'; the first is on line %u", table->name,
                      builder->config->tables[first].mark.line);
}

static kk_status build_periods(kk_builder *builder, size_t index, kk_error *err)
{
    const kk_raw_table *raw = &builder->raw->tables[index];
    kk_config_table *table = &builder->config->tables[index];
    table->periods = kk_arena_alloc(builder->arena, raw->periods_count, sizeof *table->periods);
    table->stands_in_for = kk_arena_alloc(builder->arena, raw->stands_in_for_count, sizeof *table->stands_in_for);
    if (!table->periods || !table->stands_in_for) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < raw->periods_count && !status; i++) {
        kk_mark mark = kk_document_place(builder->document, "tables[%zu].periods[%zu]", index, i).mark;
        status = kk_build_period(builder, raw->periods[i], mark, &table->periods[table->period_count++], err);
    }
    for (size_t i = 0; i < raw->stands_in_for_count && !status; i++) {
        kk_mark mark = kk_document_place(builder->document, "tables[%zu].stands_in_for[%zu]", index, i).mark;
        status =
            kk_build_period(builder, raw->stands_in_for[i], mark, &table->stands_in_for[table->stands_in_count++], err);
    }
    return status;
}

static kk_status build_period(kk_builder *builder, size_t index, kk_error *err)
{
    const kk_raw_table *raw = &builder->raw->tables[index];
    kk_config_table *table = &builder->config->tables[index];
    if (raw->period && raw->period_column) {
        return kk_fail_at(err, KK_ERR_PROJECT, place_in(builder, index, "period_column").mark,
                          "table '%s' has both 'period' and 'period_column'; give one of them", table->name);
    }
    if (raw->period && raw->periods_count) {
        return kk_fail_at(err, KK_ERR_PROJECT, place_in(builder, index, "periods").mark,
                          "table '%s' has one 'period', so there is nothing to choose in 'periods'", table->name);
    }
    if (raw->stands_in_for_count && raw->periods_count > 1) {
        return kk_fail_at(err, KK_ERR_PROJECT, place_in(builder, index, "stands_in_for").mark,
                          "table '%s' has %u periods; only a table of one period can stand in for others", table->name,
                          raw->periods_count);
    }
    table->period_column = raw->period_column;
    kk_status status = build_periods(builder, index, err);
    if (status || !raw->period) return status;
    return kk_build_period(builder, raw->period, place_in(builder, index, "period").mark, &table->period, err);
}

static kk_status build_where(kk_builder *builder, size_t index, kk_error *err)
{
    const kk_raw_table *raw = &builder->raw->tables[index];
    kk_config_table *table = &builder->config->tables[index];
    table->where_count = raw->where_count;
    table->where = kk_arena_alloc(builder->arena, raw->where_count, sizeof *table->where);
    if (!table->where) return kk_fail_memory(err);
    for (size_t i = 0; i < raw->where_count; i++) {
        table->where[i] = (kk_config_where){
            .column = raw->where[i].column,
            .equals = raw->where[i].equals,
            .mark = kk_document_place(builder->document, "tables[%zu].where[%zu].column", index, i).mark,
        };
    }
    return KK_OK;
}

static kk_status build_percentage(kk_builder *builder, size_t index, size_t i, kk_error *err)
{
    const kk_raw_percentage *raw = &builder->raw->tables[index].percentages[i];
    kk_config_table *table = &builder->config->tables[index];
    kk_config_percentage *out = &table->percentages[i];
    kk_document *document = builder->document;
    kk_config_column column = {raw->column,
                               kk_document_place(document, "tables[%zu].percentages[%zu].column", index, i).mark};
    kk_config_column count = {raw->count,
                              kk_document_place(document, "tables[%zu].percentages[%zu].count", index, i).mark};
    kk_scope scope = {
        .config = builder->config,
        .arena = builder->arena,
        .what = "base",
        .place = kk_document_place(document, "tables[%zu].percentages[%zu].base", index, i),
        .own = (ptrdiff_t)index,
        .population = KK_NO_TABLE,
        .only_own = true,
    };
    out->mark = column.mark;
    kk_status status = kk_table_want(builder->arena, table, &column, &out->column, err);
    if (!status) status = kk_table_want(builder->arena, table, &count, &out->count, err);
    if (!status) status = kk_expression_parse(&scope, raw->base, &out->base, err);
    if (status || kk_expression_has_column(&out->base)) return status;
    return kk_fail_at(err, KK_ERR_PROJECT, out->base.mark, "base '%.60s' names no column", raw->base);
}

static kk_status build_percentages(kk_builder *builder, size_t index, kk_error *err)
{
    kk_config_table *table = &builder->config->tables[index];
    table->percentage_count = builder->raw->tables[index].percentages_count;
    table->percentages = kk_arena_alloc(builder->arena, table->percentage_count, sizeof *table->percentages);
    if (!table->percentages) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < table->percentage_count && !status; i++) status = build_percentage(builder, index, i, err);
    return status;
}

static kk_status build_population(kk_builder *builder, size_t index, kk_error *err)
{
    kk_config_table *table = &builder->config->tables[index];
    table->population = builder->raw->tables[index].population;
    if (!table->population) return KK_OK;
    kk_config_column column = {table->population, place_in(builder, index, "population").mark};
    uint32_t ignored;
    return kk_table_want(builder->arena, table, &column, &ignored, err);
}

static kk_status build_minimum(kk_place place, const double *given, double *minimum, kk_error *err)
{
    if (!given) return KK_OK;
    if (*given < 0 || *given > 1) {
        return kk_fail_at(err, KK_ERR_PROJECT, place.mark, "%g is not a part of one; write 0.9 for 90%%", *given);
    }
    *minimum = *given;
    return KK_OK;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

static kk_status build_table(kk_builder *builder, size_t index, kk_error *err)
{
    const kk_raw_table *raw = &builder->raw->tables[index];
    kk_config_table *table = &builder->config->tables[index];
    table->sheet = raw->sheet;
    table->is_public = raw->is_public;
    table->source = raw->source ? raw->source : last_part(raw->file);
    table->code = raw->code;
    table->measure = raw->measure;
    table->value = raw->value;
    table->attribute = raw->attribute;
    table->minimum_match = 0.9;
    kk_status status = check_table_name(builder, index, err);
    if (!status) status = kk_build_file(builder, raw->file, place_in(builder, index, "file").mark, &table->file, err);
    if (!status) status = build_period(builder, index, err);
    if (!status) status = build_population(builder, index, err);
    if (!status) status = build_where(builder, index, err);
    if (!status) status = build_percentages(builder, index, err);
    if (!status) {
        status =
            build_minimum(place_in(builder, index, "minimum_match"), raw->minimum_match, &table->minimum_match, err);
    }
    if (status) return status;
    return build_minimum(place_in(builder, index, "minimum_coverage"), raw->minimum_coverage, &table->minimum_coverage,
                         err);
}

kk_status kk_build_tables(kk_builder *builder, kk_error *err)
{
    kk_config *config = builder->config;
    config->table_count = builder->raw->tables_count;
    config->tables = kk_arena_alloc(builder->arena, config->table_count, sizeof *config->tables);
    if (!config->tables) return kk_fail_memory(err);
    /* All names first: an expression may name a later table. */
    for (size_t i = 0; i < config->table_count; i++) {
        config->tables[i].name = builder->raw->tables[i].name;
        config->tables[i].mark = kk_document_place(builder->document, "tables[%zu]", i).mark;
    }
    kk_status status = KK_OK;
    for (size_t i = 0; i < config->table_count && !status; i++) status = build_table(builder, i, err);
    return status;
}
