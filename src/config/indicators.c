/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/build.h"
#include "config/check.h"
#include "config/expression.h"
#include "config/tables.h"
#include "kk/areas.h"

#include <string.h>

/* One indicator while it is made. */
typedef struct indicator_item {
    kk_builder *builder;
    size_t index;
    const kk_raw_indicator *given; /* what the project says */
    const kk_raw_indicator *entry; /* the catalogue's, or NULL */
    kk_raw_indicator raw;          /* the entry with what the project says instead */
    kk_config_indicator *out;
} indicator_item;

static kk_place place_of(const indicator_item *item, const char *key)
{
    return kk_document_place(item->builder->document, "indicators[%zu].%s", item->index, key);
}

/* An expression from the catalogue is not in the project file: the place is then that of `use`. */
static kk_place place_of_expression(const indicator_item *item, const char *key)
{
    kk_place place = place_of(item, item->entry ? "use" : key);
    place.exact = place.exact && !item->entry;
    return place;
}

static kk_raw_indicator overlay(const kk_raw_indicator *entry, const kk_raw_indicator *given)
{
    kk_raw_indicator raw = *entry;
    raw.name = given->name ? given->name : entry->name;
    raw.unit = given->unit ? given->unit : entry->unit;
    raw.label_nl = given->label_nl ? given->label_nl : entry->label_nl;
    raw.label_en = given->label_en ? given->label_en : entry->label_en;
    raw.description = given->description ? given->description : entry->description;
    raw.direction = given->direction ? given->direction : entry->direction;
    raw.per = given->per ? given->per : entry->per;
    raw.levels = given->levels ? given->levels : entry->levels;
    raw.levels_count = given->levels ? given->levels_count : entry->levels_count;
    return raw;
}

static kk_status take_from_catalogue(indicator_item *item, const kk_catalogue *catalogue, kk_error *err)
{
    const kk_raw_indicator *given = item->given;
    const char *fixed = given->kind           ? "kind"
                        : given->numerator    ? "numerator"
                        : given->denominator  ? "denominator"
                        : given->as_published ? "as_published"
                                              : NULL;
    if (fixed) {
        return kk_fail_at(err, KK_ERR_PROJECT, place_of(item, fixed).mark,
                          "'%s' cannot stand beside 'use'; leave out one of the two", fixed);
    }
    kk_status status = kk_catalogue_find(catalogue, given->use, place_of(item, "use").mark, &item->entry, err);
    if (!status) item->raw = overlay(item->entry, given);
    return status;
}

static kk_status take_own(indicator_item *item, kk_error *err)
{
    const kk_raw_indicator *given = item->given;
    const char *missing = !given->name ? "name" : !given->kind ? "kind" : !given->numerator ? "numerator" : NULL;
    if (missing) {
        return kk_fail_at(err, KK_ERR_PROJECT, item->out->mark,
                          "the key '%s' is missing in indicators; an indicator has name, kind and numerator, or 'use'",
                          missing);
    }
    if (given->population) {
        return kk_fail_at(err, KK_ERR_PROJECT, place_of(item, "population").mark,
                          "'population' goes with 'use' only; write table.column in the denominator");
    }
    item->raw = *given;
    return KK_OK;
}

static kk_status check_name(const indicator_item *item, kk_error *err)
{
    static const char *const taken[] = {"id",     "code",  "name", "level", "parent",
                                        "period", "water", "fid",  "geom",  "geometry"};
    static const char *const endings[] = {"_lower", "_upper", "_status"};
    const char *name = item->raw.name;
    kk_mark mark = place_of(item, item->given->name ? "name" : "use").mark;
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        if (strcmp(name, taken[i]) == 0) {
            return kk_fail_at(err, KK_ERR_PROJECT, mark, "'%s' is a column of every output; choose another name", name);
        }
    }
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(name), ending = strlen(endings[i]);
        if (length > ending && strcmp(name + length - ending, endings[i]) == 0) {
            return kk_fail_at(err, KK_ERR_PROJECT, mark,
                              "'%.60s' ends in %s, as columns of the output do; choose another name", name, endings[i]);
        }
    }
    for (size_t i = 0; i < item->index; i++) {
        const kk_config_indicator *other = &item->builder->config->indicators[i];
        if (strcmp(name, other->name) != 0) continue;
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "two indicators '%s' (the first on line %u); give this one another "
                          "'name'",
                          name, other->mark.line);
    }
    return kk_check_name("the indicator", name, mark, err);
}

static kk_status find_table(const indicator_item *item, const char *key, const char *name, ptrdiff_t *table,
                            kk_error *err)
{
    const kk_config *config = item->builder->config;
    *table = config->table_count == 1 ? 0 : KK_NO_TABLE;
    if (!name) return KK_OK;
    *table = kk_tables_find(config, name);
    if (*table != KK_NO_TABLE) return KK_OK;
    kk_hint hint = kk_tables_hint(config, name);
    return kk_fail_at(err, KK_ERR_PROJECT, place_of(item, key).mark, "unknown table '%.60s'%s", name, hint.text);
}

static bool needs_population(const kk_raw_indicator *entry)
{
    return strstr(entry->numerator, "population.") || (entry->denominator && strstr(entry->denominator, "population."));
}

/* The tables that the names in the expressions mean. */
static kk_status bind_tables(const indicator_item *item, kk_scope *scope, kk_error *err)
{
    kk_status status = find_table(item, "table", item->given->table, &scope->own, err);
    scope->population = KK_NO_TABLE;
    if (status || !item->entry) return status;
    if (scope->own == KK_NO_TABLE) {
        return kk_fail_at(err, KK_ERR_PROJECT, place_of(item, "use").mark,
                          "which table is '%s' to be made from? Add 'table: …'", item->given->use);
    }
    if (!needs_population(item->entry)) return KK_OK;
    if (!item->given->population) {
        return kk_fail_at(err, KK_ERR_PROJECT, place_of(item, "use").mark,
                          "'%s' needs the inhabitants of another table; add 'population: …' with its name",
                          item->given->use);
    }
    return find_table(item, "population", item->given->population, &scope->population, err);
}

static kk_status build_expressions(const indicator_item *item, kk_error *err)
{
    kk_scope scope = {.config = item->builder->config, .arena = item->builder->arena};
    kk_status status = bind_tables(item, &scope, err);
    if (status) return status;
    scope.what = "numerator";
    scope.place = place_of_expression(item, scope.what);
    status = kk_expression_parse(&scope, item->raw.numerator, &item->out->numerator, err);
    if (!status && !kk_expression_has_column(&item->out->numerator)) {
        status =
            kk_fail_at(err, KK_ERR_PROJECT, scope.place.mark, "numerator '%.60s' names no column", item->raw.numerator);
    }
    if (status || !item->raw.denominator) return status;
    scope.what = "denominator";
    scope.place = place_of_expression(item, scope.what);
    return kk_expression_parse(&scope, item->raw.denominator, &item->out->denominator, err);
}

static kk_status check_level(const indicator_item *item, size_t index, kk_error *err)
{
    const kk_config *config = item->builder->config;
    const char *names[KK_LEVELS_MAX] = {"gemeente", "wijk", "buurt"}, *level = item->raw.levels[index];
    size_t count = 3;
    for (size_t i = 0; i < config->areas.group_count; i++) names[count++] = config->areas.groups[i].name;
    kk_mark mark = kk_document_place(item->builder->document, "indicators[%zu].levels[%zu]", item->index, index).mark;
    for (size_t i = 0; i < index; i++) {
        if (strcmp(level, item->raw.levels[i]) == 0) {
            return kk_fail_at(err, KK_ERR_PROJECT, mark, "the level '%.60s' is there twice", level);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (strcmp(level, names[i]) == 0) return KK_OK;
    }
    kk_hint hint = kk_hint_for(level, names, count);
    return kk_fail_at(err, KK_ERR_PROJECT, mark, "unknown level '%.60s'%s", level, hint.text);
}

/* The catalogue knows no own levels: they come along with the levels it names. */
static kk_status build_levels(const indicator_item *item, kk_error *err)
{
    const kk_config *config = item->builder->config;
    size_t count = item->raw.levels_count;
    size_t own = count && item->raw.levels != item->given->levels ? config->areas.group_count : 0;
    item->out->levels = kk_arena_alloc(item->builder->arena, count + own, sizeof *item->out->levels);
    if (!item->out->levels) return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        kk_status status = check_level(item, i, err);
        if (status) return status;
        item->out->levels[i] = item->raw.levels[i];
    }
    for (size_t i = 0; i < own; i++) item->out->levels[count + i] = config->areas.groups[i].name;
    item->out->level_count = count + own;
    return KK_OK;
}

static kk_status check_kind(const indicator_item *item, kk_error *err)
{
    kk_indicator_kind kind = (kk_indicator_kind)*item->raw.kind;
    if (kind != KK_VALUE && !item->raw.denominator) {
        return kk_fail_at(err, KK_ERR_PROJECT, place_of(item, "kind").mark, "a %s needs a 'denominator'",
                          kk_indicator_kind_name(kind));
    }
    if (kind != KK_VALUE && item->raw.as_published && *item->raw.as_published) {
        return kk_fail_at(err, KK_ERR_PROJECT, place_of(item, "as_published").mark,
                          "only a figure of kind 'value' can be taken as published, not a %s",
                          kk_indicator_kind_name(kind));
    }
    if (item->raw.per && *item->raw.per <= 0) {
        return kk_fail_at(err, KK_ERR_PROJECT, place_of(item, "per").mark,
                          "'per' must be more than 0, such as 100 or 1000");
    }
    return KK_OK;
}

static void fill_in(const indicator_item *item)
{
    const kk_raw_indicator *raw = &item->raw;
    kk_config_indicator *out = item->out;
    out->name = raw->name;
    out->kind = (kk_indicator_kind)*raw->kind;
    out->per = raw->per ? *raw->per : out->kind == KK_SHARE ? 100 : 1;
    out->unit = raw->unit ? raw->unit : out->kind == KK_SHARE && out->per == 100 ? "%" : "";
    out->direction = raw->direction ? (kk_direction)*raw->direction : KK_DIRECTION_NEUTRAL;
    out->label_nl = raw->label_nl ? raw->label_nl : raw->label_en ? raw->label_en : raw->name;
    out->label_en = raw->label_en ? raw->label_en : out->label_nl;
    out->description = raw->description ? raw->description : "";
    out->as_published = raw->as_published && *raw->as_published;
}

static kk_status build_indicator(kk_builder *builder, const kk_catalogue *catalogue, size_t index, kk_error *err)
{
    indicator_item item = {
        .builder = builder,
        .index = index,
        .given = &builder->raw->indicators[index],
        .out = &builder->config->indicators[index],
    };
    item.out->mark = kk_document_place(builder->document, "indicators[%zu]", index).mark;
    kk_status status = item.given->use ? take_from_catalogue(&item, catalogue, err) : take_own(&item, err);
    if (!status) status = check_name(&item, err);
    if (!status) status = check_kind(&item, err);
    if (!status) status = build_levels(&item, err);
    if (!status) status = build_expressions(&item, err);
    if (!status) fill_in(&item);
    return status;
}

kk_status kk_build_indicators(kk_builder *builder, const kk_catalogue *catalogue, kk_error *err)
{
    kk_config *config = builder->config;
    config->indicator_count = builder->raw->indicators_count;
    config->indicators = kk_arena_alloc(builder->arena, config->indicator_count, sizeof *config->indicators);
    if (!config->indicators) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < config->indicator_count && !status; i++) {
        status = build_indicator(builder, catalogue, i, err);
    }
    return status;
}
