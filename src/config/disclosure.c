/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/disclosure.h"
#include "config/selection.h"
#include "config/tables.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MINIMUM_MAX = 1000, BASE_MAX = 100, POPULATION_MAX = 1000000 };

static const kk_config_disclosure defaults = {
    .minimum = 10,
    .dominance_largest = 2,
    .dominance_share = 0.9,
    .p_percent = 10,
    .group_share = 0.9,
    .secondary = true,
    .method = KK_METHOD_SUPPRESS,
    .rounding_base = 5,
    .width = 5,
    .amount = 0.2,
    .secondary_estimates = true,
};

static kk_mark mark_of(kk_builder *builder, const char *key)
{
    return kk_document_place(builder->document, "disclosure.%s", key).mark;
}

/* ---- numbers ---- */

/* What a number may be, and how that is told. */
typedef struct range {
    const char *key;
    double low, high;
    const char *text;
} range;

static kk_status check_range(kk_builder *builder, const range *of, double number, kk_error *err)
{
    if (number >= of->low && number <= of->high) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, of->key), "'%s' must be %s", of->key, of->text);
}

static kk_status take_whole(kk_builder *builder, const range *of, const unsigned *given, double *out, kk_error *err)
{
    if (!given) return KK_OK;
    *out = *given;
    return check_range(builder, of, *out, err);
}

/* A number, or the word off. */
static kk_status take_part(kk_builder *builder, const range *of, const char *given, double *out, kk_error *err)
{
    if (!given) return KK_OK;
    char *end;
    bool is_off = strcmp(given, "off") == 0;
    *out = is_off ? 0 : strtod(given, &end);
    if (is_off) return KK_OK;
    return check_range(builder, of, end == given || *end != '\0' ? NAN : *out, err);
}

/* ---- rules ---- */

static kk_status take_dominance(kk_builder *builder, kk_config_disclosure *out, kk_error *err)
{
    static const range largest = {"dominance.largest", 1, 2, "1 or 2: so many persons who know each other's amounts"};
    static const range share = {"dominance.share", 0.5, 1, "0.5 to 1, or off"};
    static const range p = {"p_percent", 1, 100, "1 to 100 per cent, or off"};
    const kk_raw_disclosure *raw = builder->raw->disclosure;
    double count = out->dominance_largest;
    kk_status status = KK_OK;
    if (raw->dominance) status = take_whole(builder, &largest, raw->dominance->largest, &count, err);
    if (!status && raw->dominance)
        status = take_part(builder, &share, raw->dominance->share, &out->dominance_share, err);
    out->dominance_largest = (int)count;
    return status ? status : take_part(builder, &p, raw->p_percent, &out->p_percent, err);
}

static kk_status take_rules(kk_builder *builder, kk_config_disclosure *out, kk_error *err)
{
    static const range minimum = {"minimum", 2, MINIMUM_MAX, "2 to 1000 persons: fewer are hidden"};
    static const range group = {"group", 0.5, 1, "0.5 to 1, or off"};
    static const range population = {"population", 0, POPULATION_MAX, "0 to 1000000 inhabitants"};
    const kk_raw_disclosure *raw = builder->raw->disclosure;
    kk_status status = take_whole(builder, &minimum, raw->minimum, &out->minimum, err);
    if (!status) status = take_dominance(builder, out, err);
    if (!status) status = take_part(builder, &group, raw->group, &out->group_share, err);
    return status ? status : take_whole(builder, &population, raw->population, &out->minimum_population, err);
}

/* ---- how ---- */

/* The status of a hidden count tells that it is 1 … minimum − 1: nothing can make its interval wider than that. */
static kk_status take_protection(kk_builder *builder, kk_config_disclosure *out, kk_error *err)
{
    static const range amount = {"protection.amount", 0, 1, "0 to 1: a part of the amount"};
    const kk_raw_protection *raw = builder->raw->disclosure->protection;
    double widest = out->minimum - 2;
    out->width = fmin(out->width, widest);
    if (!raw) return KK_OK;
    if (raw->count) out->width = *raw->count;
    if (raw->amount) out->amount = *raw->amount;
    if (!(out->width >= 0 && out->width <= widest)) {
        return kk_fail_at(
            err, KK_ERR_PROJECT, mark_of(builder, "protection.count"),
            "'protection.count' must be 0 to %g: with 'minimum: %g' a hidden count is known to be 1 to %g", widest,
            out->minimum, out->minimum - 1);
    }
    return check_range(builder, &amount, out->amount, err);
}

static kk_status take_method(kk_builder *builder, kk_config_disclosure *out, kk_error *err)
{
    const kk_raw_disclosure *raw = builder->raw->disclosure;
    if (raw->method) out->method = (kk_disclosure_method)*raw->method;
    if (raw->base && out->method != KK_METHOD_ROUND) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "base"),
                          "'base' goes with 'method: round' alone; leave it out");
    }
    double highest = fmin(BASE_MAX, out->minimum);
    out->rounding_base = raw->base ? *raw->base : fmin(out->rounding_base, highest);
    if (out->rounding_base >= 2 && out->rounding_base <= highest) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "base"), "'base' must be 2 to %g, and not above 'minimum'",
                      highest);
}

static kk_status take_earlier(kk_builder *builder, kk_config_disclosure *out, kk_error *err)
{
    const kk_raw_disclosure *raw = builder->raw->disclosure;
    out->earlier_count = raw->earlier_count;
    out->earlier = kk_arena_alloc(builder->arena, raw->earlier_count, sizeof *out->earlier);
    if (!out->earlier) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < raw->earlier_count && !status; i++) {
        kk_mark mark = kk_document_place(builder->document, "disclosure.earlier[%zu]", i).mark;
        status = kk_build_file(builder, raw->earlier[i], mark, &out->earlier[i], err);
    }
    return status;
}

static void take_switches(const kk_raw_disclosure *raw, kk_config_disclosure *out)
{
    if (raw->secondary) out->secondary = *raw->secondary;
    if (raw->optimum) out->optimum = *raw->optimum;
    if (raw->estimates) out->secondary_estimates = *raw->estimates;
    if (raw->fallback) out->show_parent = *raw->fallback;
    out->accept_leaks = raw->accept_leaks;
}

/* ---- all ---- */

/* The youths of the population, where the project has one; else a table of a file tells, see kk_inhabitants_find. */
static kk_status want_inhabitants(kk_builder *builder, kk_config_disclosure *out, kk_error *err)
{
    kk_config *config = builder->config;
    if (!(out->minimum_population > 0) || !config->population.given) return KK_OK;
    const kk_selection none = {{NULL}};
    kk_measure persons;
    kk_flaw flaw;
    kk_term *term = kk_arena_alloc(builder->arena, 1, sizeof *term);
    if (!term) return kk_fail_memory(err);
    kk_mark mark = mark_of(builder, "population");
    if (!kk_measure_make(config, KK_MEASURE_PERSONS, &none, &persons, &flaw))
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "%s", flaw.text);
    *term = (kk_term){.op = KK_OP_COLUMN, .table = (uint32_t)kk_tables_find(config, "population")};
    out->inhabitants = term;
    return kk_table_want_measure(config, builder->arena, &persons, mark, term, err);
}

kk_status kk_build_disclosure(kk_builder *builder, kk_error *err)
{
    kk_config_disclosure *out = &builder->config->disclosure;
    *out = defaults;
    out->mark = kk_document_place(builder->document, "disclosure").mark;
    const kk_raw_disclosure *raw = builder->raw->disclosure;
    if (!raw) return KK_OK;
    take_switches(raw, out);
    kk_status status = take_rules(builder, out, err);
    if (!status) status = take_protection(builder, out, err);
    if (!status) status = take_method(builder, out, err);
    if (!status) status = take_earlier(builder, out, err);
    return status ? status : want_inhabitants(builder, out, err);
}
