/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/indicator_item.h"
#include "config/published.h"
#include "config/tables.h"

#include <string.h>

/* An expression from the catalogue is not in the project file: the place is then that of `use`. */
static kk_place place_of_expression(const kk_indicator_item *item, const char *key)
{
    kk_place place = kk_indicator_place(item, item->entry ? "use" : key);
    place.exact = place.exact && !item->entry;
    return place;
}

static kk_status find_table(const kk_indicator_item *item, const char *key, const char *name, ptrdiff_t *table,
                            kk_error *err)
{
    const kk_config *config = item->builder->config;
    *table = kk_tables_only_file(config);
    if (!name) return KK_OK;
    *table = kk_tables_find(config, name);
    if (*table != KK_NO_TABLE) return KK_OK;
    kk_hint hint = kk_tables_hint(config, name);
    return kk_fail_at(err, KK_ERR_PROJECT, kk_indicator_place(item, key).mark, "unknown table '%.60s'%s", name,
                      hint.text);
}

/* An entry of the catalogue for the tables that the engine makes itself: its expressions name them. */
static bool names_its_tables(const kk_raw_indicator *entry)
{
    static const char *const forms[] = {"records", "collective", "places"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (strcmp(entry->form, forms[i]) == 0) return true;
    }
    return false;
}

static kk_status check_no_tables(const kk_indicator_item *item, kk_error *err)
{
    const char *key = item->given->table ? "table" : item->given->population ? "population" : NULL;
    if (!key) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, kk_indicator_place(item, key).mark,
                      "'%s' names its tables itself; leave out '%s'", item->given->use, key);
}

static bool needs_population(const kk_raw_indicator *entry)
{
    return strstr(entry->numerator, "population.") || (entry->denominator && strstr(entry->denominator, "population."));
}

/* The tables that the names in the expressions mean. */
static kk_status bind_tables(const kk_indicator_item *item, kk_scope *scope, kk_error *err)
{
    scope->own = scope->population = KK_NO_TABLE;
    if (item->entry && names_its_tables(item->entry)) return check_no_tables(item, err);
    kk_status status = find_table(item, "table", item->given->table, &scope->own, err);
    if (status || !item->entry) return status;
    if (scope->own == KK_NO_TABLE) {
        return kk_fail_at(err, KK_ERR_PROJECT, kk_indicator_place(item, "use").mark,
                          "which table is '%s' to be made from? Add 'table: …'", item->given->use);
    }
    if (!needs_population(item->entry)) return KK_OK;
    if (!item->given->population) {
        return kk_fail_at(err, KK_ERR_PROJECT, kk_indicator_place(item, "use").mark,
                          "'%s' needs the inhabitants of another table; add 'population: …' with its name",
                          item->given->use);
    }
    return find_table(item, "population", item->given->population, &scope->population, err);
}

static kk_status parse(const kk_indicator_item *item, kk_scope *scope, const char *key, const char *text,
                       kk_expression *out, kk_error *err)
{
    if (!text) return KK_OK;
    scope->what = key;
    scope->place = place_of_expression(item, key);
    return kk_expression_parse(scope, text, out, err);
}

/* ---- measures ---- */

static const kk_measure *measure_of(const kk_config *config, const kk_term *term)
{
    if (term->op != KK_OP_COLUMN || config->tables[term->table].kind == KK_TABLE_FILE) return NULL;
    return &config->tables[term->table].measures[term->column];
}

static const kk_measure *estimate_in(const kk_config *config, const kk_expression *expression)
{
    for (size_t i = 0; i < expression->count; i++) {
        const kk_measure *measure = measure_of(config, &expression->terms[i]);
        if (measure && kk_measure_info_of(measure->kind)->is_estimate) return measure;
    }
    return NULL;
}

/* `out` becomes the column of `part` of the measure at `of`; it has room for two terms more. */
static kk_status want_part(const kk_indicator_item *item, const kk_term *of, kk_measure_part part, kk_expression *out,
                           kk_error *err)
{
    kk_config *config = item->builder->config;
    kk_measure measure = config->tables[of->table].measures[of->column];
    measure.part = part;
    *out = (kk_expression){.count = 1, .mark = item->out->numerator.mark};
    out->terms = kk_arena_alloc(item->builder->arena, 3, sizeof *out->terms);
    if (!out->terms) return kk_fail_memory(err);
    out->terms[0] = *of;
    kk_status status = kk_table_want_measure(config, item->builder->arena, &measure, out->mark, &out->terms[0], err);
    if (!status) out->text = config->tables[of->table].wanted[out->terms[0].column].name;
    return status;
}

static kk_status complete_measured(const kk_indicator_item *item, kk_error *err)
{
    kk_config_indicator *out = item->out;
    const kk_term *of = out->numerator.terms;
    kk_status status = want_part(item, of, KK_PART_LOWER, &out->lower, err);
    if (!status) status = want_part(item, of, KK_PART_UPPER, &out->upper, err);
    if (!status) status = want_part(item, of, KK_PART_BASE, &out->base, err);
    return status;
}

/* ---- published estimates ---- */

/* Whether the term is `est[…]` of a table of a file. */
static bool is_published(const kk_indicator_item *item, const kk_term *term, kk_published *selected)
{
    const kk_config *config = item->builder->config;
    if (term->op != KK_OP_COLUMN || config->tables[term->table].kind != KK_TABLE_FILE) return false;
    const char *name = config->tables[term->table].wanted[term->column].name;
    kk_flaw ignored;
    return kk_published_parse(name, item->builder->arena, selected, &ignored) && selected->figure == KK_PUBLISHED_EST;
}

/* `out` becomes the column of another figure of the estimate in the numerator. */
static kk_status want_figure(const kk_indicator_item *item, const kk_published *est, kk_published_figure figure,
                             kk_expression *out, kk_error *err)
{
    kk_config *config = item->builder->config;
    kk_published selected = *est;
    selected.figure = figure;
    *out = (kk_expression){.count = 1, .mark = item->out->numerator.mark};
    out->terms = kk_arena_alloc(item->builder->arena, 1, sizeof *out->terms);
    if (!out->terms) return kk_fail_memory(err);
    out->terms[0] = item->out->numerator.terms[0];
    kk_status status = kk_published_want(config, item->builder->arena, &selected, out->mark, &out->terms[0], err);
    if (!status) out->text = config->tables[out->terms[0].table].wanted[out->terms[0].column].name;
    return status;
}

static kk_status complete_published(const kk_indicator_item *item, const kk_published *est, kk_error *err)
{
    kk_config_indicator *out = item->out;
    kk_status status = want_figure(item, est, KK_PUBLISHED_LWR, &out->lower, err);
    if (!status) status = want_figure(item, est, KK_PUBLISHED_UPR, &out->upper, err);
    if (!status) status = want_figure(item, est, KK_PUBLISHED_N, &out->base, err);
    return status;
}

/* ---- by kind ---- */

static kk_status complete_estimate(const kk_indicator_item *item, kk_error *err)
{
    kk_config_indicator *out = item->out;
    kk_published est;
    kk_status status;
    if (out->numerator.count == 1 && estimate_in(item->builder->config, &out->numerator)) {
        status = complete_measured(item, err);
    } else if (out->numerator.count == 1 && is_published(item, out->numerator.terms, &est)) {
        status = complete_published(item, &est, err);
    } else {
        status = kk_fail_at(err, KK_ERR_PROJECT, place_of_expression(item, "numerator").mark,
                            "the numerator of an estimate is one measure that is estimated, such as "
                            "records.wait_median, or est[outcome=…] of published estimates");
    }
    out->denominator = out->base;
    return status;
}

/* The factor by which the only column of a numerator is multiplied, or 0 when it is more than that. */
static double factor_of(const kk_expression *numerator, const kk_term **column)
{
    const kk_term *terms = numerator->terms;
    *column = terms;
    if (numerator->count == 1) return 1;
    if (numerator->count != 3) return 0;
    bool number_first = terms[0].op == KK_OP_NUMBER && terms[1].op == KK_OP_COLUMN;
    bool number_last = terms[0].op == KK_OP_COLUMN && terms[1].op == KK_OP_NUMBER;
    *column = &terms[number_first];
    if (terms[2].op == KK_OP_MULTIPLY && (number_first || number_last)) return terms[number_last].number;
    return terms[2].op == KK_OP_DIVIDE && number_last ? 1 / terms[1].number : 0;
}

/* A mean of a measure of which the engine makes the squares gets its interval without being asked. */
static kk_status complete_mean(const kk_indicator_item *item, kk_error *err)
{
    kk_expression *squares = &item->out->squares;
    const kk_term *column;
    double factor = factor_of(&item->out->numerator, &column);
    const kk_measure *measure = factor > 0 ? measure_of(item->builder->config, column) : NULL;
    if (squares->count || !measure || !kk_measure_info_of(measure->kind)->has_squares) return KK_OK;
    kk_status status = want_part(item, column, KK_PART_SQUARES, squares, err);
    if (status || factor == 1) return status;
    squares->terms[1] = (kk_term){.op = KK_OP_NUMBER, .number = factor * factor};
    squares->terms[2] = (kk_term){.op = KK_OP_MULTIPLY};
    squares->count = 3;
    return KK_OK;
}

static kk_status complete_kind(const kk_indicator_item *item, kk_error *err)
{
    kk_config_indicator *out = item->out;
    const kk_config *config = item->builder->config;
    if (out->kind == KK_ESTIMATE) return complete_estimate(item, err);
    const kk_measure *estimate = estimate_in(config, &out->numerator);
    if (!estimate) estimate = estimate_in(config, &out->denominator);
    if (estimate) {
        return kk_fail_at(err, KK_ERR_PROJECT, place_of_expression(item, "kind").mark,
                          "'%s' is estimated: it stands alone, as the numerator of 'kind: estimate'",
                          kk_measure_info_of(estimate->kind)->name);
    }
    return out->kind == KK_MEAN ? complete_mean(item, err) : KK_OK;
}

/* What the project selects must select something. */
static kk_status check_taken(const kk_indicator_item *item, kk_error *err)
{
    for (int s = 0; s < KK_SELECTOR_COUNT; s++) {
        if (!item->outer.selection.text[s] || (item->outer.taken & KK_SELECTOR_BIT(s))) continue;
        const char *key = kk_selector_name((kk_selector)s);
        return kk_fail_at(err, KK_ERR_PROJECT, kk_indicator_place(item, key).mark,
                          "'%s' selects nothing: no measure in '%s' leaves it open", key, item->raw.name);
    }
    return KK_OK;
}

kk_status kk_indicator_parse(kk_indicator_item *item, kk_error *err)
{
    const kk_raw_indicator *raw = &item->raw;
    kk_config_indicator *out = item->out;
    kk_scope scope = {.config = item->builder->config, .arena = item->builder->arena, .outer = &item->outer};
    kk_status status = bind_tables(item, &scope, err);
    if (!status) status = parse(item, &scope, "numerator", raw->numerator, &out->numerator, err);
    if (!status && !kk_expression_has_column(&out->numerator)) {
        status = kk_fail_at(err, KK_ERR_PROJECT, scope.place.mark, "numerator '%.60s' names no column", raw->numerator);
    }
    if (!status) status = parse(item, &scope, "denominator", raw->denominator, &out->denominator, err);
    if (!status) status = parse(item, &scope, "squares", raw->squares, &out->squares, err);
    if (!status) status = check_taken(item, err);
    return status ? status : complete_kind(item, err);
}
