/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/statistics.h"

enum { SEED = 1, NEAREST_MAX = 100 };
static const double tolerance_default = 0.001, tolerance_max = 100;

/* ---- neighbours ---- */

static kk_mark mark_of_neighbours(kk_builder *builder, const char *key)
{
    return kk_document_place(builder->document, "statistics.neighbours.%s", key).mark;
}

/* A key that goes with one rule only. */
static kk_status check_key(kk_builder *builder, const char *key, bool is_given, bool belongs, kk_error *err)
{
    if (!is_given || belongs) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of_neighbours(builder, key),
                      "'%s' does not go with this 'rule'; leave it out", key);
}

static kk_status need_key(kk_builder *builder, const char *rule, const char *key, bool fits, const char *what,
                          kk_error *err)
{
    if (fits) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of_neighbours(builder, key), "'rule: %s' needs '%s', %s", rule, key,
                      what);
}

static kk_status check_neighbours(kk_builder *builder, const kk_raw_neighbours *raw, kk_error *err)
{
    const kk_config_neighbours *out = &builder->config->statistics.neighbours;
    bool is_nearest = out->rule == KK_NEIGHBOURS_NEAREST, is_distance = out->rule == KK_NEIGHBOURS_DISTANCE;
    kk_status status = check_key(builder, "tolerance", raw->tolerance, !is_nearest && !is_distance, err);
    if (!status) status = check_key(builder, "nearest", raw->nearest, is_nearest, err);
    if (!status) status = check_key(builder, "distance", raw->distance, is_distance, err);
    bool is_few = out->nearest >= 1 && out->nearest <= NEAREST_MAX;
    if (!status) status = need_key(builder, "nearest", "nearest", !is_nearest || is_few, "1 to 100 areas", err);
    bool is_far = out->distance_m > 0;
    if (!status) status = need_key(builder, "distance", "distance", !is_distance || is_far, "more than 0 metres", err);
    if (status || (out->tolerance_m >= 0 && out->tolerance_m <= tolerance_max)) return status;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of_neighbours(builder, "tolerance"),
                      "'tolerance' must be 0 to 100 metres");
}

static kk_status build_neighbours(kk_builder *builder, kk_error *err)
{
    const kk_raw_neighbours *raw = builder->raw->statistics->neighbours;
    kk_config_neighbours *out = &builder->config->statistics.neighbours;
    *out = (kk_config_neighbours){.rule = KK_NEIGHBOURS_QUEEN, .tolerance_m = tolerance_default};
    if (!raw) return KK_OK;
    if (raw->rule) out->rule = (kk_neighbour_rule)*raw->rule;
    if (raw->tolerance) out->tolerance_m = *raw->tolerance;
    if (raw->nearest) out->nearest = *raw->nearest;
    if (raw->distance) out->distance_m = *raw->distance;
    return check_neighbours(builder, raw, err);
}

/* ---- choices ---- */

enum { KEYS = 10 };

/* A bit for each of the keys that an item can have. */
static unsigned keys_of(const kk_config_statistic *choice)
{
    const bool given[KEYS] = {
        choice->smoothed.given, choice->standardised.given, choice->expected.given, choice->pattern.given,
        choice->scan.given,     choice->ranked.given,       choice->change.given,   choice->trend,
        choice->limits,         choice->inequality.given};
    unsigned bits = 0;
    for (unsigned key = 0; key < KEYS; key++) bits |= (unsigned)given[key] << key;
    return bits;
}

/* Nothing is asked for twice: it would be two columns of one name. `choice` is the last. */
static kk_status check_keys(const kk_choice_item *item, const kk_config_statistic *choice, kk_error *err)
{
    static const char *const names[KEYS] = {"smoothed", "standardised", "expected", "pattern", "scan",
                                            "ranked",   "change",       "trend",    "limits",  "inequality"};
    const char *name = item->builder->config->indicators[choice->indicator].name;
    unsigned keys = keys_of(choice);
    if (!keys) {
        return kk_fail_at(err, KK_ERR_PROJECT, choice->mark,
                          "of '%s' nothing is made; add 'smoothed: {}', 'ranked: {}' or another of the keys", name);
    }
    for (const kk_config_statistic *other = item->builder->config->statistics.of; other < choice; other++) {
        unsigned both = other->indicator == choice->indicator ? keys & keys_of(other) : 0, key = 0;
        if (!both) continue;
        while (!(both >> key & 1)) key++;
        return kk_fail_at(err, KK_ERR_PROJECT, choice->mark,
                          "'%s' of '%s' is asked for already on line %u; leave out one of the two", names[key], name,
                          other->mark.line);
    }
    return KK_OK;
}

static kk_status add_choice(const kk_choice_item *item, size_t index, kk_error *err)
{
    kk_config *config = item->builder->config;
    kk_config_statistic *out = &config->statistics.of[config->statistics.of_count++];
    const char *name = item->raw->indicators[index];
    out->mark =
        kk_document_place(item->builder->document, "statistics.of[%zu].indicators[%zu]", item->index, index).mark;
    kk_status status = kk_choice_find(item, name, out->mark, &out->indicator, err);
    if (!status && config->indicators[out->indicator].kind == KK_ONE_IN) {
        status = kk_fail_at(err, KK_ERR_PROJECT, out->mark,
                            "'%s' is told as one in so many, of which no statistics are made; use the share", name);
    }
    if (!status) status = kk_choice_levels(item, out, err);
    if (!status) status = kk_choice_fill(item, out, err);
    return status ? status : check_keys(item, out, err);
}

static kk_status build_choices(kk_builder *builder, kk_error *err)
{
    const kk_raw_statistics *raw = builder->raw->statistics;
    kk_config_statistics *out = &builder->config->statistics;
    size_t most = 0;
    for (size_t i = 0; i < raw->of_count; i++) most += raw->of[i].indicators_count;
    out->of = kk_arena_alloc(builder->arena, most, sizeof *out->of);
    if (!out->of) return kk_fail_memory(err);
    kk_choice_item item = {.builder = builder, .indicator_count = builder->config->indicator_count};
    kk_status status = KK_OK;
    for (item.index = 0; item.index < raw->of_count; item.index++) {
        item.raw = &raw->of[item.index];
        for (size_t i = 0; i < item.raw->indicators_count && !status; i++) status = add_choice(&item, i, err);
    }
    return status;
}

kk_status kk_build_statistics(kk_builder *builder, kk_error *err)
{
    const kk_raw_statistics *raw = builder->raw->statistics;
    kk_config_statistics *out = &builder->config->statistics;
    if (!raw) return KK_OK;
    if (builder->config->indicator_count == 0) {
        return kk_fail_at(err, KK_ERR_PROJECT, kk_document_place(builder->document, "statistics").mark,
                          "there are no indicators of which statistics could be made; add 'indicators'");
    }
    out->given = true;
    out->seed = raw->seed ? *raw->seed : SEED;
    out->export_neighbours = raw->export_neighbours;
    kk_status status = build_neighbours(builder, err);
    if (!status) status = build_choices(builder, err);
    return status ? status : kk_build_statistic_indicators(builder, err);
}
